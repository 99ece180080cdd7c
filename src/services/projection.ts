// A result as readers get it: resolved for one moment, and as the JSON that badges, API and page share.
import { timestamp } from '../config/timestamp.ts';
import type { Moment } from '../config/clock.ts';
import { validFor } from '../kubernetes/watch/source.ts';
import type { Asked } from './result/asked.ts';
import { closedReason, type Reason } from './result/reason.ts';
import type { ActualStatus, ResolvedResult, Result, State } from './result/result.ts';
import { resolveResult } from './service.ts';

/** Applies staleness. The names of the service are not included. */
export function projectResult(result: Result, now: Moment): Omit<ResolvedResult, 'check'> {
  const { label, status, color, state, reason, since, counts, actual } = resolveResult(result, now);
  const checked = result.source.provenAtWall;
  return {
    label,
    status,
    color,
    state,
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since }),
    ...(checked !== undefined && { checked }),
    ...(counts !== undefined && { counts }),
    ...(actual !== undefined && { actual }),
    validFor: Math.max(0, validFor(result.source, now)),
  };
}

/** Times are RFC 3339; fields that don't apply are left out. */
export interface ResultJson {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: Reason;
  readonly since?: string;
  readonly checked?: string;
  /** In maintenance: what it would be. */
  readonly actual?: ActualJson;
}

export interface ActualJson {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: Reason;
}

export function resultJson({
  label,
  status,
  color,
  state,
  reason,
  since,
  checked,
  actual,
}: Omit<ResolvedResult, 'check' | 'validFor'>): ResultJson {
  return {
    label,
    status,
    color,
    state,
    ...(reason !== undefined && { reason: closedReason(reason) }),
    ...(since !== undefined && { since: timestamp(since) }),
    ...(checked !== undefined && { checked: timestamp(checked) }),
    ...(actual !== undefined && { actual: actualJson(actual) }),
  };
}

function actualJson({ status, color, state, reason }: ActualStatus): ActualJson {
  return { status, color, state, ...(reason !== undefined && { reason: closedReason(reason) }) };
}

export interface AskedJson {
  /** Pods. */
  readonly wanted: number | 'unknown';
  /** Of a CronJob: the start that is awaited. */
  readonly next?: string;
  readonly last?: LastRunsJson;
}

/** Of a CronJob. */
export interface LastRunsJson {
  readonly start?: string;
  readonly success?: string;
}

export function askedJson({ wanted, next, lastStart, lastSuccess }: Asked): AskedJson {
  const last = {
    ...(lastStart !== undefined && { start: timestamp(lastStart) }),
    ...(lastSuccess !== undefined && { success: timestamp(lastSuccess) }),
  };
  return {
    wanted,
    ...(next !== undefined && { next: timestamp(next) }),
    ...(Object.keys(last).length > 0 && { last }),
  };
}

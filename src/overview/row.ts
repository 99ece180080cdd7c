// A service as the page shows it: in words, with staleness applied, and bounded.
import type { Result, State } from '../services/result.ts';
import { resolveResult, type Service, stateOf } from '../services/service.ts';
import type { Moment } from '../config/clock.ts';

export interface Row {
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly state: State;
  /** Unix milliseconds since which it is in this state; undefined: since before the shield began to look. */
  readonly since?: number;
  readonly isOneOff: boolean;
  /** `health` first. */
  readonly checks: readonly RowCheck[];
}

export interface RowCheck {
  readonly check: string;
  readonly label: string;
  readonly status: string;
  readonly state: State;
  readonly reason?: string;
  readonly since?: number;
  readonly checked?: number;
}

export function rowOf(service: Service, now: Moment): Row {
  const { cluster, namespace, name, kind, isOneOff } = service;
  const checks = [...service.results].map(([check, result]) => rowCheck(check, result, now));
  const state = stateOf(service, now);
  const since = sinceOf(checks, state);
  return { cluster, namespace, name, kind, state, isOneOff, checks, ...(since !== undefined && { since }) };
}

/** Its place as one text: no name holds a slash. */
export function keyOf({ cluster, namespace, name }: Pick<Service, 'cluster' | 'namespace' | 'name'>): string {
  return `${cluster}/${namespace}/${name}`;
}

/** Health speaks for a service that has it, the worst check for one that hasn't. */
export function speakerOf(row: Pick<Row, 'checks' | 'state'>): RowCheck | undefined {
  return row.checks.find(({ check }) => check === 'health') ?? row.checks.find(({ state }) => state === row.state);
}

function sinceOf(checks: readonly RowCheck[], state: State): number | undefined {
  return speakerOf({ checks, state })?.since;
}

function rowCheck(check: string, result: Result, now: Moment): RowCheck {
  const { label, status, state, reason, since } = resolveResult(result, now);
  const checked = result.source.provenAtWall;
  return {
    check,
    label,
    status,
    state,
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since }),
    ...(checked !== undefined && { checked }),
  };
}

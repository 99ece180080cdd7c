// A service of /v1: names, state, and every result as it may be shown now. Times are RFC 3339.
import { attentionOf } from '../../services/attention.ts';
import type { MaintenanceWindow } from '../../services/maintenance.ts';
import { projectResult, resultJson, type ResultJson } from '../../services/projection.ts';
import type { State } from '../../services/result/result.ts';
import { type Service, sinceOf, stateOf } from '../../services/service.ts';
import type { Asked } from '../../services/details/workload-details.ts';
import type { Moment } from '../../config/clock.ts';
import { timestamp } from '../../config/timestamp.ts';

export interface ServiceItem {
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly state: State;
  /** Its state, or `degraded` where that is better and a custom check of it is bad. */
  readonly attention: State;
  readonly since?: string;
  /** Pods that were asked for, where that is known here. */
  readonly wanted?: number | 'unknown';
  /** Of a CronJob: the start that is awaited. */
  readonly next?: string;
  readonly last?: LastRuns;
  /** The window that it is in. */
  readonly maintenance?: MaintenanceItem;
  readonly results: Readonly<Record<string, ResultJson>>;
}

export interface MaintenanceItem {
  readonly from: string;
  readonly to: string;
  /** What it is for. */
  readonly text: string;
}

/** Of a CronJob. */
export interface LastRuns {
  readonly start?: string;
  readonly success?: string;
}

export function serviceItem(service: Service, now: Moment): ServiceItem {
  const { cluster, namespace, name, kind } = service;
  const results = [...service.results].map(
    ([check, result]) => [check, resultJson(projectResult(result, now))] as const,
  );
  const state = stateOf(service, now);
  const since = sinceOf(service, now);
  return {
    cluster,
    namespace,
    name,
    kind,
    state,
    attention: attentionOf(service, now),
    ...(since !== undefined && { since: timestamp(since) }),
    ...(service.asked && askedJson(service.asked)),
    ...(service.maintenance && { maintenance: maintenanceItem(service.maintenance) }),
    results: fromPairs(results),
  };
}

function maintenanceItem({ from, to, text }: MaintenanceWindow): MaintenanceItem {
  return { from: timestamp(from), to: timestamp(to), text };
}

function askedJson({ wanted, next, lastStart, lastSuccess }: Asked): Pick<ServiceItem, 'wanted' | 'next' | 'last'> {
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

/** A check may be called `__proto__`-like things: entries are defined, never assigned. */
function fromPairs<T>(pairs: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(pairs);
}

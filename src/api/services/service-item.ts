// A service of /v1: names, state, and resolved results. Times are RFC 3339.
import type { StateSpan } from '../../history/spans/state-history.ts';
import { attentionOf } from '../../services/attention.ts';
import type { MaintenanceWindow } from '../../services/maintenance/maintenance.ts';
import { askedJson, type AskedJson, projectResult, resultJson, type ResultJson } from '../../services/projection.ts';
import type { State } from '../../services/result/result.ts';
import { type Service, sinceOf, stateOf } from '../../services/service.ts';
import type { Moment } from '../../config/clock.ts';
import { timestamp } from '../../config/timestamp.ts';

/** With its desired state, as far as it is known. */
export interface ServiceItemJson extends Partial<AskedJson> {
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly state: State;
  /** Its state, or `degraded` where that is better and a custom check of it is bad. */
  readonly attention: State;
  readonly since?: string;
  /** The window that it is in. */
  readonly maintenance?: MaintenanceJson;
  readonly results: Readonly<Record<string, ResultJson>>;
}

export interface StateSpanJson {
  readonly state: State;
  readonly from: string;
}

export interface ServiceWithHistoryJson extends ServiceItemJson {
  readonly history: readonly StateSpanJson[];
}

export interface MaintenanceJson {
  readonly from: string;
  readonly to: string;
  /** What it is for. */
  readonly text: string;
}

export function serviceItem(service: Service, now: Moment): ServiceItemJson {
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

export function stateSpan({ state, from }: StateSpan): StateSpanJson {
  return { state, from: timestamp(from) };
}

function maintenanceItem({ from, to, text }: MaintenanceWindow): MaintenanceJson {
  return { from: timestamp(from), to: timestamp(to), text };
}

/** Entries are defined, not assigned, because a check may have a name like `__proto__`. */
function fromPairs<T>(pairs: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(pairs);
}

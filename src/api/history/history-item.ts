// A change and a day of a service's history, as /v1/services/:name/history has them. Times are RFC 3339.
import { timestamp } from '../../config/timestamp.ts';
import type { StoredChange, StoredDay } from '../../history/storage/database-messages.ts';
import { closedReason, type Reason } from '../../services/result/reason.ts';
import type { State } from '../../services/result/result.ts';
import type { ServiceKey } from '../../services/service.ts';
import { DAY, HISTORIC_STATES, type HistoricState, noDurations } from '../../services/result/uptime.ts';

export interface HistoricItem {
  readonly cluster: string;
  readonly namespace: string;
  readonly at: string;
  /** From then on; `unseen`: it wasn't seen. */
  readonly state: HistoricState;
  readonly reason?: Reason;
  readonly version?: string;
}

export interface DayItem {
  readonly cluster: string;
  readonly namespace: string;
  /** `2026-11-02`, in UTC. */
  readonly day: string;
  readonly seconds: Readonly<Record<State | 'unseen', number>>;
}

export function historicItem(
  { cluster, namespace }: ServiceKey,
  { at, state, reason, version }: StoredChange,
): HistoricItem {
  return {
    cluster,
    namespace,
    at: timestamp(at),
    state,
    ...(reason !== '' && { reason: closedReason(reason) }),
    ...(version !== '' && { version }),
  };
}

export function dayItem({ cluster, namespace }: ServiceKey, { day, durations }: StoredDay): DayItem {
  const seconds = noDurations();
  for (const state of HISTORIC_STATES) seconds[state] = durations[state] / 1000;
  return { cluster, namespace, day: timestamp(day * DAY).slice(0, 10), seconds };
}

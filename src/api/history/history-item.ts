// A change and a day of the history of a service or an object, as JSON. Times are RFC 3339.
import { timestamp } from '../../config/timestamp.ts';
import type { StoredChange, StoredDay } from '../../history/storage/database-messages.ts';
import { closedReason } from '../../services/result/reason.ts';
import type { State } from '../../services/result/result.ts';
import { DAY } from '../../config/duration.ts';
import { HISTORIC_STATES, type HistoricState, noDurations } from '../../services/result/uptime.ts';

export interface HistoricChangeJson {
  readonly cluster: string;
  readonly namespace: string;
  /** Of an object: its kind. */
  readonly resource?: string;
  readonly at: string;
  /** From then on; `unseen`: it wasn't seen. */
  readonly state: HistoricState;
  /** Its badge was red, although its state was `degraded`. */
  readonly color?: 'red';
  readonly reason?: string;
  readonly version?: string;
}

export interface HistoricDayJson {
  readonly cluster: string;
  readonly namespace: string;
  /** Of an object: its kind. */
  readonly resource?: string;
  /** `2026-11-02`, in UTC. */
  readonly day: string;
  readonly seconds: Readonly<Record<State | 'unseen', number>>;
}

/** Where it is, and of which kind where it is an object. */
export interface Place {
  readonly cluster: string;
  readonly namespace: string;
  readonly resource?: string;
}

/** An object's reason was cut to the form of the API when it was seen. */
export function historicItem(
  { cluster, namespace, resource }: Place,
  { at, state, isRed, reason, version }: StoredChange,
): HistoricChangeJson {
  return {
    cluster,
    namespace,
    ...(resource !== undefined && { resource }),
    at: timestamp(at),
    state,
    ...(isRed && { color: 'red' }),
    ...(reason !== '' && { reason: resource === undefined ? closedReason(reason) : reason }),
    ...(version !== '' && { version }),
  };
}

export function dayItem({ cluster, namespace, resource }: Place, { day, durations }: StoredDay): HistoricDayJson {
  const seconds = noDurations();
  for (const state of HISTORIC_STATES) seconds[state] = durations[state] / 1000;
  return {
    cluster,
    namespace,
    ...(resource !== undefined && { resource }),
    day: timestamp(day * DAY).slice(0, 10),
    seconds,
  };
}

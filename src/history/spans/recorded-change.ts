// A change in the history: what was observed of a service or object, and since when.
import type { HistoricState } from '../../services/result/uptime.ts';

export interface Observation {
  readonly state: HistoricState;
  readonly reason: string;
  readonly version: string;
}

export interface RecordedChange extends Observation {
  /** Unix milliseconds. */
  readonly at: number;
}

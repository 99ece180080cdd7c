// What is written down of a service: how it was seen, from when on.
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

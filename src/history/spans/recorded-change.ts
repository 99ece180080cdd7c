// A change in the history: what was observed of a service or object, and since when.
import type { HistoricState } from '../../services/result/uptime.ts';

export interface ObservedState {
  readonly state: HistoricState;
  /** Its badge was red, although its state was `degraded`. */
  readonly isRed?: true;
}

export interface Observation extends ObservedState {
  readonly reason: string;
  readonly version: string;
}

export interface RecordedChange extends Observation {
  /** Unix milliseconds. */
  readonly at: number;
}

export function isSameState(a: ObservedState | undefined, b: ObservedState | undefined): boolean {
  return a?.state === b?.state && a?.isRed === b?.isRed;
}

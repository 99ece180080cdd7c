// A service that changes too often for each change to be kept: how long it was in each state, a quarter of an hour at a time.
import { HISTORIC_STATES, type HistoricState, noDurations } from '../../services/result/uptime.ts';
import type { RecordedChange, Observation } from './recorded-change.ts';

export class MixedSpan {
  private readonly durations: Record<HistoricState, number> = noDurations();
  private last: RecordedChange;
  /** Its badge was red for some of the time in which it was degraded. */
  private wasRed = false;

  constructor(first: RecordedChange) {
    this.from = first.at;
    this.last = first;
  }

  /** Unix milliseconds, like all times here. */
  readonly from: number;

  note(observation: Observation, at: number): void {
    this.durations[this.last.state] += Math.max(0, at - this.last.at);
    this.wasRed ||= this.last.isRed === true;
    this.last = { ...observation, at: Math.max(at, this.last.at) };
  }

  /** As it was seen last. */
  get observation(): Observation {
    const { state, isRed, reason, version } = this.last;
    return { state, ...(isRed && { isRed }), reason, version };
  }

  /** One change for each state, the worst first, each for as long as it was so in all; then as it was seen last. */
  changes(): readonly RecordedChange[] {
    const { version } = this.last;
    let at = this.from;
    const changes: RecordedChange[] = [];
    for (const state of HISTORIC_STATES) {
      if (this.durations[state] === 0) continue;
      changes.push({
        at,
        state,
        ...(state === 'degraded' && this.wasRed && { isRed: true as const }),
        reason: state === 'unseen' ? '' : FLAPPING,
        version: state === 'unseen' ? '' : version,
      });
      at += this.durations[state];
    }
    return [...changes, this.last];
  }
}

/** Milliseconds that are put together. */
export const MIXED = 15 * 60_000;
const FLAPPING = 'Flapping';

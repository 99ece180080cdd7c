// How each service stood over the past hours: the last changes of its state, as they were seen here. Bounded by what
// is kept of one service and by how many services there are.
import type { State } from '../services/result.ts';

/** From `from` on, in Unix milliseconds, until the next span's. */
export interface StateSpan {
  readonly state: State;
  readonly from: number;
}

/** Of one service: a job of every minute fills it in half an hour, anything else hardly ever. */
const MOST_SPANS = 48;
/** Milliseconds. A change that is older isn't kept once a newer one comes. */
const KEEP = 24 * 60 * 60_000;

export class StateHistory {
  private readonly spans = new Map<string, readonly StateSpan[]>();

  /** `key` is the service's; the same state again is no change. */
  note(key: string, state: State, from: number): void {
    const before = this.of(key);
    const last = before.at(-1);
    if (last?.state === state) return;
    const span = { state, from: last === undefined ? from : Math.max(from, last.from) };
    const kept = before.filter((_, i) => (before[i + 1] ?? span).from > from - KEEP);
    this.spans.set(key, [...kept, span].slice(-MOST_SPANS));
  }

  forget(key: string): void {
    this.spans.delete(key);
  }

  /** Oldest first. What came before the first of them wasn't seen, or isn't kept. */
  of(key: string): readonly StateSpan[] {
    return this.spans.get(key) ?? [];
  }

  keys(): Iterable<string> {
    return this.spans.keys();
  }

  get size(): number {
    return this.spans.size;
  }
}

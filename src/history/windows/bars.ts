// The past hours of one service as bars: what was worst in each stretch of time. Bars stand on fixed moments, so that as
// time goes on only the window moves, and nothing is drawn again until something changes.
import { type State, STATES } from '../../services/result/result.ts';
import type { SeenSpan } from '../spans/state-history.ts';

/** Adjacent bars of the same state. */
export interface BarRun {
  readonly state: State;
  /** Numbers of bars since 1970. */
  readonly from: number;
  readonly to: number;
}

/** The bar in which a moment falls, in Unix milliseconds; `bar` is how many milliseconds one stands for. */
export function barAt(wall: number, bar: number): number {
  return Math.floor(wall / bar);
}

/** `spans` are the oldest first. What wasn't seen has no bar. */
export function barRuns(spans: readonly SeenSpan[], now: number, count: number, bar: number): readonly BarRun[] {
  const last = barAt(now, bar);
  const first = last - count + 1;
  const states = new Map<number, State>();
  spans.forEach(({ state, from }, i) => {
    if (state === 'unseen') return;
    const until = spans[i + 1]?.from ?? now;
    const end = Math.min(last, barAt(Math.max(from, until - 1), bar));
    for (let at = Math.max(first, barAt(from, bar)); at <= end; at += 1) states.set(at, worse(states.get(at), state));
  });
  return runsOf(states);
}

function worse(a: State | undefined, b: State): State {
  return a !== undefined && STATES.indexOf(a) < STATES.indexOf(b) ? a : b;
}

function runsOf(states: ReadonlyMap<number, State>): readonly BarRun[] {
  const runs: BarRun[] = [];
  for (const [at, state] of [...states].sort(([a], [b]) => a - b)) {
    const before = runs.at(-1);
    if (before?.state === state && before.to === at) runs[runs.length - 1] = { ...before, to: at + 1 };
    else runs.push({ state, from: at, to: at + 1 });
  }
  return runs;
}

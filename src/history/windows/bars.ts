// The past hours of one service as bars: what was worst in each stretch of time. Bars stand on fixed moments, so that as
// time goes on only the window moves, and nothing is drawn again until something changes.
import { type State, STATES } from '../../services/result/result.ts';
import type { SeenSpan } from '../spans/state-history.ts';

/** Adjacent bars of the same state. */
export interface BarRun {
  readonly state: State;
  /** A badge was red in it, although the state was `degraded`. */
  readonly isRed?: true;
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
  const worst = new Map<number, Tone>();
  spans.forEach(({ state, isRed, from }, i) => {
    if (state === 'unseen') return;
    const tone = { state, ...(isRed && { isRed }) };
    const until = spans[i + 1]?.from ?? now;
    const end = Math.min(last, barAt(Math.max(from, until - 1), bar));
    for (let at = Math.max(first, barAt(from, bar)); at <= end; at += 1) worst.set(at, worse(worst.get(at), tone));
  });
  return runsOf(worst);
}

type Tone = Pick<BarRun, 'state' | 'isRed'>;

function worse(a: Tone | undefined, b: Tone): Tone {
  return a !== undefined && rankOf(a) < rankOf(b) ? a : b;
}

/** Down before degraded; of those, red before amber. */
function rankOf({ state, isRed }: Tone): number {
  return STATES.indexOf(state) * 2 + (isRed === true ? 0 : 1);
}

function runsOf(worst: ReadonlyMap<number, Tone>): readonly BarRun[] {
  const runs: BarRun[] = [];
  for (const [at, tone] of [...worst].sort(([a], [b]) => a - b)) {
    const before = runs.at(-1);
    if (before?.to === at && rankOf(before) === rankOf(tone)) runs[runs.length - 1] = { ...before, to: at + 1 };
    else runs.push({ ...tone, from: at, to: at + 1 });
  }
  return runs;
}

// The past hours of one service as a strip of bars. Its coordinates are numbers of bars, so that the page's script moves
// it on by its window alone; gaps between bars are the stylesheet's.
import type { JSX } from 'preact';
import type { SeenSpan } from '../../history/spans/state-history.ts';
import { barAt, type BarRun, barRuns } from '../../history/windows/bars.ts';
import { BAR, MAX_BARS } from '../board/bar-width.ts';
import { toneOf } from './glyph.tsx';

/** Bars. Far enough for a page that is never loaded again. */
const FAR = 9_999;

interface BarsProps {
  readonly spans: readonly SeenSpan[];
  /** Unix milliseconds. */
  readonly now: number;
}

export function Bars({ spans, now }: BarsProps): JSX.Element {
  const last = barAt(now, BAR);
  const base = last - MAX_BARS + 1;
  const current = spans.at(-1);
  const runs = barRuns(spans, now, MAX_BARS, BAR);
  const all =
    current === undefined || current.state === 'unseen'
      ? runs
      : [...runs, { ...current, state: current.state, from: last + 1, to: last + FAR }];
  const byTone = Map.groupBy(all, ({ state, isRed }) => toneOf(state, isRed));
  return (
    <svg class="strip" aria-hidden="true" viewBox={`0 0 ${MAX_BARS} 1`} preserveAspectRatio="none" data-base={base}>
      {[...byTone].map(([tone, members]) => (
        <path class={tone} key={tone} d={members.map((run) => pathOf(run, base)).join('')} />
      ))}
    </svg>
  );
}

function pathOf({ from, to }: BarRun, base: number): string {
  return `M${from - base} 0h${to - from}v1h${from - to}z`;
}

// The past hours or days of one service, a bar for each stretch, with an axis and what each bar stands for.
import type { JSX } from 'preact';
import type { RecordedChange } from '../../../history/spans/recorded-change.ts';
import { spanOf } from '../../../history/spans/state-history.ts';
import { barRuns, type BarRun } from '../../../history/windows/bars.ts';
import { HOUR } from '../../../config/duration.ts';
import { type Durations, durationsOf, type Interval, upText } from '../../../services/result/uptime.ts';
import { selfHref } from '../../query/service-href.ts';
import { HISTORY_WINDOWS, type HistoryWindow } from '../../query/history-window.ts';
import type { ServiceView } from '../../page/service-view.ts';
import { instantText } from '../../board/text/time-text.ts';
import { toneOf } from '../glyph.tsx';
import { At } from '../since.tsx';

/** Milliseconds of one bar, how many there are, and after how many the axis is marked. */
const WINDOWS: Readonly<Record<HistoryWindow, readonly [bar: number, count: number, marks: number]>> = {
  '6h': [HOUR / 16, 96, 16],
  '24h': [HOUR / 4, 96, 16],
  '7d': [2 * HOUR, 84, 12],
};

const TITLES: Readonly<Record<HistoryWindow, string>> = {
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
};

export function HistoryStrip({ view }: { readonly view: ServiceView }): JSX.Element {
  const { why, now, window } = view;
  const [bar, count, marks] = WINDOWS[window];
  const runs = barRuns(why.changes.map(spanOf), now.wall, count, bar);
  const first = Math.floor(now.wall / bar) - count + 1;
  const every = Array.from({ length: Math.floor(count / marks) }, (_, i) => (first + i * marks) * bar);
  return (
    <section class="card history">
      <div class="card-head">
        <h2>
          {TITLES[window]}
          {` · ${upText(durationsIn(why.changes, { from: first * bar, to: now.wall }), window)}`}
        </h2>
        <p class="windows">
          {HISTORY_WINDOWS.map((one) => (
            <a
              key={one}
              href={selfHref({ ...view, window: one })}
              aria-current={one === window ? 'true' : undefined}
              data-live=""
            >
              {one.replace(/([hd])$/, ' $1')}
            </a>
          ))}
        </p>
      </div>
      <svg
        class="chart"
        viewBox={`0 0 ${count} 10`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summaryOf(runs, bar)}
      >
        {Array.from({ length: count }, (_, i) => (
          <Bar key={i} at={first + i} x={i} runs={runs} bar={bar} />
        ))}
      </svg>
      <p class="chart-axis">
        {every.map((at) => (
          <At key={at} at={at} isShort />
        ))}
        <span>now</span>
      </p>
    </section>
  );
}

interface BarProps {
  readonly at: number;
  readonly x: number;
  readonly runs: readonly BarRun[];
  readonly bar: number;
}

function Bar({ at, x, runs, bar }: BarProps): JSX.Element {
  const run = runs.find(({ from, to }) => at >= from && at < to);
  const state = run?.state ?? 'unseen';
  return (
    <rect
      class={run === undefined ? 'is-unseen' : toneOf(run.state, run.isRed)}
      x={x + 0.08}
      y={0}
      width={0.84}
      height={10}
    >
      <title>{`${instantText(at * bar)}: ${state === 'unseen' ? 'not seen' : state}`}</title>
    </rect>
  );
}

function durationsIn(changes: readonly RecordedChange[], window: Interval): Durations {
  return durationsOf(changes, [window], window);
}

/** For screen readers: what stands out. */
function summaryOf(runs: readonly BarRun[], bar: number): string {
  const bad = runs.filter(({ state }) => state === 'down' || state === 'degraded');
  if (bad.length === 0) return runs.length === 0 ? 'Nothing was seen yet' : 'Neither down nor degraded';
  return bad
    .map(({ state, from, to }) => `${state} from ${instantText(from * bar)} to ${instantText(to * bar)}`)
    .join('; ');
}

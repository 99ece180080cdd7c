// The past hours of one service as a strip: higher is worse. Its coordinates are seconds since its first span, and its
// last span never ends: as time goes on, the page's script only moves the window.
import type { JSX } from 'preact';
import type { State } from '../../services/result.ts';
import type { Moment } from '../../config/clock.ts';
import type { StateSpan } from '../../history/state-history.ts';

/** Seconds. */
export const LONGEST_WINDOW = 6 * 3600;
/** A strip of less would make much of little. */
const SHORTEST_WINDOW = 5 * 60;
const FAR = 10 * 365 * 86_400;
const HEIGHTS: Readonly<Record<State, number>> = { ok: 3, unknown: 3, stale: 5, degraded: 8, down: 12 };

interface TimelineProps {
  readonly spans: readonly StateSpan[];
  /** Unix milliseconds since which histories are kept. */
  readonly start: number;
  readonly now: Moment;
}

export function Timeline({ spans, start, now }: TimelineProps): JSX.Element {
  const base = spans[0]?.from ?? now.wall;
  const end = secondsFrom(base, now.wall);
  const size = Math.min(LONGEST_WINDOW, Math.max(SHORTEST_WINDOW, secondsFrom(start, now.wall)));
  return (
    <svg
      class="timeline"
      aria-hidden="true"
      viewBox={`${end - size} 0 ${size} 12`}
      preserveAspectRatio="none"
      data-base={base}
    >
      {spans.map(({ state, from }, i) => {
        const x = secondsFrom(base, from);
        const next = spans[i + 1];
        const width = next === undefined ? FAR : secondsFrom(from, next.from);
        if (x + width < end - size) return null;
        return (
          <rect class={`is-${state}`} key={x} x={x} y={12 - HEIGHTS[state]} width={width} height={HEIGHTS[state]} />
        );
      })}
    </svg>
  );
}

function secondsFrom(base: number, wall: number): number {
  return Math.round((wall - base) / 1000);
}

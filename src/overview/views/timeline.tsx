// The past hours of one service as a strip: higher and stronger is worse. Its coordinates are seconds since its first
// span, and its last span never ends: as time goes on, the page's script only moves the window.
import type { JSX } from 'preact';
import type { State } from '../../checks/result.ts';
import type { Moment } from '../../config/clock.ts';
import type { StateSpan } from '../../federation/state-history.ts';

/** Seconds. */
export const WINDOW = 6 * 3600;
const FAR = 10 * 365 * 86_400;

const HEIGHTS: Readonly<Record<State, number>> = { ok: 3, unknown: 3, stale: 5, degraded: 8, down: 12 };

export function Timeline({ spans, now }: { readonly spans: readonly StateSpan[]; readonly now: Moment }): JSX.Element {
  const base = spans[0]?.from ?? now.wall;
  const end = Math.round((now.wall - base) / 1000);
  const visible = spans.filter((_, i) => ((spans[i + 1]?.from ?? now.wall) - base) / 1000 >= end - WINDOW);
  return (
    <svg
      class="timeline"
      aria-hidden="true"
      viewBox={`${end - WINDOW} 0 ${WINDOW} 12`}
      preserveAspectRatio="none"
      data-base={base}
    >
      {visible.map(({ state, from }) => {
        const x = Math.round((from - base) / 1000);
        const next = spans[spans.findIndex((span) => span.from === from && span.state === state) + 1];
        const width = next === undefined ? FAR : Math.max(60, Math.round((next.from - base) / 1000) - x);
        return (
          <rect class={`is-${state}`} key={x} x={x} y={12 - HEIGHTS[state]} width={width} height={HEIGHTS[state]} />
        );
      })}
    </svg>
  );
}

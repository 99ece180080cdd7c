// Several objects' readiness as one: `11/12 ready`, in the worst one's color.
import { colorRank } from '../result/color.ts';
import type { Readiness } from './readiness.ts';
import { worstState } from '../service.ts';

/** At least one. What is suspended or being deleted isn't counted beside others. */
export function joinReadiness(all: readonly Readiness[]): Readiness {
  const counted = all.filter(isCounted);
  const shown = counted.length > 0 ? counted : all;
  const worst = shown.reduce((a, b) => (colorRank(b.color) < colorRank(a.color) ? b : a));
  const ready = shown.filter(({ color, state }) => state === 'ok' && color === 'green').length;
  const until = all.reduce((least, each) => Math.min(least, each.until ?? Infinity), Infinity);
  return {
    status: `${ready}/${shown.length} ready`,
    color: worst.color,
    state: worstState(shown.map(({ state }) => state)),
    ...(worst.reason !== undefined && { reason: worst.reason }),
    ...(until !== Infinity && { until }),
  };
}

function isCounted({ status, color }: Readiness): boolean {
  return color !== 'lightgrey' || status === 'no status';
}

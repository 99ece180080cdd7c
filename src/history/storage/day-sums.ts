// How long a service was in each state on days that were added up. What isn't of a state in the file is `unseen`.
import { DAY } from '../../config/duration.ts';
import { type Durations, type Interval, noDurations } from '../../services/result/uptime.ts';

/** Columns of the table `day`, in milliseconds. */
export const DAY_STATES = ['down', 'degraded', 'stale', 'unknown', 'ok'] as const;

/** Of days that are `total` milliseconds long together. */
export function daySum(row: Readonly<Record<string, unknown>>, total = DAY): Durations {
  const durations = noDurations();
  for (const state of DAY_STATES) durations[state] = Number(row[state] ?? 0);
  return { ...durations, unseen: total - knownOf(durations) };
}

/** Of a day whose changes are gone: its states as if each were spread over it evenly. */
export function shareOf(day: Durations, { from, to }: Interval): Durations {
  const share = { ...day };
  for (const state of DAY_STATES) share[state] = Math.round((day[state] * (to - from)) / DAY);
  return { ...share, unseen: to - from - knownOf(share) };
}

function knownOf(durations: Durations): number {
  return DAY_STATES.reduce((sum, state) => sum + durations[state], 0);
}

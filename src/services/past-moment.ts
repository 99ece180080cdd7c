// The parameter `at`, a moment in the past: only what was known then is shown.
import { DAY } from '../config/duration.ts';

/**
 * RFC 3339 (`2026-11-02T03:00:00Z`, seconds may be left out) as Unix milliseconds; undefined for anything else. In an
 * address a `+` that isn't escaped is read as a space.
 */
export function parseMoment(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+ -]\d\d:\d\d)$/i.exec(text);
  const [, time = '', zone = ''] = parts ?? [];
  const parsed = Date.parse(`${time}${zone.replace(' ', '+')}`.toUpperCase());
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** A sentence about why there is no answer for that moment; undefined if there is one. */
export function momentFault(time: number, now: number): string | undefined {
  if (time > now - MIN_AGE) return 'at must be at least 60 s ago: leave it out for what is known now.';
  if (time < now - MAX_AGE) return 'at must be within the past 90 days: changes are kept no longer.';
  return undefined;
}

export const A_MOMENT = 'at must be a time with its zone, such as 2026-11-02T03:00:00Z.';

/** The history is written with a short delay. */
const MIN_AGE = 60_000;
const MAX_AGE = 90 * DAY;

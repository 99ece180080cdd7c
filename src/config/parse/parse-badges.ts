// Where badges are and how long caches keep them: BADGES_URL, BADGE_MAX_AGE.
import type { BadgesConfig } from '../config.ts';
import { formatDuration, WEEK } from '../duration.ts';
import type { EnvReader } from './env-reader.ts';
import { parseBaseUrl } from './parse-base-url.ts';

export function parseBadges(read: EnvReader, staleAfter: number): BadgesConfig {
  const url = parseBaseUrl(read, 'BADGES_URL');
  return { maxAge: parseMaxAge(read, staleAfter), ...(url !== undefined && { url }) };
}

/** Caches may show a badge for this long, so at most half of STALE_AFTER: the other half is for noticing a failure. */
function parseMaxAge(read: EnvReader, staleAfter: number): number {
  const half = staleAfter / 2;
  const maxAge = read.duration('BADGE_MAX_AGE', { default: Math.min(10_000, half), max: WEEK });
  if (maxAge > half) {
    read.fault(
      'BADGE_MAX_AGE',
      `is more than half of STALE_AFTER. Set at most ${formatDuration(half)}, or raise STALE_AFTER.`,
    );
  }
  return maxAge;
}

// How long caches may show a badge. The rule above all: none shows one past the moment it would turn stale here.

/** What is grey may have its color back at any moment: a few seconds only spare us a crowd. */
export const GREY_SECONDS = 5;
/** How much longer than its age a badge may be shown while this shield answers with errors, as a factor. */
const ERROR_FACTOR = 4;

/**
 * `freshFor` and `maxAge` (BADGE_MAX_AGE) are milliseconds. A cache may show an answer for max-age plus the longer of
 * the two stale-* (RFC 5861), so both sums must fit into `freshFor`.
 */
export function badgeCacheControl(freshFor: number, maxAge: number): string {
  const age = maxAgeSeconds(freshFor, maxAge);
  const onError = Math.min(ERROR_FACTOR * age, Math.floor(freshFor / 1000) - age);
  return `public, max-age=${age}, s-maxage=${age}, stale-while-revalidate=${age}, stale-if-error=${onError}`;
}

export const GREY_CACHE_CONTROL = `public, max-age=${GREY_SECONDS}, s-maxage=${GREY_SECONDS}`;

/** Whole seconds for which an answer may be shown without asking again. */
export function maxAgeSeconds(freshFor: number, maxAge: number): number {
  return Math.floor(Math.min(maxAge, freshFor / 2) / 1000);
}

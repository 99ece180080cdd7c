// How long caches may show a badge. The rule above all: none shows one past the moment it would turn stale here.

/** What is grey may have its color back at any moment: a few seconds only spare us a crowd. */
export const GREY_SECONDS = 5;
/** How much longer than its age a badge may be shown while this shield answers with errors, as a factor. */
const ERROR_FACTOR = 4;

/**
 * `validFor` and `maxAge` (BADGE_MAX_AGE) are milliseconds. A cache may show an answer for max-age plus the longer of
 * the two stale-* (RFC 5861), so both sums must fit into `validFor`.
 */
export function badgeCacheControl(validFor: number, maxAge: number): string {
  const age = maxAgeSeconds(validFor, maxAge);
  const onError = Math.min(ERROR_FACTOR * age, Math.floor(validFor / 1000) - age);
  return `public, max-age=${age}, s-maxage=${age}, stale-while-revalidate=${age}, stale-if-error=${onError}`;
}

export const GREY_CACHE_CONTROL = `public, max-age=${GREY_SECONDS}, s-maxage=${GREY_SECONDS}`;

/** Whole seconds for which an answer may be shown without asking again. */
export function maxAgeSeconds(validFor: number, maxAge: number): number {
  return Math.floor(Math.min(maxAge, validFor / 2) / 1000);
}

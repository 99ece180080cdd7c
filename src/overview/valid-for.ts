// How long what a page shows may be taken for true where nothing more comes from the shield: the page is told so with
// every heartbeat, and counts by itself.

/** Milliseconds between two heartbeats of a page's stream. */
export function heartbeatOf(staleAfter: number): number {
  return Math.min(LONGEST_HEARTBEAT, staleAfter / 3);
}

/**
 * Milliseconds. `validFor`: until the first source that is heard turns stale. While its line is alive a page is told of
 * that, so the end of one source alone must not put all of it in doubt before that word can have come.
 */
export function holdingFor(validFor: number, staleAfter: number): number {
  return Math.round(Math.min(Math.max(validFor, 2 * heartbeatOf(staleAfter)), staleAfter));
}

const LONGEST_HEARTBEAT = 5_000;

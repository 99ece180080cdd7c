// How long what a page shows is valid where nothing more comes from the shield: every heartbeat says so, and the page
// counts by itself.

/** Milliseconds between two heartbeats of a page's stream. */
export function heartbeatOf(staleAfter: number): number {
  return Math.min(MAX_HEARTBEAT, staleAfter / 3);
}

/**
 * Milliseconds. `validFor`: until the first source that is fresh turns stale. While its stream is open a page learns of that,
 * so one source that ends must not make all of the page stale before the stream can have said which.
 */
export function pageValidFor(validFor: number, staleAfter: number): number {
  return Math.round(Math.min(Math.max(validFor, 2 * heartbeatOf(staleAfter)), staleAfter));
}

const MAX_HEARTBEAT = 5_000;

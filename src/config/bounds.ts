// Limits: how much is kept of what anyone may request, how many may request at once, and how long they may take. One
// table, which tests replace with small numbers. Not configurable: users shouldn't have to think about them.

export interface Bounds {
  /** Connections beyond it are closed at once. */
  readonly connections: number;
  /** Bytes. */
  readonly headers: number;
  /** Milliseconds, as are those that follow: until a request's headers, and all of it, must have arrived. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** The interval of checking these two. */
  readonly timeoutCheck: number;
  /** For an idle connection. */
  readonly keepAliveTimeout: number;
  /** For a connection without progress: a client that doesn't read an answer must not keep it in memory. */
  readonly noProgress: number;
  /** Bytes of answers, except badges, that are queued in all connections together. */
  readonly sendBacklog: number;
  /** Pipelined requests that wait, on all connections together. */
  readonly requestsWaiting: number;
  /** Pipelined requests that wait on one connection; what follows isn't parsed yet. */
  readonly requestsTogether: number;
  /** How many of those that waited are answered in one turn of the event loop, over all connections. */
  readonly requestsPerTurn: number;

  /** Nonces in the window of time. */
  readonly nonces: number;

  /** Cached drawings of badges, and cached targets: the maximum number, and the maximum characters of each cache. */
  readonly badges: number;
  readonly maxBadgeCharacters: number;

  /** Cached renderings of the overview page. */
  readonly pages: number;
  /** Streams of open overview pages. */
  readonly pageStreams: number;
  /** Characters that are queued in all of these streams together. */
  readonly pageSendBacklog: number;
}

export const BOUNDS: Bounds = {
  connections: 10_000,
  headers: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  timeoutCheck: 1_000,
  // Longer than the 60 s of common load balancers, so that they close idle connections first.
  keepAliveTimeout: 75_000,
  noProgress: 30_000,
  // Ten thousand connections that request a page of 3 MB, and don't read, would hold 30 GB. Badges are far smaller.
  sendBacklog: 64 * 1024 * 1024,
  // Each is some 1.6 kB; so many bytes that aren't parsed count as one.
  requestsWaiting: 20_000,
  // A read of 64 kB holds up to 2,400 of them, 20 ms of work. Connections are stopped and given back once for so many.
  requestsTogether: 16,
  // Half a millisecond, where they are cheap.
  requestsPerTurn: 8,

  // At most about 15 MB, full at 1,100 signed requests a second. Only holders of a key can fill it.
  nonces: 100_000,

  // Every service of a large cluster, or the hundreds that people look at, in several variants; an SVG has 0.6 to 3 kB.
  badges: 20_000,
  maxBadgeCharacters: 24 * 1024 * 1024,

  // A page has 3 MB at most, typically 50 kB.
  pages: 8,
  pageStreams: 1_000,
  // A thousand slow readers would hold a gigabyte, each within its own limit.
  pageSendBacklog: 64 * 1024 * 1024,
};

// How much is kept of what anyone may ask for, how many may ask at once, and how long they may take. One table, which
// tests make small to go past it. None of it is configuration: no one should have to think about it.

export interface Bounds {
  /** Those that come past it are closed without a word. */
  readonly connections: number;
  /** Bytes. */
  readonly headers: number;
  /** Milliseconds, as are those that follow: until a request's headers are in, and until all of it is. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How late either may be noticed. */
  readonly timeoutCheck: number;
  /** A connection without a request. */
  readonly keepAliveTimeout: number;
  /** Without a byte read or taken: a reader that doesn't read an answer must not keep it in memory. */
  readonly noProgress: number;
  /** Bytes of answers, badges apart, that wait in all connections together to be read. */
  readonly sendBacklog: number;
  /** Requests that wait, on all connections together, for the answer to the one before them. */
  readonly requestsWaiting: number;

  /** Signatures in their window of time. */
  readonly nonces: number;

  /** Drawings of badges, and targets that were answered with one: so many, and so many characters of each. */
  readonly badges: number;
  readonly maxBadgeCharacters: number;

  /** Addresses of the overview page whose last rendering is kept. */
  readonly pages: number;
  /** Overview pages that are open and live. */
  readonly pageStreams: number;
  /** Characters that wait in all of these together to be read. */
  readonly pageSendBacklog: number;
}

export const BOUNDS: Bounds = {
  connections: 10_000,
  headers: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  timeoutCheck: 1_000,
  // Above the 60 s of common load balancers, so that they and not we close an idle connection.
  keepAliveTimeout: 75_000,
  noProgress: 30_000,
  // Ten thousand connections that ask for a page of 3 MB, and don't read, would keep 30 GB. Badges are far smaller.
  sendBacklog: 64 * 1024 * 1024,
  // Each is some 1.6 kB, and a single read holds up to 2,400 of them.
  requestsWaiting: 20_000,

  // About 15 MB at worst, and 1,100 signed requests a second before it is full. Only who holds a key can fill it.
  nonces: 100_000,

  // Every service of a large cluster, or the hundreds that people look at, in several variants; an SVG has 0.6 to 3 kB.
  badges: 20_000,
  maxBadgeCharacters: 24 * 1024 * 1024,

  // A page has 3 MB at most, and 50 kB where all is usual.
  pages: 8,
  pageStreams: 1_000,
  // A thousand pages that are read slowly would keep a gigabyte, each within its own bound.
  pageSendBacklog: 64 * 1024 * 1024,
};

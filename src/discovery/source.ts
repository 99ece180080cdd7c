// Where truth comes from: one watch, one check's runs, one peer. A source is proven now and then; when the last proof
// is older than its limit, everything that came from it is stale. Staleness is a property of the source, applied when
// a result is read, so a dead source is one change and not 20,000.
import type { Moment } from '../config/clock.ts';

export interface Source {
  readonly id: string;
  readonly cluster: string;
  /** Monotonic milliseconds of the last proof; undefined until the first. */
  provenAt: number | undefined;
  /** How long a proof holds, in milliseconds. */
  readonly staleAfter: number;
}

/** Milliseconds until everything of this source turns stale; 0 or less where it is stale now. */
export function freshFor(source: Source, now: Moment): number {
  return source.provenAt === undefined ? 0 : source.provenAt + source.staleAfter - now.monotonic;
}

export function isStale(source: Source, now: Moment): boolean {
  return freshFor(source, now) <= 0;
}

/** The last proof as Unix milliseconds, judged by today's clock; undefined until the first. */
export function provenAtWall(source: Source, now: Moment): number | undefined {
  return source.provenAt === undefined ? undefined : now.wall - (now.monotonic - source.provenAt);
}

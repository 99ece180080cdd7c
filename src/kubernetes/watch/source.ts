// Where results come from: one watch, one check's runs, or one peer. A source is proven from time to time; when the
// last proof is older than its limit, everything from this source is stale. Staleness is a property of the source and
// is applied when a result is read, so a dead source is one change and not 20,000.
import type { Moment } from '../../config/clock.ts';

export interface Source {
  readonly id: string;
  readonly cluster: string;
  /** Monotonic milliseconds of the last proof; undefined until the first. Written by `prove`. */
  provenAt: number | undefined;
  /**
   * The same moment in Unix milliseconds. Stored, because deriving it from two clocks each time would make it flicker
   * on pages.
   */
  provenAtWall?: number | undefined;
  /** Milliseconds for which a proof is valid. */
  readonly staleAfter: number;
}

export interface SourcePart {
  readonly source: Source;
  /** Set while access to it isn't granted: it is no part then. */
  readonly notGrantedSince?: number | undefined;
}

/** A source that is as old as the oldest of its parts. */
export class CompositeSource implements Source {
  /** Without parts the source counts as never proven. */
  constructor(
    readonly id: string,
    readonly cluster: string,
    readonly staleAfter: number,
    private readonly parts: readonly SourcePart[],
  ) {}

  get provenAt(): number | undefined {
    return this.oldest()?.provenAt;
  }

  get provenAtWall(): number | undefined {
    return this.oldest()?.provenAtWall;
  }

  private oldest(): Source | undefined {
    let oldest: Source | undefined;
    // Read several times for each event.
    for (const { source: part, notGrantedSince } of this.parts) {
      if (notGrantedSince !== undefined) continue;
      if (part.provenAt === undefined) return part;
      if (oldest?.provenAt === undefined || part.provenAt < oldest.provenAt) oldest = part;
    }
    return oldest;
  }
}

/** Milliseconds until everything from this source turns stale; 0 or less if it is stale now. */
export function validFor(source: Source, now: Moment): number {
  return source.provenAt === undefined ? 0 : source.provenAt + source.staleAfter - now.monotonic;
}

export function isStale(source: Source, now: Moment): boolean {
  return validFor(source, now) <= 0;
}

/** Records that what the source says was true `age` milliseconds before `now`. */
export function prove(source: Source, now: Moment, age = 0): void {
  source.provenAt = now.monotonic - age;
  source.provenAtWall = now.wall - age;
}

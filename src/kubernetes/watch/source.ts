// Where truth comes from: one watch, one check's runs, one peer. A source is proven now and then; when the last proof
// is older than its limit, everything that came from it is stale. Staleness is a property of the source, applied when
// a result is read, so a dead source is one change and not 20,000.
import type { Moment } from '../../config/clock.ts';

export interface Source {
  readonly id: string;
  readonly cluster: string;
  /** Monotonic milliseconds of the last proof; undefined until the first. Written by `prove`. */
  provenAt: number | undefined;
  /** The same moment in Unix milliseconds, kept because it is shown: derived from two clocks each time it would flicker. */
  provenAtWall?: number | undefined;
  /** How long a proof holds, in milliseconds. */
  readonly staleAfter: number;
}

/** A source that is as old as the oldest of others. */
export class CompositeSource implements Source {
  /** `parts`: as they are in force now; none is never proven. */
  constructor(
    readonly id: string,
    readonly cluster: string,
    readonly staleAfter: number,
    private readonly parts: () => readonly Source[],
  ) {}

  get provenAt(): number | undefined {
    return this.oldest()?.provenAt;
  }

  get provenAtWall(): number | undefined {
    return this.oldest()?.provenAtWall;
  }

  private oldest(): Source | undefined {
    let oldest: Source | undefined;
    for (const part of this.parts()) {
      if (part.provenAt === undefined) return part;
      if (oldest?.provenAt === undefined || part.provenAt < oldest.provenAt) oldest = part;
    }
    return oldest;
  }
}

/** Milliseconds until everything of this source turns stale; 0 or less where it is stale now. */
export function validFor(source: Source, now: Moment): number {
  return source.provenAt === undefined ? 0 : source.provenAt + source.staleAfter - now.monotonic;
}

export function isStale(source: Source, now: Moment): boolean {
  return validFor(source, now) <= 0;
}

/** The source was right `age` milliseconds before `now`. */
export function prove(source: Source, now: Moment, age = 0): void {
  source.provenAt = now.monotonic - age;
  source.provenAtWall = now.wall - age;
}

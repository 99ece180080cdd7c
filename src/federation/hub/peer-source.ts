// A peer's sources, and the connection to it. Ages are sent as durations and counted on our own clock, so two machines'
// clocks are never compared.
import type { Moment } from '../../config/clock.ts';
import { prove, type Source } from '../../kubernetes/watch/source.ts';

/** The connection to one peer, proven by every event of its stream. */
export class PeerConnection implements Source {
  readonly id = 'peer';
  provenAt: number | undefined;
  provenAtWall?: number;

  constructor(
    public cluster: string,
    readonly staleAfter: number,
  ) {}
}

/** One source of a peer. Its proofs are valid for no longer than those of the connection. */
export class PeerSource implements Source {
  provenAt: number | undefined;
  provenAtWall?: number;
  /** Milliseconds by which its proofs may be further apart than those of a watch. */
  grace = 0;

  constructor(
    readonly id: string,
    private readonly connection: PeerConnection,
  ) {}

  get cluster(): string {
    return this.connection.cluster;
  }

  get staleAfter(): number {
    const { provenAt, staleAfter } = this.connection;
    const own = staleAfter + this.grace;
    if (this.provenAt === undefined || provenAt === undefined) return own;
    return Math.min(own, provenAt + staleAfter - this.provenAt);
  }

  /** The same proof, sent twice, arrives with different delays. Its time is shown, so it shouldn't flicker. */
  proven(age: number, now: Moment): void {
    const later = now.monotonic - age - (this.provenAt ?? -Infinity);
    if (later < 0 || later > Math.min(SAME_PROOF, this.connection.staleAfter / 20)) prove(this, now, age);
  }
}

/** Two reports within so many milliseconds are of the same proof. */
const SAME_PROOF = 1_000;

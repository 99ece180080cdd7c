// CPU time for one peer's events, as two token buckets. Beyond them, reading the connection is paused.
import type { Clock } from '../../config/clock.ts';

export class WorkBudget {
  private readonly clock: Clock;
  /** `credit` is the remaining milliseconds; negative: overdrawn. */
  private readonly buckets = LIMITS.map((limit) => ({ ...limit, credit: limit.burst }));
  private creditedAt: number;

  constructor(clock: Clock) {
    this.clock = clock;
    this.creditedAt = clock.now().monotonic;
  }

  /** Does the work, and returns how long to pause afterwards, in whole milliseconds: less could be no time at all. */
  spend(work: () => void): number {
    const began = this.clock.now().monotonic;
    work();
    const ended = this.clock.now().monotonic;
    const [spent, passed] = [ended - began, ended - this.creditedAt];
    this.creditedAt = ended;
    let pause = 0;
    for (const bucket of this.buckets) {
      bucket.credit = Math.min(bucket.burst, bucket.credit + bucket.share * passed) - spent;
      pause = Math.max(pause, Math.ceil(-bucket.credit / bucket.share));
    }
    return pause;
  }
}

/** `burst` in milliseconds of work, and the `share` of a core at which it is filled again. */
const LIMITS = [
  // A snapshot of 20,000 services takes half a second, and as long when all of them change; some of these are allowed. The
  // share is small because what the events cause elsewhere (garbage collection, history) isn't in it.
  { burst: 3_000, share: 1 / 60 },
  // Even these don't take a processor for seconds, in which everyone else would wait for the slices in between.
  { burst: 100, share: 1 / 4 },
];

// CPU time for one peer's events, as a token bucket: a burst is enough for a snapshot and some changes of everything, the rate is a fortieth of a core,
// because what the events cause elsewhere (garbage collection, history) isn't in it. Beyond that, reading the connection
// is paused.
import type { Clock } from '../../config/clock.ts';

export class WorkBudget {
  private readonly clock: Clock;
  /** Remaining milliseconds; negative: overdrawn. */
  private credit = BURST;
  private creditedAt: number;

  constructor(clock: Clock) {
    this.clock = clock;
    this.creditedAt = clock.now().monotonic;
  }

  /** Does the work, and returns how long to pause afterwards, in whole milliseconds: less could be no time at all. */
  spend(work: () => void): number {
    const began = this.clock.now().monotonic;
    this.credit = Math.min(BURST, this.credit + SHARE * Math.max(0, began - this.creditedAt));
    work();
    this.creditedAt = this.clock.now().monotonic;
    this.credit -= this.creditedAt - began;
    return this.credit >= 0 ? 0 : Math.ceil(-this.credit / SHARE);
  }
}

/** Milliseconds. A snapshot of 20,000 services takes half a second, and as long when all of them change. */
const BURST = 3_000;
const SHARE = 1 / 40;

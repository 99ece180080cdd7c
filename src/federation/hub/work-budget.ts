// Processor time that one peer may take: enough at once for a snapshot, and a tenth of a core for long. What it sends
// beyond that waits in its connection.
import type { Clock } from '../../config/clock.ts';

export class WorkBudget {
  private readonly clock: Clock;
  /** Milliseconds of work that are left; less than 0: overdrawn. */
  private credit = BURST;
  private creditedAt: number;

  constructor(clock: Clock) {
    this.clock = clock;
    this.creditedAt = clock.now().monotonic;
  }

  /** Does the work, and returns the milliseconds to wait before there may be more. */
  spend(work: () => void): number {
    const began = this.clock.now().monotonic;
    this.credit = Math.min(BURST, this.credit + SHARE * Math.max(0, began - this.creditedAt));
    work();
    this.creditedAt = this.clock.now().monotonic;
    this.credit -= this.creditedAt - began;
    return this.credit >= 0 ? 0 : -this.credit / SHARE;
  }
}

/** Milliseconds: a snapshot of 20,000 services takes half of it. */
const BURST = 1_000;
const SHARE = 0.1;

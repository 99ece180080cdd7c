// Refusals come as fast as anyone likes to send them, so of each type only one in a while is logged, with how many went
// unsaid since.
import type { Moment } from '../config/clock.ts';
import type { RefusalType } from '../http/refusal-types.ts';

const QUIET_MS = 10_000;

export class RefusalTally {
  private readonly entries = new Map<RefusalType, { saidAt: number; unsaid: number }>();

  /** How many of this type went unsaid before this one, or undefined where this one does too. */
  count(type: RefusalType, now: Moment): number | undefined {
    const entry = this.entries.get(type);
    if (entry !== undefined && now.monotonic - entry.saidAt < QUIET_MS) {
      entry.unsaid += 1;
      return undefined;
    }
    this.entries.set(type, { saidAt: now.monotonic, unsaid: 0 });
    return entry?.unsaid ?? 0;
  }
}

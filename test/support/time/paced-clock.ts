// A clock that goes by itself, and no faster than this process is given turns: a machine that has much else to do slows
// the clock down with everything else, and nothing turns stale for want of a processor.
import { ManualClock } from './manual-clock.ts';

/** Shared by all shields of a test file: what one says of its ages the others understand. */
export class PacedClock extends ManualClock {
  constructor() {
    super(Date.now());
    let before = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.advance(Math.min(now - before, LONGEST_STEP));
      before = now;
    }, TICK).unref();
  }
}

/** Milliseconds. */
const TICK = 5;
/** Milliseconds of the clock within one turn of the event loop. */
const LONGEST_STEP = 50;

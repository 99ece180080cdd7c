// A clock that runs by itself, but no faster than this process gets CPU: on a busy machine it slows down with everything
// else, so that nothing turns stale only because the process was starved.
import { ManualClock } from './manual-clock.ts';

/** Shared by all shields of a test file, so that they agree on ages. */
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
/** Milliseconds by which the clock advances per turn of the event loop, at most. */
const LONGEST_STEP = 50;

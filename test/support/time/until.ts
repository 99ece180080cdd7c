// Waits for the effects of sockets and processes: polling with a deadline instead of fixed sleeps.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Milliseconds. Far longer than any wait takes, even on a busy machine: a test times out because an event never happens,
 * not because the machine is slow.
 */
export const DEADLINE = 240_000;

/** Rejects with a message that contains `what` at the deadline. `meanwhile` runs before each retry. */
export async function until(
  what: string | (() => string),
  condition: () => boolean | Promise<boolean>,
  meanwhile?: () => void,
): Promise<void> {
  const end = performance.now() + DEADLINE;
  // Constant pauses where `meanwhile` advances a clock, so that the clock advances evenly.
  const growth = meanwhile === undefined ? 1.2 : 1;
  for (let pause = FIRST_PAUSE; !(await condition()); pause = Math.min(pause * growth, LONGEST_PAUSE)) {
    if (performance.now() > end) throw new Error(`timed out waiting until ${typeof what === 'string' ? what : what()}`);
    await sleep(pause);
    meanwhile?.();
  }
}

/** Milliseconds. Polling without a pause would take CPU from what is waited for. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 80;

// Waiting for what sockets and processes bring about: bounded polling, never a fixed sleep.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Milliseconds until a test gives up. Far more than anything takes, because a machine may have much else to do: a test
 * fails by this where what it waits for never comes, and never for being slow.
 */
export const DEADLINE = 120_000;

/** Rejects with `what` where it isn't so in time. `meanwhile` runs before each look but the first. */
export async function until(
  what: string | (() => string),
  isSo: () => boolean | Promise<boolean>,
  meanwhile?: () => void,
): Promise<void> {
  const end = performance.now() + DEADLINE;
  // A clock that `meanwhile` turns on goes evenly.
  const growth = meanwhile === undefined ? 1.2 : 1;
  for (let pause = FIRST_PAUSE; !(await isSo()); pause = Math.min(pause * growth, LONGEST_PAUSE)) {
    if (performance.now() > end) throw new Error(`still not so: ${typeof what === 'string' ? what : what()}`);
    await sleep(pause);
    meanwhile?.();
  }
}

/** Milliseconds. Asking without a pause would keep the processor from what is waited for. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 40;

// Waiting for something that real sockets bring about: bounded polling, never a fixed sleep.
import { setTimeout as sleep } from 'node:timers/promises';

/** Rejects with `what` where it isn't so within ten seconds. `meanwhile` runs before each look. */
export async function until(what: string, isSo: () => boolean, meanwhile?: () => void): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`still not so after ${LONGEST} ms: ${what}`);
    await sleep(INTERVAL);
    meanwhile?.();
  }
}

const LONGEST = 10_000;
const INTERVAL = 5;

// Waiting that can be cut short.
import type { Clock } from './clock.ts';

/** Resolves after `ms` milliseconds, or as soon as the signal aborts. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, wake);
    function wake(): void {
      cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    }
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });
}

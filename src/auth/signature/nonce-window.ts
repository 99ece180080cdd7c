// The nonces of used signatures, against replay. Bounded: when it is full, requests are refused until entries expire,
// because dropping one early would allow a replay.
import type { Moment } from '../../config/clock.ts';

/** Seconds that a signature's `created` may lie before or after our clock. */
export const WINDOW_SECONDS = 30;

/**
 * A steady clock needs twice the window: a request may come 30 s before its `created` and be sent again until 30 s
 * after. Half as much again, so that a clock set back by less than half a minute lets nothing in twice. Counted
 * on the clock that never goes back.
 */
const RETENTION_MS = 3 * WINDOW_SECONDS * 1000;

export class NonceWindow {
  /** Nonce to the monotonic time of its use; the oldest first, as a Map keeps the order of insertion. */
  private readonly used = new Map<string, number>();
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Call it once the signature is known to be genuine, or anyone could fill it. */
  remember(nonce: string, now: Moment): 'fresh' | 'replayed' | 'full' {
    this.forgetBefore(now.monotonic - RETENTION_MS);
    if (this.used.has(nonce)) return 'replayed';
    if (this.used.size >= this.capacity) return 'full';
    this.used.set(nonce, now.monotonic);
    return 'fresh';
  }

  private forgetBefore(time: number): void {
    for (const [nonce, usedAt] of this.used) {
      if (usedAt >= time) return;
      this.used.delete(nonce);
    }
  }
}

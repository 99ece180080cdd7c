// Exponential backoff with jitter, so that replicas don't retry in step.

export class Backoff {
  private failures = 0;

  /** `random` gives numbers from 0 up to 1. */
  constructor(private readonly random: () => number) {}

  /** Milliseconds to wait after one more failure. */
  next(): number {
    const max = Math.min(MAX_WAIT, 2 * MIN_WAIT * 2 ** this.failures);
    this.failures += 1;
    return max / 2 + (max / 2) * this.random();
  }

  reset(): void {
    this.failures = 0;
  }
}

const MIN_WAIT = 500;
const MAX_WAIT = 30_000;

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as a date (RFC 9110, 10.2.3). Capped, because a
 * wrong value must not stop the watch for a day.
 */
export function parseRetryAfter(header: string | undefined, wall: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - wall;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER);
}

const MAX_RETRY_AFTER = 60_000;

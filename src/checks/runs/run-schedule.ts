// When a check runs next.

export interface RunTimes {
  /** Monotonic milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Milliseconds. */
  readonly interval: number;
  /** In a row, this one included; 0: it gave an answer. */
  readonly failures: number;
  /** STALE_AFTER, in milliseconds. */
  readonly staleAfter: number;
}

/** Part of the interval by which a start may move, so that checks which began together don't stay together. */
const JITTER = 0.05;
const MINUTE = 60_000;
/** Part of STALE_AFTER by which a failing check may be late: what it says should stay fresh. */
const MAX_LATENESS = 0.75;

/** Monotonic milliseconds. An interval is from start to start; `random` is from 0 to 1. */
export function nextRunAt(run: RunTimes, random: number): number {
  const wait = run.interval * 2 ** Math.min(Math.max(run.failures - 1, 0), 20);
  const max = Math.max(run.interval, Math.min(MINUTE, run.interval + run.staleAfter * MAX_LATENESS));
  const jitter = 1 + JITTER * (random * 2 - 1);
  return Math.max(run.endedAt, run.startedAt + Math.min(wait, max) * jitter);
}

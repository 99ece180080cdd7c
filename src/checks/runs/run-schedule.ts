// When a check runs next.
import { MINUTE } from '../../config/duration.ts';

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

/** Jitter as a fraction of the interval, so that checks that started together spread out. */
const JITTER = 0.05;
/** Maximum backoff of a failing check as a fraction of STALE_AFTER, so that its result stays fresh. */
const MAX_LATENESS = 0.75;

/** Monotonic milliseconds. An interval is from start to start; `random` is from 0 to 1. */
export function nextRunAt(run: RunTimes, random: number): number {
  const wait = run.interval * 2 ** Math.min(Math.max(run.failures - 1, 0), 20);
  const max = Math.max(run.interval, Math.min(MINUTE, run.interval + run.staleAfter * MAX_LATENESS));
  const jitter = 1 + JITTER * (random * 2 - 1);
  return Math.max(run.endedAt, run.startedAt + Math.min(wait, max) * jitter);
}

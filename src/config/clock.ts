// Time, as the shield sees it. Everything that asks for the time or waits takes a Clock, so that tests turn the hands.

/**
 * One moment on both clocks, in milliseconds.
 * `wall` is Unix time: pods' ages, and what is printed. It may jump.
 * `monotonic` never goes back: how long ago a source was proven, deadlines, intervals.
 */
export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

export interface Clock {
  now(): Moment;
  /** Calls `then` once, after `ms` milliseconds. The answer cancels it. It never keeps the process alive by itself. */
  after(ms: number, then: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => ({ wall: Date.now(), monotonic: performance.now() }),
  after: (ms, then) => {
    const timer = setTimeout(then, Math.min(Math.max(ms, 0), MAX_TIMEOUT)).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Node fires a longer timer at once. */
const MAX_TIMEOUT = 2 ** 31 - 1;

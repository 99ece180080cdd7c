import { jest } from '@jest/globals';
import { afterWaiting } from './deadline.runner.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/**
 * Milliseconds after which a deadline of 100 ms passes if the process waits for a processor for that `share` of the time.
 */
function overAfter(share: number): number {
  let [now, over] = [0, 0];
  afterWaiting(
    () => now * share,
    100,
    () => (over = now),
  );
  for (; over === 0 && now < 5_000; now += 1) jest.advanceTimersByTime(1);
  return over;
}

it('passes on time while the process always has a processor', () => {
  expect(overAfter(0)).toBe(99);
});

it('is extended by the time for which the process waited for a processor', () => {
  expect(overAfter(0.5)).toBeGreaterThan(190);
  expect(overAfter(0.5)).toBeLessThan(200);
});

it('is extended to at most ten times its length', () => {
  expect(overAfter(1)).toBe(999);
});

it('never passes once it was canceled while extended', () => {
  let isOver = false;
  const cancel = afterWaiting(
    () => performance.now(),
    100,
    () => (isOver = true),
  );
  jest.advanceTimersByTime(150);
  cancel();
  jest.advanceTimersByTime(10_000);
  expect(isOver).toBe(false);
});

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
function passesAfter(share: number): number {
  let [now, passedAt] = [0, 0];
  afterWaiting(
    () => now * share,
    100,
    () => (passedAt = now),
  );
  for (; passedAt === 0 && now < 5_000; now += 1) jest.advanceTimersByTime(1);
  return passedAt;
}

it('passes on time while the process always has a processor', () => {
  expect(passesAfter(0)).toBe(99);
});

it('is extended by the time for which the process waited for a processor', () => {
  expect(passesAfter(0.5)).toBeGreaterThan(190);
  expect(passesAfter(0.5)).toBeLessThan(200);
});

it('is extended to at most ten times its length', () => {
  expect(passesAfter(1)).toBe(999);
});

it('never passes once it was canceled while extended', () => {
  let hasPassed = false;
  const cancel = afterWaiting(
    () => performance.now(),
    100,
    () => (hasPassed = true),
  );
  jest.advanceTimersByTime(150);
  cancel();
  jest.advanceTimersByTime(10_000);
  expect(hasPassed).toBe(false);
});

import { jest } from '@jest/globals';
import { afterWaiting } from './deadline.runner.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Milliseconds after which a deadline of 100 ms is over, where the process waits for a processor for that `share` of the time. */
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

it('is over in its time where the process always had a processor', () => {
  expect(overAfter(0)).toBe(99);
});

it('is put off by as long as the process waited for a processor', () => {
  expect(overAfter(0.5)).toBeGreaterThan(190);
  expect(overAfter(0.5)).toBeLessThan(200);
});

it('is put off to ten times its length at most', () => {
  expect(overAfter(1)).toBe(999);
});

it('never is over once it was canceled while put off', () => {
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

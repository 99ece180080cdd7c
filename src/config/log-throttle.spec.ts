import { LogThrottle } from './log-throttle.ts';

const MINUTE = 60_000;

it('logs the first of a kind at once, and the next after the interval with the number suppressed', () => {
  const throttle = new LogThrottle({ interval: MINUTE });
  expect(throttle.suppressedIfDue('unreachable', 0)).toBe(0);
  expect(throttle.suppressedIfDue('unreachable', 1_000)).toBeUndefined();
  expect(throttle.suppressedIfDue('unreachable', MINUTE - 1)).toBeUndefined();
  expect(throttle.suppressedIfDue('unreachable', MINUTE)).toBe(2);
  expect(throttle.suppressedIfDue('unreachable', 3 * MINUTE)).toBe(0);
});

it('throttles each kind separately', () => {
  const throttle = new LogThrottle({ interval: MINUTE });
  throttle.suppressedIfDue('unsigned', 0);
  expect(throttle.suppressedIfDue('replayed', 0)).toBe(0);
});

it('logs a kind that comes every second twice in two minutes', () => {
  const throttle = new LogThrottle({ interval: MINUTE });
  const seconds = Array.from({ length: 120 }, (_, second) => second * 1_000);
  expect(seconds.filter((now) => throttle.isDue('ended-early', now))).toEqual([0, MINUTE]);
});

it('logs a kind once if the interval never ends', () => {
  const throttle = new LogThrottle({ interval: Infinity });
  expect([0, 1, 1e12].map((now) => throttle.isDue('truncated', now))).toEqual([true, false, false]);
});

it('logs every kind again after a reset', () => {
  const throttle = new LogThrottle({ interval: Infinity });
  throttle.suppressedIfDue('disk full', 0);
  throttle.suppressedIfDue('disk full', 1);
  throttle.reset();
  expect(throttle.suppressedIfDue('disk full', 2)).toBe(0);
});

it('bounds the lines of ever-new kinds by the number of kinds that it remembers', () => {
  const throttle = new LogThrottle({ interval: MINUTE, max: 3 });
  const due = Array.from({ length: 100 }, (_, i) => throttle.isDue(`pod ${i}`, i));
  expect(due.filter(Boolean)).toHaveLength(3);
  // The first kind may log again, so another kind takes its record.
  expect(throttle.isDue('pod 100', MINUTE)).toBe(true);
  expect(throttle.isDue('pod 101', MINUTE)).toBe(false);
  expect(throttle.isDue('pod 102', MINUTE + 1)).toBe(true);
});

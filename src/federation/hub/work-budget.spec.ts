import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import { WorkBudget } from './work-budget.ts';

/** Works in pieces of 20 ms, and pauses as it is said. */
function workFor(pieces: number): { readonly worked: number; readonly took: number } {
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  const began = clock.now().monotonic;
  for (let piece = 0; piece < pieces; piece += 1) {
    const pause = budget.spend(() => {
      clock.leap(20);
    });
    clock.leap(pause);
  }
  return { worked: pieces * 20, took: clock.now().monotonic - began };
}

it('allows a burst, then a sixtieth of the time', () => {
  const { worked, took } = workFor(1_000);
  expect(worked - 3_000).toBeLessThanOrEqual(took / 60 + 20);
  expect(worked - 3_000).toBeGreaterThan(took / 65);
});

it('spreads a burst over a quarter of the time', () => {
  const { worked, took } = workFor(150);
  expect(worked - 100).toBeLessThanOrEqual(took / 4 + 20);
  expect(worked - 100).toBeGreaterThan(took / 5);
});

it('does not pause after a tenth of a second of work', () => {
  expect(workFor(5)).toEqual({ worked: 100, took: 100 });
});

it('accumulates no more than one burst while idle', () => {
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  clock.leap(86_400_000);
  expect(
    budget.spend(() => {
      clock.leap(3_100);
    }),
  ).toBeCloseTo(12_000);
  clock.leap(86_400_000);
  expect(
    budget.spend(() => {
      clock.leap(3_300);
    }),
  ).toBeCloseTo(18_000);
});

it('pauses for a millisecond where less is missing', () => {
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  const pause = budget.spend(() => {
    clock.leap(100 + 1e-9);
  });
  expect(pause).toBe(1);
});

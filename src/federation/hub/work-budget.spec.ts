import { ManualClock } from '../../../test/support/time/manual-clock.ts';
import { WorkBudget } from './work-budget.ts';

it('allows a burst, then a fortieth of the time', () => {
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  let worked = 0;
  const work = (): void => {
    worked += 20;
    clock.leap(20);
  };
  const began = clock.now().monotonic;
  for (let piece = 0; piece < 1_000; piece += 1) clock.leap(budget.spend(work));
  const took = clock.now().monotonic - began;
  expect(worked).toBe(20_000);
  expect(worked - 3_000).toBeLessThanOrEqual(took / 40 + 20);
  expect(worked - 3_000).toBeGreaterThan(took / 50);
});

it('accumulates no more than one burst while idle', () => {
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  clock.leap(86_400_000);
  expect(
    budget.spend(() => {
      clock.leap(3_100);
    }),
  ).toBeCloseTo(4_000);
});

it('pauses for a millisecond where less is missing', () => {
  const clock = new ManualClock();
  const budget = new WorkBudget(clock);
  const pause = budget.spend(() => {
    clock.leap(3_000 + 1e-9);
  });
  expect(pause).toBe(1);
});

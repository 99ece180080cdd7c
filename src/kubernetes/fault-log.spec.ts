import { FaultLog } from './fault-log.ts';

it('tells a fault at once, and the same again once a minute with how often it happened', () => {
  const log = new FaultLog();
  expect(log.timesIfDue('pods', 'unreachable', 0)).toBe(1);
  expect(log.timesIfDue('pods', 'unreachable', 1_000)).toBeUndefined();
  expect(log.timesIfDue('pods', 'unreachable', 2_000)).toBeUndefined();
  expect(log.timesIfDue('pods', 'forbidden', 2_000)).toBe(1);
  expect(log.timesIfDue('pods/shop', 'unreachable', 2_000)).toBe(1);
  expect(log.timesIfDue('pods', 'unreachable', 60_000)).toBe(3);
});

it('logs no more of what comes and goes every second', () => {
  const log = new FaultLog();
  let lines = 0;
  for (let now = 0; now < 120_000; now += 1_000) {
    if (log.timesIfDue('pods', 'ended-early', now) !== undefined) lines += 1;
    if (log.endsOutage('pods')) lines += 1;
  }
  expect(lines).toBe(4);
});

it('has no recovery where no fault was logged', () => {
  const log = new FaultLog();
  expect(log.endsOutage('pods')).toBe(false);
  log.timesIfDue('pods', 'unreachable', 0);
  expect(log.endsOutage('pods')).toBe(true);
  expect(log.endsOutage('pods')).toBe(false);
});

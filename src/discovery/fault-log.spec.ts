import { FaultLog } from './fault-log.ts';

it('tells a fault at once, and the same again once a minute with how often it happened', () => {
  const log = new FaultLog();
  expect(log.worthTelling('pods', 'unreachable', 0)).toBe(1);
  expect(log.worthTelling('pods', 'unreachable', 1_000)).toBeUndefined();
  expect(log.worthTelling('pods', 'unreachable', 2_000)).toBeUndefined();
  expect(log.worthTelling('pods/shop', 'unreachable', 2_000)).toBe(1);
  expect(log.worthTelling('pods', 'unreachable', 60_000)).toBe(3);
});

it('tells another fault, and the first after all was well, at once', () => {
  const log = new FaultLog();
  log.worthTelling('pods', 'unreachable', 0);
  expect(log.worthTelling('pods', 'forbidden', 1)).toBe(1);
  log.worthTelling('pods', 'forbidden', 2);
  expect(log.forget('pods')).toBe(1);
  expect(log.worthTelling('pods', 'forbidden', 3)).toBe(1);
});

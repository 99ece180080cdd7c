import { nextRunAt } from './run-schedule.ts';

const run = { startedAt: 1_000, endedAt: 1_100, interval: 10_000, failures: 0, staleAfter: 90_000 };

it.each([
  ['an interval after it began', {}, 11_000],
  ['at once if it took longer than its interval', { endedAt: 15_000 }, 15_000],
  ['as before after one failure', { failures: 1 }, 11_000],
  ['later with each failure', { failures: 2 }, 21_000],
  ['later still', { failures: 3 }, 41_000],
  ['after a minute at most', { failures: 4 }, 61_000],
  ['after a minute, however long it has failed', { failures: 10_000 }, 61_000],
  ['as before if its interval is more than a minute', { failures: 9, interval: 300_000 }, 301_000],
  ['before its last result is stale', { failures: 9, staleAfter: 4_000 }, 14_000],
])('runs %s', (_, other, at) => {
  expect(nextRunAt({ ...run, ...other }, 0.5)).toBe(at);
});

it('has jitter, so that checks don’t run at the same time', () => {
  expect([0, 1].map((random) => nextRunAt(run, random))).toEqual([10_500, 11_500]);
});

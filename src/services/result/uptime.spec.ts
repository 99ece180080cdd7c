import fc from 'fast-check';
import { DAY, HOUR } from '../../config/duration.ts';
import { durationsOf, HISTORIC_STATES, type Interval, parseWindow, upText, uptimeOf } from './uptime.ts';

const total = (durations: ReturnType<typeof durationsOf>): number =>
  HISTORIC_STATES.reduce((sum, state) => sum + durations[state], 0);

const time = fc.integer({ min: 0, max: 400 * DAY });
const change = fc.record({ at: time, state: fc.constantFrom(...HISTORIC_STATES) });
const interval: fc.Arbitrary<Interval> = fc
  .tuple(time, time)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
/** Consecutive runs of a process. */
const runs = fc.array(time, { maxLength: 20 }).map((times) => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: sorted[i + 1] ?? from }] : []));
});

it('has durations that add up to the window to the millisecond, for any changes and runs of the process', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 50 }), runs, interval, (changes, observed, window) => {
      const durations = durationsOf(changes, observed, window);
      expect(total(durations)).toBe(window.to - window.from);
      for (const state of HISTORIC_STATES) expect(durations[state]).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('is the sum of its halves', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 50 }), runs, interval, time, (changes, observed, window, cut) => {
      const middle = Math.min(Math.max(cut, window.from), window.to);
      const whole = durationsOf(changes, observed, window);
      const first = durationsOf(changes, observed, { from: window.from, to: middle });
      const second = durationsOf(changes, observed, { from: middle, to: window.to });
      for (const state of HISTORIC_STATES) expect(first[state] + second[state]).toBe(whole[state]);
    }),
  );
});

it('counts time as unseen before the first change and while nothing was observed', () => {
  const changes = [
    { at: 100, state: 'ok' as const },
    { at: 400, state: 'down' as const },
  ];
  const observed = [
    { from: 0, to: 200 },
    { from: 300, to: 500 },
  ];
  expect(durationsOf(changes, observed, { from: 0, to: 600 })).toEqual({
    ok: 200,
    down: 100,
    degraded: 0,
    stale: 0,
    unknown: 0,
    unseen: 300,
  });
});

const durations = (parts: Partial<ReturnType<typeof durationsOf>>): ReturnType<typeof durationsOf> => ({
  ...{ ok: 0, down: 0, degraded: 0, stale: 0, unknown: 0, unseen: 0 },
  ...parts,
});

it.each([
  [{ ok: 1000 }, '100.00 %', 'brightgreen'],
  [{ ok: 99_999_999, down: 1 }, '99.99 %', 'brightgreen'],
  [{ ok: 9_995, down: 5 }, '99.95 %', 'brightgreen'],
  [{ ok: 900, degraded: 90, down: 10 }, '99.00 %', 'green'],
  [{ ok: 97, down: 3 }, '97.00 %', 'yellowgreen'],
  [{ ok: 95, down: 5 }, '95.00 %', 'yellow'],
  [{ ok: 90, down: 10 }, '90.00 %', 'orange'],
  [{ ok: 1, down: 1 }, '50.00 %', 'red'],
  [{ down: 1 }, '0.00 %', 'red'],
  [{ ok: 71, unseen: 29 }, '100.00 % (seen 71 %)', 'brightgreen'],
  [{ ok: 50, unknown: 45, stale: 5 }, '100.00 %', 'brightgreen'],
  [{ ok: 1, unseen: 99 }, '100.00 % (seen 1 %)', 'brightgreen'],
  [{ ok: 20, unseen: 3_580 }, '100.00 % (seen 20 s)', 'brightgreen'],
  [{ down: 1, unseen: 3_600_000 }, '0.00 % (seen 1 s)', 'red'],
  [{ unseen: 10, unknown: 5 }, 'no data', 'lightgrey'],
])('shows %j as %s in %s', (parts, status, color) => {
  expect(uptimeOf(durations(parts), '1h')).toMatchObject({ status, color });
});

it.each([
  [{ ok: 71, unseen: 29 }, '24h', '100.00 % up (seen 71 %)'],
  [{ down: 20_000, unseen: DAY }, '24h', 'seen 19 s of 24 h'],
  [{ ok: 2 * HOUR, unseen: 30 * DAY }, '30d', 'seen 1 h of 30 d'],
  // Two services, each for 3 min.
  [{ ok: 6 * 60_000, unseen: 2 * 7 * DAY }, '7d', 'seen 2 min of 7 d'],
  [{ unseen: DAY }, '24h', 'no data'],
])('shows %j in the past %s on pages as %s', (parts, window, text) => {
  expect(upText(durations(parts), window)).toBe(text);
});

it.each([
  ['1h', HOUR],
  ['72h', 72 * HOUR],
  ['30d', 30 * DAY],
  ['400d', 400 * DAY],
  ['73h', undefined],
  ['401d', undefined],
  ['0d', undefined],
  ['1.5d', undefined],
  ['30', undefined],
  ['1w', undefined],
])('parses the window %s', (text, expected) => {
  expect(parseWindow(text)).toBe(expected);
});

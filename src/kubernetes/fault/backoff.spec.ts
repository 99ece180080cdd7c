import { Backoff, parseRetryAfter } from './backoff.ts';

describe('backoff', () => {
  it.each([
    ['least', () => 0, [500, 1000, 2000, 4000, 8000, 15_000, 15_000]],
    ['most', () => 1, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
  ])('doubles its waits up to a limit: the %s that jitter allows', (_, random, expected) => {
    const backoff = new Backoff(random);
    expect(expected.map(() => backoff.next())).toEqual(expected);
  });

  it('begins with the first wait again after progress', () => {
    const backoff = new Backoff(() => 0);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });

  it('stays within its limits for ever', () => {
    const backoff = new Backoff(() => 1);
    for (let n = 0; n < 5000; n += 1) expect(backoff.next()).toBeLessThanOrEqual(30_000);
  });
});

const NOW = Date.parse('2026-11-02T12:00:00Z');

it.each([
  ['1', 1000],
  ['0', 0],
  ['Mon, 02 Nov 2026 12:00:07 GMT', 7000],
  ['Mon, 02 Nov 2026 11:00:00 GMT', 0],
  ['86400', 60_000],
  ['soon', undefined],
  [undefined, undefined],
])('parses Retry-After: %s', (header, ms) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});

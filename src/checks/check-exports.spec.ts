import { parseExports } from './check-exports.ts';

const DEFAULTS = { interval: 30_000, timeout: 5_000 };

it('makes a check of every function, with its own timing where options has it', () => {
  const exports = { functions: ['hits', 'depth'], options: { hits: { interval: '10s', timeout: '2s' } } };
  expect(parseExports(exports, DEFAULTS)).toEqual({
    checks: [
      { check: 'hits', interval: 10_000, timeout: 2_000 },
      { check: 'depth', interval: 30_000, timeout: 5_000 },
    ],
    oddities: [],
  });
});

it.each<[string, object, RegExp]>([
  ['a check named health', { functions: ['health'] }, /health is the shield/],
  ['a name that fits no URL', { functions: ['caché'] }, /"caché" can be no check/],
  ['a class', { functions: [], classes: ['Probe'] }, /Probe is a class/],
])('refuses %s and says so', (_, exports, oddity) => {
  const { checks, oddities } = parseExports(exports, DEFAULTS);
  expect(checks).toEqual([]);
  expect(oddities).toEqual([expect.stringMatching(oddity)]);
});

it.each<[unknown, RegExp]>([
  [{ hits: { interval: 10 } }, /hits\.interval is ignored/],
  [{ hits: { interval: '1ms' } }, /hits\.interval is ignored.*100ms to 168h/],
  [{ hits: { timeout: '2h' } }, /hits\.timeout is ignored.*to 1h/],
  [{ hist: {} }, /"hist", which is no check/],
  [[], /options is ignored/],
  [7, /options is ignored/],
])('keeps the defaults where options is %j', (options, oddity) => {
  const { checks, oddities } = parseExports({ functions: ['hits'], options }, DEFAULTS);
  expect(checks).toEqual([{ check: 'hits', ...DEFAULTS }]);
  expect(oddities).toEqual([expect.stringMatching(oddity)]);
});

it('runs no more checks of a file than other shields take', () => {
  const functions = Array.from({ length: 100 }, (_, index) => `check${index}`);
  const { checks, oddities } = parseExports({ functions }, DEFAULTS);
  expect(checks).toHaveLength(62);
  expect(oddities).toHaveLength(1);
});

it('takes whatever a child makes up', () => {
  for (const exports of [{}, { functions: 7 }, { functions: [7, null] }, { options: null }])
    expect(parseExports(exports, DEFAULTS).checks).toEqual([]);
});

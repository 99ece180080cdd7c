import { parseExports } from './check-exports.ts';

const DEFAULTS = { interval: 30_000, timeout: 5_000 };

it('makes a check of every function, with the timing that options gives it', () => {
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
  ["a name that can't be part of a URL", { functions: ['caché'] }, /"caché" can’t be a check/],
  ['a class', { functions: [], classes: ['Probe'] }, /Probe is a class/],
])('refuses %s, and reports that', (_, exports, oddity) => {
  const { checks, oddities } = parseExports(exports, DEFAULTS);
  expect(checks).toEqual([]);
  expect(oddities).toEqual([expect.stringMatching(oddity)]);
});

it.each<[unknown, RegExp]>([
  [{ hits: { interval: 10 } }, /hits\.interval is ignored/],
  [{ hits: { interval: '1ms' } }, /hits\.interval is ignored.*100ms to 168h/],
  [{ hits: { timeout: '2h' } }, /hits\.timeout is ignored.*to 1h/],
  [{ hist: {} }, /"hist", which isn’t a check/],
  [[], /options is ignored/],
  [7, /options is ignored/],
])('keeps the defaults when options is %j', (options, oddity) => {
  const { checks, oddities } = parseExports({ functions: ['hits'], options }, DEFAULTS);
  expect(checks).toEqual([{ check: 'hits', ...DEFAULTS }]);
  expect(oddities).toEqual([expect.stringMatching(oddity)]);
});

it.each(['uptime', 'drift', 'why'])('reserves the name %s for the shield', (name) => {
  expect(parseExports({ functions: [name, 'hits'] }, DEFAULTS).checks.map(({ check }) => check)).toEqual(['hits']);
});

it('applies to the namespaces that the file names, if any', () => {
  const exports = { functions: ['hits'], namespaces: ['shop', 'test'] };
  expect(parseExports(exports, DEFAULTS).namespaces).toEqual(['shop', 'test']);
  expect(parseExports({ functions: ['hits'] }, DEFAULTS)).not.toHaveProperty('namespaces');
});

it.each([[[]], ['shop'], [['shop', 7]], [['a b']], [{}]])(
  'ignores the namespaces %j, and reports that',
  (namespaces) => {
    const parsed = parseExports({ functions: ['hits'], namespaces }, DEFAULTS);
    expect(parsed).not.toHaveProperty('namespaces');
    expect(parsed.oddities).toEqual([expect.stringMatching(/^namespaces is ignored/)]);
  },
);

it('runs no more checks of a file than other shields accept', () => {
  const functions = Array.from({ length: 100 }, (_, index) => `check${index}`);
  const { checks, oddities } = parseExports({ functions }, DEFAULTS);
  expect(checks).toHaveLength(62);
  expect(oddities).toHaveLength(1);
});

it('tolerates any message of a child process', () => {
  for (const exports of [{}, { functions: 7 }, { functions: [7, null] }, { options: null }])
    expect(parseExports(exports, DEFAULTS).checks).toEqual([]);
});

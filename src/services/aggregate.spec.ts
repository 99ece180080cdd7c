import type { Moment } from '../config/clock.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import { joinResults } from './aggregate.ts';
import type { HealthCounts, Result, State } from './result/result.ts';

const now: Moment = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 1_000_000 };
const provenAgo = (ms: number): Pick<Source, 'provenAt' | 'provenAtWall'> => ({
  provenAt: now.monotonic - ms,
  provenAtWall: now.wall - ms,
});
const fresh: Source = { id: 'pods', cluster: 'local', ...provenAgo(1_000), staleAfter: 90_000 };
const stale: Source = { id: 'pods', cluster: 'far', ...provenAgo(90_000), staleAfter: 90_000 };

const health = (color: string, state: State, counts: Partial<HealthCounts>, source = fresh): Result => ({
  label: 'health',
  status: 'as the service says it',
  color,
  state,
  counts: { ready: 0, total: 0, restarts: 0, ...counts },
  source,
});
const green = (ready: number, source = fresh): Result =>
  health('green', 'ok', { ready, total: ready, restarts: 1 }, source);
const red = health('red', 'degraded', { ready: 1, total: 2 });
const noPods: Result = { ...health('lightgrey', 'unknown', {}), status: 'no pods', reason: 'no-pods' };
const completed = health('green', 'ok', { ended: 'completed' });
const failed = health('red', 'down', { ended: 'failed' });
const retrying = health('yellow', 'degraded', { ended: 'retrying' });
const custom = (status: string, color = 'blue', state: State = 'ok', source = fresh): Result => ({
  label: 'hits',
  status,
  color,
  state,
  source,
});

const join = (check: string, results: readonly Result[], missing: readonly string[] = []): unknown[] => {
  const { status, color, state } = joinResults(check, results, missing, now);
  return [status, color, state];
};

describe('an aggregate of health', () => {
  it.each([
    ['sums the counts', [green(1), green(2)], ['3/3 (2 restarts)', 'green', 'ok']],
    ['has the worst color and state', [green(1), red], ['2/3 (1 restart)', 'red', 'degraded']],
    ['excludes services without pods', [green(1), noPods], ['1/1 (1 restart)', 'green', 'ok']],
    ['shows no pods if there is nothing else', [noPods, noPods], ['no pods', 'lightgrey', 'unknown']],
    ['uses only the color of ended runs', [green(2), completed], ['2/2 (1 restart)', 'green', 'ok']],
    ['is red beside a failed run', [green(2), failed], ['2/2 (1 restart)', 'red', 'down']],
    [
      'counts completed runs if there is nothing else',
      [completed, completed, completed],
      ['3 completed', 'green', 'ok'],
    ],
    ['counts failed runs of all', [completed, failed, completed], ['1 of 3 failed', 'red', 'down']],
    ['counts runs between attempts', [completed, retrying], ['1 of 2 retrying', 'yellow', 'degraded']],
    [
      'is grey while a part of it is stale',
      [green(1), green(1, stale)],
      ['2/2 (2 restarts) (stale)', 'lightgrey', 'stale'],
    ],
    ['stays red while another part is stale', [red, green(1, stale)], ['2/3 (1 restart)', 'red', 'degraded']],
    [
      'is grey, not red, if only the stale part was red',
      [green(1), { ...red, source: stale }],
      ['2/3 (1 restart) (stale)', 'lightgrey', 'stale'],
    ],
  ])('%s', (_, results, expected) => {
    expect(join('health', results)).toEqual(expected);
  });

  it('sums more results than a function call can have arguments', () => {
    const many = Array.from({ length: 200_000 }, () => green(1));
    expect(joinResults('health', many, [], now)).toMatchObject({ status: '200000/200000 (200000 restarts)' });
    expect(
      joinResults(
        'hits',
        many.map(() => custom('0.5')),
        [],
        now,
      ),
    ).toMatchObject({ status: '100000' });
  });

  it('is grey while a cluster is missing, and names it', () => {
    const joined = joinResults('health', [green(1)], ['far'], now);
    expect(joined).toMatchObject({
      status: '1/1 (1 restart) (stale)',
      color: 'lightgrey',
      state: 'stale',
      missing: ['far'],
    });
    expect(joined.validFor).toBe(0);
  });

  it('was checked when its oldest part was, and is valid until the first part turns stale', () => {
    const older: Source = { ...fresh, ...provenAgo(60_000) };
    const joined = joinResults('health', [green(1), green(1, older)], [], now);
    expect(joined).toMatchObject({ checked: now.wall - 60_000, validFor: 30_000 });
  });
});

describe('an aggregate of another check', () => {
  it.each([
    ['adds decimals exactly', ['0.1', '0.2', '1'], '1.3'],
    ['adds negative numbers', ['-1.5', '1'], '-0.5'],
    ['drops zeros after the decimal point of a sum', ['1.5', '0.5'], '2'],
    ['adds integers beyond the precision of floats', ['9007199254740993', '2'], '9007199254740995'],
    ['lists what are not all numbers, each once', ['1', 'n/a', '1'], '1, n/a'],
    ['does not treat 1e3 or Infinity as numbers', ['1e3', 'Infinity'], '1e3, Infinity'],
    ['lists five, and the number of others', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e +2'],
  ])('%s', (_, statuses, expected) => {
    expect(
      join(
        'hits',
        statuses.map((status) => custom(status)),
      )[0],
    ).toBe(expected);
  });

  it('never adds versions', () => {
    expect(join('version', [custom('1.27'), custom('1.28')])).toEqual(['1.27, 1.28', 'blue', 'ok']);
  });

  it.each([
    [['green', 'red', 'orange'], 'red'],
    [['orange', 'yellow'], 'orange'],
    [['yellow', 'yellowgreen'], 'yellow'],
    [['yellowgreen', 'lightgrey'], 'yellowgreen'],
    [['lightgrey', 'blue'], 'lightgrey'],
    [['blue', 'green'], 'blue'],
    [['ff69b4', 'brightgreen'], 'ff69b4'],
    [['green', 'brightgreen'], 'green'],
  ])('of the colors %j is %s', (colors, worst) => {
    expect(
      join(
        'hits',
        colors.map((color) => custom('x', color)),
      )[1],
    ).toBe(worst);
  });

  it('of a good color other than green is grey too while a part is stale', () => {
    expect(join('hits', [custom('a'), custom('b', 'blue', 'ok', stale)])).toEqual([
      'a, b (stale)',
      'lightgrey',
      'stale',
    ]);
  });
});

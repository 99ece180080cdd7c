import fc from 'fast-check';
import type { Moment } from '../config/clock.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import { joinResults } from './aggregate.ts';
import { CondensedResults } from './condensed-results.ts';
import type { Result } from './result/result.ts';
import { resultsOf } from './service-results.ts';
import type { Service } from './service.ts';

const now: Moment = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 1_000_000 };
const sourceProven = (id: string, ago: number): Source => ({
  id,
  cluster: 'local',
  provenAt: now.monotonic - ago,
  provenAtWall: now.wall - ago,
  staleAfter: 90_000,
});
const sources = [sourceProven('pods', 1_000), sourceProven('other', 5_000), sourceProven('stale', 95_000)];

const outcomes: readonly Pick<Result, 'color' | 'state' | 'reason'>[] = [
  { color: 'green', state: 'ok' },
  { color: 'lightgrey', state: 'ok' },
  { color: 'red', state: 'down', reason: 'CrashLoopBackOff' },
  { color: 'red', state: 'down', reason: 'OOMKilled' },
  { color: 'orange', state: 'degraded' },
  { color: 'lightgrey', state: 'unknown', reason: 'no-pods' },
  { color: 'lightgrey', state: 'unknown', reason: 'pending' },
];
const maintenance = { from: now.wall - 1_000, to: now.wall + 1_000, text: '' };
const maintained = { color: 'lightgrey', state: 'unknown', reason: 'maintenance' } as const;

const anyResult: fc.Arbitrary<Result> = fc
  .record({
    outcome: fc.constantFrom(...outcomes),
    source: fc.constantFrom(...sources),
    total: fc.nat(3),
    ready: fc.nat(3),
    since: fc.option(fc.constantFrom(now.wall - 1_000, now.wall - 2_000), { nil: undefined }),
    ended: fc.option(fc.constantFrom('completed' as const, 'failed' as const), { nil: undefined, freq: 5 }),
  })
  .map(({ outcome, source, total, ready, since, ended }) => ({
    label: 'health',
    status: 'as the service says it',
    ...outcome,
    ...(since !== undefined && { since }),
    counts: ended === undefined ? { ready, total, restarts: ready } : { ready: 0, total: 0, restarts: 0, ended },
    source,
  }));

const anyHealth: fc.Arbitrary<Pick<Service, 'results' | 'maintenance'>> = fc
  .tuple(anyResult, fc.integer({ min: 0, max: 9 }))
  .map(([result, choice]) => {
    if (choice > 0) return { results: new Map([['health', result]]) };
    const { status, color, state } = result;
    const hidden = { ...result, ...maintained, status: 'maintenance', actual: { status, color, state } };
    return { maintenance, results: new Map([['health', hidden]]) };
  });

const serviceOf = (health: Pick<Service, 'results' | 'maintenance'>, at: number): Service => ({
  cluster: 'local',
  namespace: 'shop',
  name: `svc-${at}`,
  kind: 'Deployment',
  isOneOff: false,
  ...health,
});

const oneReady = { ready: 1, total: 1, restarts: 0 };
const changes = fc.array(fc.tuple(fc.nat(4_999), anyHealth), { maxLength: 5 });
/** How often the services are repeated: mostly they stay within one group of blocks, sometimes they need several. */
const REPETITIONS = [1, 1, 1, 1, 12];

it('results in the same sums as all services, however they change', () => {
  fc.assert(
    fc.property(
      fc.array(anyHealth, { minLength: 1, maxLength: 300, size: 'max' }),
      fc.constantFrom(...REPETITIONS),
      fc.array(fc.tuple(changes, fc.integer({ min: -3, max: 3 })), { maxLength: 4 }),
      (first, times, rounds) => {
        const condensed = new CondensedResults('health');
        let services = Array.from({ length: times }, () => first.map(serviceOf)).flat();
        const compare = (): void => {
          if (services.length === 0) return;
          const uncondensed = joinResults('health', resultsOf(services, 'health'), [], now);
          expect(joinResults('health', condensed.of([services.slice(0, 40), services.slice(40)]), [], now)).toEqual(
            uncondensed,
          );
        };
        compare();
        for (const [replaced, more] of rounds) {
          services = more < 0 ? services.slice(-more) : [...services, ...services.slice(0, more)];
          const { length } = services;
          for (const [at, health] of replaced) if (length > 0) services[at % length] = serviceOf(health, at);
          compare();
        }
      },
    ),
    { numRuns: 150 },
  );
});

const version = (status: string, source: Source, since?: number): Result => ({
  label: 'version',
  status,
  color: status === 'latest' ? 'lightgrey' : 'blue',
  state: 'ok',
  ...(since !== undefined && { since }),
  source,
});
const hits = (status: string): Result => ({ ...version(status, sources[0] ?? sourceProven('', 0)), label: 'hits' });

it.each([
  ['version', fc.tuple(fc.constantFrom('v1', 'v2', 'v3', 'latest'), fc.constantFrom(...sources))],
  ['version', fc.tuple(fc.nat(100).map(String), fc.constantFrom(...sources))],
  ['hits', fc.tuple(fc.nat(100).map(String), fc.constantFrom(...sources))],
])('results in the same %s as all services, which may share results', (check, anyOther) => {
  const anyShared = fc.array(fc.tuple(anyOther, fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(anyShared, (shared) => {
      const results = shared.flatMap(([[status, source], times]) => {
        const result = check === 'version' ? version(status, source, now.wall - 1_000) : hits(status);
        return Array.from({ length: times }, () => result);
      });
      const services = results.map((result, at) => serviceOf({ results: new Map([[check, result]]) }, at));
      const condensed = new CondensedResults(check).of([services]);
      expect(joinResults(check, condensed, [], now)).toEqual(joinResults(check, resultsOf(services, check), [], now));
    }),
    { numRuns: 100 },
  );
});

it('reads at most the given number of blocks per update, and returns results once all are read', () => {
  const source = sourceProven('pods', 0);
  const result: Result = { label: 'health', status: '', color: 'green', state: 'ok', counts: oneReady, source };
  let reads = 0;
  const services = Array.from({ length: 1_000 }, (_, at) => ({
    ...serviceOf({ results: new Map() }, at),
    get results(): Service['results'] {
      reads += 1;
      return new Map([['health', result]]);
    },
  }));
  const condensed = new CondensedResults('health');
  const lists = [services.slice(0, 300), services.slice(300)];
  const readsOf = (): number => {
    const before = reads;
    expect(condensed.update(lists, 3)).toBe(undefined);
    return reads - before;
  };
  expect([readsOf(), readsOf()]).toEqual([300, 3 * 128]);
  expect(joinResults('health', condensed.update(lists, 3) ?? [], [], now).counts).toMatchObject({ ready: 1_000 });
  expect(reads).toBe(1_000);
  expect(condensed.update(lists, 0)).toHaveLength(2);
});

it('condenses many services with equal results into few', () => {
  const source = sourceProven('pods', 0);
  const result: Result = { label: 'health', status: '', color: 'green', state: 'ok', counts: oneReady, source };
  const completed: Result = { ...result, counts: { ready: 0, total: 0, restarts: 0, ended: 'completed' } };
  const services = Array.from({ length: 20_000 }, (_, at) =>
    serviceOf({ results: new Map([['health', at % 3 === 0 ? completed : result]]) }, at),
  );
  expect(new CondensedResults('health').of([services])).toHaveLength(4);
});

it('results in the same sums when peers send more colors than are condensed', () => {
  const source = sourceProven('pods', 0);
  const services = Array.from({ length: 3_000 }, (_, at) => {
    const color = (at % 500).toString(16).padStart(3, '0');
    const result: Result = { label: 'health', status: '', color, state: 'ok', counts: oneReady, source };
    return serviceOf({ results: new Map([['health', result]]) }, at);
  });
  const uncondensed = joinResults('health', resultsOf(services, 'health'), [], now);
  expect(joinResults('health', new CondensedResults('health').of([services]), [], now)).toEqual(uncondensed);
});

// Badges over real HTTP, through the app's gate and controllers, with a fleet of literal services and a clock that the test
// advances.
import 'reflect-metadata';
import { type DynamicModule, Module, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Subject } from 'rxjs';
import { ShieldAdapter } from '../../src/app.server.ts';
import { AuthModule } from '../../src/auth/auth.module.ts';
import { GateMiddleware } from '../../src/auth/gate.middleware.ts';
import { BadgeController } from '../../src/badges/badge.controller.ts';
import { BadgesService } from '../../src/badges/badges.service.ts';
import type { Result } from '../../src/services/result/result.ts';
import type { ClusterChange } from '../../src/services/changes/change.ts';
import type { Service, ClusterView } from '../../src/services/service.ts';
import { ConfigModule } from '../../src/config/config.module.ts';
import { parseConfig } from '../../src/config/parse/parse-config.ts';
import { prove, type Source } from '../../src/kubernetes/watch/source.ts';
import { FleetService } from '../../src/federation/fleet.service.ts';
import { fixedClusterViews } from '../../src/federation/cluster-views.ts';
import { ProblemFilter } from '../../src/http/send/problem.filter.ts';
import { ObservabilityModule } from '../../src/observability/observability.module.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { ObjectFleetService } from '../../src/federation/object-fleet.service.ts';
import { UptimeBadgesService } from '../../src/badges/uptime-badges.service.ts';
import { WhyCardsService } from '../../src/badges/why-cards.service.ts';
import { noObjects } from '../support/cluster/no-objects.ts';
import { xmlFault } from '../support/http/xml.ts';

const STALE_AFTER = 90_000;
const clock = new ManualClock();
const source: Source = {
  id: 'pods',
  cluster: 'local',
  provenAt: 0,
  provenAtWall: clock.now().wall,
  staleAfter: STALE_AFTER,
};
let isSynced = true;

const health = (status: string, color: string, state: Result['state'], rest: Partial<Result> = {}): Result => ({
  label: 'health',
  status,
  color,
  state,
  source,
  ...rest,
});
const counts = (ready: number, total: number, restarts: number) => ({ counts: { ready, total, restarts } });
const service = (namespace: string, name: string, ...results: readonly [string, Result][]): Service => ({
  cluster: 'local',
  namespace,
  name,
  kind: 'Deployment',
  isOneOff: false,
  results: new Map(results),
});

const SERVICES: readonly Service[] = [
  service('prod', 'web', ['health', health('3/3 (0 restarts)', 'green', 'ok', counts(3, 3, 0))]),
  service('test', 'web', [
    'health',
    health('1/2 (1 restart)', 'red', 'degraded', { reason: 'OOMKilled', ...counts(1, 2, 1) }),
  ]),
  service('prod', 'api', ['health', health('2/2 (1 restart)', 'green', 'ok', counts(2, 2, 1))]),
  service('prod', 'idle', [
    'health',
    health('no pods', 'lightgrey', 'unknown', { reason: 'no-pods', ...counts(0, 0, 0) }),
  ]),
  service('prod', 'slow', [
    'hits',
    health('timed out', 'lightgrey', 'unknown', { label: 'hits', reason: 'timed-out' }),
  ]),
];

/** How often results of the many services were read. */
let reads = 0;
const manyService = (at: number): Service => {
  const { results, ...rest } = service(
    'many',
    `many-${at}`,
    ['health', health('1/1 (0 restarts)', 'green', 'ok', counts(1, 1, 0))],
    ['version', health(`v${at % 2}`, 'blue', 'ok', { label: 'version' })],
  );
  return {
    ...rest,
    get results() {
      reads += 1;
      return results;
    },
  };
};
let many = Array.from({ length: 20_000 }, (_, at) => manyService(at));
const changes = new Subject<ClusterChange>();

const clusterView: ClusterView = {
  cluster: 'local',
  hasSynced: () => isSynced,
  sources: () => [source],
  changes$: changes,
  advance: () => undefined,
  get: (namespace, name) => SERVICES.find((one) => one.namespace === namespace && one.name === name),
  named: (name) => SERVICES.filter((one) => one.name === name),
  withAlias: (alias) => (alias === 'api-5d4f8c7b6d' ? SERVICES.filter(({ name }) => name === 'api') : []),
  withPrefix: (prefix) =>
    (prefix === 'many' ? many : SERVICES).filter(({ name }) => prefix === '*' || name.startsWith(prefix)),
  all: () => SERVICES,
  names: () => SERVICES.map(({ name }) => name),
};

@Module({})
class BadgesOnlyModule {}

/** These tests need no history. */
const NO_HISTORY = { answer: () => Promise.reject(new Error('no history')) };

let app: NestExpressApplication;
let origin: string;

beforeAll(async () => {
  const parsed = parseConfig({ OTHER_SHIELDS: 'None', METRICS_PORT: '0' });
  if ('faults' in parsed) throw new Error(parsed.faults.join());
  const { config } = parsed;
  const module: DynamicModule = {
    module: BadgesOnlyModule,
    imports: [ConfigModule.forRoot(config, clock), ObservabilityModule, AuthModule],
    controllers: [BadgeController],
    providers: [
      BadgesService,
      { provide: UptimeBadgesService, useValue: NO_HISTORY },
      { provide: WhyCardsService, useValue: NO_HISTORY },
      { provide: ObjectFleetService, useValue: noObjects },
      { provide: FleetService, useValue: new FleetService(fixedClusterViews(clusterView), clock) },
    ],
  };
  const adapter = new ShieldAdapter();
  const options: Partial<NestApplicationOptions> = { logger: false, bodyParser: false };
  app = await NestFactory.create<NestExpressApplication>(module, adapter, options);
  app.useGlobalFilters(new ProblemFilter());
  const gate = app.get(GateMiddleware);
  adapter.preHandler = (request, response) => gate.admit(request, response) !== undefined;
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(() => app.close());

const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${origin}${path}`, init);

/** The status, the accessible name or the JSON, and Cache-Control. */
async function answerTo(path: string): Promise<[number, unknown, string | null]> {
  const response = await ask(path);
  const body = await response.text();
  const name = /<title>(.*)<\/title>/.exec(body)?.[1];
  return [response.status, name ?? JSON.parse(body), response.headers.get('Cache-Control')];
}

const FRESH = 'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40';
const GREY = 'public, max-age=5, s-maxage=5';

describe('a badge', () => {
  it.each([
    ['/_/api/health/', 200, 'health: 2/2 (1 restart)', FRESH],
    ['/_/api/health', 200, 'health: 2/2 (1 restart)', FRESH],
    ['/_/api/health.svg', 200, 'health: 2/2 (1 restart)', FRESH],
    ['/_/api/health/?label=API&style=for-the-badge', 200, 'API: 2/2 (1 RESTART)', FRESH],
    ['/_/api-5d4f8c7b6d/health/', 200, 'health: 2/2 (1 restart)', FRESH],
    ['/_/web/health/', 200, 'health: 4/5 (1 restart)', FRESH],
    ['/_/web/health/?namespace=prod', 200, 'health: 3/3 (0 restarts)', FRESH],
    ['/_/web/health/?namespace=stage', 200, 'health: not found', GREY],
    ['/_/web/health/?cluster=local&namespace=test', 200, 'health: 1/2 (1 restart)', FRESH],
    ['/_/web/health/?cluster=elsewhere', 200, 'health: not found', GREY],
    ['/_/idle/health/?strict', 200, 'health: no pods', GREY],
    ['/_/slow/hits/', 200, 'hits: timed out', GREY],
    ['/_/slow/hits/?strict', 503, 'hits: timed out', 'no-store'],
    ['/_/unknown/health/', 200, 'health: not found', GREY],
    ['/_/unknown/health/?strict', 404, 'health: not found', 'no-store'],
    ['/_/api/nothing/', 200, 'nothing: not found', GREY],
    ['/_/%3Cscript%3E/health/', 200, 'health: invalid', GREY],
    ['/_/api/%3Cscript%3E/', 200, 'badge: invalid', GREY],
    ['/_/__proto__/constructor/', 200, 'constructor: invalid', GREY],
    ['/_/api/health/?style=__proto__&strict', 400, 'health: invalid', 'no-store'],
    ['/a/*/health/', 200, 'health: 6/7 (2 restarts)', FRESH],
    ['/a/w/health/?namespace=prod', 200, 'health: 3/3 (0 restarts)', FRESH],
    ['/a/zzz/health/', 200, 'health: no match', GREY],
    ['/a/zzz/health/?strict=1', 404, 'health: no match', 'no-store'],
    ['/a/-/health/', 200, 'health: invalid', GREY],
    ['/_/api/health/?raw', 200, { ready: 2, total: 2, restarts: 1, color: 'green' }, 'no-cache'],
    [
      '/_/api/health.json',
      200,
      {
        cluster: 'local',
        namespace: 'prod',
        service: 'api',
        check: 'health',
        label: 'health',
        status: '2/2 (1 restart)',
        color: 'green',
        state: 'ok',
        checked: '2026-11-02T12:00:00.000Z',
      },
      'no-cache',
    ],
  ])('%s is answered with %i', async (path, status, shown, cacheControl) => {
    expect(await answerTo(path)).toEqual([status, shown, cacheControl]);
  });

  it.each([
    ['/_/unknown/health.json', 404],
    ['/a/zzz/health/?raw', 404],
    ['/_/api/health.json?style=nope', 400],
    ['/_/api/health/?format=shields&label=a&label=b', 400],
  ])('says what to do about %s', async (path, status) => {
    const response = await ask(path);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status,
      detail: expect.stringMatching(/\.$/) as string,
      instance: expect.stringMatching(/^urn:uuid:/) as string,
    });
  });

  it('is answered with 304 while it is unchanged, with all the headers of 200', async () => {
    const first = await ask('/_/api/health/');
    const etag = first.headers.get('ETag') ?? '';
    const second = await ask('/_/api/health/', { headers: { 'If-None-Match': `"other", W/${etag}` } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
    const headersOf = ({ headers }: Response): unknown =>
      Object.fromEntries([...headers].filter(([name]) => name !== 'date'));
    expect(headersOf(second)).toEqual(headersOf(first));
    expect((await ask('/_/web/health/', { headers: { 'If-None-Match': etag } })).status).toBe(200);
  });

  it('is answered to HEAD as to GET, without the body', async () => {
    const [get, head] = [await ask('/_/api/health/'), await ask('/_/api/health/', { method: 'HEAD' })];
    expect(await head.text()).toBe('');
    expect(head.headers.get('ETag')).toBe(get.headers.get('ETag'));
    expect(head.headers.get('Content-Length')).toBe(String(Buffer.byteLength(await get.text())));
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('does not accept %s', async (method) => {
    const response = await ask('/_/api/health/', { method });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['\u202e\u0000<b>&"\'', '\u05e9\u05dc\u05d5\u05dd', '\u{1f600}'.repeat(64), '%00%ff%fe', '\ud800'])(
    'is well-formed whatever the label: %j',
    async (label) => {
      const query = label.startsWith('%') ? label : encodeURIComponent(label.toWellFormed());
      const response = await ask(`/_/api/health/?label=${query}`);
      expect(response.status).toBe(200);
      expect(xmlFault(await response.text())).toBeUndefined();
    },
  );
});

describe('as time passes', () => {
  afterEach(() => {
    prove(source, clock.now());
    isSynced = true;
  });

  it('max-age decreases, and a badge turns grey once its source is stale', async () => {
    const shown = async (): Promise<unknown> => (await answerTo('/_/api/health/')).slice(1);
    clock.advance(60_000);
    expect(await shown()).toEqual([
      'health: 2/2 (1 restart)',
      'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=20',
    ]);
    clock.advance(22_000);
    expect(await shown()).toEqual([
      'health: 2/2 (1 restart)',
      'public, max-age=4, s-maxage=4, stale-while-revalidate=4, stale-if-error=4',
    ]);
    clock.advance(8_000);
    expect(await shown()).toEqual(['health: 2/2 (1 restart) (stale)', GREY]);
    expect((await ask('/_/api/health/?strict')).status).toBe(503);
    expect(await answerTo('/_/api/health/?format=shields')).toMatchObject([
      200,
      { isError: true, cacheSeconds: 5 },
      GREY,
    ]);
    expect((await answerTo('/_/api/health.json'))[1]).toMatchObject({ state: 'stale', reason: 'stale' });
  });

  it('an unknown name is pending until the first list is complete', async () => {
    isSynced = false;
    expect((await answerTo('/_/unknown/health/'))[1]).toBe('health: pending');
    expect((await ask('/_/unknown/health/?strict')).headers.get('Retry-After')).toBe('10');
    expect(await answerTo('/_/unknown/health.json')).toMatchObject([
      200,
      { state: 'unknown', reason: 'pending' },
      'no-cache',
    ]);
  });
});

describe('an aggregate of 20,000 services', () => {
  /** How many results were read while `work` ran: the most in one turn of the event loop, and the total. */
  async function readsDuring(work: () => Promise<unknown>): Promise<{ mostPerTurn: number; total: number }> {
    let [mostPerTurn, isDone, before] = [0, false, reads];
    const began = reads;
    const done = work().finally(() => (isDone = true));
    while (!isDone) {
      await new Promise((turn) => setImmediate(turn));
      mostPerTurn = Math.max(mostPerTurn, reads - before);
      before = reads;
    }
    await done;
    return { mostPerTurn, total: reads - began };
  }

  it.each([
    ['health', '20000/20000 (0 restarts)'],
    ['version', 'v0, v1'],
  ])('reads the %s of each once, in several turns of the event loop', async (check, text) => {
    const aggregates = [check, `${check}.json`, `${check}/?style=flat-square`].map((last) => `/a/many/${last}`);
    const texts: string[] = [];
    const first = await readsDuring(async () => {
      for (const response of await Promise.all(aggregates.map((path) => ask(path)))) texts.push(await response.text());
    });
    for (const one of texts) expect(one).toContain(text);
    expect(first.total).toBe(20_000);
    expect(first.mostPerTurn).toBeLessThanOrEqual(2_048);
  });

  it('reads them in several turns again when all have changed', async () => {
    many = many.map((_, at) => manyService(at));
    changes.next({ type: 'cluster', cluster: 'local' });
    const again = await readsDuring(async () => {
      expect(await answerTo('/a/many/health/')).toEqual([200, 'health: 20000/20000 (0 restarts)', FRESH]);
    });
    expect(again.total).toBe(20_000);
    expect(again.mostPerTurn).toBeLessThanOrEqual(2_048);
  });
});

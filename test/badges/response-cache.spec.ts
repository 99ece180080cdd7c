// Badges answered from the badge response cache, before Express: the same answers as the first time, and never an outdated
// one. With a fleet of literal services, a clock that the test advances, and no web framework.
import { noObjects } from '../support/cluster/no-objects.ts';
import { Subject } from 'rxjs';
import type { RequestContext } from '../../src/http/request/request-context.ts';
import { parseRequestTarget } from '../../src/http/request/request-target.ts';
import { accessOf } from '../../src/auth/access/access-policy.ts';
import { BadgesService } from '../../src/badges/badges.service.ts';
import type { ServiceChange } from '../../src/services/changes/change.ts';
import type { Result } from '../../src/services/result/result.ts';
import type { Service, ClusterView } from '../../src/services/service.ts';
import type { AccessMode, Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse/parse-config.ts';
import { prove, type Source } from '../../src/kubernetes/watch/source.ts';
import { FleetService } from '../../src/federation/fleet.service.ts';
import { fixedClusterViews } from '../../src/federation/cluster-views.ts';
import { ManualClock } from '../support/time/manual-clock.ts';

const STALE_AFTER = 90_000;

/** One service `web`, whose health a test sets. */
class CachedBadges {
  readonly clock = new ManualClock();
  readonly source: Source = {
    id: 'pods',
    cluster: 'local',
    provenAt: 0,
    provenAtWall: this.clock.now().wall,
    staleAfter: STALE_AFTER,
  };
  readonly changes = new Subject<ServiceChange>();
  readonly badges: BadgesService;
  private web: Service | undefined = this.service('1/1 (0 restarts)', 'green', 'ok');
  /** Milliseconds by which the clock advances while an aggregate is computed. */
  aggregationTakes = 0;
  /** How often services were looked up by name. */
  lookups = 0;
  /** Some services are unplaced because of MAX_SERVICES. */
  isFull = false;
  private onLookup: (() => void) | undefined;

  constructor() {
    const named = (): readonly Service[] => (this.web ? [this.web] : []);
    const changes$: ClusterView['changes$'] = this.changes;
    const clusterView: ClusterView = {
      cluster: 'local',
      hasSynced: () => true,
      sources: () => [this.source],
      changes$,
      advance: () => this.onLookup?.(),
      get: () => named()[0],
      named: (name) => {
        this.lookups += 1;
        return named().filter((one) => one.name === name);
      },
      lacksServices: () => this.isFull,
      withAlias: (alias) => named().filter(({ name }) => alias === `old-${name}`),
      withPrefix: () => {
        this.clock.advance(this.aggregationTakes);
        return named();
      },
      all: named,
      names: () => ['web'],
    };
    this.badges = new BadgesService(
      new FleetService(fixedClusterViews(clusterView), this.clock),
      noObjects,
      this.clock,
      config(),
      { revision: 0 },
    );
  }

  setHealth(status: string, color: string, state: Result['state']): void {
    this.web = this.service(status, color, state);
    this.publish();
  }

  removeService(): void {
    this.web = undefined;
    this.publish();
  }

  /** Without a change notification, as for a color that depends on age: only a lookup finds it. */
  setHealthOnLookup(status: string, color: string, state: Result['state']): void {
    this.onLookup = () => {
      this.onLookup = undefined;
      this.setHealth(status, color, state);
    };
  }

  proveSource(): void {
    prove(this.source, this.clock.now());
  }

  /** Answered by the service, as on the first request, and cached if that is allowed. */
  request(raw: string, mode: AccessMode = 'public'): void {
    const target = parseRequestTarget(raw);
    if ('fault' in target) throw new Error(target.fault.detail);
    const access = accessOf(target, mode);
    const context: RequestContext = {
      id: 'i',
      target,
      entry: access === 'open' ? 'open' : 'signed',
      listener: 'readers',
      audience: { isPublic: access === 'open', corsOrigins: [] },
    };
    this.badges.answer(context);
  }

  /** Answered from the cache; undefined on a miss. */
  cached(url: string, more: { method?: string; headers?: Record<string, string> } = {}): Sent | undefined {
    const sent: Sent = { status: 0, headers: {}, body: undefined };
    const answered = this.badges.responseCache.answer(
      { method: 'GET', url, headers: {}, ...more },
      {
        writeHead: (status, flat) => {
          sent.status = status;
          flat.forEach((name, at) => at % 2 === 0 && (sent.headers[name] = flat[at + 1] ?? ''));
        },
        end: (body?: string, encoding?: BufferEncoding) => {
          sent.body = body === undefined ? undefined : Buffer.from(body, encoding).toString();
        },
      },
      this.clock.now(),
    );
    return answered && sent;
  }

  /** Notifies of a change of the service of that name. */
  publish(name = 'web'): void {
    this.changes.next({ type: 'service', cluster: 'local', namespace: 'shop', name });
  }

  private service(status: string, color: string, state: Result['state']): Service {
    const health: Result = { label: 'health', status, color, state, source: this.source };
    const identity = { cluster: 'local', namespace: 'shop', name: 'web', kind: 'Deployment', isOneOff: false };
    return { ...identity, results: new Map([['health', health]]) };
  }
}

/** The parts of a response that tests compare. */
interface Sent {
  status: number;
  headers: Record<string, string>;
  body: string | undefined;
}

function config(): Config {
  const parsed = parseConfig({ OTHER_SHIELDS: 'None' });
  if ('faults' in parsed) throw new Error(parsed.faults.join());
  return parsed.config;
}

const WEB = '/_/web/health/';
let fixture: CachedBadges;

beforeEach(() => {
  fixture = new CachedBadges();
});

it('answers a repeated request with the bytes and headers of the first', () => {
  expect(fixture.cached(WEB)).toBeUndefined();
  fixture.request(WEB);
  const { status, headers, body } = fixture.cached(WEB) ?? {};
  expect([status, headers?.['X-Shield-State'], headers?.['Content-Length']]).toEqual([200, 'ok', String(body?.length)]);
  expect(headers?.['Cache-Control']).toBe(
    'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40',
  );
  expect(body).toContain('health: 1/1 (0 restarts)');
});

it('shows a change at once', () => {
  fixture.request(WEB);
  fixture.setHealth('0/1 (0 restarts)', 'red', 'down');
  expect(fixture.cached(WEB)?.headers['X-Shield-State']).toBe('down');
  expect(fixture.cached(WEB)?.body).toContain('0/1');
});

it('shows at once what changes without a notification, as time passes', () => {
  fixture.request(WEB);
  fixture.setHealthOnLookup('1/1 (2 restarts)', 'yellow', 'degraded');
  expect(fixture.cached(WEB)?.body).toContain('2 restarts');
});

it('does not look a badge up again while its own service is unchanged, whatever else changes', () => {
  fixture.request(WEB);
  expect(fixture.cached(WEB)?.status).toBe(200);
  const { lookups } = fixture;
  for (let second = 0; second < 60; second += 1) {
    fixture.clock.advance(1_000);
    fixture.publish(`other-${second}`);
    fixture.proveSource();
    expect(fixture.cached(WEB)?.headers['X-Shield-Checked']).toBe(new Date(fixture.clock.now().wall).toISOString());
  }
  expect(fixture.lookups).toBe(lookups);
});

it('shows changes of a service that is requested by an old name', () => {
  fixture.request('/_/old-web/health/');
  expect(fixture.cached('/_/old-web/health/')?.headers['X-Shield-State']).toBe('ok');
  fixture.setHealth('0/1 (0 restarts)', 'red', 'down');
  expect(fixture.cached('/_/old-web/health/')?.headers['X-Shield-State']).toBe('down');
});

it('marks a badge stale within half a second after its cluster ran out of room for services', () => {
  fixture.request('/_/web/health/');
  expect(fixture.cached(WEB)?.headers['X-Shield-State']).toBe('ok');
  fixture.isFull = true;
  fixture.clock.advance(500);
  expect(fixture.cached(WEB)?.headers['X-Shield-State']).toBe('stale');
});

describe('unknown names', () => {
  const UNKNOWN = '/_/unknown-1/health/';

  it('get the same answer as the first of them', () => {
    expect(fixture.cached(UNKNOWN)).toBeUndefined();
    fixture.request('/_/unknown-0/health/');
    const { status, headers, body } = fixture.cached(UNKNOWN) ?? {};
    expect([status, headers?.['X-Shield-Reason'], headers?.['Cache-Control']]).toEqual([
      200,
      'not-found',
      'public, max-age=5, s-maxage=5',
    ]);
    expect(body).toContain('health: not found');
    expect(fixture.cached(UNKNOWN, { headers: { 'if-none-match': headers?.['ETag'] ?? '' } })?.status).toBe(304);
    expect(fixture.cached(UNKNOWN, { method: 'HEAD' })).toMatchObject({ status: 200, body: undefined });
    expect(fixture.badges.responseCache.size).toBe(0);
  });

  it('are looked up each time', () => {
    fixture.removeService();
    fixture.request('/_/unknown-0/health/');
    expect(fixture.cached(WEB)?.headers['X-Shield-Reason']).toBe('not-found');
    fixture.setHealth('1/1 (0 restarts)', 'green', 'ok');
    expect(fixture.cached(WEB)).toBeUndefined();
    fixture.request(WEB);
    expect(fixture.cached(WEB)?.headers['X-Shield-State']).toBe('ok');
  });

  it.each([
    ['another check', '/_/unknown-1/version/', {}],
    ['another style', '/_/unknown-1/health/?style=plastic', {}],
    ['a percent-encoded name', '/_/unknown-%31/health/', {}],
    ['an empty name', '/_//health/', {}],
    ['a dot segment', '/_/../health/', {}],
    ['a body', UNKNOWN, { headers: { 'content-length': '3' } }],
    ['another method', UNKNOWN, { method: 'POST' }],
  ])('bypass the cache with %s', (_, url, more) => {
    fixture.request('/_/unknown-0/health/');
    expect(fixture.cached(url, more)).toBeUndefined();
  });

  it.each([
    ['a signature', '/_/unknown-0/health/', 'private'],
    ['strict', '/_/unknown-0/health/?strict', 'public'],
    ['JSON', '/_/unknown-0/health/?format=json', 'public'],
  ] as const)('bypass the cache if the first request came with %s', (_, url, mode) => {
    fixture.request(url, mode);
    expect(fixture.cached(url.replace('unknown-0', 'unknown-1'))).toBeUndefined();
  });

  it('are pending as long as a cluster may still sync them', () => {
    fixture.request('/_/unknown-0/health/');
    fixture.source.provenAt = undefined;
    expect(fixture.cached(UNKNOWN)).toBeUndefined();
  });
});

it('turns a badge grey the moment its source is stale, and shows its color again after the next proof', () => {
  fixture.request(WEB);
  fixture.clock.advance(STALE_AFTER - 1);
  expect(fixture.cached(WEB)?.headers['X-Shield-State']).toBe('ok');
  fixture.clock.advance(1);
  expect(fixture.cached(WEB)?.headers).toMatchObject({
    'X-Shield-State': 'stale',
    'Cache-Control': 'public, max-age=5, s-maxage=5',
  });
  fixture.proveSource();
  fixture.clock.advance(500);
  expect(fixture.cached(WEB)?.headers['X-Shield-State']).toBe('ok');
});

it('turns an aggregate grey the moment its source is stale', () => {
  fixture.request('/a/*/health/');
  fixture.clock.advance(STALE_AFTER - 1);
  expect(fixture.cached('/a/*/health/')?.headers['X-Shield-State']).toBe('ok');
  fixture.clock.advance(1);
  expect(fixture.cached('/a/*/health/')?.headers['X-Shield-State']).toBe('stale');
});

it('sends non-ASCII text unchanged', () => {
  fixture.setHealth('ça va – 很好 😀', 'green', 'ok');
  fixture.request(WEB);
  const { body = '', headers = {} } = fixture.cached(WEB) ?? {};
  expect(body).toContain('ça va – 很好 😀');
  expect(headers['Content-Length']).toBe(String(Buffer.byteLength(body)));
});

it('caches nothing under spellings that a client could vary without end', () => {
  for (const raw of ['/_/%77eb/health/', '/_/web/health/?x=1']) {
    fixture.request(raw);
    expect(fixture.cached(raw)).toBeUndefined();
  }
});

it('limits how often a slow aggregate is computed', () => {
  fixture.request('/a/*/health/');
  fixture.aggregationTakes = 5;
  const shown = (): string | undefined => fixture.cached('/a/*/health/')?.headers['X-Shield-State'];
  fixture.setHealth('0/1 (0 restarts)', 'red', 'down');
  expect(shown()).toBe('down');
  fixture.setHealth('1/1 (0 restarts)', 'green', 'ok');
  fixture.clock.advance(19);
  expect(shown()).toBe('down');
  fixture.clock.advance(1);
  expect(shown()).toBe('ok');
});

it('never lets an HTTP cache show a badge past the moment it turns stale, however late it is requested', () => {
  fixture.request(WEB);
  for (let age = 0; age < STALE_AFTER; age += 130) {
    const [, maxAge = 0, revalidate = 0, onError = 0] = cacheTimes(fixture.cached(WEB)?.headers['Cache-Control'] ?? '');
    const longest = Math.max(maxAge + revalidate, maxAge + onError) * 1000;
    expect(longest).toBeLessThanOrEqual(STALE_AFTER - age);
    fixture.clock.advance(130);
  }
});

function cacheTimes(text: string): readonly number[] {
  const seconds = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(text)?.[1]);
  return [0, seconds(' s-maxage'), seconds('stale-while-revalidate'), seconds('stale-if-error')];
}

it('reports when the source was last proven, at most half a second late', () => {
  fixture.request(WEB);
  fixture.clock.advance(10_000);
  fixture.proveSource();
  const proven = new Date(fixture.clock.now().wall).toISOString();
  fixture.clock.advance(500);
  expect(fixture.cached(WEB)?.headers['X-Shield-Checked']).toBe(proven);
});

it('answers 304 and HEAD without a body, and with all headers', () => {
  fixture.request(WEB);
  const { ETag: etag = '' } = fixture.cached(WEB)?.headers ?? {};
  expect(fixture.cached(WEB, { headers: { 'if-none-match': etag } })).toMatchObject({
    status: 304,
    headers: { ETag: etag, 'X-Shield-State': 'ok' },
    body: undefined,
  });
  expect(fixture.cached(WEB, { method: 'HEAD' })).toMatchObject({
    status: 200,
    headers: { ETag: etag },
    body: undefined,
  });
});

it.each([
  ['another method', { method: 'POST' }],
  ['a body', { headers: { 'content-length': '3' } }],
  ['a body in chunks', { headers: { 'transfer-encoding': 'chunked' } }],
])('leaves %s to the gate', (_, request) => {
  fixture.request(WEB);
  expect(fixture.cached(WEB, request)).toBeUndefined();
});

it.each([
  ['an unknown name', '/_/unknown/health/'],
  ['an invalid request', `${WEB}?style=none`],
  ['JSON', `${WEB}?format=json`],
  ['an unknown parameter', `${WEB}?x=1`],
  ['a very long target', `${WEB}?label=${'%C3%A4'.repeat(64)}${'&style='.repeat(30)}`],
])('caches nothing of %s', (_, target) => {
  fixture.request(target);
  expect(fixture.badges.responseCache.size).toBe(0);
});

it.each(['private', 'badges'] as const)('caches nothing in %s mode that needs a signature', (mode) => {
  fixture.request(mode === 'private' ? WEB : `${WEB}?format=raw`, mode);
  expect(fixture.badges.responseCache.size).toBe(0);
});

it('answers only the exact target that was authorized', () => {
  fixture.request(WEB);
  for (const other of ['/_/web/health', '/_/WEB/health/', '//_/web/health/', '/_/web/health/?', '/_/web/%68ealth/']) {
    expect(fixture.cached(other)).toBeUndefined();
  }
});

it('does not answer from the cache once the service is gone', () => {
  fixture.request(WEB);
  fixture.removeService();
  expect(fixture.cached(WEB)).toBeUndefined();
  expect(fixture.badges.responseCache.size).toBe(0);
});

it('bypasses the cache when `strict` answers with an error', () => {
  fixture.request(`${WEB}?strict`);
  expect(fixture.cached(`${WEB}?strict`)?.status).toBe(200);
  fixture.clock.advance(STALE_AFTER);
  expect(fixture.cached(`${WEB}?strict`)).toBeUndefined();
});

// Badges answered from the badge response cache, before Express: the same answers as the first time, and never an outdated
// one. With a fleet of literal services, a clock that the test advances, and no web framework.
import { noObjects } from './support/cluster/no-objects.ts';
import { Subject } from 'rxjs';
import type { RequestContext } from '../src/http/request/request-context.ts';
import { parseRequestTarget } from '../src/http/request/request-target.ts';
import { accessOf } from '../src/auth/access/access-policy.ts';
import { BadgesService } from '../src/badges/badges.service.ts';
import type { ServiceChange } from '../src/services/changes/change.ts';
import type { Result } from '../src/services/result/result.ts';
import type { Service, ClusterView } from '../src/services/service.ts';
import type { AccessMode, Config } from '../src/config/config.ts';
import { parseConfig } from '../src/config/parse/parse-config.ts';
import { prove, type Source } from '../src/kubernetes/watch/source.ts';
import { FleetService } from '../src/federation/fleet.service.ts';
import { fixedClusterViews } from '../src/federation/cluster-views.ts';
import { ManualClock } from './support/time/manual-clock.ts';

const STALE_AFTER = 90_000;

/** One service `web`, whose health a test sets. */
class Stage {
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
  addingUpTakes = 0;
  /** How often services were looked up by name. */
  lookUps = 0;
  /** Some services are unplaced because of MAX_SERVICES. */
  isFull = false;
  private byTime: (() => void) | undefined;

  constructor() {
    const named = (): readonly Service[] => (this.web ? [this.web] : []);
    const changes$: ClusterView['changes$'] = this.changes;
    const site: ClusterView = {
      cluster: 'local',
      hasSynced: () => true,
      sources: () => [this.source],
      changes$,
      advance: () => this.byTime?.(),
      get: () => named()[0],
      named: (name) => {
        this.lookUps += 1;
        return named().filter((one) => one.name === name);
      },
      lacksServices: () => this.isFull,
      withAlias: (alias) => named().filter(({ name }) => alias === `old-${name}`),
      withPrefix: () => {
        this.clock.advance(this.addingUpTakes);
        return named();
      },
      all: named,
      names: () => ['web'],
    };
    this.badges = new BadgesService(
      new FleetService(fixedClusterViews(site), this.clock),
      noObjects,
      this.clock,
      config(),
      { revision: 0 },
    );
  }

  /** The parts of a response that tests compare. */
  turns(status: string, color: string, state: Result['state']): void {
    this.web = this.service(status, color, state);
    this.publish();
  }

  goes(): void {
    this.web = undefined;
    this.publish();
  }

  /** A color that depends on age, so only a look-up finds it. */
  turnsByTimeAlone(status: string, color: string, state: Result['state']): void {
    this.byTime = () => {
      this.byTime = undefined;
      this.turns(status, color, state);
    };
  }

  proven(): void {
    prove(this.source, this.clock.now());
  }

  /** Through the gate and the controller. */
  ask(raw: string, mode: AccessMode = 'public'): void {
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

  /** From the cache; undefined on a miss. */
  again(url: string, more: { method?: string; headers?: Record<string, string> } = {}): Sent | undefined {
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

  /** Replaces the service of that name. */
  publish(name = 'web'): void {
    this.changes.next({ type: 'service', cluster: 'local', namespace: 'shop', name });
  }

  private service(status: string, color: string, state: Result['state']): Service {
    const health: Result = { label: 'health', status, color, state, source: this.source };
    const place = { cluster: 'local', namespace: 'shop', name: 'web', kind: 'Deployment', isOneOff: false };
    return { ...place, results: new Map([['health', health]]) };
  }
}

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
let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

it('answers a repeated request with the bytes and headers of the first', () => {
  expect(stage.again(WEB)).toBeUndefined();
  stage.ask(WEB);
  const { status, headers, body } = stage.again(WEB) ?? {};
  expect([status, headers?.['X-Shield-State'], headers?.['Content-Length']]).toEqual([200, 'ok', String(body?.length)]);
  expect(headers?.['Cache-Control']).toBe(
    'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40',
  );
  expect(body).toContain('health: 1/1 (0 restarts)');
});

it('shows a change at once', () => {
  stage.ask(WEB);
  stage.turns('0/1 (0 restarts)', 'red', 'down');
  expect(stage.again(WEB)?.headers['X-Shield-State']).toBe('down');
  expect(stage.again(WEB)?.body).toContain('0/1');
});

it('shows at once changes by time alone', () => {
  stage.ask(WEB);
  stage.turnsByTimeAlone('1/1 (2 restarts)', 'yellow', 'degraded');
  expect(stage.again(WEB)?.body).toContain('2 restarts');
});

it('does no further lookup while its own service is unchanged, whatever else changes', () => {
  stage.ask(WEB);
  expect(stage.again(WEB)?.status).toBe(200);
  const { lookUps } = stage;
  for (let second = 0; second < 60; second += 1) {
    stage.clock.advance(1_000);
    stage.publish(`other-${second}`);
    stage.proven();
    expect(stage.again(WEB)?.headers['X-Shield-Checked']).toBe(new Date(stage.clock.now().wall).toISOString());
  }
  expect(stage.lookUps).toBe(lookUps);
});

it('follows the service of an old name', () => {
  stage.ask('/_/old-web/health/');
  expect(stage.again('/_/old-web/health/')?.headers['X-Shield-State']).toBe('ok');
  stage.turns('0/1 (0 restarts)', 'red', 'down');
  expect(stage.again('/_/old-web/health/')?.headers['X-Shield-State']).toBe('down');
});

it('is no longer green within half a second after its cluster ran out of room for services', () => {
  stage.ask('/_/web/health/');
  expect(stage.again(WEB)?.headers['X-Shield-State']).toBe('ok');
  stage.isFull = true;
  stage.clock.advance(500);
  expect(stage.again(WEB)?.headers['X-Shield-State']).toBe('stale');
});

describe('unknown names', () => {
  const UNKNOWN = '/_/unknown-1/health/';

  it('get the same answer as the first of them', () => {
    expect(stage.again(UNKNOWN)).toBeUndefined();
    stage.ask('/_/unknown-0/health/');
    const { status, headers, body } = stage.again(UNKNOWN) ?? {};
    expect([status, headers?.['X-Shield-Reason'], headers?.['Cache-Control']]).toEqual([
      200,
      'not-found',
      'public, max-age=5, s-maxage=5',
    ]);
    expect(body).toContain('health: not found');
    expect(stage.again(UNKNOWN, { headers: { 'if-none-match': headers?.['ETag'] ?? '' } })?.status).toBe(304);
    expect(stage.again(UNKNOWN, { method: 'HEAD' })).toMatchObject({ status: 200, body: undefined });
    expect(stage.badges.responseCache.size).toBe(0);
  });

  it('are looked up each time', () => {
    stage.goes();
    stage.ask('/_/unknown-0/health/');
    expect(stage.again(WEB)?.headers['X-Shield-Reason']).toBe('not-found');
    stage.turns('1/1 (0 restarts)', 'green', 'ok');
    expect(stage.again(WEB)).toBeUndefined();
    stage.ask(WEB);
    expect(stage.again(WEB)?.headers['X-Shield-State']).toBe('ok');
  });

  it.each([
    ['another check', '/_/unknown-1/version/', {}],
    ['another look', '/_/unknown-1/health/?style=plastic', {}],
    ['a name that does not fit', '/_/unknown-%31/health/', {}],
    ['an empty name', '/_//health/', {}],
    ['a dot segment', '/_/../health/', {}],
    ['a body', UNKNOWN, { headers: { 'content-length': '3' } }],
    ['another method', UNKNOWN, { method: 'POST' }],
  ])('bypass the cache with %s', (_, url, more) => {
    stage.ask('/_/unknown-0/health/');
    expect(stage.again(url, more)).toBeUndefined();
  });

  it.each([
    ['a signature', '/_/unknown-0/health/', 'private'],
    ['strict', '/_/unknown-0/health/?strict', 'public'],
    ['JSON', '/_/unknown-0/health/?format=json', 'public'],
  ] as const)('go the long way where the first one came with %s', (_, url, mode) => {
    stage.ask(url, mode);
    expect(stage.again(url.replace('unknown-0', 'unknown-1'))).toBeUndefined();
  });

  it('are pending as long as a cluster may still sync them', () => {
    stage.ask('/_/unknown-0/health/');
    stage.source.provenAt = undefined;
    expect(stage.again(UNKNOWN)).toBeUndefined();
  });
});

it('is grey from the moment its source turns stale, and has its color back with the next proof', () => {
  stage.ask(WEB);
  stage.clock.advance(STALE_AFTER - 1);
  expect(stage.again(WEB)?.headers['X-Shield-State']).toBe('ok');
  stage.clock.advance(1);
  expect(stage.again(WEB)?.headers).toMatchObject({
    'X-Shield-State': 'stale',
    'Cache-Control': 'public, max-age=5, s-maxage=5',
  });
  stage.proven();
  stage.clock.advance(500);
  expect(stage.again(WEB)?.headers['X-Shield-State']).toBe('ok');
});

it('turns an aggregate grey just as soon', () => {
  stage.ask('/a/*/health/');
  stage.clock.advance(STALE_AFTER - 1);
  expect(stage.again('/a/*/health/')?.headers['X-Shield-State']).toBe('ok');
  stage.clock.advance(1);
  expect(stage.again('/a/*/health/')?.headers['X-Shield-State']).toBe('stale');
});

it('sends non-ASCII text unchanged', () => {
  stage.turns('ça va – 很好 😀', 'green', 'ok');
  stage.ask(WEB);
  const { body = '', headers = {} } = stage.again(WEB) ?? {};
  expect(body).toContain('ça va – 很好 😀');
  expect(headers['Content-Length']).toBe(String(Buffer.byteLength(body)));
});

it('caches nothing under spellings of which there are very many', () => {
  for (const raw of ['/_/%77eb/health/', '/_/web/health/?x=1']) {
    stage.ask(raw);
    expect(stage.again(raw)).toBeUndefined();
  }
});

it('limits how often a slow aggregate is computed', () => {
  stage.ask('/a/*/health/');
  stage.addingUpTakes = 5;
  const shown = (): string | undefined => stage.again('/a/*/health/')?.headers['X-Shield-State'];
  stage.turns('0/1 (0 restarts)', 'red', 'down');
  expect(shown()).toBe('down');
  stage.turns('1/1 (0 restarts)', 'green', 'ok');
  stage.clock.advance(19);
  expect(shown()).toBe('down');
  stage.clock.advance(1);
  expect(shown()).toBe('ok');
});

it('never lets a cache show it past the moment it turns stale, however late it is requested', () => {
  stage.ask(WEB);
  for (let age = 0; age < STALE_AFTER; age += 130) {
    const [, maxAge = 0, revalidate = 0, onError = 0] = cacheTimes(stage.again(WEB)?.headers['Cache-Control'] ?? '');
    const longest = Math.max(maxAge + revalidate, maxAge + onError) * 1000;
    expect(longest).toBeLessThanOrEqual(STALE_AFTER - age);
    stage.clock.advance(130);
  }
});

function cacheTimes(text: string): readonly number[] {
  const seconds = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(text)?.[1]);
  return [0, seconds(' s-maxage'), seconds('stale-while-revalidate'), seconds('stale-if-error')];
}

it('shows when its source was last proven, at most half a second late', () => {
  stage.ask(WEB);
  stage.clock.advance(10_000);
  stage.proven();
  const proven = new Date(stage.clock.now().wall).toISOString();
  stage.clock.advance(500);
  expect(stage.again(WEB)?.headers['X-Shield-Checked']).toBe(proven);
});

it('answers 304 and HEAD without a body, and with all headers', () => {
  stage.ask(WEB);
  const { ETag: etag = '' } = stage.again(WEB)?.headers ?? {};
  expect(stage.again(WEB, { headers: { 'if-none-match': etag } })).toMatchObject({
    status: 304,
    headers: { ETag: etag, 'X-Shield-State': 'ok' },
    body: undefined,
  });
  expect(stage.again(WEB, { method: 'HEAD' })).toMatchObject({ status: 200, headers: { ETag: etag }, body: undefined });
});

it.each([
  ['another method', { method: 'POST' }],
  ['a body', { headers: { 'content-length': '3' } }],
  ['a body in chunks', { headers: { 'transfer-encoding': 'chunked' } }],
])('leaves %s to the gate', (_, request) => {
  stage.ask(WEB);
  expect(stage.again(WEB, request)).toBeUndefined();
});

it.each([
  ['an unknown name', '/_/unknown/health/'],
  ['a request that does not fit', `${WEB}?style=none`],
  ['JSON', `${WEB}?format=json`],
  ['a parameter that means nothing', `${WEB}?x=1`],
  ['a very long target', `${WEB}?label=${'%C3%A4'.repeat(64)}${'&style='.repeat(30)}`],
])('caches nothing of %s', (_, target) => {
  stage.ask(target);
  expect(stage.badges.responseCache.size).toBe(0);
});

it.each(['private', 'badges'] as const)('caches nothing in %s mode that needs a signature', (mode) => {
  stage.ask(mode === 'private' ? WEB : `${WEB}?format=raw`, mode);
  expect(stage.badges.responseCache.size).toBe(0);
});

it('answers only the exact target that was authorized', () => {
  stage.ask(WEB);
  for (const other of ['/_/web/health', '/_/WEB/health/', '//_/web/health/', '/_/web/health/?', '/_/web/%68ealth/']) {
    expect(stage.again(other)).toBeUndefined();
  }
});

it('looks it up again once the service is forgotten', () => {
  stage.ask(WEB);
  stage.goes();
  expect(stage.again(WEB)).toBeUndefined();
  expect(stage.badges.responseCache.size).toBe(0);
});

it('bypasses the cache for an error of `strict`', () => {
  stage.ask(`${WEB}?strict`);
  expect(stage.again(`${WEB}?strict`)?.status).toBe(200);
  stage.clock.advance(STALE_AFTER);
  expect(stage.again(`${WEB}?strict`)).toBeUndefined();
});

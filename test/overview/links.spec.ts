// Links that open single badges of a private shield, and read tokens that open all of it.
import { writeFile } from 'node:fs/promises';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { makeLink, linkScopeOf } from '../../src/auth/link/badge-link.ts';
import { type Key, keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { runLink } from '../../src/auth/link/link.runner.ts';
import { BadgesService } from '../../src/badges/badges.service.ts';
import { FleetService } from '../../src/federation/fleet.service.ts';
import { ObjectFleetService } from '../../src/federation/object-fleet.service.ts';
import { parseRequestTarget } from '../../src/http/request/request-target.ts';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { freePort } from '../support/app/free-port.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const KEY = keyFromBytes(Buffer.from('badges'.padEnd(32, '.')));
const OTHER = keyFromBytes(Buffer.from('other'.padEnd(32, '.')));
const UNKNOWN = keyFromBytes(Buffer.from('unknown'.padEnd(32, '.')));
const TOKEN = 'token'.padEnd(32, '.');
const SECRET = 'secret'.padEnd(32, '.');

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
const clock = new ManualClock(Date.UTC(2026, 10, 2, 12));
let [keys, tokens, secret]: TemporaryFile[] = [];
let shield: RunningApp;
let badgesPort: number;
let lookUps = 0;

beforeAll(async () => {
  keys = await temporaryFile(fileOf(KEY, OTHER));
  tokens = await temporaryFile(TOKEN);
  secret = await temporaryFile(SECRET);
  badgesPort = await freePort();
  for (const namespace of ['shop', 'lab'])
    cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace } }));
  cluster.set({
    kind: 'Node',
    metadata: { name: 'node-1', namespace: '' },
    spec: {},
    status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }] },
  });
  const env = {
    OTHER_SHIELDS: '',
    CLUSTER_NAME: 'here',
    INTRA_SECRET: secret.path,
    BADGE_KEYS: keys.path,
    READ_TOKENS: tokens.path,
    BADGES_PORT: String(badgesPort),
    WATCH_OBJECTS: 'nodes',
  };
  shield = await startApp(env, { apiServer: await server.listen(), clock });
  await shield.until('/readyz', (_, { status }) => status === 200);
  for (const path of ['/k/nodes/node-1/ready/', '/c/nodes/', '/c/version/'])
    await shield.until(linked(path), (_, { headers }) => headers.get('x-shield-state') === 'ok');
  countLookUps(shield.app.get(FleetService), ['read', 'readAggregate']);
  countLookUps(shield.app.get(ObjectFleetService), ['read', 'readFact']);
});
afterAll(async () => {
  await shield.stop();
  await server.close();
  for (const file of [keys, tokens, secret]) await file?.remove();
});

function fileOf(...ring: readonly Key[]): string {
  return `${ring.map(({ bytes }) => bytes.toString()).join('\n')}\n`;
}

function countLookUps<Name extends string>(fleet: Readonly<Record<Name, unknown>>, names: readonly Name[]): void {
  for (const name of names) {
    const lookUp = (fleet[name] as (...args: unknown[]) => unknown).bind(fleet);
    Object.assign(fleet, {
      [name]: (...args: unknown[]) => {
        lookUps += 1;
        return lookUp(...args);
      },
    });
  }
}

/** The badge's path with the key of a link to that badge, or of a link to another badge. */
function linked(
  path: string,
  { about = path, key = KEY, expires }: { about?: string; key?: Key; expires?: number } = {},
): string {
  const target = parseRequestTarget(about);
  if ('fault' in target) throw new Error(target.fault.detail);
  const scope = linkScopeOf(target);
  if (scope === undefined) throw new Error(`${about} isn't the path of a badge`);
  return `${path}${path.includes('?') ? '&' : '?'}k=${makeLink(scope, key, expires)}`;
}

interface Received {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function request(path: string, port = shield.port): Promise<Received> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
  return { status: response.status, body: await response.text(), headers };
}

const ports = [
  ['the port of readers', () => shield.port],
  ['the port for badges', () => badgesPort],
] as const;

describe.each(ports)('on %s', (_, portOf) => {
  it.each([
    '/_/web/health/?namespace=shop',
    '/_/web/health.svg?namespace=lab',
    '/a/*/health/',
    '/a/we/version',
    '/k/nodes/node-1/ready/',
    '/k/nodes/*/ready.svg',
    '/c/nodes/',
    '/c/version/?cluster=here',
  ])('a valid link shows the badge as in public mode: %s', async (path) => {
    const received = await request(linked(path), portOf());
    expect(received.status).toBe(200);
    expect(received.body).not.toContain('not found');
    expect(received.headers['cache-control']).toMatch(/^public, max-age=10, /);
    expect(received.headers['access-control-allow-origin']).toBe('*');
    expect(received.headers['x-shield-state']).toBe('ok');
  });

  it('a valid link allows any style, and requests by shields.io', async () => {
    const link = linked('/_/web/health/?namespace=shop');
    expect((await request(`${link}&style=plastic&label=shop`, portOf())).body).toContain('shop: 1/1');
    const shields = await request(`${link}&format=shields`, portOf());
    expect(JSON.parse(shields.body)).toMatchObject({ schemaVersion: 1, message: '1/1 (0 restarts)' });
  });

  it('a link to all checks shows each of them', async () => {
    for (const check of ['health', 'version']) {
      const path = `/_/web/${check}/?namespace=shop`;
      const received = await request(linked(path, { about: '/_/web/*/?namespace=shop' }), portOf());
      expect(received.headers['x-shield-state']).toBe('ok');
    }
    for (const check of ['why', 'drift']) {
      const received = await request(linked(`/_/web/${check}/`, { about: '/_/web/*/' }), portOf());
      expect(received.headers['x-shield-reason']).toBe('not-found');
    }
  });

  it('no link opens the why card, neither a link to its check nor one to all checks', async () => {
    const path = '/_/web/why.svg?namespace=shop';
    const links = ['why', '*'].map((check) => linked(path, { about: `/_/web/${check}/?namespace=shop` }));
    for (const target of [...links, `${path}&k=x`]) {
      const { status, headers, body } = await request(target, portOf());
      expect([status, headers['x-shield-reason']]).toEqual([200, 'not-found']);
      expect(body).not.toContain('1/1');
    }
  });

  it('every invalid link shows the same image, without a lookup', async () => {
    const path = '/_/web/health/?namespace=shop';
    const good = linked(path);
    const refused = [
      good.slice(0, -2) + (good.endsWith('AA') ? 'BA' : 'AA'),
      `${good}A`,
      `${path}&k=`,
      `${path}&k=x`,
      `${good}&${good.split('?')[1]?.split('&')[1] ?? ''}`,
      linked(path, { key: UNKNOWN }),
      linked(path, { expires: clock.now().wall / 1000 - 1 }),
      linked(path, { about: '/_/web/health/?namespace=lab' }),
      linked(path, { about: '/_/web/health/' }),
      linked(path, { about: '/_/web/version/?namespace=shop' }),
      linked(path, { about: '/_/api/health/?namespace=shop' }),
      linked(path, { about: '/a/web/health/?namespace=shop' }),
      linked(path, { about: '/_/web/health/?namespace=shop&cluster=here' }),
      linked(path, { about: '/_/web/health/?namespace=shop&window=7d' }),
      `${good}&format=json`,
      `${good}&format=raw`,
      `${good}&raw`,
      `${good}&strict`,
      `${good}&format=svg&format=svg`,
      good.replace('/?', '.json?'),
      `${good}&style=none`,
    ];
    const before = lookUps;
    const received = await Promise.all(refused.map((target) => request(target, portOf())));
    expect(lookUps - before).toBe(0);
    const [first] = received;
    expect(first?.status).toBe(200);
    expect(first?.headers).toMatchObject({
      'cache-control': 'public, max-age=5, s-maxage=5',
      'x-shield-reason': 'not-found',
    });
    for (const answer of received) expect(answer).toEqual(first);
  });

  it.each([
    ['/k/nodes/node-1/ready/', ['/k/nodes/*/ready/', '/k/nodes/node-1/version/', '/_/node-1/ready/', '/c/ready/']],
    ['/c/nodes/', ['/c/pods/', '/c/nodes/?cluster=here', '/a/nodes/nodes/']],
  ] as const)('neither a link to another badge nor another format opens %s', async (path, others) => {
    const good = linked(path);
    const refused = [...others.map((about) => linked(path, { about })), `${path}?k=x`];
    const before = lookUps;
    const targets = [...refused, `${good}&format=json`, `${good}&raw`, `${good}&strict`];
    const [first, ...received] = await Promise.all(targets.map((target) => request(target, portOf())));
    expect(lookUps - before).toBe(0);
    expect([first?.status, first?.headers['x-shield-reason']]).toEqual([200, 'not-found']);
    for (const answer of received) expect(answer).toEqual(first);
  });

  it('a valid link to an unknown name is answered like an invalid link', async () => {
    for (const path of [
      '/_/nowhere/health/',
      '/_/web/nothing/',
      '/_/web/health/?namespace=none',
      '/a/zzz/health/',
      '/_/-/health',
      '/k/nodes/none/ready/',
      '/k/secrets/*/ready/',
      '/c/moons/',
    ]) {
      const [unknown, wrong] = [linked(path), linked(path, { key: UNKNOWN })];
      expect(await request(unknown, portOf())).toEqual(await request(wrong, portOf()));
    }
  });

  it('caches keep nothing past the expiry of a link', async () => {
    const expires = clock.now().wall / 1000 + 7;
    const received = await request(linked('/_/web/health/', { expires }), portOf());
    const { groups } =
      /max-age=(?<fresh>\d+).*stale-if-error=(?<stale>\d+)/.exec(received.headers['cache-control'] ?? '') ?? {};
    expect(Number(groups?.['fresh']) + Number(groups?.['stale'])).toBeLessThanOrEqual(7);
    const notFound = await request(linked('/_/nowhere/health/', { expires: clock.now().wall / 1000 + 2 }), portOf());
    expect(notFound.headers['cache-control']).toBe('public, max-age=2, s-maxage=2');
  });
});

it('without a link, the readers port applies its access mode, and the port for badges shows nothing', async () => {
  expect((await request('/_/web/health/')).status).toBe(403);
  const received = await request('/_/web/health/', badgesPort);
  expect([received.status, received.headers['x-shield-reason']]).toEqual([200, 'not-found']);
  const card = await request('/_/web/why.svg', badgesPort);
  expect([card.status, card.headers['x-shield-reason']]).toEqual([200, 'not-found']);
});

it('the port for badges has badges and /ping, and nothing else', async () => {
  expect((await request('/ping', badgesPort)).status).toBe(200);
  for (const path of [
    '/',
    '/v1/services',
    '/services/',
    '/docs',
    '/readyz',
    '/livez',
    '/federation/v1/snapshot',
    '/shields',
  ])
    expect([path, (await request(path, badgesPort)).status]).toEqual([path, 404]);
});

it('a badge by link is answered from the cache until its link expires or its key is removed', async () => {
  const { responseCache } = shield.app.get(BadgesService);
  const expires = clock.now().wall / 1000 + 60;
  const path = linked('/_/web/health/?namespace=lab&style=plastic', { key: OTHER, expires });
  const [size, first] = [responseCache.size, await request(path)];
  expect(responseCache.size).toBe(size + 1);
  const before = lookUps;
  expect(await request(path)).toEqual(first);
  expect(lookUps).toBe(before);
  await writeFile(keys?.path ?? '', fileOf(KEY));
  await until('links made with the removed key are refused', async () => {
    clock.advance(2_000);
    return (await request(path)).headers['x-shield-reason'] === 'not-found';
  });
  const expiring = linked('/_/web/health/?namespace=lab', { expires: clock.now().wall / 1000 + 20 });
  expect((await request(expiring)).body).toContain('1/1');
  clock.advance(21_000);
  expect((await request(expiring)).headers['x-shield-reason']).toBe('not-found');
  await writeFile(keys?.path ?? '', fileOf(KEY, OTHER));
});

describe('a read token', () => {
  const bearer = (token: string): RequestInit => ({ headers: { Authorization: `Bearer ${token}` } });

  it.each(['/', '/docs', '/v1/services', '/services/', '/_/web/health/', '/a/*/health/', '/_/web/health/?format=json'])(
    'opens %s, which no cache may store',
    async (path) => {
      const response = await shield.get(path, bearer(TOKEN));
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      await response.text();
    },
  );

  it('never opens the routes for other shields', async () => {
    for (const path of ['/federation/v1/snapshot', '/federation/v1/stream'])
      expect((await shield.get(path, bearer(TOKEN))).status).toBe(403);
  });

  it.each(['', 'x', `${TOKEN}x`, TOKEN.slice(1), SECRET])('that is wrong is refused (%#)', async (token) => {
    expect((await shield.get('/v1/services', bearer(token))).status).toBe(403);
    expect((await shield.get('/', bearer(token))).status).toBe(404);
  });

  it('is counted, and never logged', async () => {
    const text = await shield.app.get(MetricsService).expose();
    expect(text).toMatch(/^kube_shields_read_tokens_total\{outcome="accepted"\} [1-9]/m);
    expect(text).toMatch(/^kube_shields_read_tokens_total\{outcome="refused"\} [1-9]/m);
    const logAndMetrics = shield.log.join('') + text;
    for (const secret of [TOKEN, KEY.bytes.toString(), SECRET]) expect(logAndMetrics).not.toContain(secret);
    expect(logAndMetrics).not.toMatch(/k=[0-9a-f]{16}/);
  });

  it('applies to GET and HEAD only', async () => {
    expect((await shield.get('/v1/services', { ...bearer(TOKEN), method: 'POST' })).status).toBe(405);
  });
});

describe('node dist/main.js link', () => {
  const make = (...args: string[]): ReturnType<typeof runLink> => runLink(args, keys?.path, clock.now().wall);

  it.each([
    '/_/web/health/?namespace=shop',
    '/shields/_/web/health.svg?namespace=shop&amp;cluster=here',
    '/a/*/health?style=plastic',
  ])('makes a valid link: %s', async (path) => {
    const { exitCode, out = '' } = await make(`https://badges.example.com${path}`, '--expires', '90d');
    expect(exitCode).toBe(0);
    const { pathname, search } = new URL(out);
    const received = await request(pathname.replace(/^\/shields/, '') + search);
    expect(received.headers['x-shield-reason']).toBeUndefined();
  });

  it.each([
    [''],
    ['x'],
    ['https://x/v1/services'],
    ['https://x/_/web/health', '--expires'],
    ['https://x/_/web/health', '--expires', '9y'],
  ])('prints its usage for invalid arguments: %j', async (...args) => {
    const { exitCode, error } = await make(...args);
    expect([exitCode, error]).toEqual([64, expect.stringContaining('Usage: ') as string]);
  });

  it('exits with 78 without keys, or with a file that cannot be read', async () => {
    expect(await runLink(['https://x/_/web/health'], undefined, 0)).toMatchObject({ exitCode: 78 });
    expect(await runLink(['https://x/_/web/health'], '/nowhere', 0)).toMatchObject({ exitCode: 78 });
  });
});

it('a key file of links that holds a key of INTRA_SECRET is refused, and the last valid keys stay', async () => {
  await writeFile(keys?.path ?? '', `${SECRET}\n`);
  await until('the refusal of the key file is logged', () => {
    clock.advance(2_000);
    return shield.log.some((line) => line.includes('BADGE_KEYS: the key file holds a key of INTRA_SECRET'));
  });
  const path = '/_/web/health/?namespace=shop';
  expect((await request(linked(path, { key: keyFromBytes(Buffer.from(SECRET)) }))).headers['x-shield-reason']).toBe(
    'not-found',
  );
  expect((await request(linked(path))).body).toContain('1/1');
  await writeFile(keys?.path ?? '', fileOf(KEY, OTHER));
});

describe('with ACCESS=badges-by-link and BADGES_URL', () => {
  it('the page shows its images by link, and offers links to copy, which no cache may store', async () => {
    const env = { ACCESS: 'badges-by-link', BADGES_URL: 'https://badges.example.com', BADGE_KEYS: keys?.path ?? '' };
    const other = await startApp({ OTHER_SHIELDS: '', CLUSTER_NAME: 'here', ...env }, { apiServer: server.url, clock });
    await other.until('/readyz', (_, { status }) => status === 200);
    const page = await other.get('/?badge=here/shop/web/health&part=badge');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const text = (await page.text()).replaceAll('&amp;', '&');
    const [, image = ''] = /<img[^>]* src="\.?([^"]*\/_\/web\/health\/[^"]*)"/.exec(text) ?? [];
    const [, copied = ''] = /https:\/\/badges\.example\.com(\/_\/web\/health\/[^"<\s)]*)/.exec(text) ?? [];
    for (const address of [image, copied]) {
      expect(address).toMatch(/[?&]k=[0-9a-f]{16}\.\d+\./);
      const received = await request(address, other.port);
      expect([received.headers['x-shield-reason'], received.headers['x-shield-state']]).toEqual([undefined, 'ok']);
    }
    expect((await request('/_/web/health/', other.port)).status).toBe(403);
    const [, expires] = /\.(\d+)\./.exec(copied) ?? [];
    expect(Number(expires) * 1000 - clock.now().wall).toBeLessThanOrEqual(90 * 86_400_000);
    await other.stop();
  });
});

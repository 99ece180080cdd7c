// X-Shield-Since and X-Shield-Checked, and badges that are no longer confirmed, over HTTP.
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { ShownCluster } from '../support/cluster/shown-cluster.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

let shown: ShownCluster;
const start = async (...args: Parameters<typeof ShownCluster.start>): Promise<void> => {
  shown = await ShownCluster.start(...args);
};
afterEach(() => shown.stop());

interface Shape {
  readonly namespace?: string;
  readonly name?: string;
  readonly isReady?: boolean;
  readonly restarts?: number;
  readonly tag?: string;
}

function web({ namespace = 'shop', name = 'web', isReady = true, restarts = 0, tag = 'v1' }: Shape = {}): PodObject {
  const status = containerStatus({ ready: isReady, restartCount: restarts });
  return podOf(
    { kind: 'Deployment', name },
    {
      metadata: { namespace },
      spec: { containers: [container({ image: `registry.example/web:${tag}` })] },
      status: { phase: 'Running', conditions: [], containerStatuses: [status] },
    },
  );
}

/** From the headers of the image; the JSON must have the same. */
async function times(path: string): Promise<{ since: string | null; checked: string | null }> {
  const { headers } = await shown.app.get(path);
  const [since, checked] = [headers.get('x-shield-since'), headers.get('x-shield-checked')];
  const json = await shown.badge(path);
  expect([json.since ?? null, json.checked ?? null]).toEqual([since, checked]);
  return { since, checked };
}

const since = async (path = '/_/web/health/'): Promise<string | null> => (await times(path)).since;
const checked = async (path = '/_/web/health/'): Promise<string | null> => (await times(path)).checked;
const now = (ago = 0): string => new Date(shown.clock.now().wall - ago).toISOString();

describe('X-Shield-Since', () => {
  beforeEach(() => start({}, { pods: [web()] }));

  it('is absent until a change was observed', async () => {
    shown.clock.advance(MINUTE);
    await shown.catchUp();
    expect(await since()).toBeNull();
    expect(await since('/_/web/version/')).toBeNull();
  });

  it('is the time at which the state changed', async () => {
    shown.clock.advance(MINUTE);
    await shown.add(web({ isReady: false }));
    shown.clock.advance(MINUTE);
    await shown.catchUp();
    expect(await since()).toBe(now(MINUTE));
    expect(await since('/_/web/version/')).toBeNull();
  });

  it('stays when a change leaves the state unchanged', async () => {
    await shown.add(web({ isReady: false }));
    shown.clock.advance(MINUTE);
    await shown.add(web({ isReady: false, restarts: 1 }));
    expect(await shown.health('web')).toEqual(['0/1 (1 restart)', 'red', 'down']);
    expect(await since()).toBe(now(MINUTE));
  });

  it('is the time at which the text of a version changed, independent of health', async () => {
    shown.clock.advance(MINUTE);
    await shown.add(web({ tag: 'v2' }));
    expect(await since('/_/web/version/')).toBe(now());
    expect(await since()).toBeNull();
  });

  it('is the time at which a service appeared after the start', async () => {
    shown.clock.advance(MINUTE);
    await shown.add(web({ name: 'worker' }));
    expect(await since('/_/worker/health/')).toBe(now());
  });

  it('is the time of a change that no event caused', async () => {
    await shown.add(web({ restarts: 1 }));
    await shown.pass(2 * DAY - MINUTE);
    shown.clock.advance(2 * MINUTE);
    const changed = Date.parse((await since()) ?? '');
    expect(Math.abs(shown.clock.now().wall - MINUTE - changed)).toBeLessThanOrEqual(SECOND);
  });

  it('is unchanged by a relist of the same pods', async () => {
    await shown.add(web({ isReady: false }));
    const before = await since();
    shown.clock.advance(MINUTE);
    shown.server.failWatches();
    await untilTrue(() => shown.server.requestsOf('list').length > 1);
    await shown.catchUp();
    expect(await since()).toBe(before);
  });

  it('is in /v1/services, for the service and for each result', async () => {
    await shown.add(web({ isReady: false }));
    expect(await shown.json('/v1/services/web')).toMatchObject({
      items: [{ since: now(), results: { health: { since: now(), checked: now() }, version: { checked: now() } } }],
    });
  });

  it('is absent when several services are joined', async () => {
    await shown.add(web({ isReady: false }), web({ name: 'web-two', isReady: false }));
    expect(await since('/a/web/health/')).toBeNull();
    expect(await since('/a/web-two/health/')).toBe(now());
  });
});

describe('X-Shield-Checked', () => {
  it('is the time at which the source was last proven', async () => {
    await start({}, { pods: [web()] });
    const first = now();
    expect(await checked()).toBe(first);
    shown.clock.advance(MINUTE);
    expect(await checked()).toBe(first);
    await shown.catchUp();
    expect(await checked()).toBe(now());
  });

  it('advances with a bookmark, which changes nothing else', async () => {
    await start({}, { pods: [web()] });
    shown.clock.advance(MINUTE);
    shown.server.bookmark();
    await shown.app.until('/_/web/health.json', (body) => body.includes(`"checked":"${now()}"`));
    expect(await since()).toBeNull();
  });

  it('is the oldest of the joined results', async () => {
    const pods = [web(), web({ namespace: 'blog' })];
    await start({ WATCH_NAMESPACES: 'shop blog' }, { pods, markerNamespace: 'shop' });
    const first = now();
    shown.clock.advance(MINUTE);
    await shown.catchUp();
    expect(await checked('/_/web/health/?namespace=shop')).toBe(now());
    expect(await checked('/_/web/health/?namespace=blog')).toBe(first);
    expect(await checked('/_/web/health/')).toBe(first);
    expect(await checked('/a/web/health/')).toBe(first);
  });
});

describe('an API server that stops responding', () => {
  const STALE = '1/1 (0 restarts) (stale)';
  const badges = ['/_/web/health/', '/_/web/health/?namespace=shop', '/a/web/health/'];

  beforeEach(() => start({ STALE_AFTER: '90s' }, { pods: [web(), web({ name: 'down', isReady: false })] }));

  it('leaves every badge unchanged for STALE_AFTER, and cacheable no longer than that', async () => {
    await shown.server.close();
    shown.clock.advance(80 * SECOND);
    for (const path of badges) expect(await shown.badge(path)).toMatchObject({ color: 'green', state: 'ok' });
    const cacheControl = (await shown.app.get('/_/web/health/')).headers.get('cache-control') ?? '';
    const [, age = '', revalidate = ''] = /max-age=(\d+), .*stale-while-revalidate=(\d+)/.exec(cacheControl) ?? [];
    expect(Number(age) + Number(revalidate)).toBeLessThanOrEqual(10);
  });

  it('turns every badge grey at STALE_AFTER, whatever it showed before, and shows since when', async () => {
    const proven = now();
    await shown.server.close();
    shown.clock.advance(90 * SECOND);
    for (const path of badges) {
      expect(await shown.badge(path)).toMatchObject({
        status: STALE,
        color: 'lightgrey',
        state: 'stale',
        reason: 'stale',
      });
      expect(await checked(path)).toBe(proven);
    }
    expect(await shown.health('down')).toEqual(['0/1 (0 restarts) (stale)', 'lightgrey', 'stale']);
    expect(await shown.badge('/_/web/version/')).toMatchObject({ status: 'v1 (stale)', color: 'lightgrey' });
    expect(await since()).toBe(now());
    shown.clock.advance(MINUTE);
    expect(await since()).toBe(now(MINUTE));
  });

  it('is visible in headers, in every format, and in /v1', async () => {
    await shown.server.close();
    shown.clock.advance(90 * SECOND);
    const { status, headers } = await shown.app.get('/_/web/health/');
    expect([status, headers.get('x-shield-state'), headers.get('x-shield-reason')]).toEqual([200, 'stale', 'stale']);
    expect(headers.get('cache-control')).toBe('public, max-age=5, s-maxage=5');
    expect(await shown.status('/_/web/health/?strict')).toBe(503);
    expect(await shown.json('/_/web/health/?format=shields')).toMatchObject({ message: STALE, isError: true });
    expect(await shown.json('/_/web/health/?raw')).toMatchObject({ ready: 1, total: 1, color: 'lightgrey' });
    expect(await shown.json('/v1/services/web')).toMatchObject({ items: [{ state: 'stale' }] });
    expect(await shown.json('/v1/services?state=ok')).toMatchObject({ total: 0 });
    expect(await shown.json('/a/*/health.json')).toMatchObject({ missing: ['local'] });
  });

  it('makes no replica unready', async () => {
    await shown.server.close();
    shown.clock.advance(10 * MINUTE);
    expect(await shown.status('/readyz')).toBe(200);
  });

  it('recovers by itself, and shows what happened meanwhile', async () => {
    const { port } = shown.server;
    await shown.server.close();
    shown.clock.advance(90 * SECOND);
    shown.cluster.set(web({ tag: 'v2' }));
    shown.cluster.delete('shop', web({ name: 'down' }).metadata.name);
    shown.cluster.set(web({ name: 'new' }));
    await shown.server.listen(port);
    await untilTrue(async () => (await shown.health('web')).join() === '1/1 (0 restarts),green,ok');
    expect(await shown.badge('/_/web/version/')).toMatchObject({ status: 'v2', color: 'blue' });
    expect(await shown.health('down')).toEqual(['no pods', 'lightgrey', 'unknown']);
    expect(await shown.health('new')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    expect(await shown.badge('/a/*/health/')).toMatchObject({
      status: '2/2 (0 restarts)',
      color: 'green',
      state: 'ok',
    });
    expect(await since()).toBeNull();
  });
});

describe('a single namespace that stops responding', () => {
  beforeEach(async () => {
    const pods = [web(), web({ namespace: 'blog' }), web({ namespace: 'blog', name: 'blog-only' })];
    await start({ WATCH_NAMESPACES: 'shop blog', STALE_AFTER: '90s' }, { pods, markerNamespace: 'shop' });
    shown.server.faults.add({ answer: { status: 403 }, namespace: 'blog' });
    shown.server.endWatches();
    await untilTrue(async () => (await shown.health('blog-only'))[2] === 'stale');
  });

  it('turns its services grey, and what is joined with them', async () => {
    expect(await shown.health('web', '?namespace=shop')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    expect(await shown.health('web', '?namespace=blog')).toEqual(['1/1 (0 restarts) (stale)', 'lightgrey', 'stale']);
    expect(await shown.health('web')).toEqual(['2/2 (0 restarts) (stale)', 'lightgrey', 'stale']);
    expect(await shown.json('/a/*/health.json')).toMatchObject({ color: 'lightgrey', missing: ['local'] });
    expect(await shown.badge('/a/*/health/?namespace=shop')).toMatchObject({ color: 'green', state: 'ok' });
  });

  it('leaves red results red', async () => {
    await shown.add(web({ isReady: false }));
    expect(await shown.badge('/a/*/health/')).toMatchObject({ color: 'red', state: 'down' });
    expect(await shown.json('/a/*/health.json')).toMatchObject({ missing: ['local'] });
  });
});

it('stays green in a cluster where nothing happens for ten minutes', async () => {
  await start({ STALE_AFTER: '90s' }, { pods: [web()] });
  for (let seconds = 0; seconds < 600; seconds += 20) {
    shown.clock.advance(20 * SECOND);
    expect(await shown.health('web')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    shown.server.bookmark();
    await shown.app.until('/_/web/health.json', (body) => body.includes(`"checked":"${now()}"`));
    // As by the watch's timeoutSeconds.
    const watchesBefore = shown.server.requestsOf('watch').length;
    shown.server.endWatches();
    await untilTrue(() => shown.server.requestsOf('watch').length > watchesBefore && shown.server.watches === 1);
  }
  expect(await since()).toBeNull();
  expect(shown.server.requestsOf('list').length).toBe(1);
});

/** Advances the clock, so that the shield retries. */
async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries > 400) throw new Error('The condition did not hold after 400 tries.');
    if (tries > 2) shown.clock.advance(SECOND);
    await shown.status('/ping');
  }
}

// Kinds of WATCH_OBJECTS that the shield may not list, that aren't installed yet, or are removed: it reports them, and
// everything else goes on.
import { podOf } from '../../simulator/cluster/pod.ts';
import { customType } from '../../simulator/cluster/resource-types.ts';
import { ShieldedCluster } from '../support/cluster/shielded-cluster.ts';

const WALLS = customType('example.com/v1', 'walls', 'Wall');

let world: ShieldedCluster;

afterEach(async () => {
  await world.stop();
});

async function start(
  watched: string,
  prepare: () => void = () => undefined,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  world = new ShieldedCluster({ env: { WATCH_OBJECTS: watched, ...env } });
  world.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
  world.cluster.set({ kind: 'Node', metadata: { name: 'n-1', namespace: '' }, spec: {}, status: { conditions } });
  prepare();
  await world.start();
}

function putWall(): void {
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
  world.cluster.set({ kind: 'Wall', metadata: { name: 'north', namespace: 'shop' }, spec: {}, status: { conditions } });
}

interface Item {
  readonly kind: string;
  readonly state: string;
  readonly fault?: string;
  readonly rule?: string;
}

async function sourceOf(kind: string): Promise<Item | undefined> {
  const { items } = JSON.parse((await world.ask('/v1/sources')).body) as { items: readonly Item[] };
  return items.find((item) => item.kind === kind);
}

async function badge(path: string): Promise<{ readonly status: string; readonly state: string }> {
  return JSON.parse((await world.ask(path)).body) as { status: string; state: string };
}

const isWatched = (kind: string) => async (): Promise<boolean> => (await sourceOf(kind))?.state === 'watching';
const page = async (): Promise<string> => (await world.ask('/', { accept: 'text/html' })).body;
const lines = (part: string): readonly string[] => world.app.log.filter((line) => line.includes(part));

it('shows the missing RBAC rule in the log, on the page and among the sources, and shows everything else', async () => {
  await start('nodes walls.example.com', () => {
    world.cluster.define(WALLS);
    world.server.faults.add({ resource: 'walls', answer: { status: 403 } });
  });
  await world.until('nodes are watched', isWatched('nodes'));
  await world.until(
    'walls are not granted',
    async () => (await sourceOf('walls.example.com'))?.state === 'not-granted',
  );
  const rule = '{apiGroups: ["example.com"], resources: [walls], verbs: [list, watch]}';
  expect(await sourceOf('walls.example.com')).toMatchObject({ fault: 'forbidden', rule });
  const html = (await page()).replaceAll('&quot;', '"');
  expect(html).toContain(`The shield may not list walls.example.com. Add to the role of its service account: ${rule}.`);
  expect(html).toMatch(/walls\.example\.com<\/span><span class="counts">not granted/);
  expect((await world.ask('/readyz')).status).toBe(200);
  expect(await badge('/k/nodes/n-1/ready.json')).toMatchObject({ status: 'ready' });
  expect((await world.ask('/k/walls/*/ready/?strict')).status).toBe(404);
  await world.until('the missing rule is logged', () => lines('walls.example.com may not be listed').length > 0);
  expect(lines('may not be listed')[0]).toContain(rule.replaceAll('"', String.raw`\"`));
  world.server.faults.clear();
  putWall();
  await world.until('walls are watched once they may be listed', isWatched('walls.example.com'), 301_000, 5_000);
  expect(await badge('/k/walls/north/ready.json')).toMatchObject({ status: 'ready' });
  expect(await page()).not.toContain('may not list');
});

it('the badge of a whole kind is not green while one of several namespaces may not be listed', async () => {
  const prepare = (): void => {
    world.cluster.define(WALLS);
    putWall();
    world.server.faults.add({ resource: 'walls', namespace: 'lab', answer: { status: 403 } });
  };
  await start('walls.example.com', prepare, { WATCH_NAMESPACES: 'shop lab' });
  const all = '/k/walls/*/ready.json';
  await world.until(
    'the walls of one namespace are shown as stale',
    async () => (await badge(all)).status === '1/1 ready (stale)',
  );
  expect(await badge(all)).toMatchObject({ state: 'stale', missing: ['local'] });
  expect(await badge(`${all}?namespace=shop`)).toMatchObject({ status: '1/1 ready', state: 'ok' });
  expect(await badge('/k/walls/north/ready.json')).toMatchObject({ status: 'ready', state: 'ok' });
  world.server.faults.clear();
  await world.until(
    'both namespaces are listed',
    async () => (await badge(all)).status === '1/1 ready',
    301_000,
    5_000,
  );
});

it('chooses the rule for a kind by its group too: a Service of another group is judged by its conditions', async () => {
  const services = customType('serving.example.com/v1', 'services', 'Service');
  const builtInName = customType('odd.example.com/v1', 'tostrings', 'toString');
  await start('services.serving.example.com tostrings.odd.example.com', () => {
    for (const type of [services, builtInName]) {
      world.cluster.define(type);
      const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
      world.cluster.set({
        kind: type.kind,
        metadata: { name: 'one', namespace: 'shop' },
        spec: {},
        status: { conditions },
      });
    }
  });
  for (const resource of ['services', 'tostrings']) {
    const path = `/k/${resource}/one/ready.json`;
    await world.until(`${resource} are shown as ready`, async () => (await badge(path)).status === 'ready');
  }
});

it('does not keep showing the result of an older generation after a relist with very many changes', async () => {
  const iso = (ago: number): string => new Date(world.clock.now().wall - ago).toISOString();
  const set = (generation: number, ready: string): void => {
    const since = { reason: 'Progressing', lastTransitionTime: iso(1_000) };
    const conditions = [
      { type: 'Ready', status: ready, ...since },
      { type: 'Reconciling', status: ready === 'True' ? 'False' : 'True', ...since },
    ];
    const metadata = { name: 'north', namespace: 'shop', generation, labels: { ready } };
    world.cluster.set({
      kind: 'Wall',
      metadata,
      spec: { generation },
      status: { observedGeneration: generation, conditions },
    });
  };
  const wall = '/k/walls/north/ready.json';
  await start('walls.example.com', () => {
    world.cluster.define(WALLS);
    set(1, 'True');
  });
  await world.until('the wall is ready', async () => (await badge(wall)).status === 'ready');
  set(1, 'Unknown');
  world.cluster.set({ kind: 'Wall', metadata: { name: 'mark', namespace: 'shop' }, spec: {}, status: {} });
  await world.until(
    'the change before the marker is read',
    async () => (await badge('/k/walls/mark/ready.json')).status === 'no status',
  );
  expect(await badge(wall)).toMatchObject({ status: 'ready' });
  world.server.faults.add({ resource: 'walls', on: 'watch', does: 'refuse' });
  world.server.cutConnections();
  set(2, 'Unknown');
  for (let i = 0; i < 600; i += 1) {
    world.cluster.set({ kind: 'Wall', metadata: { name: `many-${i}`, namespace: 'shop' }, spec: {}, status: {} });
  }
  world.cluster.compact();
  world.server.faults.clear();
  await world.until(
    'the last of the walls is listed',
    async () => (await badge('/k/walls/many-599/ready.json')).status === 'no status',
  );
  expect(await badge(wall)).toMatchObject({ status: 'Progressing', state: 'degraded' });
});

it('watches a kind that is installed later, and reports when it is removed', async () => {
  await start('walls.example.com');
  await world.until('the missing kind is logged', () => lines('no such kind').length > 0);
  expect(await sourceOf('walls.example.com')).toMatchObject({ state: 'not-granted', fault: 'not-found' });
  expect(await page()).toContain('not installed');
  world.cluster.define(WALLS);
  putWall();
  expect(await world.until('walls are watched', isWatched('walls.example.com'))).toBeLessThan(62_000);
  await world.until('the wall is ready', async () => (await badge('/k/walls/north/ready.json')).status === 'ready');
  world.cluster.undefine(WALLS);
  world.server.cutConnections();
  await world.until('the removed kind is logged', () => lines('no longer has this kind').length > 0, 301_000);
  expect(await sourceOf('walls.example.com')).toMatchObject({ state: 'not-granted', fault: 'not-found' });
  expect((await world.ask('/k/walls/north/ready/?strict')).status).toBe(404);
  world.cluster.define(WALLS);
  putWall();
  await world.until(
    'the wall is ready again',
    async () => (await badge('/k/walls/north/ready.json')).status === 'ready',
    301_000,
  );
});

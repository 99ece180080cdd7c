// Uptime and history of objects, and time that counts as unobserved because a source was stale, through the running app.
import { podOf } from '../../simulator/cluster/pod.ts';
import { customType } from '../../simulator/cluster/resource-types.ts';
import { HOUR } from '../../src/config/duration.ts';
import { ShieldedCluster } from '../support/cluster/shielded-cluster.ts';

const CERTIFICATES = customType('cert-manager.io/v1', 'certificates', 'Certificate');

let shielded: ShieldedCluster;

afterEach(async () => {
  await shielded.stop();
});

async function start(staleAfter: string): Promise<void> {
  const env = { WATCH_OBJECTS: 'nodes certificates.cert-manager.io', STALE_AFTER: staleAfter };
  shielded = new ShieldedCluster({ env });
  shielded.cluster.define(CERTIFICATES);
  shielded.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  for (const name of ['n-1', 'n-2']) setNode(name, 'True');
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: LONG_AGO }];
  for (const namespace of ['shop', 'blog'])
    shielded.cluster.set({
      kind: 'Certificate',
      metadata: { name: 'tls', namespace },
      spec: {},
      status: { conditions },
    });
  await shielded.start();
  await shielded.until('the nodes are recorded', async () => (await itemsOf('nodes/n-2')).length > 0);
  await shielded.until('the certificates are recorded', async () => (await itemsOf('certificates/tls')).length > 1);
}

const LONG_AGO = '2026-01-01T00:00:00Z';

function setNode(name: string, ready: 'True' | 'False'): void {
  const condition = { type: 'Ready', status: ready, lastTransitionTime: LONG_AGO };
  const conditions = [ready === 'True' ? condition : { ...condition, reason: 'KubeletNotReady' }];
  const status = { conditions, nodeInfo: { kubeletVersion: 'v1.36.1' } };
  shielded.cluster.set({ kind: 'Node', metadata: { name, namespace: '' }, spec: {}, status });
}

interface Item {
  readonly cluster: string;
  readonly namespace: string;
  readonly resource: string;
  readonly at: string;
  readonly state: string;
  readonly reason?: string;
  readonly version?: string;
}

async function itemsOf(object: string, query = 'window=72h'): Promise<readonly Item[]> {
  const { status, body } = await shielded.ask(`/v1/objects/${object}/history?${query}`);
  return status === 200 ? (JSON.parse(body) as { items: readonly Item[] }).items : [];
}

interface Uptime {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly uptime: { readonly seconds: Readonly<Record<string, number>> };
}

async function uptime(path: string): Promise<Uptime> {
  return JSON.parse((await shielded.ask(path)).body) as Uptime;
}

async function untilNode(state: string): Promise<void> {
  await shielded.until(
    `the node is recorded as ${state}`,
    async () => (await itemsOf('nodes/n-1')).at(-1)?.state === state,
  );
}

it('an object has an uptime, alone and with all of its kind, and its changes as JSON', async () => {
  await start('100h');
  shielded.clock.leap(2 * HOUR);
  setNode('n-1', 'False');
  await untilNode('down');
  shielded.clock.leap(HOUR);
  setNode('n-1', 'True');
  await untilNode('ok');
  shielded.clock.leap(HOUR);
  const day = await uptime('/k/nodes/n-1/uptime.json?window=24h');
  expect(day).toMatchObject({
    cluster: 'local',
    resource: 'nodes',
    name: 'n-1',
    check: 'uptime',
    label: 'uptime 24h',
    status: '75.00 % (seen 16 %)',
    color: 'red',
    state: 'ok',
  });
  const { ok = NaN, down = NaN, unseen = NaN } = day.uptime.seconds;
  expect(Math.round(down / 60)).toBe(60);
  expect(ok + down + unseen).toBeCloseTo(24 * 3600, 3);
  expect(await uptime('/k/nodes/*/uptime.json?window=24h')).toMatchObject({ status: '87.50 % (seen 16 %)' });
  expect(await uptime('/k/nodes/n-2/uptime.json?window=4h')).toMatchObject({ status: '100.00 %' });
  expect(await uptime('/k/certificates/tls/uptime.json?window=4h&namespace=blog')).toMatchObject({
    resource: 'certificates.cert-manager.io',
    namespace: 'blog',
    status: '100.00 %',
  });
  expect((await shielded.ask('/k/nodes/n-1/uptime/?window=7d')).body).toContain(
    'aria-label="uptime 7d: 75.00 % (seen 2 %)"',
  );
  const items = await itemsOf('nodes/n-1');
  expect(items.map(({ state, reason, version }) => [state, reason, version])).toEqual([
    ['ok', undefined, 'v1.36.1'],
    ['down', 'KubeletNotReady', 'v1.36.1'],
    ['ok', undefined, 'v1.36.1'],
  ]);
  const [, second, third] = items.map(({ at }) => Date.parse(at)) as [number, number, number];
  expect(Math.round((third - second) / 60_000)).toBe(60);
  const later = encodeURIComponent(new Date(second + 60_000).toISOString());
  expect(await itemsOf('nodes/n-1', `from=${later}`)).toEqual(items.slice(1));
});

it('reports an unknown object as not found, and accepts a kind without its group', async () => {
  await start('100h');
  const statusOf = async (path: string): Promise<number> => (await shielded.ask(path)).status;
  expect(await statusOf('/v1/objects/nodes/n-9/history')).toBe(404);
  expect(await statusOf('/v1/objects/walls/n-1/history')).toBe(404);
  expect(await statusOf('/v1/objects/nodes/-/history')).toBe(400);
  expect(await statusOf('/v1/objects/nodes/n-1/history?window=1y')).toBe(400);
  expect(await statusOf('/v1/objects/certificates/tls/history?namespace=other')).toBe(404);
  expect(await statusOf('/k/nodes/n-9/uptime.json')).toBe(404);
  expect((await itemsOf('certificates/tls')).map(({ namespace, resource }) => [namespace, resource])).toEqual([
    ['blog', 'certificates.cert-manager.io'],
    ['shop', 'certificates.cert-manager.io'],
  ]);
  expect(await itemsOf('certificates.cert-manager.io/tls', 'namespace=shop')).toHaveLength(1);
  shielded.cluster.remove('Node', '', 'n-2');
  await shielded.until(
    'the history of the removed node is gone',
    async () => (await statusOf('/v1/objects/nodes/n-2/history')) === 404,
  );
});

it('services and objects count as stale, not as ok, while their sources are stale', async () => {
  await start('2m');
  shielded.clock.advance(60_000);
  shielded.server.faults.add({ resource: '*', answer: { status: 500 } });
  shielded.server.endWatches();
  await shielded.until(
    'the node is recorded as stale',
    async () => (await itemsOf('nodes/n-1')).at(-1)?.state === 'stale',
    600_000,
  );
  expect(await uptime('/k/nodes/n-1/uptime.json?window=1h')).toMatchObject({ color: 'lightgrey', state: 'stale' });
  expect(await uptime('/k/nodes/*/uptime.json?window=1h')).toMatchObject({ color: 'lightgrey', state: 'stale' });
  shielded.clock.leap(HOUR);
  shielded.server.faults.clear();
  await shielded.until(
    'the node is recorded as ok',
    async () => (await itemsOf('nodes/n-1')).at(-1)?.state === 'ok',
    600_000,
  );
  await shielded.until(
    'the service is ok',
    async () => (await uptime('/_/web/uptime.json?window=2h')).state === 'ok',
    600_000,
  );
  for (const path of ['/k/nodes/n-1', '/_/web']) {
    const { seconds } = (await uptime(`${path}/uptime.json?window=2h`)).uptime;
    expect(seconds['stale']).toBeGreaterThan(3_600);
    expect(seconds['ok']).toBeLessThan(1_200);
  }
});

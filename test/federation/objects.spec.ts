// Objects of several clusters at one hub: two members with nodes and certificates, a hub that watches nodes too, and older
// shields that don't send objects.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customType } from '../../simulator/cluster/resource-types.ts';
import {
  badge,
  Cluster,
  clock,
  KEY,
  KeyFile,
  untilBadge,
  untilPeers,
} from '../support/federation/federated-cluster.ts';

const CERTIFICATES = customType('cert-manager.io/v1', 'certificates', 'Certificate');
const WATCH_OBJECTS = 'nodes certificates.cert-manager.io';

let keys: KeyFile;
let east: Cluster;
let west: Cluster;
let hub: Cluster;

const LONG_AGO = '2026-01-01T00:00:00Z';
const ready = (status: string, reason = 'Ready', since = LONG_AGO): object => ({
  conditions: [{ type: 'Ready', status, reason, message: 'never sent', lastTransitionTime: since }],
});

function node(cluster: Cluster, name: string, status = 'True', createdAt = LONG_AGO): void {
  const metadata = { name, namespace: '', creationTimestamp: createdAt };
  const nodeInfo = { kubeletVersion: 'v1.36.1' };
  cluster.cluster.set({ kind: 'Node', metadata, spec: {}, status: { nodeInfo, ...ready(status, 'KubeletReady') } });
}

function certificate(cluster: Cluster, name: string, status: object, namespace = 'shop'): void {
  cluster.cluster.set({ kind: 'Certificate', metadata: { name, namespace }, spec: {}, status });
}

async function start(name: string, env: Readonly<Record<string, string>>): Promise<Cluster> {
  const cluster = await Cluster.prepare(name, keys, { STALE_AFTER: '3s', BADGE_MAX_AGE: '1s', ...env });
  cluster.cluster.define(CERTIFICATES);
  node(cluster, `${name}-1`);
  certificate(cluster, 'checkout', ready('True'));
  await cluster.startShield();
  return cluster;
}

beforeAll(async () => {
  keys = await KeyFile.create(KEY);
  east = await start('east', { WATCH_OBJECTS });
  west = await start('west', { WATCH_OBJECTS });
  const env = { OTHER_SHIELDS: `${east.url} ${west.url}`, WATCH_OBJECTS: 'nodes', STALE_AFTER: '6s' };
  hub = await start('hub', env);
  await untilPeers(hub.shield, (peers) => peers.every(({ connected }) => connected));
});

afterAll(async () => {
  for (const one of [hub, west, east]) await one.stop();
  await keys.remove();
});

it("shows a member's object by its name and its cluster", async () => {
  await untilBadge(hub.shield, '/k/nodes/*/ready/', ({ status }) => status === '3/3 ready');
  expect(await badge(hub.shield, '/k/nodes/west-1/ready/')).toMatchObject({ cluster: 'west', status: 'ready' });
  expect(await badge(hub.shield, '/k/nodes/west-1/version/')).toMatchObject({ status: 'v1.36.1', color: 'blue' });
  const svg = await hub.shield.get('/k/certificates/checkout/ready/?cluster=west&namespace=shop');
  expect(await svg.text()).toContain('certificate: ready');
  expect((await hub.shield.get('/k/nodes/west-1/ready/?cluster=east&strict')).status).toBe(404);
});

it('shows objects whose names contain colons, as RBAC names do', async () => {
  node(west, 'system:node');
  const path = '/k/nodes/system:node/ready/';
  expect(await untilBadge(hub.shield, path, ({ status }) => status === 'ready')).toMatchObject({ cluster: 'west' });
  expect(await badge(west.shield, path)).toMatchObject({ status: 'ready', color: 'green' });
  expect((await hub.shield.get('/k/nodes/system:node/ready.svg?strict')).status).toBe(200);
  expect((await hub.shield.get('/k/nodes/system%3Anode/ready.json')).status).toBe(200);
  const { items } = (await (await hub.shield.get('/v1/objects?q=system:')).json()) as { items: object[] };
  expect(items).toMatchObject([{ cluster: 'west', name: 'system:node' }]);
  const html = await (await hub.shield.get('/?q=system:node')).text();
  expect(html).toContain('system:node');
  for (const bad of ['/k/nodes/:node/ready.json', '/k/nodes/system:/ready.json', '/_/system:node/health.json'])
    expect([bad, (await hub.shield.get(bad)).status]).toEqual([bad, 400]);
  west.cluster.remove('Node', '', 'system:node');
  await hub.shield.until(`${path}?format=json`, (_, { status }) => status === 404);
});

it("shows changes of a member's objects, with only well-formed reasons", async () => {
  certificate(west, 'checkout', ready('False', 'Expired'));
  const shown = await untilBadge(
    hub.shield,
    '/k/certificates/checkout/ready/?cluster=west',
    ({ state }) => state === 'down',
  );
  expect(shown).toMatchObject({ status: 'Expired', reason: 'Expired', color: 'red' });
  certificate(west, 'checkout', ready('False', 'see http://10.0.0.1/?token=x'));
  await untilBadge(hub.shield, '/k/certificates/checkout/ready/?cluster=west', ({ reason }) => reason === 'Other');
  certificate(west, 'checkout', ready('True'));
  await untilBadge(hub.shield, '/k/certificates/checkout/ready/?cluster=west', ({ state }) => state === 'ok');
});

it("shows states of a member's objects that change as time passes", async () => {
  certificate(west, 'young', ready('False', 'Failed', new Date(clock.now().wall - 58_000).toISOString()));
  await untilBadge(hub.shield, '/k/certificates/young/ready/', ({ status }) => status === 'progressing');
  await untilBadge(hub.shield, '/k/certificates/young/ready/', ({ status }) => status === 'Failed');
  west.cluster.remove('Certificate', 'shop', 'young');
  await hub.shield.until('/k/certificates/young/ready/?strict', (_, { status }) => status === 404);
});

it('sums over all clusters unless one is named, in the worst color', async () => {
  node(east, 'east-2', 'False');
  const all = await untilBadge(hub.shield, '/k/nodes/*/ready/', ({ status }) => status === '3/4 ready');
  expect(all).toMatchObject({ color: 'red', state: 'down' });
  expect(await badge(hub.shield, '/k/nodes/*/ready/?cluster=west')).toMatchObject({
    cluster: 'west',
    status: '1/1 ready',
  });
  east.cluster.remove('Node', '', 'east-2');
  await untilBadge(hub.shield, '/k/nodes/*/ready/', ({ status }) => status === '3/3 ready');
});

it('has badges for each cluster', async () => {
  const row = async (check: string): Promise<unknown> =>
    (await untilBadge(hub.shield, `/c/${check}/?cluster=east`, ({ state }) => state === 'ok')).status;
  expect(await row('version')).toBe('v1.36.0');
  expect(await row('nodes')).toBe('1/1 ready');
  expect(await row('pods')).toBe('1/1 running');
  expect(await row('services')).toBe('1 ok');
  expect(await row('age')).toMatch(/^\d+ d$/);
  east.setReady('web', false);
  await untilBadge(hub.shield, '/c/services/?cluster=east', ({ status }) => status === '1 down');
  east.setReady('web', true);
  expect((await hub.shield.get('/c/version/?cluster=north&strict')).status).toBe(404);
  expect((await hub.shield.get('/c/other/?cluster=east&strict')).status).toBe(404);
});

it('lists the objects of all clusters, by cluster', async () => {
  const clustersOf = async (query: string): Promise<readonly unknown[]> => {
    const { items } = (await (await hub.shield.get(`/v1/objects${query}`)).json()) as { items: { cluster: string }[] };
    return items.map(({ cluster }) => cluster);
  };
  expect(await clustersOf('')).toEqual(['east', 'east', 'hub', 'west', 'west']);
  expect(await clustersOf('?cluster=west')).toEqual(['west', 'west']);
  expect(await clustersOf('?resource=nodes')).toEqual(['east', 'hub', 'west']);
});

it('turns a kind grey that a member no longer proves, also in sums over it', async () => {
  east.server.faults.add({ resource: 'nodes', does: 'hang' });
  east.server.cutConnections();
  const shown = await untilBadge(hub.shield, '/k/nodes/east-1/ready/', ({ state }) => state === 'stale');
  expect(shown).toMatchObject({ status: 'ready (stale)', color: 'lightgrey' });
  expect(await badge(hub.shield, '/k/nodes/*/ready/')).toMatchObject({ state: 'stale', missing: ['east'] });
  expect(await badge(hub.shield, '/k/nodes/*/ready/?cluster=west')).toMatchObject({ state: 'ok' });
  await untilBadge(hub.shield, '/k/certificates/checkout/ready/?cluster=east', ({ state }) => state === 'ok');
  east.server.faults.clear();
  east.server.cutConnections();
  await untilBadge(hub.shield, '/k/nodes/*/ready/', ({ state }) => state === 'ok');
});

it('applies what changed while a member was disconnected, and removes what was deleted', async () => {
  certificate(east, 'second', ready('True'));
  await untilBadge(hub.shield, '/k/certificates/second/ready/', ({ cluster }) => cluster === 'east');
  await east.stopShield();
  await untilBadge(hub.shield, '/k/certificates/second/ready/', ({ state }) => state === 'stale');
  await untilBadge(hub.shield, '/c/version/?cluster=east', ({ status }) => status === 'v1.36.0 (stale)');
  east.cluster.remove('Certificate', 'shop', 'second');
  certificate(east, 'third', ready('True'));
  await east.startShield();
  await untilBadge(hub.shield, '/k/certificates/third/ready/', ({ state }) => state === 'ok');
  expect((await hub.shield.get('/k/certificates/second/ready/?strict')).status).toBe(404);
});

it('applies very many missed changes together', async () => {
  west.server.faults.add({ resource: 'certificates', on: 'watch', does: 'refuse' });
  west.server.cutConnections();
  for (let i = 0; i < 600; i += 1) certificate(west, `many-${i}`, ready(i === 0 ? 'False' : 'True', 'Expired'), 'many');
  west.cluster.compact();
  west.server.faults.clear();
  const all = '/k/certificates/*/ready/?cluster=west&namespace=many';
  await untilBadge(hub.shield, all, ({ status }) => status === '599/600 ready');
  for (let i = 0; i < 600; i += 1) west.cluster.remove('Certificate', 'many', `many-${i}`);
  await hub.shield.until(`${all}&strict`, (_, { status }) => status === 404);
});

it('makes no peer or API server requests because of badge and API requests', async () => {
  const requestCounts = (): readonly number[] =>
    [east, hub].map(({ server }) => server.requests.filter(({ kind }) => kind !== 'watch').length);
  const before = requestCounts();
  for (let i = 0; i < 100; i += 1) {
    await hub.shield.get(`/k/nodes/*/ready/?label=${i}`);
    await hub.shield.get(`/c/nodes/?cluster=east&label=${i}`);
    await hub.shield.get('/v1/objects');
  }
  // The server's version is requested now and then, and watches end by themselves: far fewer than one for each request.
  for (const [i, count] of requestCounts().entries()) expect(count - (before[i] ?? 0)).toBeLessThan(100);
});

/** A peer that answers with this text, and keeps the stream open. */
async function fakePeer(text: string): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const event = (type: string, data: unknown, id?: string): string =>
  `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

const IDENTITY = { cluster: 'fake', epoch: 'abc' };
const SOURCES = [{ id: 'pods', age: 0 }];
const KINDS = { sources: [{ id: 'nodes', age: 0 }], kinds: [{ resource: 'nodes', sources: ['nodes'] }] };
const object = (more: object = {}): object => ({
  resource: 'nodes',
  namespace: '',
  name: 'n-1',
  kind: 'Node',
  source: 'nodes',
  ready: { status: 'ready', color: 'green', state: 'ok' },
  ...more,
});

function snapshot(...objects: readonly string[]): string {
  const part = event('part', { services: [] });
  const end = event('end', { sources: SOURCES }, 'abc.1');
  return (
    event('heartbeat', { ...IDENTITY, sources: SOURCES }) + event('begin', IDENTITY) + part + objects.join('') + end
  );
}

async function withHubOf(
  text: string,
  check: (shield: Cluster['shield']) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { server, url } = await fakePeer(text);
  const small = await Cluster.start('small', keys, { OTHER_SHIELDS: url, ...env }, []);
  await check(small.shield);
  await small.stop();
  server.closeAllConnections();
  server.close();
}

it('shows no objects of a member of 1.0, and none as pending', async () => {
  await withHubOf(snapshot(), async (shield) => {
    await untilPeers(shield, ([peer]) => peer?.connected === true);
    await shield.until('/c/services/?cluster=fake&format=json', (body) => body.includes('"none"'));
    expect((await shield.get('/c/nodes/?cluster=fake&strict')).status).toBe(404);
    expect((await shield.get('/k/nodes/*/ready/?strict')).status).toBe(404);
    expect((await shield.get('/v1/objects')).status).toBe(200);
  });
});

it('shows nothing of a snapshot before its end', async () => {
  const half = snapshot(event('objects', KINDS), event('objects', { objects: [object()] })).replace(
    /event: end[^]*/,
    '',
  );
  await withHubOf(half, async (shield) => {
    await untilPeers(shield, ([peer]) => peer?.connected === true);
    expect(await badge(shield, '/k/nodes/n-1/ready/')).toMatchObject({ state: 'unknown', status: 'pending' });
  });
});

const many = (from: number): object[] => Array.from({ length: 500 }, (_, i) => object({ name: `n-${from}-${i}` }));

const BAD_EVENTS: readonly (readonly [what: string, data: readonly unknown[], error: string])[] = [
  ["data that isn't an object", ['nodes'], 'unreadable'],
  ["objects that aren't a list", [{ objects: {} }], 'unreadable'],
  ['an invalid name', [{ objects: [object({ name: '<script>' })] }], 'unreadable'],
  ['an invalid kind', [{ objects: [object({ resource: 'nodes/../secrets' })] }], 'unreadable'],
  ['an object without an answer', [{ objects: [object({ ready: 7 })] }], 'unreadable'],
  [
    'an invalid color',
    [{ objects: [object({ ready: { status: 'a', color: '__proto__', state: 'ok' } })] }],
    'unreadable',
  ],
  [
    'an answer that claims to be stale',
    [{ objects: [object({ ready: { status: 'a', color: 'green', state: 'stale' } })] }],
    'unreadable',
  ],
  ['a text of 257 characters', [{ objects: [object({ version: 'v'.repeat(257) })] }], 'unreadable'],
  ['501 objects in one event', [{ objects: [...many(0), object()] }], 'too-large'],
  ['21 kinds in one event', [{ kinds: Array.from({ length: 21 }, () => KINDS.kinds[0]) }], 'too-large'],
  ['21,000 objects', Array.from({ length: 42 }, (_, i) => ({ objects: many(i) })), 'too-large'],
];

it.each(BAD_EVENTS)('disconnects a peer that sends %s, and reports it', async (_, data, error) => {
  await withHubOf(snapshot(...data.map((each) => event('objects', each))), async (shield) => {
    await untilPeers(shield, ([peer]) => peer?.error === error && !peer.connected);
    expect(shield.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

it('shows a malformed reason as Other, and ignores unknown facts and fields', async () => {
  const odd = object({ ready: { status: 'no', color: 'red', state: 'down', reason: 'see http://x' }, more: 1 });
  const facts = [{ check: 'moons', label: 'moons', status: '1', color: 'blue', state: 'ok', source: 'nodes' }];
  const text = snapshot(event('objects', KINDS), event('objects', { objects: [odd], facts }), event('later', {}));
  await withHubOf(text, async (shield) => {
    await untilBadge(shield, '/k/nodes/n-1/ready/', ({ reason }) => reason === 'Other');
    expect((await shield.get('/c/moons/?cluster=fake&strict')).status).toBe(404);
  });
});

it('does not join kinds of two groups that share a name', async () => {
  const resource = 'certificates.example.com';
  const kinds = { ...KINDS, kinds: [{ resource, sources: ['nodes'] }] };
  const text = snapshot(
    event('objects', kinds),
    event('objects', { objects: [object({ resource, kind: 'Certificate' })] }),
  );
  const names = ['*', 'n-1'];
  const strict = async (shield: Cluster['shield'], path: string): Promise<number> =>
    (await shield.get(`${path}/ready/?strict`)).status;
  const check = async (shield: Cluster['shield']): Promise<void> => {
    await untilBadge(shield, `/k/${resource}/*/ready/`, ({ status }) => status.startsWith('1/1 ready'));
    for (const name of names) expect(await strict(shield, `/k/certificates/${name}`)).toBe(404);
    const named = await badge(shield, '/k/certificates/n-1/ready/?cluster=fake');
    expect(named).toMatchObject({ resource, status: 'ready' });
  };
  await withHubOf(text, check, { WATCH_OBJECTS: 'certificates.cert-manager.io' });
});

it('treats no sum as complete while a peer has more objects than it may send', async () => {
  const text = snapshot(event('objects', { ...KINDS, truncated: true }), event('objects', { objects: [object()] }));
  await withHubOf(text, async (shield) => {
    const shown = await untilBadge(shield, '/k/nodes/*/ready/', ({ missing }) => missing?.[0] === 'fake');
    expect(shown).toMatchObject({ status: '1/1 ready (stale)', color: 'lightgrey', state: 'stale' });
    expect(await badge(shield, '/k/nodes/n-1/ready/')).toMatchObject({ state: 'ok' });
  });
});

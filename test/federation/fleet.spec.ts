// A hub's view of its peers, over real sockets.
import { readFileSync } from 'node:fs';
import { FleetService } from '../../src/federation/fleet.service.ts';
import { until } from '../support/time/until.ts';
import {
  badge,
  Cluster,
  KEY,
  KeyFile,
  peersOf,
  untilBadge,
  untilPeers,
} from '../support/federation/federated-cluster.ts';

let keys: KeyFile;
let east: Cluster;
let west: Cluster;
let hub: Cluster;

beforeAll(async () => {
  keys = await KeyFile.create(KEY);
  east = await Cluster.start('east', keys, {}, ['web', 'only-east', 'shop-a']);
  west = await Cluster.start('west', keys, {}, ['web', 'only-west', 'only-east', 'shop-b']);
  hub = await Cluster.start('hub', keys, { OTHER_SHIELDS: `${east.url} ${west.url}` }, ['web', 'shop-c']);
  await untilPeers(hub.shield, (peers) => peers.every(({ connected, services }) => connected && services > 2));
});
afterAll(async () => {
  for (const cluster of [hub, east, west]) await cluster.stop();
  await keys.remove();
});

it('lists its peers as they are configured', async () => {
  expect(await peersOf(hub.shield)).toEqual([
    expect.objectContaining({ address: east.url, cluster: 'east', connected: true, services: 3, insecure: true }),
    expect.objectContaining({ address: west.url, cluster: 'west', connected: true, services: 4, insecure: true }),
  ]);
});

it('shows the version of each peer', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Versioned;
  expect((await peersOf(hub.shield)).map((peer) => peer.version)).toEqual([version, version]);
});

interface Versioned {
  readonly version: string;
}

it.each([
  ['the local service, if this cluster has one of that name', '/_/web/health/', 'hub'],
  ['otherwise that of the first peer that has one', '/_/only-east/health/', 'east'],
  ['otherwise that of the next', '/_/only-west/health/', 'west'],
  ['the service of the requested cluster', '/_/web/health/?cluster=west', 'west'],
])('shows %s', async (_, path, cluster) => {
  expect(await badge(hub.shield, path)).toMatchObject({ cluster, namespace: 'shop', state: 'ok', color: 'green' });
});

it.each(['/_/nothing/health/', '/_/web/nothing/', '/_/web/health/?cluster=north'])('does not find %s', async (path) => {
  expect((await hub.shield.get(`${path}${path.includes('?') ? '&' : '?'}format=json`)).status).toBe(404);
});

it('sums over all clusters', async () => {
  expect(await badge(hub.shield, '/a/shop-/health/')).toMatchObject({ status: '3/3 (0 restarts)', color: 'green' });
  expect(await badge(hub.shield, '/a/shop-/health/?cluster=east')).toMatchObject({ status: '1/1 (0 restarts)' });
});

it('lists the services of all clusters, by cluster', async () => {
  const { items } = (await (await hub.shield.get('/v1/services')).json()) as {
    items: { cluster: string; name: string }[];
  };
  expect(items.map(({ cluster, name }) => `${cluster}/${name}`)).toEqual([
    'east/only-east',
    'east/shop-a',
    'east/web',
    'hub/shop-c',
    'hub/web',
    'west/only-east',
    'west/only-west',
    'west/shop-b',
    'west/web',
  ]);
});

it('shows the pods of a failing service of a member, and drops them once it is ok', async () => {
  const details = (): unknown => {
    const key = { cluster: 'west', namespace: 'shop', name: 'only-west' };
    return hub.shield.app.get(FleetService).podDetails(key, 50);
  };
  expect(details()).toEqual([]);
  west.setReady('only-west', false);
  await untilBadge(hub.shield, '/_/only-west/health/', ({ state }) => state !== 'ok');
  await until('the pods of the failing service are known', () => JSON.stringify(details()) !== '[]');
  expect(details()).toEqual([
    expect.objectContaining({
      ready: 0,
      total: 1,
      isCounted: true,
      containers: [expect.objectContaining({ name: 'app' })],
    }),
  ]);
  expect(JSON.stringify(details())).not.toContain('10.');
  west.setReady('only-west', true);
  await untilBadge(hub.shield, '/_/only-west/health/', ({ state }) => state === 'ok');
  expect(details()).toEqual([]);
});

it('shows changes of a member at once', async () => {
  east.setReady('only-east', false);
  expect(await untilBadge(hub.shield, '/_/only-east/health/', ({ state }) => state !== 'ok')).toMatchObject({
    status: '0/1 (0 restarts)',
    state: 'down',
    color: 'red',
  });
  east.setReady('only-east', true);
  await untilBadge(hub.shield, '/_/only-east/health/', ({ state }) => state === 'ok');
});

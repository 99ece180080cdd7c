// Shields that start, stop and restart: what a hub shows meanwhile, over real sockets.
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { type IncomingMessage, createServer as createHttpServer, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { podOf } from '../../simulator/cluster/pod.ts';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import type { RunningApp } from '../support/app/start-app.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { Cluster, KEY, KeyFile, badge, untilBadge, untilPeers } from '../support/federation/federated-cluster.ts';
import { until } from '../support/time/until.ts';

const STALE_AFTER = '3s';

let keys: KeyFile;
const running: { stop(): Promise<unknown> }[] = [];

beforeEach(async () => {
  keys = await KeyFile.create(KEY);
});
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
  await keys.remove();
});

/** A cluster whose shield has a check that runs once an hour. */
async function startWithCheck(name: string): Promise<Cluster> {
  const hits = "export const hits = () => ({ status: 'fine', color: 'green' });";
  const folder = new ChecksFolder({ 'far.mjs': `export const options = { hits: { interval: '1h' } }; ${hits}` });
  running.push({
    stop: () => {
      folder.remove();
      return Promise.resolve();
    },
  });
  return start(name, { CHECKS_DIR: folder.path, CHECK_TIMEOUT: '60s' }, ['far']);
}

async function start(name: string, env: Record<string, string> = {}, services?: readonly string[]): Promise<Cluster> {
  const cluster = await Cluster.start(name, keys, { STALE_AFTER, ...env }, services);
  running.push(cluster);
  return cluster;
}

/** Services with their clusters, as the hub lists them. */
async function listed(hub: Cluster): Promise<readonly string[]> {
  const { items } = (await (await hub.shield.get('/v1/services?limit=500')).json()) as {
    items: { cluster: string; name: string }[];
  };
  return items.map(({ cluster, name }) => `${cluster}/${name}`);
}

it('lets two shields list each other, each of which advertises only its own services', async () => {
  const east = await Cluster.prepare('east', keys, { STALE_AFTER }, ['web-east']);
  const west = await Cluster.prepare('west', keys, { STALE_AFTER, OTHER_SHIELDS: east.url }, ['web-west']);
  await Promise.all([east.startShield({ OTHER_SHIELDS: west.url }), west.startShield()]);
  running.push(east, west);
  for (const [one, other] of [
    [east, 'web-west'],
    [west, 'web-east'],
  ] as const) {
    await untilBadge(one.shield, `/_/${other}/health/`, ({ state }) => state === 'ok');
    expect(await listed(one)).toEqual(['east/web-east', 'west/web-west']);
  }
});

it('turns badges of a disconnected member grey, also in sums, and green again by itself', async () => {
  const east = await startWithCheck('east');
  const hub = await start('hub', { OTHER_SHIELDS: east.url }, ['near']);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  await untilBadge(hub.shield, '/_/far/hits/', ({ color }) => color === 'green');
  await east.stopShield();
  expect(await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state !== 'ok')).toMatchObject({
    status: '1/1 (0 restarts) (stale)',
    color: 'lightgrey',
    state: 'stale',
    cluster: 'east',
  });
  // The last heartbeat is newer than the proof of the watch.
  await untilBadge(hub.shield, '/_/far/hits/', ({ state }) => state !== 'ok');
  for (const path of ['/_/far/hits/', '/_/far/hits/?cluster=east', '/a/fa/hits/'])
    expect(await badge(hub.shield, path)).toMatchObject({ status: 'fine (stale)', color: 'lightgrey' });
  expect(await badge(hub.shield, '/a/*/health/')).toMatchObject({ color: 'lightgrey', missing: ['east'] });
  expect(await badge(hub.shield, '/_/near/health/')).toMatchObject({ color: 'green' });
  await east.startShield();
  await untilBadge(hub.shield, '/_/far/health/', ({ color }) => color === 'green');
  expect(await badge(hub.shield, '/a/*/health/')).toMatchObject({ status: '2/2 (0 restarts)', color: 'green' });
});

it('forgets a disconnected member after FORGET_AFTER, and shows it again when it is back', async () => {
  const east = await start('east', {}, ['far']);
  const hub = await start('hub', { OTHER_SHIELDS: east.url, FORGET_AFTER: '3s' }, []);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  await east.stopShield();
  await hub.shield.until('/_/far/health/?format=json', (_, { status }) => status === 404);
  expect(await listed(hub)).toEqual([]);
  await east.startShield();
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
});

it('shows results whose source is stale at a member as stale, though the member itself is connected', async () => {
  const east = await startWithCheck('east');
  const hub = await start('hub', { OTHER_SHIELDS: east.url }, ['near']);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  await untilBadge(hub.shield, '/_/far/hits/', ({ color }) => color === 'green');
  const port = east.server.port;
  await east.server.close();
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'stale');
  expect(await badge(hub.shield, '/_/far/hits/')).toMatchObject({ status: 'fine', color: 'green' });
  const [peer] = await untilPeers(hub.shield, ([one]) => one?.connected === true);
  expect(peer).toMatchObject({ connected: true, services: 1 });
  await east.server.listen(port);
  await untilBadge(hub.shield, '/_/far/health/', ({ color }) => color === 'green');
});

it('neither loses nor duplicates a service while a member restarts', async () => {
  const east = await start('east', {}, ['a', 'b', 'c']);
  const hub = await start('hub', { OTHER_SHIELDS: east.url }, []);
  await untilPeers(hub.shield, ([peer]) => peer?.services === 3);
  await east.stopShield();
  east.remove('b');
  east.run('d');
  expect(await listed(hub)).toEqual(['east/a', 'east/b', 'east/c']);
  await east.startShield();
  await hub.shield.until('/v1/services', (body) => body.includes('"d"'));
  expect(await listed(hub)).toEqual(['east/a', 'east/c', 'east/d']);
});

it('starts while a peer is down, and connects as soon as it is up', async () => {
  const east = await Cluster.prepare('east', keys, { STALE_AFTER }, ['far']);
  const hub = await start('hub', { OTHER_SHIELDS: `east=${east.url}` });
  expect(await badge(hub.shield, '/_/far/health/')).toMatchObject({ status: 'pending' });
  expect(await badge(hub.shield, '/a/*/health/')).toMatchObject({ color: 'lightgrey', missing: ['east'] });
  await east.startShield();
  running.push(east);
  await untilBadge(hub.shield, '/_/far/health/', ({ color }) => color === 'green');
  expect(await badge(hub.shield, '/a/*/health/')).toMatchObject({ status: '2/2 (0 restarts)', color: 'green' });
});

it('assigns a conflicting cluster name to the earlier entry, and reports the conflict', async () => {
  const [one, two, own] = [await start('east', {}, ['one']), await start('east', {}, ['two']), await start('hub')];
  const hub = await start('hub', { OTHER_SHIELDS: `${one.url} ${two.url} ${own.url} pinned=${two.url}` }, []);
  const peers = await untilPeers(hub.shield, (all) => all.every(({ services }) => services === 1));
  expect(peers.map(({ cluster, error }) => [cluster, error])).toEqual([
    ['east', undefined],
    ['east', 'name-clash'],
    ['hub', 'name-clash'],
    ['pinned', undefined],
  ]);
  expect(await listed(hub)).toEqual(['east/one', 'pinned/two']);
  expect(hub.shield.log.filter((line) => line.includes('name-clash'))).toHaveLength(2);
});

it('reports conflicting pinned names at once', async () => {
  const hub = await start('hub', {
    OTHER_SHIELDS: 'hub=http://127.0.0.1:9 a=http://127.0.0.1:9 a=http://127.0.0.1:10',
  });
  const clashes = hub.shield.log.filter((line) => line.includes('name-clash'));
  expect(clashes.map((line) => (JSON.parse(line) as { cluster: string }).cluster).sort()).toEqual(['a', 'hub']);
});

it('skips an entry that is the shield itself', async () => {
  const hub = await Cluster.prepare('hub', keys, { STALE_AFTER });
  await hub.startShield({ OTHER_SHIELDS: `me=${hub.url}` });
  running.push(hub);
  await untilPeers(hub.shield, ([peer]) => peer?.error === 'self');
  expect(await listed(hub)).toEqual(['hub/web']);
  expect(await badge(hub.shield, '/a/*/health/')).toMatchObject({ status: '1/1 (0 restarts)', color: 'green' });
  expect((await hub.shield.get('/_/none/health/?format=json')).status).toBe(404);
});

/** Forwards connections to its targets in turn, until it is cut. */
class Balancer {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => {
    const { hostname, port } = new URL(this.targets[this.connectionCount++ % this.targets.length] ?? '');
    const server = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  private connectionCount = 0;

  constructor(private readonly targets: readonly string[]) {}

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.cut();
    await closed;
  }
}

it('resumes after a disconnect, from the same replica or another', async () => {
  const one = await start('east', {}, ['far', 'gone']);
  const other = await Cluster.start('east', keys, { STALE_AFTER }, ['far', 'gone']);
  running.push(other);
  const balancer = new Balancer([one.url, other.url]);
  running.push(balancer);
  const hub = await start('hub', { OTHER_SHIELDS: await balancer.listen() }, []);
  await untilPeers(hub.shield, ([peer]) => peer?.services === 2);
  for (const replica of [one, other]) {
    replica.remove('gone');
    replica.setReady('far', false);
  }
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'down');
  balancer.cut();
  for (const replica of [one, other]) {
    replica.run('new');
    replica.setReady('far', true);
  }
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  expect(await listed(hub)).toEqual(['east/far', 'east/gone', 'east/new']);
  expect(await badge(hub.shield, '/_/gone/health/')).toMatchObject({ status: 'no pods' });
});

it('rotates the key everywhere without an interruption', async () => {
  const [old, next] = [KEY, 'the key that comes after the first one'];
  const hubKeys = await KeyFile.create(KEY);
  running.push({ stop: () => hubKeys.remove() });
  const east = await start('east', {}, ['far']);
  const hub = await Cluster.start('hub', hubKeys, { STALE_AFTER, OTHER_SHIELDS: east.url }, []);
  running.push(hub);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  const states = new Set<string>();
  const stopWatching = new AbortController();
  const watching = watchStates(hub, '/_/far/health/', states, stopWatching.signal);
  for (const step of [[old, next], [next, old], [next]]) {
    for (const file of [keys, hubKeys]) await file.write(...step);
    await untilKeys(hub.shield, step, 2);
  }
  // The stream that was signed with the old key has ended, and another is open.
  await untilPeers(hub.shield, ([peer]) => peer?.connected === true);
  east.setReady('far', false);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'down');
  stopWatching.abort();
  await watching;
  expect([...states].filter((state) => state !== 'down')).toEqual(['ok']);
});

async function watchStates(hub: Cluster, path: string, states: Set<string>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    states.add((await badge(hub.shield, path)).state);
    await sleep(5);
  }
}

/** The file is compared every two seconds. Shields of one process log to the last of them. */
function untilKeys({ log }: RunningApp, inForce: readonly string[], shields: number): Promise<void> {
  const line = `"keyids":${JSON.stringify(inForce.map((key) => keyFromBytes(Buffer.from(key)).id))}`;
  return until(`in force: ${line}`, () => log.filter((each) => each.includes(line)).length >= shields);
}

it('works behind an ingress that strips a path prefix', async () => {
  const east = await start('east', {}, ['far']);
  const { port } = new URL(east.url);
  const ingress = createHttpServer(({ url = '', headers }: IncomingMessage, response) => {
    const path = url.replace(/^\/shields/, '');
    const forwarded = httpRequest({ host: '127.0.0.1', port, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    response.on('close', () => forwarded.destroy());
    forwarded.on('error', () => response.destroy());
    forwarded.end();
  });
  await new Promise<void>((listening) => ingress.listen(0, '127.0.0.1', listening));
  running.push({ stop: () => new Promise((resolve) => ingress.close(resolve)) });
  const address = `http://127.0.0.1:${(ingress.address() as AddressInfo).port}/shields`;
  const hub = await start('hub', { OTHER_SHIELDS: address }, []);
  await untilBadge(hub.shield, '/_/far/health/', ({ color }) => color === 'green');
});

it('makes no peer or Kubernetes requests because of 300 badge requests', async () => {
  // So that no watch times out meanwhile.
  const noTimeouts = { STALE_AFTER: '90s' };
  const east = await start('east', noTimeouts, ['far']);
  const hub = await start('hub', { ...noTimeouts, OTHER_SHIELDS: east.url }, []);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  const requestCount = (): number => east.server.requests.length + hub.server.requests.length;
  const before = { api: requestCount(), connections: await connectionsOf(east) };
  for (let i = 0; i < 300; i += 1) await hub.shield.get(`/_/far/health/?label=l${i % 7}`);
  expect(requestCount()).toBe(before.api);
  expect(await connectionsOf(east)).toBe(before.connections);
});

function connectionsOf({ shield }: Cluster): Promise<number> {
  const server = shield.app.getHttpServer() as { getConnections(then: (error: unknown, count: number) => void): void };
  return new Promise((resolve) => {
    server.getConnections((_, count) => {
      resolve(count);
    });
  });
}

it('does not advertise one-offs', async () => {
  const east = await start('east', {}, ['far']);
  east.cluster.set(podOf({ kind: 'Workflow', name: 'build-7' }, { metadata: { namespace: 'ci' } }));
  const hub = await start('hub', { OTHER_SHIELDS: east.url }, []);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'ok');
  east.cluster.set(podOf({ kind: 'Workflow', name: 'build-8' }, { metadata: { namespace: 'ci' } }));
  east.setReady('far', false);
  await untilBadge(hub.shield, '/_/far/health/', ({ state }) => state === 'down');
  expect(await listed(hub)).toEqual(['east/far']);
});

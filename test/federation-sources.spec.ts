// Where a member's truth comes from, as its hub is sent it: pods as before, and what health is judged by beside them. A shield
// of 1.0 reads the same stream, and sends what it always sent.
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyOf } from '../src/auth/keys/key-ring.ts';
import { signRequest } from '../src/auth/signature/signature.ts';
import { badge, Cluster, clock, KEY, KeyFile, untilBadge } from './federated.ts';

let keys: KeyFile;
let member: Cluster;
let hub: Cluster;

beforeAll(async () => {
  keys = await KeyFile.create(KEY);
  member = await Cluster.start('east', keys, { WATCH_WORKLOADS: 'true', STALE_AFTER: '3s', BADGE_MAX_AGE: '1s' });
  const env = { OTHER_SHIELDS: member.url, WATCH_WORKLOADS: 'false', STALE_AFTER: '6s', BADGE_MAX_AGE: '1s' };
  hub = await Cluster.start('hub', keys, env, []);
});

afterAll(async () => {
  await hub.stop();
  await member.stop();
  await keys.remove();
});

interface SourceItem {
  readonly cluster: string;
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly checked?: string;
  readonly objects?: number;
}

async function sourcesOf(
  shield: Cluster,
  fits: (items: readonly SourceItem[]) => boolean,
): Promise<readonly SourceItem[]> {
  const body = await shield.shield.until('/v1/sources', (text) => fits(itemsIn(text)));
  return itemsIn(body);
}

function itemsIn(body: string): readonly SourceItem[] {
  return (JSON.parse(body) as { items: readonly SourceItem[] }).items;
}

it("a hub lists its own sources, then its peers': pods, and what they judge health by", async () => {
  await untilBadge(hub.shield, '/_/web/health/', ({ state }) => state === 'ok');
  const items = await sourcesOf(hub, (all) => all.filter(({ state }) => state === 'watching').length === 3);
  expect(items).toMatchObject([
    { cluster: 'hub', id: 'pods', kind: 'pods', objects: 0 },
    { cluster: 'east', id: 'pods', kind: 'pods' },
    { cluster: 'east', id: 'workloads', kind: 'workloads' },
  ]);
  expect(items.every(({ checked }) => checked !== undefined)).toBe(true);
});

it('what a member sends, a hub of 1.0 reads: sources by which it judges the cluster, and results that name theirs', async () => {
  const snapshot = JSON.parse(await bodyOf(await ask('/federation/v1/snapshot'))) as Snapshot;
  expect(snapshot.sources.map(({ id }) => id).sort()).toEqual(['pods', 'workloads']);
  for (const { id, age, grace } of snapshot.sources) {
    expect([typeof id, Number.isSafeInteger(age), grace]).toEqual(['string', true, undefined]);
  }
  const [web] = snapshot.services;
  expect(web).toMatchObject({ namespace: 'shop', name: 'web', kind: 'Deployment' });
  expect(web?.results.map(({ check, source }) => [check, source])).toEqual([
    ['health', 'workloads'],
    ['version', 'pods'],
  ]);
  // 1.0 knows these states alone, and takes texts of at most 256 characters.
  for (const { state, status } of web?.results ?? []) {
    expect(['down', 'degraded', 'stale', 'unknown', 'ok']).toContain(state);
    expect(status.length).toBeLessThanOrEqual(256);
  }
});

it('a hub turns health grey where one kind at the member is no longer proven, and the cluster goes on', async () => {
  await untilBadge(hub.shield, '/_/web/health/', ({ state }) => state === 'ok');
  member.server.faults.add({ resource: 'daemonsets', does: 'hang' });
  member.server.cutConnections();
  await untilBadge(hub.shield, '/_/web/health/', ({ state }) => state === 'stale');
  const items = await sourcesOf(hub, (all) => all.some(({ id, state }) => id === 'workloads' && state === 'failing'));
  expect(items.find(({ cluster, id }) => cluster === 'east' && id === 'pods')).toMatchObject({ state: 'watching' });
  member.server.faults.clear();
  member.server.cutConnections();
  await untilBadge(hub.shield, '/_/web/health/', ({ state }) => state === 'ok');
});

it('a member of 1.0 is read as ever', async () => {
  const health = {
    check: 'health',
    label: 'health',
    status: '1/1 (0 restarts)',
    color: 'green',
    state: 'ok',
    source: 'pods',
  };
  const services = [{ namespace: 'shop', name: 'old', kind: 'Deployment', results: [health] }];
  const sources = [{ id: 'pods', age: 0 }];
  const speaker = { cluster: 'west', epoch: 'abc' };
  const text = [
    event('heartbeat', { ...speaker, sources }),
    event('begin', speaker),
    event('part', { services }),
    event('end', { sources }, 'abc.1'),
  ].join('');
  const old = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(text);
  });
  await new Promise<void>((listening) => old.listen(0, '127.0.0.1', listening));
  const { port } = old.address() as AddressInfo;
  const other = await Cluster.start('other', keys, { OTHER_SHIELDS: `http://127.0.0.1:${port}` }, []);
  try {
    await untilBadge(other.shield, '/_/old/health/', ({ state }) => state === 'ok');
    expect(await badge(other.shield, '/_/old/health/')).toMatchObject({ cluster: 'west', color: 'green' });
    const items = await sourcesOf(other, (all) => all.length === 2);
    expect(items[1]).toMatchObject({ cluster: 'west', id: 'pods', state: 'watching' });
  } finally {
    await other.stop();
    old.closeAllConnections();
    old.close();
  }
});

interface Snapshot {
  readonly sources: readonly { readonly id: string; readonly age?: number; readonly grace?: number }[];
  readonly services: readonly {
    readonly results: readonly {
      readonly check: string;
      readonly source: string;
      readonly state: string;
      readonly status: string;
    }[];
  }[];
}

function ask(target: string): Promise<IncomingMessage> {
  const { host } = new URL(member.url);
  const created = Math.floor(clock.now().wall / 1000);
  const signed = signRequest({ method: 'GET', host, target }, keyOf(Buffer.from(KEY)), {
    created,
    nonce: `federation-sources-${clock.now().monotonic}`,
  });
  return new Promise((resolve, reject) => {
    get(member.url + target, { headers: { ...signed }, agent: false }, resolve).on('error', reject);
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function event(type: string, data: unknown, id?: string): string {
  return `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

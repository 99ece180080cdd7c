// The sources that a member sends its hub: pods, and the further sources that health depends on. Compatible with shields of
// 1.0 in both directions.
import { readFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cronJob, deployment } from '../../simulator/cluster/workload.ts';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { signRequest } from '../../src/auth/signature/signature.ts';
import { badge, Cluster, clock, KEY, KeyFile, untilBadge } from '../support/federation/federated-cluster.ts';
import { until } from '../support/time/until.ts';

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
  cluster: Cluster,
  fits: (items: readonly SourceItem[]) => boolean,
): Promise<readonly SourceItem[]> {
  const body = await cluster.shield.until('/v1/sources', (text) => fits(itemsIn(text)));
  return itemsIn(body);
}

function itemsIn(body: string): readonly SourceItem[] {
  return (JSON.parse(body) as { items: readonly SourceItem[] }).items;
}

it("a hub lists its own sources, then its peers': pods, and the other kinds that health depends on", async () => {
  await untilBadge(hub.shield, '/_/web/health/', ({ state }) => state === 'ok');
  const items = await sourcesOf(hub, (all) => all.filter(({ state }) => state === 'watching').length === 3);
  expect(items).toMatchObject([
    { cluster: 'hub', id: 'pods', kind: 'pods', objects: 0 },
    { cluster: 'east', id: 'pods', kind: 'pods' },
    { cluster: 'east', id: 'workloads', kind: 'workloads' },
  ]);
  expect(items.every(({ checked }) => checked !== undefined)).toBe(true);
});

it("a hub of 1.0 reads what a member sends: the cluster's sources, and results that name theirs", async () => {
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
  // 1.0 knows only these states, and accepts texts of at most 256 characters.
  for (const { state, status } of web?.results ?? []) {
    expect(['down', 'degraded', 'stale', 'unknown', 'ok']).toContain(state);
    expect(status.length).toBeLessThanOrEqual(256);
  }
});

it('a hub turns health grey when one kind at the member is no longer proven, and still shows the pods of the member as watched', async () => {
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

it('a hub reads the recorded stream of a member of 1.0', async () => {
  const recorded = readFileSync(`${GOLDEN}/stream.txt`, 'utf8');
  const old = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(recorded);
  });
  await new Promise<void>((listening) => old.listen(0, '127.0.0.1', listening));
  const { port } = old.address() as AddressInfo;
  const other = await Cluster.start('other', keys, { OTHER_SHIELDS: `http://127.0.0.1:${port}` }, []);
  try {
    await untilBadge(other.shield, '/_/api/health/', ({ status }) => status === 'no pods');
    const shown = async (path: string): Promise<string> => {
      const { cluster, status, color, state } = await badge(other.shield, path);
      return [cluster, status, color, state].join(' · ');
    };
    expect(await shown('/_/web/health/')).toBe('east · 1/1 (0 restarts) · green · ok');
    expect(await shown('/_/web/hits/')).toBe('east · 7 · orange · ok');
    expect(await shown('/_/crashing/health/')).toBe('east · 0/1 (5 restarts) · red · down');
    expect(await shown('/_/tidy/health/')).toBe('east · completed · green · ok');
    expect(await shown('/_/api/health/')).toBe('east · no pods · lightgrey · unknown');
    expect(await badge(other.shield, '/_/web/health/')).not.toHaveProperty('wanted');
    const items = await sourcesOf(other, (all) => all.length === 2);
    expect(items[1]).toMatchObject({ cluster: 'east', id: 'pods', state: 'watching' });
  } finally {
    await other.stop();
    old.closeAllConnections();
    old.close();
  }
});

/** How 1.0 parsed an event: a fault ended its stream. */
interface OldReader {
  readonly parseEvent: (name: string, id: string | undefined, data: string) => OldEvent | undefined;
}

interface OldEvent {
  readonly type: string;
  readonly text?: string;
  readonly services?: readonly {
    readonly name: string;
    readonly results: readonly { readonly check: string; readonly status: string; readonly color: string }[];
  }[];
}

it('the parser of 1.0 accepts everything that a member sends now', async () => {
  const shop = { namespace: 'shop' };
  const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }] as const;
  member.cluster.set(
    deployment({ metadata: { ...shop, name: 'none' }, spec: { replicas: 2 }, status: { conditions } }),
  );
  member.cluster.set(deployment({ metadata: { ...shop, name: 'zero' }, spec: { replicas: 0 } }));
  member.cluster.set(cronJob({ metadata: { ...shop, name: 'paused' }, spec: { suspend: true } }));
  const from = new Date(clock.now().wall - 60_000).toISOString().replace(/\.\d+/, '');
  const annotations = { 'kube-shields/maintenance': `${from}/20h planned` };
  member.cluster.set(deployment({ metadata: { ...shop, name: 'maintained', annotations } }));
  const { parseEvent } = (await import(READER)) as OldReader;
  const stream = await ask('/federation/v1/stream?heartbeat=100ms');
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const events = (): readonly (OldEvent | undefined)[] =>
    [...text.matchAll(EVENT)].map(([, type = '', id, data = '']) => parseEvent(type, id, data));
  const health = (name: string): string | undefined => {
    const [newest] = events()
      .flatMap((one) => one?.services?.filter((service) => service.name === name) ?? [])
      .reverse();
    const result = newest?.results.find(({ check }) => check === 'health');
    return result && `${result.status} ${result.color}`;
  };
  try {
    clock.advance(11_000);
    await until(
      () => `every service is sent: ${health('none')}, ${health('maintained')}`,
      () =>
        health('none') === '0/2 (0 restarts) red' &&
        health('maintained') === 'maintenance blue' &&
        ['web', 'zero', 'paused'].every((name) => health(name) !== undefined),
    );
    expect(events().filter((one) => one?.type === 'fault')).toEqual([]);
    expect(['web', 'zero', 'paused'].map(health)).toEqual([
      '1/1 (0 restarts) green',
      'scaled to 0 lightgrey',
      'suspended lightgrey',
    ]);
  } finally {
    stream.destroy();
  }
});

const GOLDEN = join(import.meta.dirname, '../golden/federation-1.0');
const READER = join(GOLDEN, 'reader.mjs');
const EVENT = /^event: (.*)\n(?:id: (.*)\n)?data: (.*)\n\n/gm;

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
  const signed = signRequest({ method: 'GET', host, target }, keyFromBytes(Buffer.from(KEY)), {
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

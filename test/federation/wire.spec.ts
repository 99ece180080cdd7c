// The bytes that a shield sends other shields: the stream and the snapshot, requested as by a hub.
import { type IncomingMessage, get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { signRequest } from '../../src/auth/signature/signature.ts';
import { LocalCatalog } from '../../src/services/local-catalog.ts';
import type { Result } from '../../src/services/result/result.ts';
import { Cluster, KEY, KeyFile, badge, clock } from '../support/federation/federated-cluster.ts';
import { until } from '../support/time/until.ts';

let keys: KeyFile;
let member: Cluster;
const open: Stream[] = [];
let nonces = 0;

beforeAll(async () => {
  keys = await KeyFile.create(KEY);
  member = await Cluster.start('east', keys, { FORGET_AFTER: '1s', WATCH_OBJECTS: 'nodes' }, ['web', 'api']);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(async () => {
  await member.stop();
  await keys.remove();
});

function ask(target: string, headers: Readonly<Record<string, string>> = {}): Promise<IncomingMessage> {
  const { host } = new URL(member.url);
  const lastEventId = headers['Last-Event-ID'];
  const nonce = `federation-wire-${(nonces += 1)}`;
  const signable = { method: 'GET', host, target, ...(lastEventId !== undefined && { lastEventId }) };
  const signed = signRequest(signable, keyFromBytes(Buffer.from(KEY)), {
    created: Math.floor(clock.now().wall / 1000),
    nonce,
  });
  return new Promise((resolve, reject) => {
    get(member.url + target, { headers: { ...headers, ...signed }, agent: false }, resolve).on('error', reject);
  });
}

/** An open stream, and its events so far. */
class Stream {
  text = '';
  isOver = false;

  private constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    response.on('error', () => (this.isOver = true)).on('close', () => (this.isOver = true));
  }

  static async open(query = '', headers: Readonly<Record<string, string>> = {}): Promise<Stream> {
    const stream = new Stream(await ask(`/federation/v1/stream${query}`, headers));
    open.push(stream);
    return stream;
  }

  get types(): readonly string[] {
    return [...this.text.matchAll(/^event: (.*)$/gm)].map(([, type]) => type ?? '');
  }

  get lastId(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';
  }

  untilEvent(type: string): Promise<void> {
    return until(`an event ${type} is sent`, () => this.types.includes(type));
  }

  close(): void {
    this.response.destroy();
  }
}

interface SentEvent {
  readonly type: string;
  readonly id: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The complete events of the text. */
function eventsIn(text: string): readonly SentEvent[] {
  return [...text.matchAll(/^event: (.*)\n(?:id: (.*)\n)?data: (.*)\n\n/gm)].map(
    ([, type = '', id = '', json = '']) => ({
      type,
      id,
      text: json,
      data: JSON.parse(json) as Readonly<Record<string, unknown>>,
    }),
  );
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

it('sends a heartbeat, then a snapshot, then changes', async () => {
  const stream = await Stream.open();
  await stream.untilEvent('end');
  expect(stream.response.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const types = stream.types.filter((type) => type !== 'objects');
  expect(types.slice(0, 4)).toEqual(['heartbeat', 'begin', 'part', 'end']);
  expect(stream.text).toMatch(
    /^event: heartbeat\ndata: \{"cluster":"east","epoch":"[0-9a-f]{16}","version":"[^"]+","sources":\[\{"id":"pods","age":\d+\}\]\}\n\n/,
  );
  member.setReady('web', false);
  await stream.untilEvent('change');
  expect(stream.text).toContain('"status":"0/1 (0 restarts)"');
  member.setReady('web', true);
});

it('sends objects in separate events, which a hub of 1.0 ignores', async () => {
  const stream = await Stream.open('?heartbeat=100ms');
  await stream.untilEvent('end');
  const node = (name: string, status: string): void => {
    const conditions = [{ type: 'Ready', status, lastTransitionTime: '2026-01-01T00:00:00Z' }];
    member.cluster.set({ kind: 'Node', metadata: { name, namespace: '' }, status: { conditions } });
  };
  node('n-1', 'True');
  member.setReady('web', false);
  await until('the node is sent', () => stream.text.includes('"name":"n-1"'));
  node('n-1', 'False');
  await until('its change is sent', () => stream.text.includes('"status":"not ready"'));
  member.cluster.remove('Node', '', 'n-1');
  await until('its removal is sent', () =>
    stream.text.includes('"gone":[{"resource":"nodes","namespace":"","name":"n-1"}]'),
  );
  member.setReady('web', true);
  await until('the service is sent', () =>
    (stream.text.split('"gone":[{"resource"')[1] ?? '').includes('"1/1 (0 restarts)"'),
  );
  const events = eventsIn(stream.text);
  const ofObjects = events.filter(({ type }) => type === 'objects').map(({ data }) => data);
  expect(ofObjects).toContainEqual({ kinds: [{ resource: 'nodes', sources: ['nodes'] }] });
  expect(ofObjects.find(({ facts }) => facts !== undefined)).toMatchObject({
    sources: expect.arrayContaining([{ id: 'nodes', age: expect.any(Number) as number }]) as unknown,
    truncated: false,
  });
  // 1.0 knows only these events; each change follows the one before it, with lists of services and of removed ones.
  const known = events.filter(({ type }) => !['objects', 'details'].includes(type));
  expect([...new Set(known.map(({ type }) => type))].sort()).toEqual(['begin', 'change', 'end', 'heartbeat', 'part']);
  const numbered = known.filter(({ id }) => id !== '').map(({ id }) => Number(id.split('.')[1]));
  expect(numbered).toEqual(numbered.map((_, i) => (numbered[0] ?? 0) + i));
  for (const { type, data } of known) {
    if (type !== 'change') continue;
    expect([Array.isArray(data['services']), Array.isArray(data['gone'])]).toEqual([true, true]);
  }
  for (const { text } of events) expect(text.length).toBeLessThan(256 * 1024);
});

it('resumes after the Last-Event-ID, without a snapshot', async () => {
  const before = await Stream.open();
  await before.untilEvent('end');
  before.close();
  member.setReady('web', false);
  await member.shield.until('/_/web/health/?format=json', (body) => body.includes('"down"'));
  member.setReady('web', true);
  const after = await Stream.open('', { 'Last-Event-ID': before.lastId });
  await after.untilEvent('change');
  expect(after.types).not.toContain('begin');
});

it.each(['0123456789abcdef.3', 'nonsense', '.', `x.${'9'.repeat(20)}`])(
  'sends a snapshot to a hub whose Last-Event-ID is %s',
  async (id) => {
    const stream = await Stream.open('', { 'Last-Event-ID': id });
    await stream.untilEvent('end');
    expect(stream.types).toContain('begin');
  },
);

it('sends heartbeats at the requested interval', async () => {
  const stream = await Stream.open('?heartbeat=100ms');
  await until('several heartbeats are sent', () => stream.types.filter((type) => type === 'heartbeat').length > 3);
});

it('batches a burst of changes', async () => {
  const stream = await Stream.open();
  await stream.untilEvent('end');
  for (let i = 0; i < 100; i += 1) member.setReady('api', i % 2 === 1);
  member.setReady('web', false);
  await until('the last change is sent', () => /^event: change\n(?:id: .*\n)?data: .*"name":"web"/m.test(stream.text));
  expect(stream.types.filter((type) => type === 'change').length).toBeLessThan(8);
  member.setReady('web', true);
});

it('accepts 32 streams, and sends Retry-After to the next', async () => {
  const streams = await Promise.all(Array.from({ length: 33 }, () => Stream.open()));
  expect(streams.map(({ response }) => response.statusCode).sort()).toEqual([...Array<number>(32).fill(200), 503]);
  const refused = streams.find(({ response }) => response.statusCode === 503);
  expect(refused?.response.headers['retry-after']).toBe('30');
  open.splice(0).forEach((stream) => {
    stream.close();
  });
});

it('serves a snapshot whose ETag is valid while services stay unchanged', async () => {
  const first = await ask('/federation/v1/snapshot', { 'Accept-Encoding': 'gzip' });
  expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' });
  const snapshot: unknown = JSON.parse(gunzipSync(await bodyOf(first)).toString());
  expect(snapshot).toMatchObject({
    cluster: 'east',
    sources: [{ id: 'pods' }],
    services: [{ name: 'api' }, { name: 'web' }],
  });
  const tag = { 'If-None-Match': first.headers.etag ?? '' };
  expect((await ask('/federation/v1/snapshot', tag)).statusCode).toBe(304);
  member.run('new');
  await member.shield.until('/services/', (body) => body.includes('new'));
  expect((await ask('/federation/v1/snapshot', tag)).statusCode).toBe(200);
});

it('sends removals to every hub, even while another gets a snapshot', async () => {
  const name = 'short-lived';
  member.run(name);
  const stream = await Stream.open();
  await stream.untilEvent('end');
  member.remove(name);
  await until(
    'the member no longer has the service',
    () => !member.shield.app.get(LocalCatalog).names().includes(name),
  );
  await ask('/federation/v1/snapshot');
  await until('the removal is sent', () => /"gone":\[[^\]]*"short-lived"/.test(stream.text));
});

it('never sends a hub more than it accepts: long names are shortened, ages come in several events, the rest is omitted', async () => {
  const crowded = await Cluster.start('many', keys);
  const names = Array.from({ length: 70 }, (_, n) => `check-file-${n + 10}-${'x'.repeat(200)}`);
  for (const name of names) crowded.shield.app.get(LocalCatalog).setCustom(name, manyResults(name, 'fine'));
  const hub = await Cluster.start('home', keys, { OTHER_SHIELDS: crowded.url, STALE_AFTER: '3s' });
  await hub.shield.until('/v1/peers', (body) => body.includes('"connected":true'));

  // 3,900 checks: 60 complete files, part of one, and nothing of nine. Each has an age, otherwise it would be stale.
  const greenCountsAtHub = async (): Promise<readonly number[]> => {
    const responses = names.map(async (name) => (await hub.shield.get(`/v1/services/${name}`)).text());
    return (await Promise.all(responses)).map(
      (body) => body.match(/"status":"fine","color":"green","state":"ok"/g)?.length ?? 0,
    );
  };
  const expected = [...Array<number>(60).fill(64), 60, ...Array<number>(9).fill(0)];
  await hub.shield.until(`/v1/services/${names[0] ?? ''}`, (body) => body.includes('"ok"'));
  expect(await greenCountsAtHub()).toEqual(expected);
  expect((await badge(hub.shield, '/_/web/health/')).state).toBe('ok');
  // The next heartbeat doesn't disconnect them either.
  const lastContactIn = (body: string): string => /"lastContact":"(.*?)"/.exec(body)?.[1] ?? '';
  const first = lastContactIn(await (await hub.shield.get('/v1/peers')).text());
  const later = await hub.shield.until('/v1/peers', (body) => lastContactIn(body) > first);
  expect(later).toContain('"connected":true');
  expect(await greenCountsAtHub()).toEqual(expected);
  const warnings = [...crowded.shield.log, ...hub.shield.log].filter((line) =>
    line.includes('Hubs get 20000 services'),
  );
  expect(warnings).toHaveLength(1);
  await hub.stop();
  await crowded.stop();
});

it('cuts off a hub that stops reading, and keeps serving', async () => {
  const stream = await Stream.open();
  await stream.untilEvent('end');
  stream.response.pause();
  const catalog = member.shield.app.get(LocalCatalog);
  const names = Array.from({ length: 70 }, (_, n) => `check-file-${n}`);
  // Each round is more than a megabyte. What the hub's socket still takes has no effect.
  for (let round = 0; (await streamsOf(member)) > 0; round += 1) {
    for (const name of names) catalog.setCustom(name, manyResults(name, `round ${round}`));
    clock.advance(500);
    expect((await member.shield.get('/ping')).status).toBe(200);
    expect(round).toBeLessThan(1_000);
  }
  expect((await member.shield.get('/_/web/health/')).status).toBe(200);
  for (const name of names) catalog.setCustom(name, undefined);
});

it('sends a large snapshot in parts of at most 50 services, each of which is encoded in its own turn of the event loop', async () => {
  const catalog = member.shield.app.get(LocalCatalog);
  const source = { id: 'check/many/load', cluster: 'many', provenAt: clock.now().monotonic, staleAfter: 3_600_000 };
  const load: Result = { label: 'load', status: 'low', color: 'green', state: 'ok', source };
  const names = Array.from({ length: 120 }, (_, n) => `logical-${n}`);
  for (const name of names) catalog.setCustom(name, new Map([['load', load]]));
  const stream = await Stream.open();
  await stream.untilEvent('end');
  const sizes = [...stream.text.matchAll(/^event: part\ndata: (.*)$/gm)].map(
    ([, data = '']) => (JSON.parse(data) as { readonly services: readonly unknown[] }).services.length,
  );
  expect(Math.max(...sizes)).toBe(50);
  expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThanOrEqual(names.length);
  for (const name of names) catalog.setCustom(name, undefined);
});

/** 64 checks with names of more than 200 characters. */
function manyResults(name: string, status: string): ReadonlyMap<string, Result> {
  const { monotonic, wall } = clock.now();
  const checks = Array.from({ length: 64 }, (_, n) => `${'c'.repeat(200)}${n}`);
  const proof = { provenAt: monotonic, provenAtWall: wall, staleAfter: 3_600_000 };
  const results = checks.map((check): [string, Result] => {
    const source = { id: `check/${name}/${check}`, cluster: 'many', ...proof };
    return [check, { label: check, status, color: 'green', state: 'ok', source }];
  });
  return new Map(results);
}

function streamsOf({ shield }: Cluster): Promise<number> {
  const server = shield.app.getHttpServer() as { getConnections(then: (error: unknown, count: number) => void): void };
  return new Promise((resolve) => {
    // Idle connections of fetch() are closed first, so that only streams are left.
    (server as unknown as { closeIdleConnections(): void }).closeIdleConnections();
    server.getConnections((_, count) => {
      resolve(count);
    });
  });
}

// Every bound of what strangers and neighbours can make a shield hold, gone past: what is over it is refused or cut, and
// the rest is served as before.
import { type Socket, connect } from 'node:net';
import { podOf } from '../simulator/pod.ts';
import { SimulatedApiServer } from '../simulator/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/simulated-cluster.ts';
import { keyOf } from '../src/auth/key-ring.ts';
import { signRequest } from '../src/auth/signature.ts';
import { BadgesService } from '../src/badges/badges.service.ts';
import { MetricsService } from '../src/observability/metrics.service.ts';
import { ask } from './http-ask.ts';
import { type RunningApp, startApp } from './start-app.ts';
import { type TemporaryFile, temporaryFile } from './temporary-file.ts';

const KEY = 'k'.repeat(32);
const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let shield: RunningApp;
let key: TemporaryFile;
let sockets: Socket[] = [];

beforeAll(async () => {
  key = await temporaryFile(KEY);
  for (let n = 0; n < 100; n += 1) cluster.set(podOf({ kind: 'StatefulSet', name: `db-${n}` }, { metadata: SHOP }));
  const env = { INTRA_SECRET: key.path, CLUSTER_NAME: 'here', MAX_SERVICES: '250' };
  shield = await startApp(env, { apiServer: await server.listen() });
  await shield.until('/readyz', (_, { status }) => status === 200);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  expect(await isServed()).toBe(true);
});
afterAll(async () => {
  await shield.stop();
  await server.close();
  await key.remove();
});

const SHOP = { namespace: 'shop' };

describe('page streams', () => {
  it('are a thousand at most: the next is told when to come back, and gets in once one is gone', async () => {
    const first = await Promise.all(Array.from({ length: 1_000 }, () => open('/shields')));
    expect(first.filter((head) => !head.startsWith('HTTP/1.1 200 '))).toEqual([]);
    expect(await open('/shields')).toMatch(/^HTTP\/1.1 503 [^]*^Retry-After: \d+\r$/m);
    expect(await gauge('page_streams')).toBe(1_000);
    for (const socket of sockets.splice(0, 10)) socket.destroy();
    await until(async () => (await open('/shields')).startsWith('HTTP/1.1 200 '));
  }, 30_000);

  it('that are not read hold no one else up', async () => {
    expect(await open('/shields?sort=recent')).toMatch(/^HTTP\/1.1 200 /);
    const [lazy] = sockets;
    lazy?.pause();
    expect(await open('/shields')).toMatch(/^HTTP\/1.1 200 /);
    const eager = sockets.at(-1);
    let heard = 0;
    eager?.on('data', (chunk) => (heard += chunk.length));
    for (let round = 0; round < 4; round += 1) {
      await change(round);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(heard).toBeGreaterThan(1_000);
  }, 20_000);
});

describe('federation streams', () => {
  it('are 32 at most, each of which keeps being told', async () => {
    const first = await Promise.all(Array.from({ length: 32 }, () => open('/federation/v1/stream')));
    expect(first.filter((head) => !head.startsWith('HTTP/1.1 200 '))).toEqual([]);
    expect(await open('/federation/v1/stream')).toMatch(/^HTTP\/1.1 503 [^]*^Retry-After: \d+\r$/m);
    const heard = Promise.all(sockets.slice(0, 32).map((socket) => hears(socket, 'event: change')));
    await change(99);
    await heard;
  }, 20_000);
});

describe('names and variants', () => {
  it('that mean nothing are drawn and not kept', async () => {
    const { listener } = shield.app.get(BadgesService);
    const before = listener.size;
    for (let n = 0; n < 800; n += 1) {
      const path = n % 2 === 0 ? `/_/nobody-${n}/health/` : `/_/db-0/health/?x=${n}`;
      expect((await ask(shield.port, path)).status).toBe(200);
    }
    expect(listener.size).toBe(before);
  }, 20_000);

  it('that mean something are kept up to a bound, and real badges are served on', async () => {
    const { listener } = shield.app.get(BadgesService);
    const memory = process.memoryUsage().rss;
    for (let n = 0; n < 2_000; n += 1) {
      const color = n.toString(16).padStart(6, '0');
      const label = `${n}`.padEnd(64, 'x');
      expect((await ask(shield.port, `/_/db-${n % 100}/health/?color=${color}&label=${label}`)).status).toBe(200);
    }
    expect(listener.size).toBeLessThanOrEqual(20_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(150 * 2 ** 20);
  }, 30_000);

  it('of aggregates may be any prefix', async () => {
    for (let n = 0; n < 500; n += 1) {
      const { status, body } = await ask(shield.port, `/a/db-${n}/health/`);
      expect([status, body.includes(n < 100 ? 'restarts' : 'no match')]).toEqual([200, true]);
    }
  }, 20_000);
});

describe('services', () => {
  it('are MAX_SERVICES at most: one-offs that ended go first, then new names are refused, and known ones live on', async () => {
    const ended = { phase: 'Succeeded' as const, containerStatuses: [] };
    for (let n = 0; n < 400; n += 1) {
      cluster.set(podOf({ kind: 'Job', name: `job-${n}` }, { metadata: SHOP, status: ended }));
    }
    for (let n = 0; n < 200; n += 1) cluster.set(podOf({ kind: 'StatefulSet', name: `new-${n}` }, { metadata: SHOP }));
    await until(async () => (await gauge('refused_pods')) > 0);
    const { body } = await ask(shield.port, '/v1/services?limit=1');
    expect((JSON.parse(body) as { total: number }).total).toBeLessThanOrEqual(250);
    expect(shield.log.filter((line) => line.includes('MAX_SERVICES'))).toHaveLength(1);
    for (let n = 0; n < 100; n += 1) expect((await ask(shield.port, `/services/db-${n}/`)).status).toBe(200);
    for (let n = 0; n < 100; n += 1) cluster.set(podOf({ kind: 'StatefulSet', name: `new-${n}` }, { metadata: SHOP }));
    cluster.delete('shop', 'db-0-bbbbb');
    for (const { metadata } of cluster.pods())
      if (/^(job|new)-/.test(metadata.name)) cluster.delete('shop', metadata.name);
    await until(async () => (await gauge('pods')) <= 100);
  }, 30_000);
});

describe('connections', () => {
  it('by the thousand, half a request each, cost nobody else a second', async () => {
    await Promise.all(Array.from({ length: 1_500 }, () => halfRequest()));
    const began = performance.now();
    for (let n = 0; n < 50; n += 1) expect(await isServed()).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_000);
  }, 30_000);
});

async function isServed(): Promise<boolean> {
  const { status, body } = await ask(shield.port, '/_/db-1/health/');
  return status === 200 && /aria-label="health: \d+\/\d+/.test(body);
}

/** The head of the answer; the stream stays open. */
function open(target: string): Promise<string> {
  const signed = target.startsWith('/federation') ? sign(target) : {};
  const lines = Object.entries({ Host: `127.0.0.1:${shield.port}`, ...signed }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const socket = connect(shield.port, '127.0.0.1').on('error', () => undefined);
  socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return new Promise((resolve) => {
    let head = '';
    const take = (chunk: Buffer): void => {
      head += chunk.toString();
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', take).resume();
      if (head.startsWith('HTTP/1.1 200 ')) sockets.push(socket);
      else socket.destroy();
      resolve(head);
    };
    socket.on('data', take);
  });
}

function halfRequest(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(shield.port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    socket.write('GET /_/db-1/health/ HTTP/1.1\r\nHost: x\r\nX-Slow: ', () => {
      resolve();
    });
  });
}

let nonces = 0;
function sign(target: string): Record<string, string> {
  const created = Math.floor(Date.now() / 1_000);
  const nonce = `bounds-streams-${String((nonces += 1)).padStart(6, '0')}`;
  return {
    ...signRequest({ method: 'GET', host: `127.0.0.1:${shield.port}`, target }, keyOf(Buffer.from(KEY)), {
      created,
      nonce,
    }),
  };
}

/** Every service changes at once. */
async function change(round: number): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    const status = { containerStatuses: [{ name: 'app', ready: round % 2 === 0, restartCount: round }] };
    cluster.set(podOf({ kind: 'StatefulSet', name: `db-${n}` }, { metadata: SHOP, status }));
  }
  await until(async () => (await ask(shield.port, '/_/db-99/health/')).body.includes(`(${round} restart`));
}

function hears(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve) => {
    let heard = '';
    socket.on('data', (chunk) => {
      heard += String(chunk);
      if (heard.includes(text)) resolve();
    });
  });
}

async function gauge(name: string): Promise<number> {
  const text = await shield.app.get(MetricsService).expose();
  return Number(new RegExp(`^kube_shields_${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('still not so');
}

// Every bound on what clients, peers and clusters can make a shield store is exceeded: the excess is refused or cut off,
// and everything else is served as before.
import type { Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { signRequest } from '../../src/auth/signature/signature.ts';
import { BadgesService } from '../../src/badges/badges.service.ts';
import { BOUNDS } from '../../src/config/bounds.ts';
import { type Clock, SYSTEM_CLOCK } from '../../src/config/clock.ts';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { OverviewController } from '../../src/overview/overview.controller.ts';
import { ask } from '../support/http/kept-connection.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const KEY = 'k'.repeat(32);
const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let shield: RunningApp;
/** Low bounds, and a clock that the test advances. */
let small: RunningApp;
const clock = new ManualClock(Date.now());
let key: TemporaryFile;
let sockets: Socket[] = [];

beforeAll(async () => {
  key = await temporaryFile(KEY);
  for (let n = 0; n < 100; n += 1) cluster.set(podOf({ kind: 'StatefulSet', name: `db-${n}` }, { metadata: SHOP }));
  const env = { INTRA_SECRET: key.path, CLUSTER_NAME: 'here', MAX_SERVICES: '250' };
  const apiServer = await server.listen();
  shield = await startApp(env, { apiServer });
  small = await startApp({ ...env, MAX_SERVICES: '20000', STALE_AFTER: '168h' }, { apiServer, clock, bounds: LOW });
  for (const one of [shield, small]) await one.until('/readyz', (_, { status }) => status === 200);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  for (const one of [shield, small]) expect(await isServed(one)).toBe(true);
});
afterAll(async () => {
  await shield.stop();
  await small.stop();
  await server.close();
  await key.remove();
});

const LOW = {
  connections: 60,
  timeoutCheck: 20,
  nonces: 40,
  badges: 50,
  pages: 3,
  pageStreams: 40,
  pageSendBacklog: 3 * 2 ** 19,
  // Three times the largest answer, docs/openapi.json.
  sendBacklog: 1_000_000,
};

const SHOP = { namespace: 'shop' };

describe('page streams', () => {
  it('are limited: the next one gets Retry-After, and is admitted once one is closed', async () => {
    const first = await Promise.all(Array.from({ length: LOW.pageStreams }, () => open('/shields', small)));
    expect(first.filter((head) => !head.startsWith('HTTP/1.1 200 '))).toEqual([]);
    expect(await open('/shields', small)).toMatch(/^HTTP\/1.1 503 [^]*^Retry-After: \d+\r$/m);
    expect(await gauge('page_streams', small)).toBe(LOW.pageStreams);
    for (const socket of sockets.splice(0, 10)) socket.destroy();
    await until('another stream is admitted', async () => (await open('/shields', small)).startsWith('HTTP/1.1 200 '));
  });
});

describe('federation streams', () => {
  it('are 32 at most, each of which keeps receiving changes', async () => {
    const first = await Promise.all(Array.from({ length: 32 }, () => open('/federation/v1/stream')));
    expect(first.filter((head) => !head.startsWith('HTTP/1.1 200 '))).toEqual([]);
    expect(await open('/federation/v1/stream')).toMatch(/^HTTP\/1.1 503 [^]*^Retry-After: \d+\r$/m);
    const received = Promise.all(sockets.slice(0, 32).map((socket) => receives(socket, 'event: change')));
    await changeAll(99);
    await received;
  });
});

describe('badges of names and variants', () => {
  it('that are unknown are drawn and not cached', async () => {
    const { responseCache, rendered } = shield.app.get(BadgesService);
    await ask(shield.port, '/_/db-0/health/');
    const before = [responseCache.size, rendered.size];
    for (let n = 0; n < 800; n += 1) {
      const path = n % 2 === 0 ? `/_/unknown-${n}/health/?label=unknown-${n}` : `/_/db-0/health/?x=${n}`;
      expect((await ask(shield.port, path)).status).toBe(200);
    }
    expect([responseCache.size, rendered.size]).toEqual(before);
  });

  it('that are known are cached up to a bound, and every badge is still served', async () => {
    const { responseCache, rendered } = small.app.get(BadgesService);
    for (let n = 0; n < 300; n += 1) {
      const color = n.toString(16).padStart(6, '0');
      const label = `${n}`.padEnd(64, 'x');
      const { status, body } = await ask(small.port, `/_/db-${n % 100}/health/?color=${color}&label=${label}`);
      expect([status, body.includes(`aria-label="${label}: `)]).toEqual([200, true]);
    }
    expect([responseCache.size, rendered.size]).toEqual([LOW.badges, LOW.badges]);
  });

  it('of aggregates are cached up to that bound, whatever their prefixes', async () => {
    const { responseCache, rendered } = small.app.get(BadgesService);
    for (let n = 0; n < 300; n += 1) {
      const { status, body } = await ask(small.port, `/a/db-${n}/health/`);
      expect([status, body.includes(n < 100 ? 'restarts' : 'no match')]).toEqual([200, true]);
    }
    expect([responseCache.size, rendered.size]).toEqual([LOW.badges, LOW.badges]);
    // The last valid ones, and no invalid one.
    expect(isCached('/a/db-99/health/')).toBe(true);
    expect(isCached('/a/db-299/health/')).toBe(false);
  });
});

describe('overview pages', () => {
  it('that were just rendered are cached for a few addresses, and each shows its own content', async () => {
    const { rendered } = small.app.get(OverviewController);
    for (let n = 40; n < 60; n += 1) {
      const page = await (await small.get(`/?q=db-${n}`)).text();
      expect(page).toContain(`value="db-${n}"`);
      expect(page).not.toContain(`>db-${n - 30}<`);
    }
    expect(rendered.size).toBe(LOW.pages);
  });
});

describe('readers of live pages', () => {
  /** The server's socket of a stream whose client doesn't read: what is written to it stays in the process. */
  async function stalledReader(): Promise<Socket> {
    const accepted = new Promise<Socket>((resolve) => serverOf(small).once('connection', resolve));
    expect(await open('/shields', small)).toMatch(/^HTTP\/1.1 200 /);
    const socket = await accepted;
    sockets.push(socket);
    socket.cork();
    return socket;
  }

  it('are cut off at a backlog of one megabyte, and the others go on', async () => {
    const stalled = await stalledReader();
    expect(await open('/shields', small)).toMatch(/^HTTP\/1.1 200 /);
    const reading = sockets.at(-1);
    let [largest, received] = [0, 0];
    reading?.on('data', (chunk) => (received += chunk.length));
    await changeAllUntil(() => {
      if (!stalled.destroyed) largest = Math.max(largest, stalled.writableLength);
      return stalled.destroyed;
    });
    expect(largest).toBeGreaterThan(2 ** 19);
    expect(largest).toBeLessThanOrEqual(2 ** 20);
    expect(received).toBeGreaterThan(largest);
    expect(reading?.destroyed).toBe(false);
  });

  it('share a bound on their backlogs, past which the reader with the largest is cut off', async () => {
    const first = await stalledReader();
    await changeAllUntil(() => first.writableLength > 200_000);
    const stalled = [first];
    while (stalled.length < 5) stalled.push(await stalledReader());
    let largestSum = 0;
    await changeAllUntil(() => {
      const unsent = stalled.map((socket) => (socket.destroyed ? 0 : socket.writableLength));
      largestSum = Math.max(
        largestSum,
        unsent.reduce((sum, one) => sum + one, 0),
      );
      expect(Math.max(...unsent)).toBeLessThan(2 ** 20);
      return stalled.some(({ destroyed }) => destroyed);
    });
    expect(first.destroyed).toBe(true);
    expect(stalled.some(({ destroyed }) => !destroyed)).toBe(true);
    expect(largestSum).toBeGreaterThan(200_000);
    expect(largestSum).toBeLessThanOrEqual(LOW.pageSendBacklog);
  });
});

describe('readers of answers', () => {
  it('share a bound on unread answers, past which the reader with the most is cut off, and the others get theirs', async () => {
    const { length } = (await ask(small.port, '/docs/openapi.json')).body;
    const stalled: Socket[] = [];
    for (let n = 0; n < 20; n += 1) {
      const accepted = new Promise<Socket>((resolve) => serverOf(small).once('connection', resolve));
      const socket = connect(small.port, '127.0.0.1').on('error', () => undefined);
      const serverSide = await accepted;
      sockets.push(socket, serverSide);
      serverSide.cork();
      // Node's own uncork, at the end of an answer, undoes all corks at once.
      serverSide.uncork = () => undefined;
      socket.write('GET /docs/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n');
      await until('the answer is written', () => serverSide.writableLength >= length || serverSide.destroyed);
      stalled.push(serverSide);
      const unread = stalled.filter(({ destroyed }) => !destroyed).length * length;
      expect(unread).toBeLessThanOrEqual(LOW.sendBacklog);
    }
    expect(stalled.at(-1)?.destroyed).toBe(false);
    expect((await ask(small.port, '/docs/openapi.json')).body).toHaveLength(length);
  });
});

describe('hubs', () => {
  it('that read nothing are cut off within seconds, and the others go on', async () => {
    const accepted = new Promise<Socket>((resolve) => serverOf(small).once('connection', resolve));
    expect(await open('/federation/v1/stream', small)).toMatch(/^HTTP\/1.1 200 /);
    const stalled = await accepted;
    sockets.push(stalled);
    stalled.cork();
    expect(await open('/federation/v1/stream', small)).toMatch(/^HTTP\/1.1 200 /);
    const reading = sockets.at(-1);
    let rounds = 0;
    await changeAllUntil(() => (rounds += 1) > 5);
    expect(stalled.destroyed).toBe(false);
    clock.advance(10_000);
    expect([stalled.destroyed, reading?.destroyed]).toEqual([true, false]);
  });
});

describe('signatures', () => {
  it('are remembered up to a bound, past which signed requests are refused, and open routes are served', async () => {
    clock.advance(100_000);
    const first = sign('/federation/v1/snapshot', small, clock);
    const answers = [await ask(small.port, '/federation/v1/snapshot', first)];
    for (let n = 1; n < LOW.nonces + 5; n += 1)
      answers.push(await ask(small.port, '/federation/v1/snapshot', sign('/federation/v1/snapshot', small, clock)));
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array<number>(40).fill(200),
      ...Array<number>(5).fill(503),
    ]);
    expect(answers.at(-1)?.headers['retry-after']).toBe('60');
    // No nonce was forgotten to make room.
    expect((await ask(small.port, '/federation/v1/snapshot', first)).body).toContain('replayed');
    expect((await ask(small.port, '/v1/services')).status).toBe(200);
    clock.advance(91_000);
    expect(
      (await ask(small.port, '/federation/v1/snapshot', sign('/federation/v1/snapshot', small, clock))).status,
    ).toBe(200);
  });
});

describe('services', () => {
  it('are MAX_SERVICES at most: finished one-offs are dropped first, then new names are refused, and known ones stay', async () => {
    const ended = { phase: 'Succeeded' as const, containerStatuses: [] };
    for (let n = 0; n < 400; n += 1) {
      cluster.set(podOf({ kind: 'Job', name: `job-${n}` }, { metadata: SHOP, status: ended }));
    }
    for (let n = 0; n < 200; n += 1) cluster.set(podOf({ kind: 'StatefulSet', name: `new-${n}` }, { metadata: SHOP }));
    await until('pods are refused for want of room', async () => (await gauge('refused_pods')) > 0);
    const { body } = await ask(shield.port, '/v1/services?limit=1');
    expect((JSON.parse(body) as { total: number }).total).toBeLessThanOrEqual(250);
    // Nest has one logger for all apps of a process.
    const warnings = [...shield.log, ...small.log].filter((line) => line.includes('MAX_SERVICES'));
    expect(warnings).toHaveLength(1);
    for (let n = 0; n < 100; n += 1) expect((await ask(shield.port, `/services/db-${n}/`)).status).toBe(200);
    for (let n = 0; n < 100; n += 1) cluster.set(podOf({ kind: 'StatefulSet', name: `new-${n}` }, { metadata: SHOP }));
    cluster.delete('shop', 'db-0-bbbbb');
    for (const { metadata } of cluster.pods())
      if (/^(job|new)-/.test(metadata.name)) cluster.delete('shop', metadata.name);
    await until('the pods are gone', async () => (await gauge('pods')) <= 100);
  });
});

describe('connections', () => {
  it('past the bound are closed, logged once and counted; slow ones below it are answered 408', async () => {
    const metrics = small.app.get(MetricsService);
    const mine = Array.from({ length: 80 }, () => connect(small.port, '127.0.0.1').on('error', () => undefined));
    sockets.push(...mine);
    for (const socket of mine) socket.write('GET /_/db-1/health/ HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const ended = mine.map((socket) => textUntilClosed(socket));
    const dropped = async (): Promise<number> => (await metrics.connectionsDropped.get()).values[0]?.value ?? 0;
    await until(
      'all connections are open or dropped',
      async () => (await dropped()) + (await connectionsOf(small)) >= 80,
    );
    const { headersTimeout } = serverOf(small);
    serverOf(small).headersTimeout = 1;
    const answers = await Promise.all(ended);
    serverOf(small).headersTimeout = headersTimeout;
    const served = answers.filter((text) => text.startsWith('HTTP/1.1 408 '));
    expect(served.length).toBeGreaterThan(40);
    expect(served.length).toBeLessThanOrEqual(LOW.connections);
    expect(answers.filter((text) => text === '').length).toBe(80 - served.length);
    expect(await dropped()).toBe(80 - served.length);
    const warnings = small.log.filter((line) => line.includes('More than 60 connections were open'));
    expect(warnings).toHaveLength(1);
  });

  it('are limited as the table of bounds says', () => {
    const { maxConnections, headersTimeout, requestTimeout, keepAliveTimeout, timeout } = serverOf(shield);
    expect({ maxConnections, headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({
      maxConnections: 10_000,
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 75_000,
      timeout: 30_000,
    });
    expect(BOUNDS).toMatchObject({ headers: 16_384, nonces: 100_000, badges: 20_000, pages: 8, pageStreams: 1_000 });
  });

  it('by the thousand, each with half a request, block no other client', async () => {
    await Promise.all(Array.from({ length: 1_500 }, () => halfRequest()));
    for (let n = 0; n < 50; n += 1) expect(await isServed()).toBe(true);
  });
});

async function isServed(one = shield): Promise<boolean> {
  const { status, body } = await ask(one.port, '/_/db-1/health/');
  return status === 200 && /aria-label="health: \d+\/\d+/.test(body);
}

/** The head of the answer; the stream stays open. */
function open(target: string, one = shield): Promise<string> {
  const signed = target.startsWith('/federation') ? sign(target, one, one === small ? clock : SYSTEM_CLOCK) : {};
  const lines = Object.entries({ Host: `127.0.0.1:${one.port}`, ...signed }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const socket = connect(one.port, '127.0.0.1').on('error', () => undefined);
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
function sign(target: string, { port }: RunningApp, time: Clock): Record<string, string> {
  const created = Math.floor(time.now().wall / 1_000);
  const nonce = `bounds-streams-${String((nonces += 1)).padStart(6, '0')}`;
  return {
    ...signRequest({ method: 'GET', host: `127.0.0.1:${port}`, target }, keyFromBytes(Buffer.from(KEY)), {
      created,
      nonce,
    }),
  };
}

function serverOf({ app }: RunningApp): Server {
  return app.getHttpServer() as Server;
}

/** Answered from the badge response cache. */
function isCached(target: string): boolean {
  const discarding = { writeHead: () => undefined, end: () => undefined };
  const { responseCache } = small.app.get(BadgesService);
  return responseCache.answer({ method: 'GET', url: target, headers: {} }, discarding, clock.now()) !== undefined;
}

async function textUntilClosed(socket: Socket): Promise<string> {
  let all = '';
  socket.on('data', (chunk) => (all += String(chunk)));
  if (!socket.destroyed) await new Promise((closed) => socket.once('close', closed));
  return all;
}

let lastRestarts = 1_000;
function setRestarts(n: number, restartCount: number): void {
  const status = { containerStatuses: [{ name: 'app', ready: true, restartCount }] };
  cluster.set(podOf({ kind: 'StatefulSet', name: `db-${n}` }, { metadata: SHOP, status }));
}

/** Changes every service repeatedly, until the condition is true. */
async function changeAllUntil(condition: () => boolean): Promise<void> {
  for (let round = 0; !condition(); round += 1) {
    if (round > 60) throw new Error('the condition is still false after 60 rounds of changes');
    const restarts = (lastRestarts += 1);
    for (let n = 0; n < 100; n += 1) setRestarts(n, restarts);
    await until('the changes are shown', async () =>
      (await ask(small.port, '/_/db-99/health/')).body.includes(`(${restarts} restarts`),
    );
    clock.advance(500);
    await new Promise(setImmediate);
  }
}

async function changeAll(round: number): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    const status = { containerStatuses: [{ name: 'app', ready: round % 2 === 0, restartCount: round }] };
    cluster.set(podOf({ kind: 'StatefulSet', name: `db-${n}` }, { metadata: SHOP, status }));
  }
  await until('the changes are shown', async () =>
    (await ask(shield.port, '/_/db-99/health/')).body.includes(`(${round} restart`),
  );
}

function receives(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve) => {
    let received = '';
    socket.on('data', (chunk) => {
      received += String(chunk);
      if (received.includes(text)) resolve();
    });
  });
}

async function gauge(name: string, one = shield): Promise<number> {
  const text = await one.app.get(MetricsService).expose();
  return Number(new RegExp(`^kube_shields_${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

function connectionsOf(one: RunningApp): Promise<number> {
  return new Promise((resolve) => {
    serverOf(one).getConnections((_, count) => {
      resolve(count);
    });
  });
}

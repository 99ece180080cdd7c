// The built product is terminated, and killed, while it does everything at once: it lists and relists, receives a peer's
// snapshot, streams to pages and hubs (some of which don't read), runs checks, and answers requests under load.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { type Server, createServer } from 'node:https';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { signRequest } from '../../src/auth/signature/signature.ts';
import { selfSigned } from '../support/app/certificate.ts';
import { allProcesses, isMarked } from '../support/checks/check-processes.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';
import { until } from '../support/time/until.ts';

const KEY = 'a key that all shields of a test share';

let folder: string;
let server: SimulatedApiServer;
let peer: Server;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shutdown-storm-'));
  server = new SimulatedApiServer(new SimulatedCluster());
  for (let index = 0; index < 300; index += 1) {
    server.cluster.set(
      podOf({ kind: 'Deployment', name: `web-${index % 30}`, index }, { metadata: { namespace: 'shop' } }),
    );
  }
  await writeFile(join(folder, 'config'), kubeconfigFor({ url: await server.listen() }));
  await writeFile(join(folder, 'keys'), KEY);
  const slow = 'export const slow = async () => { await new Promise((done) => setTimeout(done, 4000)); return 1; };\n';
  // Blocks its process without using the processor.
  const stuck = 'export const stuck = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n';
  await writeFile(join(folder, 'web-0.mjs'), slow + stuck);
  const certificate = selfSigned();
  await writeFile(join(folder, 'ca.pem'), certificate.cert);
  peer = createServer(certificate, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(INCOMPLETE_SNAPSHOT);
  });
  await new Promise<void>((listening) => peer.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  // Some are left only if a test has failed.
  for (const { pid, environment } of allProcesses()) if (isMarked(environment, folder)) process.kill(pid, 'SIGKILL');
  peer.closeAllConnections();
  peer.close();
  await server.close();
  await rm(folder, { recursive: true });
});

function start(): Promise<Product> {
  return runProduct({
    KUBECONFIG: join(folder, 'config'),
    // The discard port: nothing listens there.
    OTHER_SHIELDS: `https://127.0.0.1:${(peer.address() as AddressInfo).port} http://127.0.0.1:9`,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    INTRA_SECRET: join(folder, 'keys'),
    CLUSTER_NAME: 'here',
    CHECKS_DIR: folder,
    CHECK_INTERVAL: '1s',
    CHECK_FOLDER: folder,
  });
}

/** The beginning of a snapshot that never ends. */
const INCOMPLETE_SNAPSHOT =
  'event: begin\ndata: {"cluster":"far","epoch":"abc"}\n\n' +
  'event: part\ndata: {"services":[{"namespace":"shop","name":"far","kind":"Deployment","results":[]}]}\n\n';

it('on SIGTERM is first not ready, asks streams to reconnect, answers requests, and exits with 0 in time', async () => {
  const product = await start();
  await untilAnswers(product, '/readyz');
  await until(
    'one peer is connected and the other unreachable',
    async () => (await peersOf(product)).join() === ',unreachable',
  );
  const pages = await Promise.all(Array.from({ length: 20 }, () => openStream(product, '/shields')));
  const hubs = await Promise.all(Array.from({ length: 5 }, () => openStream(product, '/federation/v1/stream')));
  const halfSent = await Promise.all(Array.from({ length: 20 }, () => halfRequest(product)));
  const stalled = await Promise.all(Array.from({ length: 5 }, () => stalledReader(product)));
  const load = startLoad(product);
  // In the middle of a relist, whose second page is never sent.
  server.faults.add({ on: 'list', skip: 1, does: 'hang' });
  const lists = server.requestsOf('list').length;
  server.failWatches();
  await until(
    'a relist is in progress, and requests are answered',
    () => server.requestsOf('list').length === lists + 2 && load.answered() > 200,
  );
  await untilChecksRun(product);

  product.child.kill('SIGTERM');
  await untilAnswers(product, '/readyz', 503);
  for (const { socket } of halfSent) socket.write('\r\n');
  expect((await product.exit).code).toBe(0);

  for (const stream of [...pages, ...hubs]) expect(await stream.text).toContain('event: reconnect');
  for (const { answer } of halfSent) expect(await answer).toMatch(/^HTTP\/1.1 200 /);
  // When the port closes, the system resets connections that aren't accepted yet.
  const { unexpected, incomplete, unanswered } = await load.stop();
  expect({ unexpected, incomplete }).toEqual({ unexpected: 0, incomplete: 0 });
  expect(unanswered).toBeLessThanOrEqual(CLIENTS);
  expect(remaining(product)).toEqual([]);
  for (const socket of stalled) socket.destroy();
});

it('on SIGTERM during the first list exits with 0 in time', async () => {
  server.faults.add({ on: 'list', does: 'hang' });
  const product = await start();
  await untilAnswers(product, '/readyz', 503);
  product.child.kill('SIGTERM');
  expect((await product.exit).code).toBe(0);
});

it('on SIGKILL leaves no process running, and a restart recovers the correct state by itself', async () => {
  const product = await start();
  await untilAnswers(product, '/readyz');
  await untilChecksRun(product);
  product.child.kill('SIGKILL');
  expect((await product.exit).signal).toBe('SIGKILL');
  await until('no process remains', () => remaining(product).length === 0);
  for (let index = 0; index < 30; index += 1) {
    server.cluster.set(podOf({ kind: 'Deployment', name: 'late', index }, { metadata: { namespace: 'shop' } }));
  }
  const restarted = await start();
  await untilAnswers(restarted, '/readyz');
  const answer = await fetch(`${restarted.url}/_/late/health/?format=json&cluster=here`);
  expect(await answer.json()).toMatchObject({ status: '30/30 (0 restarts)', color: 'green' });
  restarted.child.kill('SIGTERM');
  expect((await restarted.exit).code).toBe(0);
  expect(remaining(restarted)).toEqual([]);
});

/** The error of each peer, if any. The first peer's certificate is trusted by NODE_EXTRA_CA_CERTS. */
async function peersOf({ url }: Product): Promise<readonly (string | undefined)[]> {
  const { items } = (await (await fetch(`${url}/v1/peers`)).json()) as { items: { error?: string }[] };
  return items.map(({ error }) => error);
}

interface Stream {
  /** Its output until its end. */
  readonly text: Promise<string>;
}

async function openStream({ url }: Product, target: string): Promise<Stream> {
  const { host, port } = new URL(url);
  const signable = { method: 'GET', host, target };
  const stamp = {
    created: Math.floor(Date.now() / 1_000),
    nonce: `storm-${String(Math.random()).slice(2).padEnd(16, '0')}`,
  };
  const headers = target.startsWith('/federation') ? signRequest(signable, keyFromBytes(Buffer.from(KEY)), stamp) : {};
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: target, headers, agent: false }, resolve).on('error', reject).end();
  });
  expect(response.statusCode).toBe(200);
  const text = async (): Promise<string> => {
    let all = '';
    for await (const chunk of response) all += String(chunk);
    return all;
  };
  return { text: text() };
}

async function halfRequest({ url }: Product): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const answer = (async () => {
    let all = '';
    for await (const chunk of socket) all += String(chunk);
    return all;
  })();
  await new Promise((written) => socket.write('GET /_/web-1/health/ HTTP/1.1\r\nHost: x\r\n', written));
  return { socket, answer };
}

interface Faults {
  /** Incomplete answers. */
  readonly incomplete: number;
  /** Requests without an answer. */
  readonly unanswered: number;
  /** Answers that aren't a badge. */
  readonly unexpected: number;
}

const CLIENTS = 8;

/** Requests on keep-alive connections, one after another, until a connection is refused because the port is closed. */
function startLoad({ url }: Product): { answered(): number; stop(): Promise<Faults> } {
  const agent = new Agent({ keepAlive: true });
  const counts = { answered: 0, incomplete: 0, unanswered: 0, unexpected: 0 };
  const worker = async (): Promise<void> => {
    for (let isOver = false; !isOver;) {
      const outcome = await get(agent, `${url}/_/web-1/health/`);
      if (outcome === 200) counts.answered += 1;
      else if (outcome === 'refused') isOver = true;
      else if (outcome === 'incomplete' || outcome === 'unanswered') counts[outcome] += 1;
      else counts.unexpected += 1;
    }
  };
  const workers = Promise.all(Array.from({ length: CLIENTS }, worker));
  return {
    answered: () => counts.answered,
    stop: async () => {
      await workers;
      agent.destroy();
      return counts;
    },
  };
}

function get(agent: Agent, url: string): Promise<number | 'refused' | 'unanswered' | 'incomplete'> {
  return new Promise((resolve) => {
    const sent = request(url, { agent }, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', () => {
        resolve('incomplete');
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'unanswered');
    });
    sent.end();
  });
}

/** An open page that doesn't read its stream. */
async function stalledReader({ url }: Product): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
  socket.on('error', () => socket.destroy());
  await new Promise((written) => socket.write('GET /shields HTTP/1.1\r\nHost: x\r\n\r\n', written));
  return socket;
}

/** The ids of its check processes and of the check host. */
const checkProcesses = new Map<Product, Set<number>>();

async function untilChecksRun(product: Product): Promise<void> {
  const areRunning = (): boolean =>
    ['check-host', 'check-child'].every((name) => remaining(product).some((one) => one.includes(name)));
  await until('checks run', areRunning);
}

/** Command lines of its check processes that still run, and of their host, even if they have another parent by now. */
function remaining(product: Product): readonly string[] {
  const known = checkProcesses.get(product) ?? new Set();
  checkProcesses.set(product, known);
  const all = allProcesses();
  for (const { pid, parent, environment } of all)
    if (parent === product.child.pid || isMarked(environment, folder)) known.add(pid);
  return all.filter(({ pid }) => known.has(pid)).map(({ command }) => command);
}

// The built product is ended, and killed, in the middle of everything: a list, a relist, pages and hubs that listen,
// checks that run, requests half sent and connections under load.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconfigFor } from '../simulator/kubeconfig.ts';
import { podOf } from '../simulator/pod.ts';
import { SimulatedApiServer } from '../simulator/simulated-api-server.ts';
import { SimulatedCluster } from '../simulator/simulated-cluster.ts';
import { keyOf } from '../src/auth/key-ring.ts';
import { signRequest } from '../src/auth/signature.ts';
import { type Product, runProduct, untilAnswers } from './run-product.ts';

const KEY = 'a key that all shields of a test share';

let folder: string;
let server: SimulatedApiServer;

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
  const busy = 'export const busy = () => { for (;;); };\n';
  await writeFile(join(folder, 'web-0.mjs'), slow + busy);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function start(): Promise<Product> {
  return runProduct({
    KUBECONFIG: join(folder, 'config'),
    OTHER_SHIELDS: 'None',
    INTRA_SECRET: join(folder, 'keys'),
    CLUSTER_NAME: 'here',
    CHECKS_DIR: folder,
    CHECK_INTERVAL: '1s',
  });
}

it('SIGTERM: not ready first, streams told to come back, requests answered, exit 0 in time', async () => {
  const product = await start();
  await untilAnswers(product, '/readyz');
  const pages = await Promise.all(Array.from({ length: 20 }, () => openStream(product, '/shields')));
  const hubs = await Promise.all(Array.from({ length: 5 }, () => openStream(product, '/federation/v1/stream')));
  const half = await Promise.all(Array.from({ length: 20 }, () => halfRequest(product)));
  const load = startLoad(product);
  // In the middle of a relist, whose second page never comes.
  server.faults.add({ on: 'list', skip: 1, does: 'hang' });
  server.failWatches();
  await until(() => server.requestsOf('list').length > 3 || load.answered() > 200);

  const began = performance.now();
  product.child.kill('SIGTERM');
  await untilAnswers(product, '/readyz', 503);
  for (const { socket } of half) socket.write('\r\n');
  expect((await product.exit).code).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);

  for (const stream of [...pages, ...hubs]) expect(await stream.text).toContain('event: reconnect');
  for (const { answer } of half) expect(await answer).toMatch(/^HTTP\/1.1 200 /);
  // At the moment when the port closes, a connection that nobody has accepted yet is the system's to reset.
  const { odd, cut, unmet } = await load.stop();
  expect({ odd, cut }).toEqual({ odd: 0, cut: 0 });
  expect(unmet).toBeLessThanOrEqual(CLIENTS);
  expect(await childrenIn(folder)).toEqual([]);
}, 40_000);

it('SIGTERM during the first list: exit 0 in time', async () => {
  server.faults.add({ on: 'list', does: 'hang' });
  const product = await start();
  await untilAnswers(product, '/readyz', 503);
  const began = performance.now();
  product.child.kill('SIGTERM');
  expect((await product.exit).code).toBe(0);
  expect(performance.now() - began).toBeLessThan(5_000);
}, 30_000);

it('SIGKILL: nothing is left running, and a restart is back at the truth by itself', async () => {
  const product = await start();
  await untilAnswers(product, '/readyz');
  product.child.kill('SIGKILL');
  expect((await product.exit).signal).toBe('SIGKILL');
  for (let index = 0; index < 30; index += 1) {
    server.cluster.set(podOf({ kind: 'Deployment', name: 'late', index }, { metadata: { namespace: 'shop' } }));
  }
  const again = await start();
  await untilAnswers(again, '/readyz');
  const answer = await fetch(`${again.url}/_/late/health/?format=json`);
  expect(await answer.json()).toMatchObject({ status: '30/30 (0 restarts)', color: 'green' });
  again.child.kill('SIGTERM');
  expect((await again.exit).code).toBe(0);
  await until(async () => (await childrenIn(folder)).length === 0);
}, 40_000);

interface Stream {
  /** Everything it said until its end. */
  readonly text: Promise<string>;
}

async function openStream({ url }: Product, target: string): Promise<Stream> {
  const { host, port } = new URL(url);
  const signable = { method: 'GET', host, target };
  const stamp = {
    created: Math.floor(Date.now() / 1_000),
    nonce: `storm-${String(Math.random()).slice(2).padEnd(16, '0')}`,
  };
  const headers = target.startsWith('/federation') ? signRequest(signable, keyOf(Buffer.from(KEY)), stamp) : {};
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

interface Lost {
  /** Answers that broke off. */
  readonly cut: number;
  /** Requests that were answered by nobody. */
  readonly unmet: number;
  /** Answers that are none of a badge. */
  readonly odd: number;
}

const CLIENTS = 8;

/** Requests on kept connections, one after another, until a connection is refused because nobody listens any more. */
function startLoad({ url }: Product): { answered(): number; stop(): Promise<Lost> } {
  const agent = new Agent({ keepAlive: true });
  const seen = { answered: 0, cut: 0, unmet: 0, odd: 0 };
  const worker = async (): Promise<void> => {
    for (let isOver = false; !isOver;) {
      const came = await get(agent, `${url}/_/web-1/health/`);
      if (came === 200) seen.answered += 1;
      else if (came === 'refused') isOver = true;
      else if (came === 'cut' || came === 'unmet') seen[came] += 1;
      else seen.odd += 1;
    }
  };
  const workers = Promise.all(Array.from({ length: CLIENTS }, worker));
  return {
    answered: () => seen.answered,
    stop: async () => {
      await workers;
      agent.destroy();
      return seen;
    },
  };
}

function get(agent: Agent, url: string): Promise<number | 'refused' | 'unmet' | 'cut'> {
  return new Promise((resolve) => {
    const asked = request(url, { agent }, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', () => {
        resolve('cut');
      });
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'unmet');
    });
    asked.end();
  });
}

/** Command lines of processes that were started for that folder. */
async function childrenIn(path: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line, at) => line.includes(path) || all[at]?.includes(path) === true);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('still not so after 10 s');
}

// Several replicas behind one address share nothing: they answer the same, and any of them may end at any time. They differ
// only in nonces and in the ages of proofs.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { Replicas } from '../support/app/replicas.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let kubeconfig: TemporaryFile;
let keys: TemporaryFile;
let replicas: Replicas;
let url: string;

beforeAll(async () => {
  const shop = { namespace: 'shop' };
  for (const index of [0, 1]) cluster.set(podOf({ kind: 'Deployment', name: 'web', index }, { metadata: shop }));
  const broken = { containerStatuses: [containerStatus({ ready: false, restartCount: 7 })] };
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db' }, { metadata: shop, status: broken }));
  kubeconfig = await temporaryFile(kubeconfigFor({ url: await server.listen() }));
  keys = await temporaryFile(randomBytes(32).toString('base64'));
  const secret = { INTRA_SECRET: keys.path, CLUSTER_NAME: 'here' };
  replicas = new Replicas({ KUBECONFIG: kubeconfig.path, OTHER_SHIELDS: 'None', LOG_LEVEL: 'error', ...secret });
  url = await replicas.listen();
  await Promise.all([replicas.add(), replicas.add()]);
});

afterAll(async () => {
  await replicas.stop();
  await server.close();
  await Promise.all([kubeconfig.remove(), keys.remove()]);
});

const PATHS = [
  '/_/web/health/',
  '/_/web/version/?style=for-the-badge',
  '/_/db/health/?label=database',
  '/_/unknown/health/',
  '/a/*/health/',
];

it.each(PATHS)('%s has the same bytes, headers and ETag from each replica', async (path) => {
  const [one, other] = await Promise.all(replicas.urls.map(async (replica) => fetch(replica + path)));
  if (one === undefined || other === undefined) throw new Error('two replicas were expected');
  expect(await one.text()).toBe(await other.text());
  for (const name of ['etag', 'cache-control', 'content-type', 'x-shield-state', 'x-shield-reason']) {
    expect(one.headers.get(name)).toBe(other.headers.get(name));
  }
  expect(one.headers.get('etag')).toMatch(/^"/);
});

it('a badge can be revalidated at another replica', async () => {
  const [one = '', other = ''] = replicas.urls;
  const etag = (await fetch(`${one}/_/web/health/`)).headers.get('etag') ?? '';
  const again = await fetch(`${other}/_/web/health/`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

it('a change is visible at each replica', async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web', index: 2 }, { metadata: { namespace: 'shop' } }));
  for (const replica of replicas.urls) await untilContains(`${replica}/_/web/health/`, '3/3 (0 restarts)');
});

it('a signed request is accepted once by each replica, since each remembers only its own nonces', async () => {
  const target = 'http://shields.test/federation/v1/snapshot';
  const headers = await signed(target);
  const statuses: number[] = [];
  for (const replica of [...replicas.urls, ...replicas.urls]) {
    statuses.push(await statusOf(`${replica}/federation/v1/snapshot`, headers));
  }
  expect(statuses).toEqual([200, 200, 403, 403]);
});

it('all replicas can be replaced under load: no request is lost, and no reader sees a different badge', async () => {
  const load = new Load(`${url}/_/db/health/`);
  const running = load.run(8);
  for (let round = 0; round < 2; round += 1) {
    await replicas.add();
    expect(await replicas.endOldest()).toBe(0);
  }
  await until('many requests were answered', () => load.answered > 200);
  load.stop();
  await running;
  expect(replicas.lost).toEqual([]);
  expect(load.faults).toEqual([]);
  expect(load.etags.size).toBe(1);
});

it('one of two replicas can end at any time: the other answers every request', async () => {
  const load = new Load(`${url}/_/db/health/`);
  const running = load.run(8);
  expect(await replicas.endOldest()).toBe(0);
  await until('many requests were answered', () => load.answered > 100);
  load.stop();
  await running;
  expect([...replicas.lost, ...load.faults]).toEqual([]);
});

/** Readers that send request after request over keep-alive connections. */
class Load {
  answered = 0;
  readonly etags = new Set<string | undefined>();
  readonly faults: string[] = [];
  private readonly url: string;
  private isRunning = true;

  constructor(target: string) {
    this.url = target;
  }

  async run(readers: number): Promise<void> {
    await Promise.all(Array.from({ length: readers }, () => this.read()));
  }

  stop(): void {
    this.isRunning = false;
  }

  private async read(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (this.isRunning) {
      await this.ask(agent);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    agent.destroy();
  }

  private async ask(agent: Agent): Promise<void> {
    await new Promise<void>((resolve) => {
      get(this.url, { agent }, (answer) => {
        this.etags.add(answer.headers.etag);
        answer
          .resume()
          .on('error', () => undefined)
          .once('close', () => {
            if (answer.statusCode === 200 && answer.complete) this.answered += 1;
            else this.faults.push(`status ${answer.statusCode ?? 0}, ${answer.complete ? 'complete' : 'incomplete'}`);
            resolve();
          });
      }).once('error', (error) => {
        this.faults.push(String(error));
        resolve();
      });
    });
  }
}

/** The headers that `node dist/main.js sign` prints for curl. */
async function signed(target: string): Promise<Record<string, string>> {
  const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const env = { INTRA_SECRET: keys.path };
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'sign', 'GET', target], { env });
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => /^([^:]+): (.*)$/.exec(line)?.slice(1) ?? []);
  return { ...(Object.fromEntries(pairs) as Record<string, string>), host: new URL(target).host };
}

async function statusOf(target: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    get(target, { headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).once('error', reject);
  });
}

function untilContains(target: string, text: string): Promise<void> {
  return until(`${target} contains ${text}`, async () => (await (await fetch(target)).text()).includes(text));
}

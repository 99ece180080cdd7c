// The history over RESTARTS kills: the built product is killed and started again while badges are requested and pods
// change. A client polls every second, and the uptime equals what it counts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { HISTORIC_STATES, type HistoricState, noDurations } from '../../src/services/result/uptime.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const RESTARTS = Number(process.env['RESTARTS'] ?? 50);
const OTHERS = 50;
/** Seconds by which the two may differ per restart: writes are at most 2 s late, polls 1 s. */
const ERROR = 2;

const cluster = new SimulatedCluster();
const apiServer = new SimulatedApiServer(cluster);
let kubeconfig: TemporaryFile;
let dir: string;

beforeAll(async () => {
  kubeconfig = await temporaryFile(kubeconfigFor({ url: await apiServer.listen() }));
  dir = await mkdtemp(join(tmpdir(), 'kube-shields-restarts-'));
});
afterAll(async () => {
  await apiServer.close();
  await kubeconfig.remove();
  await rm(dir, { recursive: true });
});

function setReady(name: string, isReady: boolean): void {
  const status = { name: 'app', ready: isReady, restartCount: 0, state: { running: {} } };
  const metadata = { namespace: 'shop', creationTimestamp: '2026-11-01T00:00:00Z' };
  cluster.set(podOf({ kind: 'Deployment', name }, { metadata, status: { containerStatuses: [status] } }));
}

/** Counts by the responses alone: between two answered polls, the state is that of the first. */
class OutsideClient {
  readonly seconds: Record<HistoricState, number> = noDurations();
  url = '';
  private last: { readonly at: number; readonly state: HistoricState } | undefined;
  private isStopped = false;

  async poll(): Promise<void> {
    while (!this.isStopped) {
      await this.pollOnce();
      await sleep(1_000 - (Date.now() % 1_000));
    }
  }

  stop(): void {
    this.isStopped = true;
  }

  async pollOnce(): Promise<void> {
    const state = await stateAt(this.url);
    const at = Date.now();
    const before = this.last;
    if (before !== undefined) {
      const known = state === 'unseen' ? 'unseen' : before.state;
      this.seconds[known] += (at - before.at) / 1_000;
    }
    this.last = { at, state };
  }
}

/** Stale and unknown count as unseen: at a start, nothing is proven yet. */
async function stateAt(url: string): Promise<HistoricState> {
  const answer = await fetch(`${url}/_/web/health.json`, { signal: AbortSignal.timeout(900) }).catch(() => undefined);
  const { state } = answer?.ok === true ? ((await answer.json()) as { state: HistoricState }) : { state: 'unseen' };
  return state === 'ok' || state === 'down' ? state : 'unseen';
}

async function run(): Promise<Product> {
  const product = await runProduct({ KUBECONFIG: kubeconfig.path, OTHER_SHIELDS: 'None', HISTORY_DIR: dir });
  await untilAnswers(product, '/readyz');
  return product;
}

/** Requests badges and changes pods until the product is killed. */
async function load({ url }: Product, signal: AbortSignal): Promise<void> {
  for (let i = 0; !signal.aborted; i += 1) {
    setReady(`other-${i % OTHERS}`, i % 3 !== 0);
    const answers = Array.from({ length: 10 }, (_, at) =>
      fetch(`${url}/_/other-${(i + at) % OTHERS}/health/`, { signal }),
    );
    const responses = await Promise.allSettled([...answers, fetch(`${url}/_/web/uptime/?window=1h`, { signal })]);
    for (const answer of responses)
      if (answer.status === 'fulfilled') await answer.value.arrayBuffer().catch(() => undefined);
    await sleep(20);
  }
}

it(`has the same uptime as an outside observer, over ${RESTARTS} kills`, async () => {
  const client = new OutsideClient();
  setReady('web', true);
  let product = await run();
  client.url = product.url;
  await until('the badge is ok', async () => (await stateAt(product.url)) === 'ok');
  const began = Date.now();
  const polling = client.poll();
  let isReady = true;
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    const end = new AbortController();
    const loading = load(product, end.signal);
    await sleep(2_000 + Math.random() * 3_000);
    isReady = !isReady;
    setReady('web', isReady);
    await sleep(2_000 + Math.random() * 3_000);
    product.child.kill('SIGKILL');
    await product.exit;
    end.abort();
    await loading;
    product = await run();
    client.url = product.url;
  }
  await until('the badge is shown again', async () => (await stateAt(product.url)) !== 'unseen');
  await sleep(3_000);
  client.stop();
  await polling;
  await client.pollOnce();
  const ended = Date.now();
  const { seconds } = (
    (await (await fetch(`${product.url}/_/web/uptime.json?window=72h`)).json()) as {
      uptime: { seconds: Record<HistoricState, number> };
    }
  ).uptime;
  const { items } = (await (await fetch(`${product.url}/v1/services/web/history?window=72h`)).json()) as {
    items: readonly { state: string }[];
  };
  const took = (ended - began) / 1_000;
  // The time before the first start is unobserved too.
  const unseen = seconds.unseen - (72 * 3_600 - took);
  const figures = HISTORIC_STATES.map((state) => {
    const counted = state === 'unseen' ? unseen : seconds[state];
    return { state, uptime: counted, outside: client.seconds[state], difference: counted - client.seconds[state] };
  });
  process.stdout.write(`${RESTARTS} restarts in ${took.toFixed(0)} s\n`);
  for (const each of figures) process.stdout.write(`${JSON.stringify(each)}\n`);
  for (const { difference } of figures) expect(Math.abs(difference)).toBeLessThan(ERROR * (RESTARTS + 1));
  expect(items.filter(({ state }) => state === 'unseen').length).toBeGreaterThanOrEqual(RESTARTS);
  expect(seconds.stale + seconds.unknown + seconds.degraded).toBe(0);
}, 7_200_000);

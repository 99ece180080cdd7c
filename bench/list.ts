// The first list, memory, relists while badges are requested, and blocks of the event loop. With BENCH_BEFORE, the first
// lists of that build and of this one in turn instead, BENCH_ROUNDS each.
import { get, type IncomingMessage } from 'node:http';
import { type ApiOptions, ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { BEFORE, Product } from './support/product.ts';
import { atMost, comparedWithBefore, figure, median, report, type Row } from './support/report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);

/** Milliseconds that a real API server takes for a page of 500 pods: measured, see docs/performance.md. */
const REAL_PAGE = 97;

async function measure(options: ApiOptions): Promise<Row[]> {
  const api = await ApiProcess.start(options);
  const product = await Product.start(api, {}, { isProbed: true });
  await api.untilWatching(1);
  const { listTook } = await api.order({ do: 'count' });
  const rows: Row[] = [
    atMost('first list: our CPU, start included', product.cpu / 1000, 's', 8),
    ...(options.jsonOnly === true
      ? [figure('first list: it took', listTook / 1000, 's')]
      : [await comparedWithReader(api, listTook, options.pageDelay === undefined ? 1.4 : 1.2)]),
    ...(await blockRows(product, 'first list')),
    figure('RSS after the first list', product.rss, 'MiB'),
  ];
  rows.push(...(await relists(api, product)));
  rows.push(atMost('RSS peak, relists included', product.peakRss, 'MiB', 400));
  rows.push(
    figure('heap used at the end', (await product.metric('kube_shields_nodejs_heap_size_used_bytes')) / 2 ** 20, 'MiB'),
  );
  await product.stop();
  await api.stop();
  return rows;
}

/** First lists of both builds in turn, from the start until it is ready. The CPU doesn't include the API server's. */
async function beside(options: ApiOptions, before: string): Promise<Row[]> {
  const api = await ApiProcess.start(options);
  const ours: FirstList[] = [];
  const theirs: FirstList[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    ours.push(await firstList(api));
    theirs.push(await firstList(api, before));
  }
  await api.stop();
  const compared = (what: string, unit: string, of: (list: FirstList) => number): Row =>
    comparedWithBefore(what, median(ours.map(of)), median(theirs.map(of)), unit);
  return [
    compared('first list: CPU', 's', (list) => list.cpu),
    compared('first list: it took', 's', (list) => list.took),
    compared('first list: RSS after it', 'MiB', (list) => list.rss),
  ];
}

/** `cpu` and `took` in seconds, `rss` in MiB. */
interface FirstList {
  readonly cpu: number;
  readonly took: number;
  readonly rss: number;
}

async function firstList(api: ApiProcess, main?: string): Promise<FirstList> {
  const product = await Product.start(api, {}, { ...(main !== undefined && { main }) });
  const list = { cpu: product.cpu / 1000, took: product.readyAfter / 1000, rss: product.rss };
  await product.stop();
  return list;
}

/** The list is timed from its first page to the watch that follows it; the client's reading until its last page. */
async function comparedWithReader(api: ApiProcess, listTook: number, limit: number): Promise<Row> {
  const reading = median([await onlyRead(api.url), await onlyRead(api.url)]);
  const note = ` (${(listTook / 1000).toFixed(1)} s, and ${(reading / 1000).toFixed(1)} s)`;
  return atMost('first list, compared with a client that only reads', listTook / reading, 'times', limit, note);
}

async function blockRows(product: Product, what: string): Promise<Row[]> {
  const { wall, own, wallOver, ownOver } = await product.blocks();
  return [
    atMost(`${what}: event loop blocked, own work`, own, 'ms', 20, over(ownOver)),
    figure(`${what}: event loop blocked, by the clock`, wall, 'ms', over(wallOver)),
  ];
}

function over(times: number): string {
  return times === 0 ? '' : `, ${times} times over 20`;
}

/** Three relists under a thousand badge requests a second. */
async function relists(api: ApiProcess, product: Product): Promise<Row[]> {
  const rows: Row[] = [];
  const paths = Array.from({ length: 100 }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);
  for (const round of [1, 2, 3]) {
    await product.blocks();
    const [cpu, opened] = [product.cpu, (await api.order({ do: 'count' })).watch];
    await api.order({ do: 'expire' });
    const done = api.untilWatching(opened + 1);
    const answers = load(product.url, { paths, milliseconds: 3000, rate: 1000, connections: 4 });
    await done;
    const { p99, max } = await answers;
    rows.push(
      ...(await blockRows(product, `relist ${round}`)),
      figure(
        `relist ${round}: CPU`,
        (product.cpu - cpu) / 1000,
        's',
        `, badges at the same time p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
      ),
      figure(`relist ${round}: RSS after it`, product.rss, 'MiB'),
    );
  }
  return rows;
}

/** Milliseconds that a client needs to only read the same pages. */
async function onlyRead(url: string): Promise<number> {
  const began = performance.now();
  let token: string | undefined = '';
  while (token !== undefined) {
    const query = token === '' ? '' : `&continue=${token}`;
    token = await tokenOf(`${url}/api/v1/pods?limit=500${query}`);
  }
  return performance.now() - began;
}

/** The token is in the page's first bytes. */
function tokenOf(url: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'application/vnd.kubernetes.protobuf' };
    get(url, { headers }, (response: IncomingMessage) => {
      let head = '';
      response.on('data', (chunk: Buffer) => {
        if (head === '') head = chunk.toString('latin1', 0, 200);
      });
      response.on('end', () => {
        resolve(/\d+\.1\d{9}/.exec(head)?.[0]);
      });
    }).on('error', reject);
  });
}

const services = PODS >= 3000 ? 3000 : PODS;
if (BEFORE !== undefined) {
  report(`first lists of ${PODS} pods, in turn`, await beside({ pods: PODS, services }, BEFORE));
} else {
  report(`first list and relists of ${PODS} pods, pages as fast as they come`, await measure({ pods: PODS, services }));
  if (process.env['BENCH_QUICK'] === undefined) {
    const paced = { pods: PODS, services, pageDelay: REAL_PAGE };
    report(`first list and relists of ${PODS} pods, pages as slow as a real API server's`, await measure(paced));
    report(`the same over JSON, pages as fast as they come`, await measure({ pods: PODS, services, jsonOnly: true }));
  }
}

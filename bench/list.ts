// The first list, memory, relists while badges are asked for, and what blocks the event loop meanwhile.
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { ApiProcess } from './api-process.ts';
import type { ApiOptions } from './api-process.ts';
import { load } from './load.ts';
import { Product } from './product.ts';
import { atMost, figure, report } from './report.ts';
import type { Row } from './report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);

/** Milliseconds that a real API server takes for a page of 500 pods: measured, see docs/performance.md. */
const REAL_PAGE = { protobuf: 97, json: 230 };

async function measure(options: ApiOptions): Promise<Row[]> {
  const api = await ApiProcess.start(options);
  const reading = options.jsonOnly === true ? undefined : await onlyRead(api.url);
  const product = await Product.start(api);
  const listed = { cpu: product.cpu, after: product.readyAfter, loop: await product.eventLoop(), rss: product.rss };
  const rows: Row[] = [
    atMost('first list: our CPU, start included', listed.cpu / 1000, 's', 10),
    ...(reading === undefined
      ? [figure('first list: until ready', listed.after / 1000, 's')]
      : [
          figure('a client that only reads the bytes', reading / 1000, 's'),
          atMost('first list: until ready, beside that', listed.after / reading, 'times', 1.2),
        ]),
    atMost(
      'first list: longest block of the event loop',
      listed.loop.max,
      'ms',
      50,
      ` (p99 ${listed.loop.p99.toFixed(1)})`,
    ),
    figure('RSS after the first list', listed.rss, 'MiB'),
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

/** Three of them, while a thousand badges a second are asked for. */
async function relists(api: ApiProcess, product: Product): Promise<Row[]> {
  const rows: Row[] = [];
  const paths = Array.from({ length: 100 }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);
  await untilWatching(api, 1);
  for (const round of [1, 2, 3]) {
    await product.eventLoop();
    const [cpu, opened] = [product.cpu, (await api.tell({ do: 'count' })).watch];
    await api.tell({ do: 'expire' });
    const done = untilWatching(api, opened + 1);
    const answers = load(product.url, { paths, milliseconds: 3000, rate: 1000, connections: 4 });
    await done;
    const { p99, max } = await answers;
    const loop = await product.eventLoop();
    rows.push(
      atMost(`relist ${round}: longest block of the event loop`, loop.max, 'ms', 50, ` (p99 ${loop.p99.toFixed(1)})`),
      figure(
        `relist ${round}: CPU`,
        (product.cpu - cpu) / 1000,
        's',
        `, badges meanwhile p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
      ),
      figure(`relist ${round}: RSS after it`, product.rss, 'MiB'),
    );
  }
  return rows;
}

/** A watch is opened again only when the list is whole. */
async function untilWatching(api: ApiProcess, watches: number): Promise<void> {
  const end = performance.now() + 120_000;
  while ((await api.tell({ do: 'count' })).watch < watches && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Milliseconds that the same pages take a client that throws the bytes away. */
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
report(`first list and relists of ${PODS} pods, pages as fast as they come`, await measure({ pods: PODS, services }));
if (process.env['BENCH_QUICK'] === undefined) {
  const paced = { pods: PODS, services, pageDelay: REAL_PAGE.protobuf };
  report(`first list and relists of ${PODS} pods, pages as slow as a real API server's`, await measure(paced));
  report(`the same over JSON, pages as fast as they come`, await measure({ pods: PODS, services, jsonOnly: true }));
}

// The delay from a pod's event to its badge, and the cost of events.
import { type ApiOptions, type ApiOrder, ApiProcess } from './support/api-process.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, type Row, seconds } from './support/report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const services = Math.min(3000, PODS);

/** Cores: seconds of CPU per second. */
const TENTH = 0.1;

async function measure(
  options: ApiOptions,
  work: (api: ApiProcess, product: Product) => Promise<Row[]>,
): Promise<Row[]> {
  const api = await ApiProcess.start(options);
  const product = await Product.start(api, {}, { isProbed: true });
  const rows = await work(api, product);
  await product.stop();
  await api.stop();
  return rows;
}

/** From the moment the API server sends the event until the changed badge was read, at 100 other events a second. */
async function lag(api: ApiProcess, product: Product): Promise<Row[]> {
  const churn = api.order({ do: 'churn', rate: 100, seconds: seconds(30), among: PODS - 1 });
  const waits: number[] = [];
  const end = performance.now() + seconds(30) * 1000 - 500;
  const service = `svc-${String(services - 1).padStart(4, '0')}`;
  for (let round = 0; performance.now() < end; round += 1) {
    const state = round % 2 === 0 ? 'restarted' : 'ready';
    const sent = performance.now();
    await api.order({ do: 'set', pod: PODS - 1, state });
    await untilMatches(`${product.url}/_/${service}/health/`, state === 'ready' ? /\(0 restarts\)/ : /\(7 restarts\)/);
    waits.push(performance.now() - sent);
  }
  await churn;
  const sorted = waits.sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? NaN;
  const half = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return [
    atMost('event to badge, at 100 events/s: p99', p99, 'ms', 50, ` (p50 ${half.toFixed(1)}, of ${sorted.length})`),
  ];
}

async function untilMatches(url: string, what: RegExp): Promise<void> {
  const end = performance.now() + 5_000;
  while (performance.now() < end) {
    if (what.test(await (await fetch(url)).text())) return;
  }
  throw new Error(`${url} did not show ${String(what)} within 5 s.`);
}

async function cost(api: ApiProcess, product: Product, order: ApiOrder & { readonly do: 'churn' }): Promise<Row> {
  await product.blocks();
  const [cpu, began] = [product.cpu, performance.now()];
  await api.order(order);
  const cores = (product.cpu - cpu) / (performance.now() - began);
  const { wall, own } = await product.blocks();
  const what = `${order.rate} events/s${order.among === undefined ? '' : ` in one service of ${order.among} pods`}`;
  const note = `, event loop blocked for ${wall.toFixed(0)} ms at most, ${own.toFixed(0)} of its own`;
  return order.rate === 1000 ? atMost(what, cores, 'of a core', TENTH, note) : figure(what, cores, 'of a core', note);
}

async function costs(api: ApiProcess, product: Product, among?: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const rate of [100, 1000]) {
    rows.push(
      await cost(api, product, { do: 'churn', rate, seconds: seconds(20), ...(among !== undefined && { among }) }),
    );
  }
  return rows;
}

report(
  `events at ${PODS} pods`,
  await measure({ pods: PODS, services }, async (api, product) => [
    ...(await lag(api, product)),
    ...(await costs(api, product)),
  ]),
);
const large = Math.min(5000, PODS);
report(
  `events at ${PODS} pods, ${large} of them in one service`,
  await measure({ pods: PODS, services, large }, (api, product) => costs(api, product, large)),
);

// The delay from a pod's event to its badge, and the cost of events. The build of BENCH_BEFORE gets the same events at the same
// time, so that garbage collections and other load affect both.
import { type ApiOptions, type ApiOrder, ApiProcess } from './support/api-process.ts';
import { BEFORE, Product } from './support/product.ts';
import { atMost, comparedWithBefore, figure, report, type Row, seconds } from './support/report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const services = Math.min(3000, PODS);

/** Cores: seconds of CPU per second. */
const TENTH = 0.1;
const ROUND = seconds(BEFORE === undefined ? 20 : 60);

interface Setup {
  readonly api: ApiProcess;
  readonly product: Product;
  /** The build of BENCH_BEFORE, where one is given. */
  readonly before: Product | undefined;
}

async function measure(options: ApiOptions, work: (setup: Setup) => Promise<Row[]>): Promise<Row[]> {
  const api = await ApiProcess.start(options);
  const product = await Product.start(api, {}, { isProbed: true });
  const before = BEFORE === undefined ? undefined : await Product.start(api, {}, { isProbed: true, main: BEFORE });
  const rows = await work({ api, product, before });
  await before?.stop();
  await product.stop();
  await api.stop();
  return rows;
}

/** From the moment the API server sends the event until the changed badge was read, at 100 other events a second. */
async function lag({ api, product, before }: Setup): Promise<Row[]> {
  const churn = api.order({ do: 'churn', rate: 100, seconds: seconds(30), among: PODS - 1 });
  const end = performance.now() + seconds(30) * 1000 - 500;
  const [now, then]: [number[], number[]] = [[], []];
  while (performance.now() < end) {
    now.push(...(await waitsOf(product, api)));
    if (before !== undefined) then.push(...(await waitsOf(before, api)));
  }
  await churn;
  const note = ` (p50 ${part(now, 0.5).toFixed(1)}, of ${now.length})`;
  const what = 'event to badge, at 100 events/s: p99';
  return [
    atMost(what, part(now, 0.99), 'ms', 50, note),
    ...(before === undefined ? [] : [comparedWithBefore('…', part(now, 0.99), part(then, 0.99), 'ms')]),
  ];
}

/** Milliseconds: the pod has restarted, and is ready again. */
async function waitsOf(product: Product, api: ApiProcess): Promise<readonly number[]> {
  const waits: number[] = [];
  for (const [state, badge] of [
    ['restarted', /\(7 restarts\)/],
    ['ready', /\(0 restarts\)/],
  ] as const) {
    const sent = performance.now();
    await api.order({ do: 'set', pod: PODS - 1, state });
    await untilMatches(`${product.url}/_/svc-${String(services - 1).padStart(4, '0')}/health/`, badge);
    waits.push(performance.now() - sent);
  }
  return waits;
}

function part(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * fraction)] ?? NaN;
}

async function untilMatches(url: string, what: RegExp): Promise<void> {
  const end = performance.now() + 5_000;
  while (performance.now() < end) {
    if (what.test(await (await fetch(url)).text())) return;
  }
  throw new Error(`${url} did not show ${String(what)} within 5 s.`);
}

async function cost({ api, product, before }: Setup, order: ApiOrder & { readonly do: 'churn' }): Promise<Row[]> {
  await product.blocks();
  const [cpu, cpuBefore, began] = [product.cpu, before?.cpu ?? 0, performance.now()];
  await api.order(order);
  const passed = performance.now() - began;
  const cores = (product.cpu - cpu) / passed;
  const { wall, own } = await product.blocks();
  const what = `${order.rate} events/s${order.among === undefined ? '' : ` in one service of ${order.among} pods`}`;
  const note = `, event loop blocked for ${wall.toFixed(0)} ms at most, ${own.toFixed(0)} of its own`;
  return [
    order.rate === 1000 ? atMost(what, cores, 'of a core', TENTH, note) : figure(what, cores, 'of a core', note),
    ...(before === undefined ? [] : [comparedWithBefore('…', cores, (before.cpu - cpuBefore) / passed, 'of a core')]),
  ];
}

async function costs(setup: Setup, among?: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const rate of [100, 1000]) {
    const order = { do: 'churn', rate, seconds: ROUND, ...(among !== undefined && { among }) } as const;
    rows.push(...(await cost(setup, order)));
  }
  return rows;
}

report(
  `events at ${PODS} pods`,
  await measure({ pods: PODS, services }, async (setup) => [...(await lag(setup)), ...(await costs(setup))]),
);
const large = Math.min(5000, PODS);
report(
  `events at ${PODS} pods, ${large} of them in one service`,
  await measure({ pods: PODS, services, large }, (setup) => costs(setup, large)),
);

// The growth of cost: the same measurements at a small and a large size of each kind of work. No row may grow faster than
// the amount of work: the cost of one more pod, service, workload or object must not depend on their number.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiOptions, ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { startObjectServer, untilListed } from './support/object-process.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, type Row, seconds } from './support/report.ts';
import { serviceName } from './support/service-name.ts';
import { writeHistory } from './support/synthetic-history.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const SMALLER = 10;
/** BENCH_PODS scales the other sizes too. */
const sized = (count: number): number => Math.max(10, Math.round((count * PODS) / 150_000));
/** A ratio above 1, because the cost of a start varies, and that of garbage collections. */
const LIMIT = 1.25;
/** Milliseconds, for work that goes on after the start. */
const PAUSE = 3_000;

interface Cost {
  /** Pods, services, workloads, objects. */
  readonly size: number;
  /** Milliseconds of our CPU until all of it is read. */
  readonly cpu: number;
  /** MiB. */
  readonly rss: number;
  /** Milliseconds of our CPU for each event, badge, page and aggregate; absent where it isn't measured. */
  readonly each?: Readonly<Record<string, number>>;
}

const PODS_ALONE = { WATCH_WORKLOADS: 'false' };

type Env = Readonly<Record<string, string>>;

async function costOf(
  size: number,
  options: ApiOptions,
  env: Env,
  each: (setup: Setup) => Promise<Cost['each']> = nothing,
) {
  const api = await ApiProcess.start(options);
  const product = await Product.start(api, env);
  await sleep(PAUSE);
  const [cpu, rss] = [product.cpu, product.rss];
  const cost = { size, cpu, rss, each: (await each({ api, product })) ?? {} };
  await product.stop();
  await api.stop();
  return cost;
}

interface Setup {
  readonly api: ApiProcess;
  readonly product: Product;
}

function nothing(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** Milliseconds of our CPU for each event and answer. */
async function requests({ api, product }: Setup): Promise<Record<string, number>> {
  const events = await cpuWhile(product, () => api.order({ do: 'churn', rate: 500, seconds: seconds(6) }));
  const answer = async (path: string): Promise<number> => {
    let answers = 0;
    const cpu = await cpuWhile(product, async () => {
      ({ answers } = await load(product.url, { paths: [path], milliseconds: seconds(2) * 1000, connections: 2 }));
    });
    return cpu / answers;
  };
  return {
    event: events / (500 * seconds(6)),
    badge: await answer('/_/svc-0001/health/'),
    'page of 100 services': await answer('/v1/services?limit=100'),
  };
}

async function workloadEvents({ api, product }: Setup): Promise<Record<string, number>> {
  const order = { do: 'workloads', rate: 200, seconds: seconds(6) } as const;
  return { event: (await cpuWhile(product, () => api.order(order))) / (order.rate * order.seconds) };
}

async function cpuWhile(product: Product, work: () => Promise<unknown>): Promise<number> {
  const before = product.cpu;
  await work();
  return product.cpu - before;
}

/** Objects of 2 kB of one kind. */
async function objectsOf(objects: number): Promise<Cost> {
  const { url, child } = await startObjectServer({ kinds: 1, objects, size: 2_000 });
  const env = { WATCH_OBJECTS: 'kind0s.bench.example.com', WATCH_WORKLOADS: 'false' };
  const product = await Product.start({ url }, env);
  await untilListed(product, 1);
  await sleep(PAUSE);
  const cost = { size: objects, cpu: product.cpu, rss: product.rss };
  await product.stop();
  child.kill('SIGKILL');
  return cost;
}

/** The cost of a file with 30 days of history, without that of the services themselves. */
async function historyOf(services: number): Promise<Cost> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-growth-'));
  const names = Array.from({ length: services }, (_, at) => ({
    namespace: `team-${String(at % 50).padStart(2, '0')}`,
    name: serviceName(at),
  }));
  writeHistory({ dir, services: names, days: 30, changesADay: 5, now: Date.now() });
  const options = { pods: services, services, workloads: false };
  const without = await costOf(services, options, { WATCH_WORKLOADS: 'false' });
  const cost = await costOf(services, options, { WATCH_WORKLOADS: 'false', HISTORY_DIR: dir });
  rmSync(dir, { recursive: true });
  return { size: services, cpu: START.cpu + cost.cpu - without.cpu, rss: START.rss + cost.rss - without.rss };
}

/** The cost of the large size, and by how much the cost of one pod, event or answer grows from the small size to it. */
function rowsOf(what: string, small: Cost, large: Cost): Row[] {
  const perOne = ({ size, cpu }: Cost): number => (Math.max(0, cpu - START.cpu) / size) * 1000;
  const kiB = ({ size, rss }: Cost): number => (Math.max(0, rss - START.rss) / size) * 1024;
  const sizes = `${small.size} → ${large.size} ${what}`;
  const growth = (of: string, unit: string, before: number, after: number): Row => {
    const each = ` (${before.toFixed(2)} → ${after.toFixed(2)} ${unit})`;
    // At small sizes the cost may be less than the difference between two starts.
    if (before === 0) return figure(`${sizes}: ${of}`, after, unit);
    return atMost(`${sizes}: ${of}`, after / before, 'times', LIMIT, each);
  };
  return [
    figure(
      `${large.size} ${what}: start and first list, CPU`,
      large.cpu / 1000,
      's',
      `, RSS ${large.rss.toFixed(0)} MiB`,
    ),
    growth('CPU of the first list for each', 'µs', perOne(small), perOne(large)),
    growth('memory for each', 'KiB', kiB(small), kiB(large)),
    ...Object.entries(small.each ?? {}).map(([one, before]) =>
      growth(`CPU of one ${one}`, 'µs', before * 1000, (large.each?.[one] ?? NaN) * 1000),
    ),
  ];
}

async function pods(): Promise<Row[]> {
  const at = (count: number): Promise<Cost> =>
    costOf(count, { pods: count, services: 1_000, workloads: false }, PODS_ALONE, requests);
  return rowsOf('pods', await at(PODS / SMALLER), await at(PODS));
}

/** Each service has one pod, so the cost of a service includes that of a pod. */
async function services(): Promise<Row[]> {
  const at = (count: number): Promise<Cost> =>
    costOf(count, { pods: count, services: count, workloads: false }, PODS_ALONE, requests);
  return rowsOf('services', await at(sized(2_000)), await at(sized(20_000)));
}

async function workloads(): Promise<Row[]> {
  const at = (count: number): Promise<Cost> => costOf(count, { pods: count, services: count }, {}, workloadEvents);
  return rowsOf('workloads and their pods', await at(sized(1_000)), await at(sized(10_000)));
}

async function watches(): Promise<Row[]> {
  const names = (count: number): string =>
    Array.from({ length: count }, (_, at) => `team-${String(at).padStart(2, '0')}`).join(',');
  const at = (count: number): Promise<Cost> =>
    costOf(
      count,
      { pods: 5_000, services: 1_000, namespaces: count, workloads: false },
      { ...PODS_ALONE, WATCH_NAMESPACES: names(count) },
      requests,
    );
  const [one, hundred] = [await at(10), await at(100)];
  // The pods are the same, so only events and answers are compared.
  return rowsOf('watches of namespaces', one, hundred).filter(({ what }) => !what.includes('for each'));
}

/** The cost of a start with hardly any pods, which is part of the cost at each size. */
const START = await costOf(50, { pods: 50, services: 10 }, {});

report('how cost grows', [
  figure('a start with 50 pods, CPU', START.cpu / 1000, 's', `, RSS ${START.rss.toFixed(0)} MiB`),
  ...(await pods()),
  ...(await services()),
  ...(await workloads()),
  ...rowsOf('objects', await objectsOf(sized(5_000)), await objectsOf(sized(50_000))),
  ...rowsOf('services with 30 days of history', await historyOf(sized(1_000)), await historyOf(sized(10_000))),
  ...(await watches()),
]);

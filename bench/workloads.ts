// What workloads cost beside pods: a shield that watches both, and one that watches pods alone, in alternation.
import { ApiProcess } from './api-process.ts';
import { Product } from './product.ts';
import { atMost, figure, median, report, type Row, seconds } from './report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const services = Math.min(3000, PODS);

interface Cost {
  /** Seconds of CPU until the first lists are in, start included. */
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
  /** Milliseconds. */
  readonly block: number;
}

async function costOf(api: ApiProcess, watchWorkloads: boolean): Promise<Cost> {
  const product = await Product.start(api, { WATCH_WORKLOADS: String(watchWorkloads) }, { isProbed: true });
  const cost = { cpu: product.cpu / 1000, peak: product.peakRss, block: (await product.blocks()).own };
  await product.stop();
  return cost;
}

async function firstLists(api: ApiProcess): Promise<Row[]> {
  const [alone, both]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await costOf(api, false));
    both.push(await costOf(api, true));
  }
  const row = (what: string, unit: string, of: (cost: Cost) => number): Row => {
    const [before, after] = [median(alone.map(of)), median(both.map(of))];
    return atMost(
      `first lists, ${what}`,
      after / before,
      'times',
      1.1,
      ` (${before.toFixed(1)} → ${after.toFixed(1)} ${unit})`,
    );
  };
  return [
    row('CPU', 's', ({ cpu }) => cpu),
    row('RSS peak', 'MiB', ({ peak }) => peak),
    row('longest block of its own', 'ms', ({ block }) => block),
  ];
}

/** Events that change nothing kept, beside what a shield costs when idle. */
async function events(api: ApiProcess): Promise<Row[]> {
  const product = await Product.start(api);
  const coresWhile = async (work: Promise<unknown>): Promise<number> => {
    const [cpu, began] = [product.cpu, performance.now()];
    await work;
    return (product.cpu - cpu) / (performance.now() - began);
  };
  const idle = await coresWhile(api.order({ do: 'workloads', rate: 0, seconds: seconds(10) }));
  const busy = await coresWhile(api.order({ do: 'workloads', rate: 100, seconds: seconds(20) }));
  await product.stop();
  return [figure('idle', idle, 'of a core'), atMost('100 events of workloads/s', busy - idle, 'of a core', 0.05)];
}

const api = await ApiProcess.start({ pods: PODS, services });
report(`${services} workloads beside ${PODS} pods`, [...(await firstLists(api)), ...(await events(api))]);
await api.stop();

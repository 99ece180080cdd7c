// Twenty relists, one after the other, while badges are requested: the cost of one, and that memory doesn't grow with them.
import { ApiProcess } from './support/api-process.ts';
import { blockRow } from './support/block-row.ts';
import { load } from './support/load.ts';
import type { Blocks } from './support/loop-probe.ts';
import { Product } from './support/product.ts';
import { atMost, figure, median, report, type Row } from './support/report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const RELISTS = Number(process.env['BENCH_RELISTS'] ?? 20);
const services = Math.min(3000, PODS);
const PATHS = Array.from({ length: 100 }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);

interface Relist {
  /** Seconds of the product's CPU, without the cost of as many badges alone. */
  readonly cpu: number;
  /** MiB. */
  readonly rss: number;
  readonly blocks: Blocks;
  readonly p99: number;
}

async function relist(api: ApiProcess, product: Product): Promise<Relist> {
  const before = (await api.order({ do: 'count' })).watch;
  const badges = await badgesFor(product, 3_000);
  await product.blocks();
  const cpu = product.cpu;
  await api.order({ do: 'expire' });
  const answers = badgesFor(product, 3_000);
  await api.untilWatching(before + 1);
  const { p99 } = await answers;
  return { cpu: (product.cpu - cpu - badges.cpu) / 1000, rss: product.rss, blocks: await product.blocks(), p99 };
}

/** Requests a thousand badges a second. */
async function badgesFor(
  product: Product,
  milliseconds: number,
): Promise<{ readonly p99: number; readonly cpu: number }> {
  const cpu = product.cpu;
  const { p99 } = await load(product.url, { paths: PATHS, milliseconds, rate: 1000, connections: 4 });
  return { p99, cpu: product.cpu - cpu };
}

function rowsOf(relists: readonly Relist[], peak: number): Row[] {
  const rss = relists.map((each) => each.rss);
  const half = Math.ceil(rss.length / 2);
  const [early, late] = [Math.max(...rss.slice(0, half)), Math.max(...rss.slice(half))];
  const growth = ((rss.at(-1) ?? NaN) / (rss[2] ?? NaN) - 1) * 100;
  return [
    atMost('a relist: our CPU, median', median(relists.map(({ cpu }) => cpu)), 's', 3),
    atMost(`RSS peak over ${RELISTS} relists`, peak, 'MiB', 320),
    atMost('RSS, its growth from the 3rd to the last', growth, '%', 3),
    // RSS rises between full garbage collections, which come every seven relists: the maximum of each half shows growth
    // better than two single relists do.
    atMost(
      `RSS, growth from the most of the first ${half} relists to the most of the others`,
      (late / early - 1) * 100,
      '%',
      3,
    ),
    figure('RSS after each', rss.at(-1) ?? NaN, 'MiB', `: ${rss.map((each) => each.toFixed(0)).join(', ')}`),
    blockRow(
      'longest block of its own',
      relists.map(({ blocks }) => blocks),
    ),
    figure('badges during relists: p99, median', median(relists.map(({ p99 }) => p99)), 'ms'),
  ];
}

const api = await ApiProcess.start({ pods: PODS, services });
const product = await Product.start(api, {}, { isProbed: true });
await api.untilWatching(1);
const relists: Relist[] = [];
for (let round = 0; round < RELISTS; round += 1) relists.push(await relist(api, product));
report(`${RELISTS} relists of ${PODS} pods and ${services} workloads`, rowsOf(relists, product.peakRss));
await product.stop();
await api.stop();

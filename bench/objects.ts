// The kinds of WATCH_OBJECTS: the cost of the first lists of many large objects, and what blocks the event loop.
import type { ObjectOptions } from './support/object-server.ts';
import { load } from './support/load.ts';
import { startObjectServer, untilListed } from './support/object-process.ts';
import { Product } from './support/product.ts';
import { atLeast, atMost, figure, median, report, type Row, seconds } from './support/report.ts';

const SHARE = Number(process.env['BENCH_OBJECTS'] ?? 5_000) / 5_000;

/** `isCompared`: its badges are compared with those of a shield that watches no objects. */
async function measure(options: ObjectOptions, { isCompared = false } = {}): Promise<Row[]> {
  const { url, child } = await startObjectServer(options);
  const names = Array.from({ length: options.kinds }, (_, i) => `kind${i}s.bench.example.com`);
  const began = performance.now();
  const env = { WATCH_OBJECTS: names.join(' '), WATCH_WORKLOADS: 'false' };
  const product = await Product.start({ url }, env, { isProbed: true });
  const readyAfter = performance.now() - began;
  // Blocks of the start aren't blocks of the lists.
  await product.blocks();
  await untilListed(product, options.kinds);
  const took = performance.now() - began;
  const { own, wall } = await product.blocks();
  const bytes = options.kinds * options.objects * options.size;
  const rows = [
    figure('ready, which waits for no objects', readyAfter / 1000, 's'),
    figure('first lists', took / 1000, 's', ` (${(bytes / 1e9).toFixed(1)} GB)`),
    figure('first lists: our CPU', product.cpu / 1000, 's'),
    atMost('event loop blocked, own work', own, 'ms', 50),
    figure('event loop blocked, by the clock', wall, 'ms'),
    atMost('RSS peak', product.peakRss, 'MiB', 400),
    ...(await reading(product)),
    ...(isCompared ? [await withoutObjects(url, product)] : []),
  ];
  await product.stop();
  child.kill('SIGKILL');
  return rows;
}

/** Requests of readers, once all objects are listed. */
async function reading(product: Product): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, path] of [
    ['a page', '/'],
    ['a badge of a whole kind', '/k/kind0s/*/ready/'],
    ['a page of /v1/objects', '/v1/objects?limit=500'],
    ['a search on the page', '/?q=object-004999'],
  ] as const) {
    await product.blocks();
    const began = performance.now();
    await (await fetch(product.url + path)).arrayBuffer();
    const took = performance.now() - began;
    rows.push(atMost(`${what}: blocks`, (await product.blocks()).own, 'ms', 50, `, took ${took.toFixed(0)} ms`));
  }
  return rows;
}

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 25);
/** Milliseconds: short, so that other load on the machine affects both of a pair. */
const ROUND = seconds(0.4) * 1000;

/** Badges of a shield that watches no objects, compared with those of the one that does, alternately. */
async function withoutObjects(url: string, watching: Product): Promise<Row> {
  const product = await Product.start({ url }, { WATCH_WORKLOADS: 'false' });
  const perSecond = async ({ url: shield }: Product, milliseconds: number): Promise<number> =>
    (await load(shield, { paths: ['/_/web/health/'], milliseconds })).perSecond;
  for (const one of [product, watching]) await perSecond(one, seconds(2) * 1000);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    ratios.push((await perSecond(product, ROUND)) / (await perSecond(watching, ROUND)));
  await product.stop();
  return atLeast('badges where WATCH_OBJECTS is not set: throughput', median(ratios), 'of that where it is', 0.95);
}

const objects = Math.round(5_000 * SHARE);
report(
  `20 kinds of ${objects} objects of 30 kB`,
  await measure({ kinds: 20, objects, size: 30_000 }, { isCompared: true }),
);
report('objects of 500 kB', await measure({ kinds: 2, objects: Math.round(200 * SHARE), size: 500_000 }));

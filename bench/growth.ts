// The growth of cost: the same measurements with more pods, services and watches. No row may grow faster than the amount of
// work.
import { type ApiOptions, ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { Product } from './support/product.ts';
import { figure, report, type Row, seconds } from './support/report.ts';

async function measure(what: string, options: ApiOptions, env: Readonly<Record<string, string>> = {}): Promise<Row[]> {
  const api = await ApiProcess.start(options);
  const product = await Product.start(api, env, { isProbed: true });
  const listCpu = product.cpu;
  await product.blocks();
  const [before, began] = [product.cpu, performance.now()];
  await api.order({ do: 'churn', rate: 500, seconds: seconds(10) });
  const cores = (product.cpu - before) / (performance.now() - began);
  const { wall, own } = await product.blocks();
  const badge = await load(product.url, { paths: ['/_/svc-0001/health/'], milliseconds: seconds(4) * 1000 });
  // Each answer is rendered again, since something has changed after the previous request.
  const churn = api.order({ do: 'churn', rate: 200, seconds: seconds(3) * 3 + 1 });
  const one = await paced(product, '/a/svc-0001/health/');
  const hundred = await paced(product, '/a/svc-00/health/');
  const all = await paced(product, '/a/*/health/');
  await churn;
  const page = await paced(product, '/v1/services?limit=500');
  const rss = product.rss;
  await product.stop();
  await api.stop();
  return [
    figure(`${what}: first list, CPU`, listCpu / 1000, 's', `, RSS ${rss.toFixed(0)} MiB`),
    figure(
      `${what}: 500 events/s`,
      cores,
      'of a core',
      `, event loop blocked for ${wall.toFixed(0)} ms at most, ${own.toFixed(0)} of its own`,
    ),
    figure(`${what}: badges`, badge.perSecond, 'a second', `, p99 ${badge.p99.toFixed(2)} ms`),
    figure(
      `${what}: aggregates over 1, 100 and all, p50`,
      one,
      'ms',
      `, ${hundred.toFixed(2)} ms, ${all.toFixed(2)} ms`,
    ),
    figure(`${what}: /v1/services page of 500, p50`, page, 'ms'),
  ];
}

/** Median milliseconds of an answer, at 20 a second. */
async function paced(product: Product, path: string): Promise<number> {
  return (await load(product.url, { paths: [path], milliseconds: seconds(3) * 1000, rate: 20, connections: 1 })).p50;
}

const rows: Row[] = [];
for (const pods of [1_000, 10_000, 50_000, 150_000]) {
  rows.push(...(await measure(`${pods} pods, 1,000 services`, { pods, services: 1000 })));
}
for (const services of [100, 10_000]) {
  rows.push(...(await measure(`50,000 pods, ${services} services`, { pods: 50_000, services })));
}
const names = Array.from({ length: 100 }, (_, at) => `team-${String(at).padStart(2, '0')}`);
rows.push(
  ...(await measure(
    '10,000 pods, 100 namespace watches',
    { pods: 10_000, services: 1000, namespaces: 100 },
    { WATCH_NAMESPACES: names.join(',') },
  )),
);
report('how cost grows', rows);

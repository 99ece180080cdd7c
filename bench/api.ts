// Pages of /v1/services and the overview, one reader at a time, at 150,000 pods of 3,000 services.
import { ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, seconds } from './support/report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);

const api = await ApiProcess.start({ pods: PODS, services: Math.min(3000, PODS) });
const product = await Product.start(api);
const ask = (path: string): ReturnType<typeof load> =>
  load(product.url, { paths: [path], milliseconds: seconds(5) * 1000, connections: 1, rate: 50 });
await ask('/v1/services?limit=500');
const page = await ask('/v1/services?limit=500');
const found = await ask('/v1/services?limit=500&q=1&state=ok');
const overview = await ask('/');
const names = await ask('/services/');
await product.stop();
await api.stop();
report('pages', [
  atMost('/v1/services, page of 500: p99', page.p99, 'ms', 20, ` (p50 ${page.p50.toFixed(2)})`),
  figure('/v1/services?q=1&state=ok, page of 500: p99', found.p99, 'ms', ` (p50 ${found.p50.toFixed(2)})`),
  figure('the overview page: p99', overview.p99, 'ms', ` (p50 ${overview.p50.toFixed(2)})`),
  figure('/services/ (3,000 names): p99', names.p99, 'ms', ` (p50 ${names.p50.toFixed(2)})`),
]);

// An aggregate of 20,000 services of which some change all the time, requested in twenty variants: its share of a core.
import { ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, type Row, seconds } from './support/report.ts';

const SERVICES = Number(process.env['BENCH_SERVICES'] ?? 20_000);
const CHANGES = Number(process.env['BENCH_CHANGES'] ?? 50);
/** Requests a second, for all variants together. */
const RATE = 200;
const DURATION = seconds(20);

const STYLES = ['flat', 'flat-square', 'plastic', 'for-the-badge', 'social'];
const LABELS = ['all', 'production', 'platform', 'everything'];
const VARIANTS = STYLES.flatMap((style) => LABELS.map((label) => `/a/*/health/?style=${style}&label=${label}`));

async function measure(api: ApiProcess, product: Product): Promise<Row[]> {
  const churn = (): Promise<unknown> => api.order({ do: 'churn', rate: CHANGES, seconds: DURATION });
  const coresWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const [cpu, began] = [product.cpu, performance.now()];
    await work();
    return (product.cpu - cpu) / (performance.now() - began);
  };
  const ask = (): ReturnType<typeof load> =>
    load(product.url, { paths: VARIANTS, rate: RATE, connections: VARIANTS.length, milliseconds: DURATION * 1000 });
  await product.blocks();
  await (await fetch(`${product.url}/a/*/health/`)).arrayBuffer();
  const { own: first } = await product.blocks();
  // After warm-up, and the collection of the first list's garbage.
  await Promise.all([ask(), churn()]);
  const alone = await coresWhile(churn);
  await product.blocks();
  let answers = 0;
  let p99 = NaN;
  const both = await coresWhile(async () => {
    const [result] = await Promise.all([ask(), churn()]);
    ({ answers, p99 } = result);
  });
  const { own } = await product.blocks();
  return [
    atMost('the first request, event loop blocked, own work', first, 'ms', 20),
    figure(`${CHANGES} changes a second alone`, alone, 'of a core'),
    atMost(
      `with ${VARIANTS.length} variants of the aggregate, ${RATE} a second`,
      both,
      'of a core',
      0.1,
      `, ${answers} answers, p99 ${p99.toFixed(1)} ms`,
    ),
    figure('event loop blocked, own work', own, 'ms'),
  ];
}

const api = await ApiProcess.start({ pods: SERVICES, services: SERVICES });
const product = await Product.start(api, {}, { isProbed: true });
report(`an aggregate of ${SERVICES} services`, await measure(api, product));
await product.stop();
await api.stop();

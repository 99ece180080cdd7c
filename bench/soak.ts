// Half an hour of churn, relists, one-off owners and readers at 20,000 pods: memory and handles stay flat. It prints a
// line a minute (BENCH_MINUTES, 30), and its curve at the end.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './api-process.ts';
import { load } from './load.ts';
import { Product } from './product.ts';
import { atMost, figure, report } from './report.ts';

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 30);
const PODS = 20_000;
/** 50,000 one-off owners an hour. */
const RUNS = 50_000 / 3600;

interface Sample {
  readonly minute: number;
  readonly rss: number;
  readonly heap: number;
  readonly handles: number;
  readonly services: number;
  readonly failed: number;
}

const api = await ApiProcess.start({ pods: PODS, services: 1000 });
const product = await Product.start(api);
const paths = Array.from({ length: 1000 }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);
const samples: Sample[] = [];
for (let minute = 1; minute <= MINUTES; minute += 1) {
  const [answers] = await Promise.all([
    load(product.url, { paths: [...paths, '/a/*/health/', '/v1/services'], milliseconds: 58_000, rate: 500 }),
    api.order({ do: 'churn', rate: 200, seconds: 58 }),
    api.order({ do: 'runs', rate: RUNS, seconds: 58 }),
    sleep(30_000).then(() => api.order({ do: 'expire' })),
  ]);
  await sleep(2_000);
  const failed = answers.answers - (answers.statuses['200'] ?? 0);
  const sample = { minute, ...(await look(product)), failed };
  samples.push(sample);
  console.log(JSON.stringify(sample));
}
await product.stop();
await api.stop();

async function look({ child, rss }: Product): Promise<Omit<Sample, 'minute' | 'failed'>> {
  const heap = (await product.metric('kube_shields_nodejs_heap_size_used_bytes')) / 2 ** 20;
  const handles = readdirSync(`/proc/${child.pid ?? 0}/fd`).length;
  const { total } = (await (await fetch(`${product.url}/v1/services?limit=1`)).json()) as { total: number };
  return { rss, heap, handles, services: total };
}

const settled = samples.find(({ minute }) => minute >= Math.min(10, MINUTES / 2));
const last = samples.at(-1);
if (settled !== undefined && last !== undefined) {
  report(`soak of ${MINUTES} minutes at ${PODS} pods`, [
    atMost(`RSS after ${last.minute} min beside that after ${settled.minute}`, last.rss / settled.rss, 'times', 1.1),
    figure('RSS at the end', last.rss, 'MiB'),
    figure('open files at the end', last.handles, '', ` (${settled.handles} after ${settled.minute} min)`),
    atMost(
      'answers that were not 200',
      samples.reduce((sum, { failed }) => sum + failed, 0),
      'answers',
      0,
    ),
  ]);
}

// An hour of churn, relists, one-off owners, readers of badges and pages, and hostile requests at 20,000 pods: memory and
// handles stay flat. It prints a line a minute (BENCH_MINUTES, 60), and its curve at the end.
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report } from './support/report.ts';

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 60);
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
    openPages(58_000),
    attack(58_000),
  ]);
  await sleep(2_000);
  const failed = answers.answers - (answers.statuses['200'] ?? 0);
  const sample = { minute, ...(await measure(product)), failed };
  samples.push(sample);
  console.log(JSON.stringify(sample));
}
await product.stop();
await api.stop();

/** Ten open pages: each is loaded, then read as its stream brings changes, and left after ten seconds. */
async function openPages(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await Promise.all(
    Array.from({ length: 10 }, async (_, reader) => {
      const query = reader % 2 === 0 ? '' : `?namespace=team-0${reader}`;
      while (performance.now() < end) {
        await (await fetch(`${product.url}/${query}`)).arrayBuffer();
        await readStream(`${product.url}/shields${query}`);
      }
    }),
  );
}

/** For ten seconds, in which a busy machine may not even send its headers. */
async function readStream(url: string): Promise<void> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(10_000) })).arrayBuffer();
  } catch (fault) {
    if (!(fault instanceof DOMException && fault.name === 'TimeoutError')) throw fault;
  }
}

/** Unknown names, parameters that never repeat, an invalid path, and pipelined requests whose answers are never read. */
async function attack(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let n = 0; performance.now() < end; n += 1) {
    const made = Math.random().toString(36).slice(2);
    const lines = [
      `GET /_/${made}/health/?label=${made}&x=${n}`,
      `GET /a/${made}/version/?style=${made}`,
      `GET /v1/services?q=${made}`,
      `GET /?q=${made}`,
      `GET //${made}%00`,
    ];
    const requests = lines.map((line) => `${line} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
    const socket = connect(Number(new URL(product.url).port), '127.0.0.1').on('error', () => undefined);
    socket.write(n % 10 === 0 ? requests.repeat(200) : requests);
    if (n % 10 === 0) socket.pause();
    else socket.resume();
    setTimeout(() => socket.destroy(), 1_000);
    await sleep(100);
  }
}

async function measure({ child, rss }: Product): Promise<Omit<Sample, 'minute' | 'failed'>> {
  const heap = (await product.metric('kube_shields_nodejs_heap_size_used_bytes')) / 2 ** 20;
  const handles = readdirSync(`/proc/${child.pid ?? 0}/fd`).length;
  const { total } = (await (await fetch(`${product.url}/v1/services?limit=1`)).json()) as { total: number };
  return { rss, heap, handles, services: total };
}

const warm = samples.find(({ minute }) => minute >= Math.min(15, MINUTES / 2));
const last = samples.at(-1);
if (warm !== undefined && last !== undefined) {
  report(`soak of ${MINUTES} minutes at ${PODS} pods`, [
    atMost(`RSS after ${last.minute} min, compared with that after ${warm.minute}`, last.rss / warm.rss, 'times', 1.05),
    figure('RSS at the end', last.rss, 'MiB'),
    figure('open files at the end', last.handles, '', ` (${warm.handles} after ${warm.minute} min)`),
    atMost(
      'answers that were not 200',
      samples.reduce((sum, { failed }) => sum + failed, 0),
      'answers',
      0,
    ),
  ]);
}

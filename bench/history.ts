// A year of history on disk: its size, the cost of a start and of long uptimes, and the speed of writes.
// Writing that file takes a minute or two: BENCH_HISTORY names a file to reuse, or to create.
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HistoryDatabase } from '../src/history/storage/database.loader.ts';
import { FILE } from '../src/history/storage/database-schema.ts';
import { DAY } from '../src/config/duration.ts';
import { ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { Product } from './support/product.ts';
import { atMost, figure, report, type Row, seconds } from './support/report.ts';
import { serviceName } from './support/service-name.ts';
import { writeHistory } from './support/synthetic-history.ts';

const COUNT = Number(process.env['BENCH_SERVICES'] ?? 20_000);
const DAYS = Number(process.env['BENCH_DAYS'] ?? 365);
const CHANGES_A_DAY = 5;

const services = Array.from({ length: COUNT }, (_, i) => ({
  namespace: `team-${String(i % 50).padStart(2, '0')}`,
  name: serviceName(i),
}));
const dir = mkdtempSync(join(tmpdir(), 'bench-history-'));
process.on('exit', () => {
  rmSync(dir, { recursive: true, force: true });
});

function prepareFile(): void {
  const reusable = process.env['BENCH_HISTORY'];
  const file = join(dir, FILE);
  if (reusable !== undefined && existsSync(reusable)) {
    copyFileSync(reusable, file);
    return;
  }
  writeHistory({ dir, services, days: DAYS, changesADay: CHANGES_A_DAY, now: Date.now() });
  if (reusable !== undefined) copyFileSync(file, reusable);
}

async function measure(): Promise<Row[]> {
  const api = await ApiProcess.start({ pods: COUNT, services: COUNT, workloads: false });
  const without = await start(api);
  await sleep(PAUSE);
  const plain = { ready: without.readyAfter, peak: without.peakRss, blocks: await without.blocks() };
  await without.stop();
  prepareFile();
  const size = statSync(join(dir, FILE)).size;
  const product = await start(api, { HISTORY_DIR: dir });
  const { readyAfter } = product;
  const took = await untilRead(product);
  await sleep(PAUSE);
  const opening = await product.blocks();
  const rows = [
    figure('file', size / 2 ** 20, 'MiB', `, ${(size / COUNT).toFixed(0)} bytes a service`),
    figure('ready, without it', plain.ready / 1000, 's'),
    figure('ready, with it', readyAfter / 1000, 's'),
    figure('history read, from then on', took / 1000, 's'),
    figure('event loop blocked by the start, own work, without it', plain.blocks.own, 'ms'),
    figure('event loop blocked by the start, own work, with it', opening.own, 'ms'),
    ...(await uptimeRows(product)),
    figure('RSS peak, without it', plain.peak, 'MiB'),
    figure('RSS peak, with it', product.peakRss, 'MiB'),
  ];
  await product.stop();
  await api.stop();
  return [...rows, ...writeRows()];
}

function start(api: ApiProcess, env: Readonly<Record<string, string>> = {}): Promise<Product> {
  return Product.start(api, { WATCH_WORKLOADS: 'false', ...env }, { isProbed: true });
}

/** Milliseconds until an uptime was read from the file. */
async function untilRead(product: Product): Promise<number> {
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`${product.url}/_/${serviceName(0)}/uptime.json?window=400d`);
    const { uptime } = (await answer.json()) as { uptime: { seconds: { unseen: number } } };
    if (uptime.seconds.unseen < (401 - DAYS) * 86_400) return performance.now() - began;
    await sleep(50);
  }
}

async function uptimeRows(product: Product): Promise<Row[]> {
  // By then the writes that follow a start are done.
  await sleep(seconds(20) * 1000);
  await product.blocks();
  const rows: Row[] = [];
  const healths = services.map((one) => pathOf(one, 'health/?'));
  const { p99: control } = await load(product.url, { paths: healths, ...RATE, milliseconds: seconds(20) * 1000 });
  rows.push(figure('health, from memory, as often: p99', control, 'ms'));
  for (const [what, paths, limit] of [
    ['uptime over 400 days, none twice', services.map((one) => pathOf(one, 'uptime/?window=400d')), 5],
    ['uptime over 30 days, none twice', services.map((one) => pathOf(one, 'uptime/?window=30d')), 5],
  ] as const) {
    const before = product.cpu;
    const { p50, p99, answers, statuses } = await load(product.url, {
      paths,
      ...RATE,
      milliseconds: seconds(20) * 1000,
    });
    const perOne = (product.cpu - before) / answers;
    const note = `, p50 ${p50.toFixed(2)} ms, ${JSON.stringify(statuses)}, ${perOne.toFixed(2)} ms of our CPU each`;
    rows.push(atMost(`${what}: p99`, p99, 'ms', limit, note));
  }
  rows.push(atMost('event loop blocked by them, own work', (await product.blocks()).own, 'ms', 20));
  return [...rows, ...(await allUptimesRows(product))];
}

/** The uptime of all services together, while other clients request that of single services. */
async function allUptimesRows(product: Product): Promise<Row[]> {
  const all = `${product.url}/a/*/uptime.json?window=400d`;
  const began = performance.now();
  await (await fetch(all)).arrayBuffer();
  const first = performance.now() - began;
  const others = load(product.url, {
    paths: services.map((one) => pathOf(one, 'uptime/?window=90d')),
    ...RATE,
    milliseconds: seconds(10) * 1000,
  });
  while ((await (await fetch(all)).text()).includes('"pending"')) await sleep(100);
  const added = performance.now() - began;
  const { p99 } = await others;
  return [
    atMost('uptime of all services over 400 days, first answer', first, 'ms', 1_000),
    figure('uptime of all services over 400 days, added up', added / 1000, 's'),
    figure('uptime of one service over 90 days at the same time: p99', p99, 'ms'),
    atMost('event loop blocked by all that, own work', (await product.blocks()).own, 'ms', 20),
  ];
}

function pathOf({ namespace, name }: (typeof services)[number], rest: string): string {
  return `/_/${name}/${rest}&namespace=${namespace}`;
}

/** Batches of changes of all services, as the product's thread writes them. */
function writeRows(): Row[] {
  const now = Date.now();
  const database = HistoryDatabase.open({ dir, keepFor: 400 * DAY, now });
  const began = performance.now();
  let written = 0;
  let longest = 0;
  while (performance.now() - began < seconds(10) * 1000) {
    const changes = Array.from({ length: BATCH }, (_, i) => {
      const key = { cluster: 'local', ...(services[(written + i * 7) % COUNT] ?? { namespace: '', name: '' }) };
      return { key, at: now + written + i, state: 'down' as const, reason: 'CrashLoopBackOff', version: 'v1.1.0' };
    });
    const batchBegan = performance.now();
    database.write(changes, now + written);
    longest = Math.max(longest, performance.now() - batchBegan);
    written += BATCH;
  }
  const perSecond = written / ((performance.now() - began) / 1000);
  database.close();
  return [figure('writes', perSecond, 'changes a second', `, a batch of ${BATCH} in at most ${longest.toFixed(0)} ms`)];
}

const BATCH = 500;
const RATE = { connections: 4, rate: 200 };
/** Milliseconds until background work of the start is done. */
const PAUSE = 5_000;

report(`a year of history: ${COUNT} services, ${CHANGES_A_DAY} changes a day, ${DAYS} days`, await measure());

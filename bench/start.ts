// The time until a small cluster's shield is ready, and its cost when idle; alternately with the build of BENCH_BEFORE, if
// one is given. Two medians of 5 starts of one build differ by up to 0.12 times, so a comparison takes BENCH_ROUNDS=25.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './support/api-process.ts';
import { BEFORE, Product } from './support/product.ts';
import { atMost, comparedWithBefore, figure, median, report, type Row, seconds } from './support/report.ts';

const STARTS = Number(process.env['BENCH_ROUNDS'] ?? 5);

interface Starts {
  /** Milliseconds, as is `cpu`. */
  readonly ready: number[];
  readonly cpu: number[];
  /** MiB, after the last start. */
  idle: number;
}

async function start(api: ApiProcess, starts: Starts, isLast: boolean, main?: string): Promise<void> {
  const product = await Product.start(api, {}, { ...(main !== undefined && { main }) });
  starts.ready.push(product.readyAfter);
  starts.cpu.push(product.cpu);
  if (isLast) {
    await sleep(seconds(20) * 1000);
    starts.idle = product.rss;
  }
  await product.stop();
}

const noStarts = (): Starts => ({ ready: [], cpu: [], idle: NaN });

function rowsOf(ours: Starts, before: Starts): Row[] {
  const rows = [
    atMost(`start to ready, 50 pods, median of ${STARTS}`, median(ours.ready) / 1000, 's', 1.5),
    figure('its CPU', median(ours.cpu) / 1000, 's'),
    atMost('idle memory (RSS)', ours.idle, 'MiB', 150),
  ];
  if (BEFORE === undefined) return rows;
  return [
    ...rows,
    comparedWithBefore('start to ready', median(ours.ready) / 1000, median(before.ready) / 1000, 's'),
    comparedWithBefore('its CPU', median(ours.cpu) / 1000, median(before.cpu) / 1000, 's'),
    comparedWithBefore('idle memory (RSS)', ours.idle, before.idle, 'MiB'),
  ];
}

const api = await ApiProcess.start({ pods: 50, services: 10 });
const [ours, before] = [noStarts(), noStarts()];
// The first start fills the compile cache, as an image's first start does.
await start(api, noStarts(), false);
if (BEFORE !== undefined) await start(api, noStarts(), false, BEFORE);
for (let at = 1; at <= STARTS; at += 1) {
  await start(api, ours, at === STARTS);
  if (BEFORE !== undefined) await start(api, before, at === STARTS, BEFORE);
}
await api.stop();
report('start', rowsOf(ours, before));

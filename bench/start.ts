// How soon a small cluster's shield is ready, and what it costs when idle.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from './api-process.ts';
import { Product } from './product.ts';
import { atMost, figure, median, report, seconds } from './report.ts';

const STARTS = 5;

const api = await ApiProcess.start({ pods: 50, services: 10 });
// The first start fills the compile cache, as an image's first start does.
await (await Product.start(api)).stop();
const ready: number[] = [];
const cpu: number[] = [];
const idle: number[] = [];
for (let start = 0; start < STARTS; start += 1) {
  const product = await Product.start(api);
  ready.push(product.readyAfter);
  cpu.push(product.cpu);
  if (start === STARTS - 1) await sleep(seconds(20) * 1000);
  idle.push(product.rss);
  await product.stop();
}
await api.stop();
report('start', [
  atMost('start to ready, 50 pods, median of 5', median(ready) / 1000, 's', 1.5),
  figure('its CPU', median(cpu) / 1000, 's'),
  atMost('idle memory (RSS)', idle.at(-1) ?? NaN, 'MiB', 150),
]);

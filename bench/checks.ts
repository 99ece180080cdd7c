// What hostile check files cost the readers of badges, and two hundred well-behaved checks in the same shield.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BROKEN, HOSTILE, ODD, goodFiles } from '../test/support/checks/hostile-files.ts';
import { ApiProcess } from './support/api-process.ts';
import { load } from './support/load.ts';
import { Product } from './support/product.ts';
import { atMost, median, report, seconds } from './support/report.ts';

const GOOD = 200;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const BAD = { ...HOSTILE, ...BROKEN, ...ODD };
/** Milliseconds, as in the good files. */
const INTERVAL = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-checks-'));
for (const [name, text] of Object.entries(goodFiles(GOOD))) writeFileSync(join(folder, name), text);
const api = await ApiProcess.start({ pods: 100, services: 10 });
const product = await Product.start(api, { CHECKS_DIR: folder, CHECK_TIMEOUT: '1s', CHECK_INTERVAL: '2s' });
while ((await lastRuns()).size < GOOD) await sleep(100);

const ratios: number[] = [];
const intervals: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const p99 = await badgeP99();
  for (const [name, text] of Object.entries(BAD)) writeFileSync(join(folder, name), text);
  await sleep(1_000);
  const before = await lastRuns();
  const [p99WithHostile, intervalsNow] = await Promise.all([badgeP99(), nextRuns(before)]);
  ratios.push(p99WithHostile / p99);
  intervals.push(...intervalsNow);
  for (const name of Object.keys(BAD)) rmSync(join(folder, name));
  await sleep(2_000);
}
await product.stop();
await api.stop();
rmSync(folder, { recursive: true });

report(`${GOOD} well-behaved checks and ${Object.keys(BAD).length} hostile files`, [
  atMost('p99 of badges, compared with that without hostile files', median(ratios), 'times', 1.2),
  atMost('median interval of a well-behaved check', median(intervals) / INTERVAL, 'times its own', 1.25),
]);

async function badgeP99(): Promise<number> {
  const options = { paths: ['/_/svc-0000/health/'], connections: 4, rate: 200, milliseconds: seconds(10) * 1_000 };
  return (await load(product.url, options)).p99;
}

/** Unix milliseconds at which each good check last ran. */
async function lastRuns(): Promise<ReadonlyMap<string, number>> {
  const { items } = (await (await fetch(`${product.url}/v1/checks`)).json()) as { items: readonly CheckItem[] };
  return new Map(
    items.flatMap(({ file, lastRun }) =>
      file.startsWith('good-') && lastRun !== undefined ? [[file, Date.parse(lastRun)] as const] : [],
    ),
  );
}

interface CheckItem {
  readonly file: string;
  readonly lastRun?: string;
}

/** Milliseconds from each check's known run to its next. */
async function nextRuns(before: ReadonlyMap<string, number>): Promise<readonly number[]> {
  const found = new Map<string, number>();
  while (found.size < before.size) {
    await sleep(100);
    for (const [file, at] of await lastRuns()) {
      const known = before.get(file);
      if (known !== undefined && at > known && !found.has(file)) found.set(file, at - known);
    }
  }
  return [...found.values()];
}

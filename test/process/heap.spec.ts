// A running process returns memory to the system once it needs less.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { growthOf } from '../../src/app.heap.ts';

const OPTIONS = ['--max-semi-space-size=4', '--heap-growing-percent=30', '--disable-warning=ExperimentalWarning'];
const HEAP = fileURLToPath(new URL('../../src/app.heap.ts', import.meta.url));

/** Uses about 300 MiB for a moment, then little. Exits with 0 once half of it has been returned. */
const SCRIPT = `
import { setImmediate as nextTurn } from 'node:timers/promises';
import { returnFreedPages } from '${HEAP}';
const some = () => Array.from({ length: 5_000 }, (_, n) => ({ n, list: [n] }));
const outside = () => process.memoryUsage.rss() - process.memoryUsage().heapTotal;
const before = outside();
let held = Array.from({ length: 600 }, some);
const most = process.memoryUsage().heapTotal;
held = [];
returnFreedPages(10);
for (let turn = 0; turn < 3_000; turn += 1) {
  held.push(some());
  if (held.length > 10) held.shift();
  await nextTurn();
  const isFreed = process.memoryUsage().heapTotal < most / 2;
  if (isFreed && outside() - before < most / 4) process.exit(0);
}
process.exit(1);
`;

/**
 * Creates objects, of which it keeps few, until its whole heap was collected a few times: how often depends on the load.
 * V8 marks a collection that saves memory with `reduce`.
 */
const SMALL_SCRIPT = `
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { returnFreedPages } from '${HEAP}';
let collections = 0;
new PerformanceObserver((list) => {
  for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) collections += 1;
}).observe({ entryTypes: ['gc'] });
returnFreedPages(1);
const held = [];
for (let turn = 0; turn < 20_000 && collections < 5; turn += 1) {
  held.push(Array.from({ length: 5_000 }, (_, n) => ({ n, list: [n] })));
  if (held.length > 20) held.shift();
  await nextTurn();
}
process.exit();
`;

it('returns memory that the heap no longer needs to the system', async () => {
  const child = spawn(process.execPath, [...OPTIONS, '--input-type=module', '-e', SCRIPT], { stdio: 'inherit' });
  expect(await once(child, 'close')).toEqual([0, null]);
});

it('is not stopped for the sake of memory while it is small', async () => {
  const options = [...OPTIONS, '--trace-gc', '--input-type=module', '-e', SMALL_SCRIPT];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const collections = (await text(child.stdout)).split('\n').filter((line) => line.includes('Mark-Compact'));
  expect(collections).not.toEqual([]);
  expect(collections.filter((line) => line.includes('(reduce)'))).toEqual([]);
});

it('lets a small heap grow by 32 MiB, at most to twice its size, and a large one by 30 %', () => {
  const [small, medium, large] = [10, 64, 200].map((mebibytes) => growthOf(mebibytes * 2 ** 20));
  expect([small, medium, large]).toEqual([100, 50, 30]);
});

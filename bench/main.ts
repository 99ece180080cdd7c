// `npm run bench` runs every benchmark, one after the other; `npm run bench -- badges start` those that are named.
// BENCH_SECONDS and BENCH_ROUNDS make a run short, BENCH_PODS makes it small.
// BENCH_BEFORE=/path/to/dist/main.js measures an older build alternately with this one, if the benchmark supports it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `soak` takes an hour and `abuse` ten minutes, so they run only if they are named. */
const ALL = [
  'start',
  'decode',
  'list',
  'relists',
  'workloads',
  'objects',
  'badges',
  'events',
  'aggregate',
  'page-drawing',
  'api',
  'page',
  'growth',
  'federation',
  'large-member',
  'history',
  'checks',
];

const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : ALL) {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) process.exitCode = 1;
}

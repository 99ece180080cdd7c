// `npm run bench` runs every benchmark, one after the other; `npm run bench -- badges start` those that are named.
// BENCH_SECONDS and BENCH_ROUNDS make a run short, BENCH_PODS makes it small.
// BENCH_BEFORE=/path/to/dist/main.js measures an older build alternately with this one, if the benchmark supports it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Row } from './support/report.ts';

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

const results: Result[] = [];
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : ALL) {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', program];
  const child = spawn(process.execPath, args, { stdio: ['inherit', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface(child.stdout)) {
    console.log(line);
    results.push(...resultsIn(line));
  }
  if ((await ended) === 0) continue;
  console.log(`\n${name} could not run.`);
  process.exitCode = 1;
}
summarize();

interface Result {
  readonly bench: string;
  readonly row: Row;
}

/** From the line of JSON that each report ends with. */
function resultsIn(line: string): readonly Result[] {
  if (!line.startsWith('{"bench":')) return [];
  const { bench, rows } = JSON.parse(line) as { readonly bench: string; readonly rows: readonly Row[] };
  return rows.map((row) => ({ bench, row }));
}

/** A target that isn't met doesn't make the run fail. */
function summarize(): void {
  const judged = results.filter(({ row }) => row.isMet !== undefined);
  const missed = judged.filter(({ row }) => row.isMet === false);
  console.log(`\n${judged.length - missed.length} of ${judged.length} targets are met.`);
  for (const { bench, row } of missed)
    console.log(`  NOT MET: ${bench}: ${row.what}: ${row.figure}, ${row.target ?? ''}`);
}

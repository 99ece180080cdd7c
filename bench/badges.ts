// Badges beside a bare node:http server that sends the same bytes and headers, in alternating rounds, one core each.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ApiProcess } from './api-process.ts';
import type { BareAnswer } from './bare-server.ts';
import { load } from './load.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import { Product, cpuOf, endWithUs } from './product.ts';
import { atLeast, atMost, figure, median, report, seconds } from './report.ts';
import type { Row } from './report.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const SIZES: readonly (readonly [number, number])[] = [
  [15, 5],
  [Number(process.env['BENCH_PODS'] ?? 150_000), 3000],
];

const p99s: number[] = [];
async function measure(pods: number, services: number): Promise<Row[]> {
  const api = await ApiProcess.start({ pods, services });
  const product = await Product.start(api);
  const before = await api.tell({ do: 'count' });
  const all = Array.from({ length: services }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);
  const some = all.slice(0, 15);
  const rows: Row[] = [];

  const two = await beside(product, { paths: some });
  rows.push(...rowsOf('200, 15 badges', two, 0.85));
  const etag = await etagOf(product.url + (some[0] ?? ''));
  const three = await beside(product, { paths: some.slice(0, 1), headers: { 'If-None-Match': etag } });
  rows.push(...rowsOf('304', three, 0.85));
  if (services > 15) rows.push(...rowsOf(`200, ${services} badges`, await beside(product, { paths: all })));
  rows.push(...rowsOf('unknown names', await beside(product, { paths: misses() })));
  rows.push(...rowsOf('aggregate of all', await beside(product, { paths: ['/a/*/health/'] })));
  rows.push(...(await calmLatency(product, some)));

  const after = await api.tell({ do: 'count' });
  const caused = after.list - before.list;
  rows.push(atMost('lists caused by all these requests', caused, 'requests', 0));
  await product.stop();
  await api.stop();
  return rows;
}

interface Rounds {
  readonly ours: readonly Round[];
  readonly bare: readonly Round[];
}

interface Round extends LoadResult {
  /** Answers for each second of the server's own CPU. */
  readonly perCpuSecond: number;
}

/** Alternating, so that what else the machine does hits both. */
async function beside(product: Product, asked: Omit<LoadOptions, 'milliseconds'>): Promise<Rounds> {
  const bare = await startBare(product.url + (asked.paths[0] ?? ''), asked.headers ?? {});
  const options = { ...asked, milliseconds: seconds(4) * 1000 };
  const ours: Round[] = [];
  const theirs: Round[] = [];
  const warmUp = { ...asked, milliseconds: seconds(2) * 1000 };
  await load(product.url, warmUp);
  await load(bare.url, warmUp);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await measured(product.url, product.child, options));
    theirs.push(await measured(bare.url, bare.child, options));
  }
  bare.child.kill('SIGKILL');
  return { ours, bare: theirs };
}

async function measured(url: string, child: ChildProcess, options: LoadOptions): Promise<Round> {
  const before = cpuOf(child.pid ?? 0);
  const result = await load(url, options);
  return { ...result, perCpuSecond: (result.answers * 1000) / (cpuOf(child.pid ?? 0) - before) };
}

function rowsOf(what: string, { ours, bare }: Rounds, target?: number): Row[] {
  const ratio = median(ours.map((round, at) => round.perSecond / (bare[at]?.perSecond ?? NaN)));
  const cpuRatio = median(ours.map((round, at) => round.perCpuSecond / (bare[at]?.perCpuSecond ?? NaN)));
  const [mine, theirs] = [median(ours.map((round) => round.perSecond)), median(bare.map((round) => round.perSecond))];
  const note = ` of bare (${Math.round(mine)} and ${Math.round(theirs)} a second)`;
  const statuses = Object.keys(ours[0]?.statuses ?? {}).join(' ');
  return [
    target === undefined
      ? figure(`${what}: throughput`, ratio, note)
      : { ...atLeast(`${what}: throughput`, ratio, note, target), target: `at least ${target}` },
    figure(`${what}: answers for a second of CPU`, cpuRatio, 'of bare', ` (statuses ${statuses})`),
    figure(
      `${what}: p99`,
      median(ours.map((round) => round.p99)),
      'ms',
      ` (bare ${median(bare.map((round) => round.p99)).toFixed(2)})`,
    ),
  ];
}

/** As fast as they come, and at a load that leaves the server time: the target is about the first. */
async function calmLatency(product: Product, paths: readonly string[]): Promise<Row[]> {
  const full: number[] = [];
  const calm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    full.push((await load(product.url, { paths, milliseconds: seconds(4) * 1000 })).p99);
    calm.push((await load(product.url, { paths, milliseconds: seconds(4) * 1000, rate: 2000 })).p99);
  }
  p99s.push(median(full));
  const [small = NaN, large] = p99s;
  const rows = [figure('p99 under full load', median(full), 'ms'), figure('p99 at 2,000 a second', median(calm), 'ms')];
  return large === undefined ? rows : [...rows, atMost('p99 beside that at 15 pods', large / small, 'times', 1.2)];
}

function misses(): readonly string[] {
  return Array.from({ length: 1000 }, (_, at) => `/_/nobody-${at}/health/`);
}

async function etagOf(url: string): Promise<string> {
  return (await fetch(url)).headers.get('etag') ?? '';
}

/** A server that repeats what the product says at that address. */
async function startBare(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const answer = await answerAt(url, headers);
  const child = fork(fileURLToPath(new URL('./bare-server.ts', import.meta.url)), { stdio: 'inherit' });
  endWithUs(child);
  const port = await new Promise<number>((resolve) => {
    child.once('message', (message: { port: number }) => {
      resolve(message.port);
    });
    child.send(answer);
  });
  return { url: `http://127.0.0.1:${port}`, child };
}

function answerAt(url: string, headers: Readonly<Record<string, string>>): Promise<BareAnswer> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const own = response.rawHeaders.flatMap((name, at, raw) =>
          at % 2 === 0 && !NODES_OWN.has(name) ? [name, raw[at + 1] ?? ''] : [],
        );
        resolve({ status: response.statusCode ?? 0, headers: own, body: Buffer.concat(chunks).toString() });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** What node:http adds by itself. */
const NODES_OWN = new Set(['Date', 'Connection', 'Keep-Alive']);

// Last, when everything above is there.
for (const [pods, services] of SIZES) report(`badges at ${pods} pods`, await measure(pods, services));

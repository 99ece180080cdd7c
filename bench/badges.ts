// Badges, compared with a bare node:http server that sends the same bytes and headers, in alternating rounds, one core each.
import { type ChildProcess, fork } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ApiProcess } from './support/api-process.ts';
import type { BareAnswer } from './support/bare-server.ts';
import { load, type LoadOptions, type LoadResult } from './support/load.ts';
import { BEFORE, Product, cpuOf, endWithUs } from './support/product.ts';
import { atLeast, atMost, figure, median, report, type Row, seconds } from './support/report.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 25);
/** Milliseconds: short, so that other load on the machine affects both of a pair. */
const ROUND = seconds(0.4) * 1000;
const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const SMALL = { pods: 15, services: 5 };
const LARGE = { pods: PODS, services: Math.min(20_000, PODS) };

interface Setup {
  readonly api: ApiProcess;
  readonly product: Product;
  /** The build of BENCH_BEFORE, where one is given. */
  readonly before: Product | undefined;
  readonly badges: readonly string[];
}

async function startSetup(options: { readonly pods: number; readonly services: number }): Promise<Setup> {
  const api = await ApiProcess.start(options);
  const product = await Product.start(api);
  const before = BEFORE === undefined ? undefined : await Product.start(api, {}, { main: BEFORE });
  const numbers = Array.from({ length: options.services }, (_, at) => String(at).padStart(4, '0'));
  return { api, product, before, badges: numbers.map((number) => `/_/svc-${number}/health/`) };
}

async function throughput(setup: Setup): Promise<Row[]> {
  const { product, badges } = setup;
  const some = badges.slice(0, 15);
  const rows = rowsOf('200, 15 badges', await compareWithBare(setup, { paths: some }), 0.9);
  const etag = await etagOf(product.url + (some[0] ?? ''));
  const unchanged = { paths: some.slice(0, 1), headers: { 'If-None-Match': etag } };
  rows.push(...rowsOf('304', await compareWithBare(setup, unchanged), 0.9));
  if (badges.length > 15) {
    rows.push(...rowsOf(`200, ${badges.length} badges`, await compareWithBare(setup, { paths: badges }), 0.8));
  }
  rows.push(...rowsOf('unknown names', await compareWithBare(setup, { paths: unknownNames() }), 0.4));
  rows.push(...rowsOf('aggregate of all', await compareWithBare(setup, { paths: ['/a/*/health/'] })));
  return rows;
}

interface Rounds {
  readonly ours: readonly Round[];
  readonly bare: readonly Round[];
  /** Empty without a build to compare with. */
  readonly before: readonly Round[];
}

interface Round extends LoadResult {
  /** Answers per second of the server's CPU time. */
  readonly perCpuSecond: number;
}

/** Alternating, so that other load on the machine affects both. */
async function compareWithBare(
  { product, before }: Setup,
  readers: Omit<LoadOptions, 'milliseconds'>,
): Promise<Rounds> {
  const bare = await startBare(product.url + (readers.paths[0] ?? ''), readers.headers ?? {});
  const options = { ...readers, milliseconds: ROUND };
  const rounds = { ours: [] as Round[], bare: [] as Round[], before: [] as Round[] };
  const warmUp = { ...readers, milliseconds: seconds(2) * 1000 };
  for (const { url } of [product, bare, ...(before === undefined ? [] : [before])]) await load(url, warmUp);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(await measured(product.url, product.child, options));
    rounds.bare.push(await measured(bare.url, bare.child, options));
    if (before !== undefined) rounds.before.push(await measured(before.url, before.child, options));
  }
  bare.child.kill('SIGKILL');
  return rounds;
}

async function measured(url: string, child: ChildProcess, options: LoadOptions): Promise<Round> {
  const before = cpuOf(child.pid ?? 0);
  const result = await load(url, options);
  return { ...result, perCpuSecond: (result.answers * 1000) / (cpuOf(child.pid ?? 0) - before) };
}

function rowsOf(what: string, { ours, bare, before }: Rounds, target?: number): Row[] {
  const ratio = median(ours.map((round, at) => round.perSecond / (bare[at]?.perSecond ?? NaN)));
  const cpuRatio = median(ours.map((round, at) => round.perCpuSecond / (bare[at]?.perCpuSecond ?? NaN)));
  const [product, bareServer] = [
    median(ours.map((round) => round.perSecond)),
    median(bare.map((round) => round.perSecond)),
  ];
  const note = ` of bare (${Math.round(product)} and ${Math.round(bareServer)} a second)`;
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
    ...(before.length === 0 ? [] : [comparedWithBefore(what, ours, before)]),
  ];
}

function comparedWithBefore(what: string, ours: readonly Round[], before: readonly Round[]): Row {
  const ratio = median(ours.map((round, at) => round.perSecond / (before[at]?.perSecond ?? NaN)));
  const note = ` (${Math.round(median(before.map((round) => round.perSecond)))} a second)`;
  return atLeast(`${what}: throughput`, ratio, 'of the build before', 0.97, note);
}

/** At full speed, and at a load below it; the target is for full speed. */
async function latency(small: Setup, large: Setup): Promise<Row[]> {
  const full = await p99sOf(small, large, {});
  const paced = await p99sOf(small, large, { rate: 2000 });
  const times = median(full.large.map((p99, at) => p99 / (full.small[at] ?? NaN)));
  return [
    figure('p99 under full load', median(full.large), 'ms', ` (${median(full.small).toFixed(2)} at 15 pods)`),
    atMost('the same, compared with 15 pods', times, 'times', 1.2),
    figure('p99 at 2,000 a second', median(paced.large), 'ms', ` (${median(paced.small).toFixed(2)} at 15 pods)`),
  ];
}

interface P99s {
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/** Alternating, as in `compareWithBare`. */
async function p99sOf(small: Setup, large: Setup, { rate }: Pick<LoadOptions, 'rate'>): Promise<P99s> {
  const p99s: { small: number[]; large: number[] } = { small: [], large: [] };
  const options = { milliseconds: 2 * ROUND, paths: small.badges, ...(rate !== undefined && { rate }) };
  for (let round = 0; round < ROUNDS; round += 1) {
    p99s.small.push((await load(small.product.url, options)).p99);
    p99s.large.push((await load(large.product.url, options)).p99);
  }
  return p99s;
}

function unknownNames(): readonly string[] {
  return Array.from({ length: 1000 }, (_, at) => `/_/unknown-${at}/health/`);
}

async function etagOf(url: string): Promise<string> {
  return (await fetch(url)).headers.get('etag') ?? '';
}

/** A bare server that sends the bytes and headers that the product sends for this URL. */
async function startBare(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const answer = await answerAt(url, headers);
  const child = fork(fileURLToPath(new URL('./support/bare-server.ts', import.meta.url)), { stdio: 'inherit' });
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
          at % 2 === 0 && !NODE_HEADERS.has(name) ? [name, raw[at + 1] ?? ''] : [],
        );
        resolve({ status: response.statusCode ?? 0, headers: own, body: Buffer.concat(chunks).toString() });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** Headers that node:http adds. */
const NODE_HEADERS = new Set(['Date', 'Connection', 'Keep-Alive']);

// Runs last, as it needs everything above.
const small = await startSetup(SMALL);
report(`badges at ${SMALL.pods} pods`, await throughput(small));
const large = await startSetup(LARGE);
const { list } = await large.api.order({ do: 'count' });
report(`badges at ${LARGE.pods} pods`, [...(await throughput(large)), ...(await latency(small, large))]);
const after = await large.api.order({ do: 'count' });
report('badges and the Kubernetes API', [
  atMost('lists caused by all these requests', after.list - list, 'requests', 0),
  figure('watches opened meanwhile, by time alone', after.watch, ''),
]);
for (const { product, before, api } of [small, large]) {
  await product.stop();
  await before?.stop();
  await api.stop();
}

// What workloads cost in addition to pods: a shield that watches both, one that watches pods alone, and with BENCH_BEFORE
// an older build, measured alternately.
import { ApiProcess } from './support/api-process.ts';
import { BEFORE, Product } from './support/product.ts';
import { atMost, figure, median, report, type Row, seconds } from './support/report.ts';

const PODS = Number(process.env['BENCH_PODS'] ?? 150_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const services = Math.min(3000, PODS);

interface Cost {
  /** Seconds of CPU until the first lists are in, start included. */
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
  /** Milliseconds. */
  readonly block: number;
}

/** The shields that are measured alternately. */
interface Contender {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly main?: string;
}

const WITH_WORKLOADS: Contender = { name: 'with workloads', env: { WATCH_WORKLOADS: 'true' } };
const OTHERS: readonly Contender[] = [
  { name: 'pods alone', env: { WATCH_WORKLOADS: 'false' } },
  ...(BEFORE === undefined ? [] : [{ name: 'the build before', env: {}, main: BEFORE }]),
];

async function costOf(api: ApiProcess, { env, main }: Contender): Promise<Cost> {
  const product = await Product.start(api, env, { isProbed: true, ...(main !== undefined && { main }) });
  const cost = { cpu: product.cpu / 1000, peak: product.peakRss, block: (await product.blocks()).own };
  await product.stop();
  return cost;
}

async function firstLists(api: ApiProcess): Promise<Row[]> {
  const costs = new Map<Contender, Cost[]>([WITH_WORKLOADS, ...OTHERS].map((each) => [each, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [contender, known] of costs) known.push(await costOf(api, contender));
  }
  const medianOf = (contender: Contender, of: (cost: Cost) => number): number =>
    median((costs.get(contender) ?? []).map(of));
  const row = (other: Contender, what: string, unit: string, of: (cost: Cost) => number): Row => {
    const [before, after] = [medianOf(other, of), medianOf(WITH_WORKLOADS, of)];
    const note = ` (${before.toFixed(1)} → ${after.toFixed(1)} ${unit})`;
    return atMost(`first lists, compared with ${other.name}: ${what}`, after / before, 'times', 1.1, note);
  };
  return OTHERS.flatMap((other) => [
    row(other, 'CPU', 's', ({ cpu }) => cpu),
    row(other, 'RSS peak', 'MiB', ({ peak }) => peak),
    row(other, 'longest block of its own', 'ms', ({ block }) => block),
  ]);
}

/** Events that change no kept field, compared with an idle shield. */
async function events(api: ApiProcess): Promise<Row[]> {
  const product = await Product.start(api);
  const coresWhile = async (work: Promise<unknown>): Promise<number> => {
    const [cpu, began] = [product.cpu, performance.now()];
    await work;
    return (product.cpu - cpu) / (performance.now() - began);
  };
  const idle = await coresWhile(api.order({ do: 'workloads', rate: 0, seconds: seconds(10) }));
  const busy = await coresWhile(api.order({ do: 'workloads', rate: 100, seconds: seconds(20) }));
  await product.stop();
  return [figure('idle', idle, 'of a core'), atMost('100 events of workloads/s', busy - idle, 'of a core', 0.05)];
}

const api = await ApiProcess.start({ pods: PODS, services });
report(`${services} workloads and ${PODS} pods`, [...(await firstLists(api)), ...(await events(api))]);
await api.stop();

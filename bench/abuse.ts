// Ten minutes (BENCH_MINUTES) of a client that pipelines and never reads, a peer that floods, and a check host that is
// killed every 20 s, all at once: the process doesn't end, every check runs again in time, and badges are about as fast as
// those of a second shield on the same machine at the same time, which isn't attacked.
// BENCH_ATTACKS=pipelining runs one of them alone: pipelining, flood, kills.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ApiProcess } from './support/api-process.ts';
import { load, type LoadResult } from './support/load.ts';
import { endWithUs, Product } from './support/product.ts';
import { atMost, figure, report } from './support/report.ts';

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 10);
const ATTACKS = (process.env['BENCH_ATTACKS'] ?? 'pipelining,flood,kills').split(',');
const CHECKS = 50;
/** Milliseconds. */
const INTERVAL = 5_000;
const KILL_EVERY = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-abuse-'));
writeFileSync(join(folder, 'keys'), 'a key that both of them would have to know');
for (let n = 0; n < CHECKS; n += 1) {
  const options = `export const options = { hits: { interval: '${INTERVAL}ms' } };`;
  writeFileSync(join(folder, `check-${n}.mjs`), `${options} export const hits = () => 'fine';`);
}
// As if it ran elsewhere: its own work delays neither the measured answers nor those who give them.
const abuser = fork(fileURLToPath(new URL('./support/abuser.ts', import.meta.url)));
endWithUs(abuser);
setPriority(abuser.pid ?? 0, 10);
const peers = await new Promise<{ quiet: string; flooding: string }>((ready) => abuser.once('message', ready));
const api = await ApiProcess.start({ pods: 1_000, services: 100 });
const [product, control] = [await shieldWith(peers.flooding), await shieldWith(peers.quiet)];
let ends = 0;
product.child.once('exit', () => (ends += 1));

const over = new AbortController();
const isOn = (): boolean => !over.signal.aborted;
const lateness: number[] = [];
const before = await badgesOf(product, MINUTES * 10_000);
await product.blocks();
await control.blocks();
const cpu = [product.cpu, control.cpu];
abuser.send({ shield: product.url, attacks: ATTACKS });
const killing = ATTACKS.includes('kills') ? killHosts() : Promise.resolve();
const [attacked, unattacked] = await Promise.all([product, control].map((of) => badgesOf(of, MINUTES * 60_000)));
over.abort();
await killing;
abuser.kill('SIGKILL');
const { rss } = product;
const blocks = [(await product.blocks()).own, (await control.blocks()).own];
const cores = [product, control].map((of, at) => (of.cpu - (cpu[at] ?? 0)) / (MINUTES * 60_000));
const endsMeanwhile = ends;
await Promise.all([product.stop(), control.stop()]);
await api.stop();
rmSync(folder, { recursive: true });

if (attacked === undefined || unattacked === undefined) throw new Error('no badges were loaded');
report(`${MINUTES} minutes of abuse: ${ATTACKS.join(', ')}`, [
  atMost('ends of the process', endsMeanwhile, 'ends', 0),
  ...(lateness.length > 0
    ? [atMost('the longest until all checks had run again', Math.max(...lateness) / INTERVAL, 'intervals', 2)]
    : []),
  atMost(
    'p99 of badges, compared with a shield that is not attacked',
    attacked.p99 / unattacked.p99,
    'times',
    1.5,
    ms(attacked, unattacked),
  ),
  figure('p99 of badges before the abuse', before.p99, 'ms'),
  figure(
    'event loop blocked, own work',
    blocks[0] ?? NaN,
    'ms',
    `, ${(blocks[1] ?? NaN).toFixed(1)} ms where not attacked`,
  ),
  figure('share of a core', cores[0] ?? NaN, '', `, ${(cores[1] ?? NaN).toFixed(3)} where not attacked`),
  atMost('answers that were not 200', attacked.answers - (attacked.statuses['200'] ?? 0), 'answers', 0),
  atMost('RSS at the end', rss, 'MiB', 512),
]);

function shieldWith(peer: string): Promise<Product> {
  const env = { CLUSTER_NAME: 'here', INTRA_SECRET: join(folder, 'keys'), OTHER_SHIELDS: peer, CHECKS_DIR: folder };
  return Product.start(api, env, { isProbed: true });
}

function badgesOf({ url }: Product, milliseconds: number): Promise<LoadResult> {
  const paths = Array.from({ length: 100 }, (_, at) => `/_/svc-${String(at).padStart(4, '0')}/health/`);
  return load(url, { paths, milliseconds, rate: 200 });
}

function ms(...results: readonly LoadResult[]): string {
  return ` (${results.map(({ p99 }) => p99.toFixed(1)).join(' and ')} ms)`;
}

async function killHosts(): Promise<void> {
  while (isOn()) {
    const killedAt = Date.now();
    for (const pid of childrenOf(product)) process.kill(pid, 'SIGKILL');
    while (isOn() && (await oldestRun(product)) <= killedAt) {
      // What is asked of one to measure it is asked of the other.
      await oldestRun(control);
      await sleep(500);
    }
    if (isOn()) lateness.push(Date.now() - killedAt);
    await sleep(Math.max(0, killedAt + KILL_EVERY - Date.now()));
  }
}

/** Of a shield: the check host alone. Looking through all processes would delay the measured requests. */
function childrenOf({ child: { pid = 0 } }: Product): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** Unix milliseconds at which the check that has waited longest last ran. */
async function oldestRun({ url }: Product): Promise<number> {
  const { items } = (await (await fetch(`${url}/v1/checks`)).json()) as { items: { lastRun?: string }[] };
  return items.length < CHECKS ? 0 : Math.min(...items.map(({ lastRun = '1970-01-01' }) => Date.parse(lastRun)));
}

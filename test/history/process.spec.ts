// The history of the built product, as processes: a full disk, and SIGKILL.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const cluster = new SimulatedCluster();
const apiServer = new SimulatedApiServer(cluster);
let kubeconfig: TemporaryFile;
let dir: string;

beforeAll(async () => {
  const status = { name: 'app', ready: true, restartCount: 0, state: { running: {} } };
  const metadata = { namespace: 'shop', creationTimestamp: '2026-11-01T00:00:00Z' };
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata, status: { containerStatuses: [status] } }));
  kubeconfig = await temporaryFile(kubeconfigFor({ url: await apiServer.listen() }));
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kube-shields-history-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));
afterAll(async () => {
  await apiServer.close();
  await kubeconfig.remove();
});

async function run(): Promise<Product> {
  const product = await runProduct({ KUBECONFIG: kubeconfig.path, OTHER_SHIELDS: 'None', HISTORY_DIR: dir });
  await untilAnswers(product, '/readyz');
  return product;
}

async function runUntilWritten(): Promise<Product> {
  const product = await run();
  // A reply comes after everything observed so far was written.
  await until(
    'the first change is in the file',
    async () => (await secondsOf(product))['ok'] !== 0 && changesWritten() > 0,
  );
  return product;
}

async function secondsOf({ url }: Product): Promise<Readonly<Record<string, number>>> {
  const answer = await fetch(`${url}/_/web/uptime.json?window=1h`);
  const { uptime } = (await answer.json()) as { uptime: { seconds: Readonly<Record<string, number>> } };
  return uptime.seconds;
}

async function statesOf({ url }: Product): Promise<readonly string[]> {
  const answer = await fetch(`${url}/v1/services/web/history?window=1h`);
  const { items } = (await answer.json()) as { items: readonly { state: string }[] };
  return items.map(({ state }) => state);
}

interface Run {
  readonly started: number;
  readonly alive: number;
}

function runs(): readonly Run[] {
  const rows = rowsOf('SELECT started, alive FROM run ORDER BY id');
  return rows.map((row) => ({ started: Number(row['started']), alive: Number(row['alive']) }));
}

function changesWritten(): number {
  return Number(rowsOf('SELECT count(*) AS count FROM change')[0]?.['count']);
}

function rowsOf(sql: string): readonly Readonly<Record<string, unknown>>[] {
  const db = new DatabaseSync(join(dir, 'history.db'), { readOnly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows;
}

it('loses nothing but its last seconds when it is killed, which count as unobserved', async () => {
  const first = await runUntilWritten();
  first.child.kill('SIGKILL');
  await first.exit;
  const second = await runUntilWritten();
  let states: readonly string[] = [];
  await until(
    () => `the states are ok, unseen, ok; they are ${states.join()}`,
    async () => (states = await statesOf(second)).join() === 'ok,unseen,ok',
  );
  const [before, after] = runs();
  const gap = ((after?.started ?? 0) - (before?.alive ?? 0)) / 1_000;
  const seconds = await secondsOf(second);
  const sum = Object.values(seconds).reduce((total, one) => total + one, 0);
  expect(sum).toBeCloseTo(3_600, 0);
  expect(gap).toBeGreaterThan(0);
  expect(seconds['down']).toBe(0);
  second.child.kill('SIGTERM');
  expect((await second.exit).code).toBe(0);
  const db = new DatabaseSync(join(dir, 'history.db'));
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  db.close();
});

it('writes nothing while another process writes, and reports that', async () => {
  const first = await runUntilWritten();
  const second = await run();
  await until('the log says that another process writes', () =>
    second.output().out.includes('Another process writes its history there'),
  );
  const before = runs().length;
  await until('the second process has observed the service', async () => (await secondsOf(second))['ok'] !== 0);
  expect(await (await fetch(`${second.url}/_/web/health.json`)).text()).toContain('"ok"');
  expect(runs()).toHaveLength(before);
  for (const each of [second, first]) {
    each.child.kill('SIGTERM');
    expect((await each.exit).code).toBe(0);
  }
});

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

(hasPrlimit ? it : it.skip)('continues when the disk is full, and exits normally', async () => {
  const shield = await runUntilWritten();
  // From now on no file may grow, so writes fail as on a full disk.
  execFileSync('prlimit', ['--pid', String(shield.child.pid), '--fsize=0:0']);
  await until('the log says that the history is not written', () =>
    shield.output().out.includes('the history can’t be written to disk'),
  );
  const health = await fetch(`${shield.url}/_/web/health.json`);
  expect(await health.text()).toContain('"ok"');
  expect((await secondsOf(shield))['ok']).toBeGreaterThan(0);
  shield.child.kill('SIGTERM');
  expect((await shield.exit).code).toBe(0);
});

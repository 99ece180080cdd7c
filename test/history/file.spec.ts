// The history on disk, through the running app: restarts, and failures of the disk.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { runHistory } from '../../src/history/storage/history-command.runner.ts';
import { MIGRATIONS } from '../../src/history/storage/database-schema.ts';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { DAY, HOUR } from '../../src/config/duration.ts';
import { HISTORIC_STATES } from '../../src/services/result/uptime.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const GARBAGE = 'text that is not a database, but as long as one'.repeat(100);
const NOT_WRITTEN = 'the history can’t be written to disk';

let dir: string;
let clock: ManualClock;
let cluster: SimulatedCluster;
let apiServer: SimulatedApiServer;
let shields: RunningApp[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kube-shields-history-'));
  clock = new ManualClock();
  cluster = new SimulatedCluster();
  apiServer = new SimulatedApiServer(cluster);
  await apiServer.listen();
  shields = [];
  setReady('web', true);
});
afterEach(async () => {
  for (const shield of shields) await shield.stop();
  await apiServer.close();
  await chmod(dir, 0o700);
  await rm(dir, { recursive: true });
});

function setReady(name: string, isReady: boolean, index = 0): void {
  const status = { name: 'app', ready: isReady, restartCount: 0, state: { running: {} } };
  const metadata = { namespace: 'shop', creationTimestamp: '2026-11-01T00:00:00Z' };
  cluster.set(podOf({ kind: 'Deployment', name, index }, { metadata, status: { containerStatuses: [status] } }));
}

async function start(folder = dir, more: Env = {}, state = 'ok'): Promise<RunningApp> {
  const env = { OTHER_SHIELDS: 'None', STALE_AFTER: '100h', HISTORY_DIR: folder, ...more };
  const shield = await startApp(env, { apiServer: apiServer.url, clock });
  shields.push(shield);
  await shield.until('/_/web/health/?format=json', (body) => body.includes(`"${state}"`));
  return shield;
}

async function startAndWrite(): Promise<RunningApp> {
  const shield = await start();
  await untilUptime(shield, ({ uptime }) => (uptime.seconds['ok'] ?? 0) > 0);
  return shield;
}

function namesIn(folder: string): readonly string[] {
  const db = new DatabaseSync(join(folder, 'history.db'), { readOnly: true });
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'service'").get() !== undefined;
  const names = exists ? db.prepare('SELECT name FROM service').all() : [];
  db.close();
  return names.map(({ name }) => String(name));
}

/** The day up to which sums of days exist. */
function progressOf(folder: string): number {
  const db = new DatabaseSync(join(folder, 'history.db'), { readOnly: true });
  const { day } = db.prepare('SELECT day FROM progress').get() ?? {};
  db.close();
  return Number(day);
}

async function stop(shield: RunningApp): Promise<void> {
  shields = shields.filter((one) => one !== shield);
  await shield.stop();
}

interface Uptime {
  readonly status: string;
  readonly uptime: { readonly seconds: Readonly<Record<string, number>> };
}

async function uptimeOf(shield: RunningApp, path = '/_/web/uptime.json?window=24h'): Promise<Uptime> {
  return (await (await shield.get(path)).json()) as Uptime;
}

/** Advances the clock before each poll, so that timers fire. */
async function untilUptime(shield: RunningApp, fits: (uptime: Uptime) => boolean): Promise<Uptime> {
  let last = await uptimeOf(shield);
  await until(
    () => `the uptime fits; it is ${JSON.stringify(last)}`,
    async () => {
      clock.advance(10);
      last = await uptimeOf(shield);
      return fits(last);
    },
  );
  return last;
}

it('keeps the history across a restart, with the time in between as unobserved', async () => {
  const first = await startAndWrite();
  clock.advance(HOUR);
  await stop(first);
  clock.leap(2 * HOUR);
  const second = await start();
  const before = await untilUptime(second, ({ uptime: { seconds } }) => (seconds['ok'] ?? 0) > 3_590);
  await untilUptime(second, ({ uptime: { seconds } }) => (seconds['ok'] ?? 0) > (before.uptime.seconds['ok'] ?? 0));
  clock.advance(HOUR);
  const { uptime, status } = await untilUptime(second, ({ uptime: { seconds } }) => (seconds['ok'] ?? 0) > 7_000);
  expect(uptime.seconds['ok']).toBeLessThan(7_300);
  expect(uptime.seconds['down']).toBe(0);
  expect(status).toMatch(/^100\.00 % \(seen 8 %\)$/);
});

it('draws degraded times in red where the badge was red, and estimates since when after a restart', async () => {
  const first = await startAndWrite();
  clock.advance(HOUR);
  setReady('web', false, 1);
  await first.until('/_/web/health/?format=json', (body) => body.includes('"1/2 (0 restarts)"'));
  clock.advance(2 * HOUR);
  await untilUptime(first, ({ uptime: { seconds } }) => (seconds['degraded'] ?? 0) > 7_000);
  await stop(first);
  clock.leap(60_000);
  const second = await start(dir, {}, 'degraded');
  let overview = '';
  await until('the page shows the history from the file', async () => {
    clock.advance(10);
    overview = await (await second.get('/')).text();
    return overview.includes('≈ 2 h');
  });
  expect(overview).toMatch(/<svg class="strip".*?<path class="is-ok".*?<path class="is-degraded is-red"/s);
  expect(overview).not.toMatch(/<path class="is-degraded"/);
  const page = await (await second.get('/s/web')).text();
  expect(page).toMatch(/<rect class="is-degraded is-red"[^>]*><title>[^<]*: degraded</);
  expect(page).toMatch(/ · since about <time/);
  const history = (await (await second.get('/v1/services/web/history')).json()) as { items: readonly object[] };
  const red = history.items.filter((item) => 'color' in item);
  expect(red).toMatchObject([
    { state: 'degraded', color: 'red' },
    { state: 'degraded', color: 'red' },
  ]);
  const { items } = (await (await second.get('/v1/services/web')).json()) as {
    items: readonly { history: readonly { state: string }[] }[];
  };
  expect(items[0]?.history.map(({ state }) => state)).toEqual(['ok', 'degraded', 'unknown', 'degraded']);
});

it('serves from memory while another process writes to the same folder, and logs that once', async () => {
  const first = await startAndWrite();
  const second = await start();
  await until('the log says why the history is not written', () =>
    second.log.some((line) => line.includes('Another process writes its history there')),
  );
  clock.advance(HOUR);
  expect((await uptimeOf(second)).uptime.seconds['ok']).toBeGreaterThan(3_500);
  await stop(first);
  clock.advance(30_000);
  await until(
    'the log says that the history is written again',
    () => second.log.some((line) => line.includes('is written to disk again')),
    () => {
      clock.advance(1_000);
    },
  );
  expect(second.log.filter((line) => line.includes('Another process writes'))).toHaveLength(1);
});

it('can be copied while it is written', async () => {
  await startAndWrite();
  const copy = join(dir, 'copy.db');
  expect(runHistory(['export', copy], dir)).toEqual({ exitCode: 0, out: `Wrote ${copy}.` });
  const db = new DatabaseSync(copy, { readOnly: true });
  expect(db.prepare('SELECT name FROM service').all()).toEqual([{ name: 'web' }]);
  db.close();
  expect(runHistory(['export', copy], dir).exitCode).toBe(64);
  expect(runHistory(['export'], dir).exitCode).toBe(64);
  expect(runHistory(['export', join(dir, 'other.db')], undefined).exitCode).toBe(78);
});

it('renames a damaged file, and logs that', async () => {
  await writeFile(join(dir, 'history.db'), GARBAGE);
  const shield = await startAndWrite();
  expect(shield.log.filter((line) => line.includes('file was damaged'))).toHaveLength(1);
  const renamed = (await readdir(dir)).filter((name) => name.startsWith('history.db.damaged-'));
  expect(await Promise.all(renamed.map((name) => readFile(join(dir, name), 'utf8')))).toEqual([GARBAGE]);
});

it('does not touch a file of a newer version', async () => {
  const db = new DatabaseSync(join(dir, 'history.db'));
  db.exec('CREATE TABLE future (x); PRAGMA user_version = 99');
  db.close();
  const shield = await start();
  await until('the log says why the history is not written', () =>
    shield.log.some((line) => line.includes('The history is of version 99')),
  );
  clock.advance(HOUR);
  expect((await uptimeOf(shield)).uptime.seconds['ok']).toBeGreaterThan(3_500);
  const after = new DatabaseSync(join(dir, 'history.db'));
  expect(after.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'future' }]);
  after.close();
});

/** Another connection has a write transaction open until `end`, so that the shield can't write. */
function holdWriteLock(): { readonly end: () => void } {
  new DatabaseSync(join(dir, 'history.db')).close();
  const other = new DatabaseSync(join(dir, 'history.db'));
  other.exec('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE');
  const end = (): void => {
    if (other.isOpen) other.close();
  };
  return { end };
}

/** A shield that observes everything before it can open its file. */
async function startWithoutFile(): Promise<RunningApp> {
  const shield = await start();
  clock.advance(2_000);
  return shield;
}

it('writes what it observed before the file could be opened, even without further changes', async () => {
  const write = holdWriteLock();
  const shield = await startWithoutFile();
  write.end();
  await until(
    'the service is in the file',
    () => namesIn(dir).includes('web'),
    () => {
      clock.advance(1_000);
    },
  );
  const { uptime } = await untilUptime(shield, ({ uptime: { seconds } }) => (seconds['ok'] ?? 0) > 0);
  expect(uptime.seconds['down']).toBe(0);
});

it('keeps what it observed while the file could not be opened, even without further changes', async () => {
  const write = holdWriteLock();
  const shield = await startWithoutFile();
  await until('the log says why the history is not written', () =>
    shield.log.some((line) => line.includes(NOT_WRITTEN)),
  );
  await untilUptime(shield, ({ uptime: { seconds } }) => (seconds['ok'] ?? 0) > 0);
  write.end();
});

it('reads a file of the previous version, and also keeps objects across a restart', async () => {
  const db = new DatabaseSync(join(dir, 'history.db'));
  const now = clock.now().wall;
  db.exec(`${MIGRATIONS[0] ?? ''}; PRAGMA user_version = 1`);
  db.exec(`INSERT INTO run (started, alive) VALUES (${now - 3 * HOUR}, ${now - HOUR})`);
  db.exec("INSERT INTO service (cluster, namespace, name, run) VALUES ('local', 'shop', 'web', 1)");
  db.exec(`INSERT INTO change VALUES (1, ${now - 3 * HOUR}, ${HISTORIC_STATES.indexOf('ok')}, 0, 0)`);
  db.close();
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
  cluster.set({ kind: 'Node', metadata: { name: 'n-1', namespace: '' }, spec: {}, status: { conditions } });
  const first = await start(dir, { WATCH_OBJECTS: 'nodes' });
  await untilUptime(first, ({ uptime: { seconds } }) => (seconds['ok'] ?? 0) > 2 * 3_600);
  await first.until('/k/nodes/n-1/ready.json', (body) => body.includes('"ok"'));
  const ofNode = '/k/nodes/n-1/uptime.json?window=24h';
  await until(
    'the node is recorded',
    async () => ((await uptimeOf(first, ofNode)).uptime.seconds['ok'] ?? 0) > 0,
    () => {
      clock.advance(100);
    },
  );
  clock.advance(HOUR);
  await stop(first);
  const second = await start(dir, { WATCH_OBJECTS: 'nodes' });
  await second.until('/k/nodes/n-1/ready.json', (body) => body.includes('"ok"'));
  await until(
    'the recorded uptime of the node is read',
    async () => ((await uptimeOf(second, ofNode)).uptime.seconds['ok'] ?? 0) > 3_590,
    () => {
      clock.advance(100);
    },
  );
  const past = (await (
    await second.get(`/v1/services?at=${new Date(clock.now().wall - HOUR / 2).toISOString()}`)
  ).json()) as {
    items: readonly { name: string }[];
  };
  expect(past.items.map(({ name }) => name)).toEqual(['web']);
});

it('loses no more than some seconds of writes, and the badge does not wait for them', async () => {
  const shield = await startAndWrite();
  setReady('web', false);
  await shield.until('/_/web/health/?format=json', (body) => body.includes('"down"'));
  clock.advance(1_000);
  clock.advance(5_000);
  await until('the change is in the file', () => {
    const db = new DatabaseSync(join(dir, 'history.db'), { readOnly: true });
    const { count } = db.prepare('SELECT count(*) AS count FROM change').get() ?? {};
    db.close();
    clock.advance(100);
    return Number(count) >= 2;
  });
});

it.each(['a folder that nothing can be written to', 'a file that cannot be opened'])(
  'continues in memory with %s, and logs that once',
  async (what) => {
    const isFile = what.startsWith('a file');
    // Not by the file's mode: root may write to every file.
    if (isFile) await mkdir(join(dir, 'history.db'));
    const shield = await start(isFile ? dir : '/proc');
    const warnings = (): readonly string[] => shield.log.filter((line) => line.includes(NOT_WRITTEN));
    await until('the log says why the history is not written', () => warnings().length > 0);
    clock.advance(HOUR);
    expect((await uptimeOf(shield)).uptime.seconds['ok']).toBeGreaterThan(3_500);
    expect(await (await shield.get('/_/web/health/?format=json')).text()).toContain('"ok"');
    expect(warnings()).toHaveLength(1);
  },
);

it('answers while a write is stalled, and resumes writing', async () => {
  const shield = await startAndWrite();
  const other = new DatabaseSync(join(dir, 'history.db'));
  other.exec('BEGIN IMMEDIATE');
  const uptime = uptimeOf(shield);
  expect(await (await shield.get('/_/web/health/?format=json')).text()).toContain('"ok"');
  // Longer than SQLite waits for a lock.
  clock.advance(10_000);
  expect((await uptime).uptime.seconds['ok']).toBeGreaterThan(0);
  await until('the log says why the history is not written', () =>
    shield.log.some((line) => line.includes(NOT_WRITTEN)),
  );
  other.exec('ROLLBACK');
  other.close();
  await until(
    'the log says that the history is written again',
    () => shield.log.some((line) => line.includes('is written to disk again')),
    () => {
      clock.advance(1_000);
    },
  );
});

it('serves badges when the file is damaged while open', async () => {
  const shield = await startAndWrite();
  const other = new DatabaseSync(join(dir, 'history.db'));
  other.exec('DROP TABLE day');
  other.close();
  clock.advance(HOUR);
  const { uptime } = await uptimeOf(shield, '/_/web/uptime.json?window=72h');
  expect(uptime.seconds['ok']).toBeGreaterThan(3_500);
  expect((await shield.get('/v1/services/web/history?window=72h')).status).toBe(200);
  expect(shield.log.some((line) => line.includes(NOT_WRITTEN))).toBe(true);
});

it('keeps changes for 90 days, and the sums of days for HISTORY_FOR', async () => {
  await stop(await startAndWrite());
  const today = Math.floor(clock.now().wall / DAY);
  const db = new DatabaseSync(join(dir, 'history.db'));
  // Down for an hour on each of 300 days.
  db.exec(
    `UPDATE run SET started = ${(today - 300) * DAY}; UPDATE progress SET day = ${today - 300}; DELETE FROM change`,
  );
  const insert = db.prepare('INSERT INTO change (service, at, state, reason, version) VALUES (1, ?, ?, 0, 0)');
  const [down, ok] = [HISTORIC_STATES.indexOf('down'), HISTORIC_STATES.indexOf('ok')];
  for (let day = today - 300; day < today; day += 1) {
    insert.run(day * DAY + HOUR, down);
    insert.run(day * DAY + 2 * HOUR, ok);
  }
  db.close();
  const shield = await start(dir, { HISTORY_FOR: '200d' });
  await until('the sums of all days exist', () => progressOf(dir) === today, clock.advance.bind(clock, 2_000));
  const stored = new DatabaseSync(join(dir, 'history.db'), { readOnly: true });
  expect(stored.prepare('SELECT min(at) AS at, count(*) AS count FROM change').get()).toMatchObject({ count: 181 });
  expect(stored.prepare('SELECT min(day) AS day, max(day) AS last FROM day').get()).toEqual({
    day: today - 200,
    last: today - 1,
  });
  stored.close();
  const { uptime } = await uptimeOf(shield, '/_/web/uptime.json?window=180d');
  // The history began at noon, so one day whose changes are deleted counts half.
  expect(Math.abs((uptime.seconds['down'] ?? 0) - 179.5 * 3_600)).toBeLessThan(300);
  expect(uptime.seconds['unseen']).toBeLessThan(3_600);
  const { days } = (await (await shield.get('/v1/services/web/history?window=400d')).json()) as {
    days: readonly { day: string; seconds: Readonly<Record<string, number>> }[];
  };
  expect(days).toHaveLength(200);
  expect(days[0]?.seconds).toEqual({ down: 3_600, degraded: 0, stale: 0, unknown: 0, ok: 82_800, unseen: 0 });
});

it('sums a constantly changing service as exactly as others, and keeps it across a restart', async () => {
  const first = await startAndWrite();
  for (let i = 0; i < 530; i += 1) {
    setReady('web', i % 2 === 1);
    const state = i % 2 === 1 ? '"ok"' : '"down"';
    await first.until('/_/web/health/?format=json', (body) => body.includes(state));
    clock.advance(1_000);
  }
  const before = (await uptimeOf(first)).uptime.seconds;
  expect(before['down']).toBe(265);
  await stop(first);
  const second = await start();
  const after = await untilUptime(second, ({ uptime }) => (uptime.seconds['ok'] ?? 0) > (before['ok'] ?? 0));
  expect(after.uptime.seconds['down']).toBe(265);
  const { items } = (await (await second.get('/v1/services/web/history?window=24h')).json()) as {
    items: readonly { state: string; reason?: string }[];
  };
  expect(items.length).toBeLessThan(520);
  expect(items.some(({ reason }) => reason === 'Flapping')).toBe(true);
});

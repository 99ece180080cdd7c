// Planned maintenance in the running app, by MAINTENANCE_FILE and by annotations; the test advances the clock.
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { deployment } from '../../simulator/cluster/workload.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let dir: string;
let clock: ManualClock;
let cluster: SimulatedCluster;
let apiServer: SimulatedApiServer;
let shield: RunningApp;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kube-shields-maintenance-'));
  await publishFile('v0', 'windows: []');
  clock = new ManualClock(Date.parse('2026-12-01T21:00:00Z'));
  cluster = new SimulatedCluster();
  apiServer = new SimulatedApiServer(cluster);
  await apiServer.listen();
});
afterEach(async () => {
  await shield.stop();
  await apiServer.close();
  await rm(dir, { recursive: true });
});

/** Replaces a symlink, as the kubelet does when a ConfigMap changes. */
async function publishFile(version: string, content: string): Promise<void> {
  await mkdir(join(dir, version));
  await writeFile(join(dir, version, 'maintenance.yaml'), content);
  await symlink(version, join(dir, '..next'));
  await rename(join(dir, '..next'), join(dir, '..data'));
}

function setService(name: string, isReady: boolean, annotation?: string, namespace = 'shop'): void {
  const status = { name: 'app', ready: isReady, restartCount: 0, state: { running: {} } };
  const metadata = { namespace, creationTimestamp: '2026-11-01T00:00:00Z' };
  const annotations = annotation === undefined ? {} : { 'kube-shields/maintenance': annotation };
  cluster.set(deployment({ metadata: { name, namespace, annotations } }));
  cluster.set(podOf({ kind: 'Deployment', name }, { metadata, status: { containerStatuses: [status] } }));
}

async function start(env: Record<string, string> = {}): Promise<void> {
  const file = join(dir, '..data', 'maintenance.yaml');
  const options = {
    OTHER_SHIELDS: 'None',
    STALE_AFTER: '100h',
    WATCH_WORKLOADS: 'true',
    MAINTENANCE_FILE: file,
    ...env,
  };
  shield = await startApp(options, { apiServer: apiServer.url, clock });
}

interface Badge {
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly since?: string;
  readonly actual?: object;
}

async function json(path: string): Promise<Badge & Record<string, unknown>> {
  return (await (await shield.get(path)).json()) as Badge & Record<string, unknown>;
}

/** Waits for the badge's text, and advances the clock meanwhile, so that the file is read. */
async function untilStatus(path: string, status: string): Promise<void> {
  let last = '';
  await until(
    () => `${path} shows "${status}": it shows "${last}"`,
    async () => {
      clock.advance(2_000);
      last = (await json(path)).status;
      return last === status;
    },
  );
}

const DB = '/_/db/health.json?namespace=shop';

it('maintenance starts and ends by the clock, and the badge has what it would be without maintenance', async () => {
  setService('db', true, '2026-12-01T22:00Z/2h weekly database upgrade');
  setService('web', true);
  await start();
  await untilStatus(DB, '1/1 (0 restarts)');
  clock.leap(HOUR);
  expect(await json(DB)).toMatchObject({
    status: 'maintenance',
    color: 'blue',
    state: 'unknown',
    reason: 'maintenance',
    since: '2026-12-01T22:00:00.000Z',
    actual: { status: '1/1 (0 restarts)', color: 'green', state: 'ok' },
  });
  setService('db', false);
  setService('db', false, '2026-12-01T22:00Z/2h weekly database upgrade');
  await until('the badge has the pod that is not ready', async () =>
    JSON.stringify((await json(DB)).actual).includes('0/1'),
  );
  clock.leap(HOUR);
  expect(await json('/v1/services?namespace=shop&q=db')).toMatchObject({
    items: [
      {
        state: 'unknown',
        attention: 'unknown',
        maintenance: {
          from: '2026-12-01T22:00:00.000Z',
          to: '2026-12-02T00:00:00.000Z',
          text: 'weekly database upgrade',
        },
        results: { health: { status: 'maintenance', actual: { state: 'down' } } },
      },
    ],
  });
  clock.leap(HOUR);
  expect(await json(DB)).toMatchObject({ status: '0/1 (0 restarts)', since: '2026-12-02T00:00:00.000Z' });
});

it('a service in maintenance adds no pods to aggregates, and is drawn in blue', async () => {
  setService('db', false, '2026-12-01T20:59Z/2h');
  setService('web', true);
  await start();
  await untilStatus(DB, 'maintenance');
  await untilStatus('/_/web/health.json', '1/1 (0 restarts)');
  expect(await json('/a/*/health.json')).toMatchObject({ status: '1/1 (0 restarts)', color: 'green', state: 'ok' });
  expect(await json('/a/db/health.json')).toMatchObject({ status: 'maintenance', color: 'blue', state: 'unknown' });
  expect(await (await shield.get('/_/db/health/?strict')).text()).toContain('aria-label="health: maintenance"');
  expect(await (await shield.get('/_/db/health/?raw')).json()).toEqual({
    ready: 0,
    total: 1,
    restarts: 0,
    color: 'blue',
  });
  const page = await (await shield.get('/')).text();
  expect(page).toContain('In maintenance (1)');
  expect(page).toContain('<h1');
  expect(page).not.toContain('Needs attention');
  const { items } = (await json('/v1/services/db/why')) as unknown as { items: readonly { why: string }[] };
  expect(items[0]?.why).toBe('In maintenance until 2026-12-01 22:59 UTC. It would be 0/1 (0 restarts).');
});

it('time in maintenance counts in the uptime neither as up nor as down', async () => {
  setService('db', true, '2026-12-01T22:00Z/2h');
  await start();
  await untilStatus(DB, '1/1 (0 restarts)');
  await until('the uptime has seconds of ok', async () => {
    clock.advance(1_000);
    const { uptime } = await json('/_/db/uptime.json?window=1h');
    return ((uptime as { seconds: Record<string, number> }).seconds['ok'] ?? 0) > 0;
  });
  clock.leap(Date.parse('2026-12-01T22:00:00Z') - clock.now().wall);
  clock.advance(2_000);
  setService('db', false);
  setService('db', false, '2026-12-01T22:00Z/2h');
  clock.leap(2 * HOUR);
  setService('db', true);
  await untilStatus(DB, '1/1 (0 restarts)');
  clock.leap(HOUR);
  const { status, uptime } = await json('/_/db/uptime.json?window=4h');
  const { seconds } = uptime as { seconds: Record<string, number> };
  expect(seconds['unknown']).toBeGreaterThan(1.99 * 3_600);
  expect(seconds['unknown']).toBeLessThan(2.01 * 3_600);
  expect([status, seconds['down']]).toEqual(['100.00 %', 0]);
});

it('windows follow MAINTENANCE_FILE, and the last valid ones stay when it becomes invalid', async () => {
  setService('db', true);
  setService('db', true, undefined, 'other');
  await start();
  await untilStatus(DB, '1/1 (0 restarts)');
  const window = 'start: 2026-12-01T21:00Z, duration: 2h';
  await publishFile('v1', `windows:\n  - { namespace: shop, service: '*', ${window}, text: new disks }\n`);
  await untilStatus(DB, 'maintenance');
  expect(await json('/_/db/health.json?namespace=other')).toMatchObject({ status: '1/1 (0 restarts)' });
  expect(await json('/_/db/health.json')).toMatchObject({ status: '1/1 (0 restarts)', color: 'green' });
  await publishFile('v2', `windows:\n  - { namespace: shop, service: '*', start: tonight, duration: 2h }\n`);
  await until(
    'the invalid window is logged',
    () => shield.log.some((line) => /line 2, column \d+: must be a start with its zone/.test(line)),
    () => {
      clock.advance(2_000);
    },
  );
  expect(await json(DB)).toMatchObject({ status: 'maintenance' });
  expect(await (await shield.get('/')).text()).toContain('MAINTENANCE_FILE can’t be taken');
  await publishFile('v3', 'windows: []');
  await untilStatus(DB, '1/1 (0 restarts)');
  expect(await (await shield.get('/')).text()).not.toContain('MAINTENANCE_FILE can’t be taken');
});

it('annotations apply only when ANNOTATIONS lists them, and an invalid one is reported', async () => {
  setService('db', true, '2026-12-01T20:00Z/2h');
  setService('web', true, '2026-12-01T20:00Z/48h too long');
  await start({ ANNOTATIONS: 'min' });
  await untilStatus(DB, '1/1 (0 restarts)');
  await shield.stop();
  await start();
  await untilStatus(DB, 'maintenance');
  await untilStatus('/_/web/health.json', '1/1 (0 restarts)');
  expect(shield.log.filter((line) => line.includes('must have a length from 1m to 24h'))).toHaveLength(1);
});

// Uptime badges through the running app, with a clock that the test advances.
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const HOUR = 3_600_000;

let clock: ManualClock;
let cluster: SimulatedCluster;
let apiServer: SimulatedApiServer;
let shield: RunningApp;

beforeEach(async () => {
  clock = new ManualClock();
  cluster = new SimulatedCluster();
  apiServer = new SimulatedApiServer(cluster);
  await apiServer.listen();
  setReady('web', true);
  setReady('db', true);
  shield = await startApp({ OTHER_SHIELDS: 'None', STALE_AFTER: '100h' }, { apiServer: apiServer.url, clock });
  await shield.until('/_/web/health/?format=json', (body) => body.includes('"ok"'));
  await shield.until('/_/db/health/?format=json', (body) => body.includes('"ok"'));
  clock.advance(1_000);
});
afterEach(async () => {
  await shield.stop();
  await apiServer.close();
});

function setReady(name: string, isReady: boolean): void {
  const status = { name: 'app', ready: isReady, restartCount: 0, state: { running: {} } };
  const metadata = { namespace: 'shop', creationTimestamp: '2026-11-01T00:00:00Z' };
  cluster.set(podOf({ kind: 'Deployment', name }, { metadata, status: { containerStatuses: [status] } }));
}

interface Json {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly uptime: { readonly window: string; readonly seconds: Readonly<Record<string, number>> };
}

async function uptime(path: string): Promise<Json> {
  return (await (await shield.get(path)).json()) as Json;
}

/** `web` is down for one hour of four. */
async function hourDown(): Promise<void> {
  clock.leap(2 * HOUR);
  setReady('web', false);
  await shield.until('/_/web/health/?format=json', (body) => body.includes('"down"'));
  clock.advance(1_000);
  clock.leap(HOUR);
  setReady('web', true);
  await shield.until('/_/web/health/?format=json', (body) => body.includes('"ok"'));
  clock.advance(1_000);
  clock.leap(HOUR);
}

it('uptime is the share of the observed time in which a service was up', async () => {
  expect(await uptime('/_/web/uptime.json?window=1h')).toMatchObject({
    label: 'uptime 1h',
    status: expect.stringMatching(/^100\.00 % \(seen \d+ s\)$/) as string,
    color: 'brightgreen',
    state: 'ok',
  });
  await hourDown();
  const day = await uptime('/_/web/uptime.json?window=24h');
  expect(day).toMatchObject({ label: 'uptime 24h', status: '75.00 % (seen 16 %)', color: 'red', state: 'ok' });
  const { ok = NaN, down = NaN, unseen = NaN, degraded, stale, unknown } = day.uptime.seconds;
  expect([degraded, stale, unknown]).toEqual([0, 0, 0]);
  expect(Math.round(down / 60)).toBe(60);
  expect(ok + down + unseen).toBeCloseTo(24 * 3600, 3);
});

it('the uptime of several services is weighted by the time for which each was observed', async () => {
  await hourDown();
  expect(await uptime('/a/*/uptime.json?window=24h')).toMatchObject({ status: '87.50 % (seen 16 %)', color: 'red' });
  expect(await uptime('/a/db/uptime.json?window=4h')).toMatchObject({ status: '100.00 %', color: 'brightgreen' });
});

it('uptime has a default window, accepts only hours and days, and is not found for unknown services', async () => {
  expect(await uptime('/_/web/uptime.json')).toMatchObject({ label: 'uptime 30d' });
  expect((await shield.get('/_/web/uptime.json?window=90h')).status).toBe(400);
  expect((await shield.get('/_/nothing/uptime.json')).status).toBe(404);
  expect((await shield.get('/a/nothing/uptime.json')).status).toBe(404);
  const image = await shield.get('/_/web/uptime/?window=7d');
  expect([image.headers.get('content-type'), await image.text()]).toEqual([
    'image/svg+xml; charset=utf-8',
    expect.stringMatching(/aria-label="uptime 7d: 100\.00 % \(seen \d+ s\)"/),
  ]);
});

it('uptime is stale when the health of the service is', async () => {
  clock.leap(101 * HOUR);
  expect(await uptime('/_/web/uptime.json?window=1h')).toMatchObject({ color: 'lightgrey', state: 'stale' });
});

it('the history of a service lists the observed changes', async () => {
  await hourDown();
  const { items, since, from, days } = (await (await shield.get('/v1/services/web/history?window=24h')).json()) as {
    items: readonly { namespace: string; at: string; state: string; reason?: string }[];
    since: string;
    from: string;
    days: readonly unknown[];
  };
  expect(items.map(({ namespace, state }) => [namespace, state])).toEqual([
    ['shop', 'ok'],
    ['shop', 'down'],
    ['shop', 'ok'],
  ]);
  const [first, second, third] = items.map(({ at }) => Date.parse(at)) as [number, number, number];
  expect([first < second, Math.round((third - second) / 60_000)]).toEqual([true, 60]);
  expect([since > from, days]).toEqual([true, []]);
  const later = encodeURIComponent(new Date(second + 60_000).toISOString());
  const rest = (await (await shield.get(`/v1/services/web/history?from=${later}`)).json()) as {
    items: readonly object[];
  };
  expect(rest.items).toEqual(items.slice(1));
  expect((await shield.get('/v1/services/web/history?from=yesterday')).status).toBe(400);
  expect((await shield.get('/v1/services/web/history?from=2030-01-01T00:00:00Z')).status).toBe(400);
  expect((await shield.get('/v1/services/web/history?namespace=other')).status).toBe(404);
});

it('uptime is not among the listed checks of a service', async () => {
  expect(await (await shield.get('/services/web/')).json()).toEqual(['health', 'version']);
});

// States at a past moment, as JSON and as pages, with a clock that the test advances.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Item {
  readonly namespace: string;
  readonly name: string;
  readonly state: string;
  readonly since: string;
  readonly results: { readonly health: { readonly reason?: string }; readonly version?: { readonly status: string } };
}

interface Page {
  readonly at: string;
  readonly since: string;
  readonly seen: boolean;
  readonly items: readonly Item[];
  readonly total: number;
  readonly continue?: string;
}

let folder: string;
let clock: ManualClock;
let cluster: SimulatedCluster;
let apiServer: SimulatedApiServer;
let shield: RunningApp;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kube-shields-past-'));
  clock = new ManualClock();
  cluster = new SimulatedCluster();
  apiServer = new SimulatedApiServer(cluster);
  await apiServer.listen();
  set('web', true, 'v1.4.1');
  set('db', true, 'v16');
});
afterEach(async () => {
  await shield.stop();
  await apiServer.close();
  await rm(folder, { recursive: true });
});

function set(name: string, isReady: boolean, version: string, namespace = 'shop'): void {
  const waiting = { waiting: { reason: 'CrashLoopBackOff' } };
  const image = `registry/${name}:${version}`;
  const status = { name: 'app', image, ready: isReady, restartCount: 0, state: isReady ? { running: {} } : waiting };
  const metadata = { namespace, creationTimestamp: '2026-11-01T00:00:00Z' };
  const spec = { containers: [{ name: 'app', image }] };
  cluster.set(podOf({ kind: 'Deployment', name }, { metadata, spec, status: { containerStatuses: [status] } }));
}

async function start(env: Record<string, string> = {}): Promise<void> {
  const settings = { OTHER_SHIELDS: 'None', STALE_AFTER: '100h', CLUSTER_NAME: 'east', ...env };
  shield = await startApp(settings, { apiServer: apiServer.url, clock });
  await untilState('web', 'ok');
  await untilState('db', 'ok');
}

/** Waits until the badge shows the state, then advances the clock so that the change is recorded. */
async function untilState(name: string, state: string): Promise<void> {
  await shield.until(`/_/${name}/health/?format=json`, (body) => body.includes(`"state":"${state}"`));
  clock.advance(1_000);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

async function past(at: number, more = ''): Promise<Page> {
  const answer = await shield.get(`/v1/services?at=${iso(at)}${more}`);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  return (await answer.json()) as Page;
}

function linesOf({ items }: Page): readonly string[] {
  return items.map(({ name, state, results: { health, version } }) =>
    [name, state, health.reason ?? '', version?.status ?? ''].join(' '),
  );
}

/** `web` is ok for an hour, then down with v1.5.0 for an hour, then ok with v1.5.1. Returns a time within each of these. */
async function outage(): Promise<{ readonly before: number; readonly during: number; readonly after: number }> {
  clock.advance(HOUR);
  const before = clock.now().wall - HOUR / 2;
  set('web', false, 'v1.5.0');
  await untilState('web', 'down');
  clock.advance(HOUR);
  const during = clock.now().wall - HOUR / 2;
  set('web', true, 'v1.5.1');
  await untilState('web', 'ok');
  clock.advance(HOUR);
  return { before, during, after: clock.now().wall - MINUTE };
}

describe.each([
  ['in memory', {}],
  ['on disk', { HISTORY_DIR: 'here' }],
])('a past moment with history %s', (_, env: Record<string, string>) => {
  beforeEach(async () => {
    await start(env['HISTORY_DIR'] === undefined ? {} : { HISTORY_DIR: folder });
    await until('both services are recorded', async () => {
      clock.advance(2_000);
      return (await past(clock.now().wall - 61_000)).total === 2;
    });
  });

  it('has in /v1/services?at= the state, reason and version known at that time', async () => {
    const { before, during, after } = await outage();
    expect(linesOf(await past(before))).toEqual(['db ok  v16', 'web ok  v1.4.1']);
    expect(linesOf(await past(during))).toEqual(['db ok  v16', 'web down CrashLoopBackOff v1.5.0']);
    expect(linesOf(await past(after))).toEqual(['db ok  v16', 'web ok  v1.5.1']);
    const { at, seen, items } = await past(during);
    expect([at, seen]).toEqual([iso(during), true]);
    expect(Date.parse(items[1]?.since ?? '')).toBeLessThan(during);
  });

  it('can be filtered and paged', async () => {
    const { during } = await outage();
    expect(linesOf(await past(during, '&state=down'))).toEqual(['web down CrashLoopBackOff v1.5.0']);
    expect(linesOf(await past(during, '&state=down,ok'))).toEqual(['db ok  v16', 'web down CrashLoopBackOff v1.5.0']);
    expect(linesOf(await past(during, '&q=crashloop'))).toEqual(['web down CrashLoopBackOff v1.5.0']);
    expect(linesOf(await past(during, '&namespace=other'))).toEqual([]);
    expect(linesOf(await past(during, '&cluster=east&namespace=shop&q=v16'))).toEqual(['db ok  v16']);
    const first = await past(during, '&limit=1');
    expect([linesOf(first), first.total]).toEqual([['db ok  v16'], 2]);
    const second = await past(during, `&limit=1&continue=${first.continue ?? ''}`);
    expect([linesOf(second), second.continue]).toEqual([['web down CrashLoopBackOff v1.5.0'], undefined]);
  });

  it('has a service that was deleted later in the time before', async () => {
    clock.advance(HOUR);
    const before = clock.now().wall - HOUR / 2;
    for (const { metadata } of cluster.objects('Pod')) cluster.delete('shop', metadata.name);
    await shield.until('/_/web/health/?format=json', (body) => body.includes('no-pods') || body.includes('not-found'));
    clock.advance(HOUR);
    expect(linesOf(await past(before))).toEqual(['db ok  v16', 'web ok  v1.4.1']);
  });

  it('reports that nothing was observed before the shield started, and shows nothing', async () => {
    clock.advance(HOUR);
    const page = await past(clock.now().wall - 2 * HOUR);
    expect([page.seen, page.items, page.total]).toEqual([false, [], 0]);
    const html = await (await shield.get(`/?at=${iso(clock.now().wall - 2 * HOUR)}`)).text();
    expect(html).toContain('what was before isn’t known');
    expect(html).not.toContain('is-ok');
  });
});

it.each([
  ['at=yesterday', 'at must be a time with its zone'],
  ['at=2026-11-02T03:00', 'at must be a time with its zone'],
  ['at=2026-11-02T11:59:30Z', 'at must be at least 60 s ago'],
  ['at=2030-01-01T00:00Z', 'at must be at least 60 s ago'],
  ['at=2026-08-01T00:00Z', 'at must be within the past 90 days'],
  ['at=2026-11-01T00:00Z&at=2026-11-01T01:00Z', 'at is given twice'],
])('refuses %s, and says why', async (query, why) => {
  await start();
  for (const path of ['/v1/services', '/', '/s/web']) {
    const answer = await shield.get(`${path}?${query}`);
    expect([path, answer.status]).toEqual([path, 400]);
    expect(((await answer.json()) as { readonly detail: string }).detail).toContain(why);
  }
});

it("a past moment has no attention filter, since attention isn't recorded", async () => {
  await start();
  const answer = await shield.get('/v1/services?at=2026-11-02T03:00Z&attention=down');
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('pick a state instead')]);
});

it('the page of a past moment says so, and has nothing of the present: no stream, no script, no badge', async () => {
  await start();
  const { during } = await outage();
  const answer = await shield.get(`/?at=${iso(during)}&namespace=shop`);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const html = await answer.text();
  expect(html).toContain('as known then');
  expect(html).toContain('1 down');
  expect(html).toContain('CrashLoopBackOff');
  expect(html).toContain('v1.5.0');
  expect(html).not.toContain('v1.5.1');
  expect(html).not.toContain('<script');
  expect(html).not.toContain('http-equiv="refresh"');
  expect(html).not.toContain('/_/');
  expect(html).toContain(`href="./s/web?cluster=east&amp;namespace=shop&amp;at=${encodeURIComponent(iso(during))}"`);
  expect(html).toContain(`href="./?namespace=shop&amp;at=${encodeURIComponent(iso(during - HOUR))}">1 h earlier`);
  expect(html).toContain('href="./?namespace=shop">Now');
});

it('the page of a service at a moment says what had happened by then, and nothing later', async () => {
  await start();
  const { during } = await outage();
  const html = await (await shield.get(`/s/web?at=${iso(during)}&cluster=east&namespace=shop`)).text();
  expect(html).toContain('as known then');
  expect(html).toContain('1 down');
  expect(html).toMatch(/down · CrashLoopBackOff · v1\.5\.0/);
  expect(html).toMatch(/ok · v1\.4\.1/);
  expect(html).not.toContain('v1.5.1');
  expect(html).not.toContain('<script');
  const unknown = await (await shield.get(`/s/other?at=${iso(during)}`)).text();
  expect(unknown).toContain('No service that fits was known then.');
});

it('badges show the present, whatever moment is requested', async () => {
  await start();
  const { during } = await outage();
  const badge = (await (await shield.get(`/_/web/health.json?at=${iso(during)}`)).json()) as { readonly state: string };
  expect(badge.state).toBe('ok');
});

// The port for Prometheus, as Prometheus sees it.
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { freePort } from '../support/app/free-port.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const server = new SimulatedApiServer(new SimulatedCluster());
let shield: RunningApp;
let metrics: string;

beforeAll(async () => {
  const port = await freePort();
  metrics = `http://127.0.0.1:${port}`;
  shield = await startApp({ METRICS_PORT: String(port), HOST: '127.0.0.1' }, { apiServer: await server.listen() });
  await shield.until('/readyz', (body) => body === 'ready');
});
afterAll(async () => {
  await shield.stop();
  await server.close();
});

const scrape = async (): Promise<string> => (await fetch(`${metrics}/metrics`)).text();

it('serves /metrics in Prometheus’ text format, and nothing else', async () => {
  const response = await fetch(`${metrics}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const statuses = ['/', '/metrics/x', '/ping', '/_/web/health'].map(
    async (path) => (await fetch(metrics + path)).status,
  );
  expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404]);
  expect((await fetch(`${metrics}/metrics`, { method: 'POST' })).status).toBe(405);
  expect((await shield.get('/metrics')).status).toBe(404);
});

it('gives every metric the prefix kube_shields_, and a HELP text', async () => {
  const text = await scrape();
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => name?.startsWith('kube_shields_') !== true)).toEqual([]);
  expect([...text.matchAll(/^# HELP \S+ \S+/gm)]).toHaveLength(names.length);
});

it.each([
  'kube_shields_pods 0',
  'kube_shields_ready 1',
  'kube_shields_source_stale{source="pods",cluster="local"} 0',
  'kube_shields_services{state="ok"} 0',
  'kube_shields_source_age_seconds{source="pods",cluster="local"}',
  'kube_shields_process_resident_memory_bytes',
  'kube_shields_nodejs_eventloop_lag_p99_seconds',
])('reports %s', async (line) => {
  expect(await scrape()).toContain(`\n${line}`);
});

it('counts answers by route, and never by path', async () => {
  for (const path of ['/ping', '/ping/', '/nowhere', '/x//y', '/_/web/health', '/_/api/health']) await shield.get(path);
  await shield.get('/ping', { method: 'PURGE' });
  const counted = [...(await scrape()).matchAll(/duration_seconds_count\{([^}]*)\} (\d+)/g)].map(
    ([, labels, n]) => `${labels} ${n}`,
  );
  expect(counted).toEqual(
    expect.arrayContaining([
      'route="ping",method="GET",status="200" 2',
      'route="badge",method="GET",status="200" 2',
      'route="none",method="GET",status="400" 1',
      'route="none",method="other",status="405" 1',
    ]),
  );
  expect(counted.join('\n')).not.toMatch(/nowhere|web|PURGE/);
});

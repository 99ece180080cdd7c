// The metrics of a shield with services, peers and checks, as Prometheus reads them, with correct values.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { ROUTE_NAMES } from '../../src/http/request/routes.ts';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { type Family, type Sample, parseExposition } from '../support/metrics/exposition.ts';
import { namingFaults } from '../support/metrics/metric-names.ts';
import { freePort } from '../support/app/free-port.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let shield: RunningApp;
let port: number;
let history: string;
let exposed: string;
let families: ReadonlyMap<string, Family>;

beforeAll(async () => {
  for (const index of [0, 1]) cluster.set(podOf({ kind: 'Deployment', name: 'web', index }));
  cluster.set(podOf({ kind: 'Deployment', name: 'api' }));
  port = await freePort();
  history = mkdtempSync(join(tmpdir(), 'kube-shields-metrics-'));
  const env = {
    METRICS_PORT: String(port),
    HOST: '127.0.0.1',
    HISTORY_DIR: history,
    SERVICE_METRICS: 'true',
    WATCH_OBJECTS: 'certificates.cert-manager.io persistentvolumeclaims',
  };
  shield = await startApp(env, { apiServer: await server.listen() });
  await shield.until('/readyz', (body) => body === 'ready');
  await shield.until('/_/web/health/', (body) => body.includes('2/2'));
  cluster.set(podOf({ kind: 'Deployment', name: 'late' }));
  await shield.until('/_/late/health/', (body) => body.includes('1/1'));
  for (const path of ['/federation/v1/snapshot', '/v1/services', '/nowhere?x="\\']) await shield.get(path);
  exposed = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  families = parseExposition(exposed);
});

afterAll(async () => {
  await shield.stop();
  await server.close();
  rmSync(history, { recursive: true });
});

const familyOf = (name: string): Family => {
  const family = families.get(`kube_shields_${name}`);
  if (family === undefined) throw new Error(`the metrics have no kube_shields_${name}`);
  return family;
};

function value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  return familyOf(name).samples.find((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
}

it('gives each family a HELP text, and a unit or `_total` in its name as Prometheus requires', () => {
  for (const { name, help, type } of families.values()) {
    expect(help).toMatch(/^[A-Z].+\.$/);
    if (type === 'counter') expect(name).toMatch(/_total$/);
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
  }
});

it('has names that Prometheus’ own linter accepts', () => {
  expect([...families.values()].flatMap(namingFaults)).toEqual([]);
});

const PROMTOOL = spawnSync('promtool', ['--version']).status === 0;

(PROMTOOL ? it : it.skip)('passes `promtool check metrics`, where promtool is installed', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: exposed, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});

it('has histograms that add up', () => {
  for (const { name, samples } of [...families.values()].filter(({ type }) => type === 'histogram')) {
    for (const count of samples.filter((sample) => sample.name === `${name}_count`)) {
      const buckets = samples.filter((sample) => sample.name === `${name}_bucket` && hasLabels(sample, count.labels));
      const values = buckets.map((bucket) => bucket.value);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(buckets.at(-1)?.labels['le']).toBe('+Inf');
      expect(values.at(-1)).toBe(count.value);
    }
  }
});

function hasLabels({ labels }: Sample, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, text]) => labels[name] === text);
}

it('counts pods, and services by state', () => {
  expect(value('pods')).toBe(4);
  const states = familyOf('services').samples.map(({ labels, value: count }) => [labels['state'], count]);
  expect(Object.fromEntries(states)).toEqual({ ok: 3, degraded: 0, down: 0, stale: 0, unknown: 0 });
});

it('reports the state of each source', () => {
  const labels = { source: 'pods', cluster: 'local' };
  expect(value('source_age_seconds', labels)).toBeLessThan(10);
  expect(value('source_stale', labels)).toBe(0);
  expect(value('ready')).toBe(1);
});

it('counts watch events and refused signatures', () => {
  expect(value('watch_events_total', { type: 'set' })).toBeGreaterThanOrEqual(1);
  expect(value('signature_refusals_total', { type: 'unsigned' })).toBe(1);
});

it('has metrics of peers, checks and streams, which are 0 without them', () => {
  expect(
    ['peers', 'peers_connected', 'checks', 'check_processes', 'federation_streams'].map((name) => value(name)),
  ).toEqual([0, 0, 0, 0, 0]);
  expect(familyOf('check_run_duration_seconds').type).toBe('histogram');
});

it('times responses by route, method and status, and by no label that a client can choose', () => {
  const counts = familyOf('http_request_duration_seconds').samples.filter(({ name }) => name.endsWith('_count'));
  expect(counts.length).toBeGreaterThan(3);
  for (const { labels } of counts) {
    expect(Object.keys(labels).sort()).toEqual(['method', 'route', 'status']);
    expect([...ROUTE_NAMES, 'none']).toContain(labels['route']);
    expect(labels['status']).toMatch(/^\d{3}$/);
  }
});

it('reports event loop lag, and memory', () => {
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(value('nodejs_heap_size_used_bytes')).toBeGreaterThan(1_000_000);
});

it('answers 500 without details when metrics cannot be collected, and recovers', async () => {
  const url = `http://127.0.0.1:${port}/metrics`;
  const metrics = shield.app.get(MetricsService);
  let fault: (() => void) | undefined = () => {
    throw new Error('an invalid number');
  };
  metrics.onCollect(() => fault?.());
  const response = await fetch(url);
  expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
  expect(await response.json()).toMatchObject({ type: 'internal-error', status: 500 });
  expect(shield.log.filter((line) => line.includes('an invalid number'))).toHaveLength(1);
  fault = undefined;
  // A value that can't be written fails only this request.
  Object.defineProperty(metrics, 'contentType', { value: 'no\nheader', configurable: true });
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  Reflect.deleteProperty(metrics, 'contentType');
  expect((await fetch(url)).status).toBe(200);
});

it('counts the services whose source has turned stale', async () => {
  const port = await freePort();
  const env = { METRICS_PORT: String(port), HOST: '127.0.0.1', STALE_AFTER: '3s' };
  const disconnected = await startApp(env, { apiServer: server.url });
  await disconnected.until('/_/web/health/', (body) => body.includes('2/2'));
  await server.close();
  await disconnected.until('/_/web/health/', (body) => body.includes('(stale)'));
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toContain('\nkube_shields_services{state="stale"} 3\n');
  expect(text).toContain('\nkube_shields_source_stale{source="pods",cluster="local"} 1\n');
  expect(text).toContain('\nkube_shields_ready 1\n');
  expect(text).toMatch(/\nkube_shields_build_info\{version="\d[^"]*",node="v\d[^"]*",access="public"\} 1\n/);
  await disconnected.stop();
});

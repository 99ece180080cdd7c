// DiscoveryModule as the app runs it: one watch per source, for the life of the app.
import { type INestApplicationContext, Module, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { firstValueFrom } from 'rxjs';
import { podOf } from '../../simulator/cluster/pod.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { type Clock, SYSTEM_CLOCK } from '../../src/config/clock.ts';
import { ConfigModule } from '../../src/config/config.module.ts';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { parseConfig } from '../../src/config/parse/parse-config.ts';
import { ClusterModule, DiscoveryModule } from '../../src/discovery/discovery.module.ts';
import { DiscoveryService } from '../../src/discovery/discovery.service.ts';
import { ServiceIndex } from '../../src/discovery/index/service-index.ts';
import { LogService } from '../../src/observability/log.service.ts';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { ObservabilityModule } from '../../src/observability/observability.module.ts';
import { ReadinessService } from '../../src/observability/readiness.service.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { freePort } from '../support/app/free-port.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';
import { accessOf } from '../support/cluster/watched-cluster.ts';

let cluster: SimulatedCluster;
let server: SimulatedApiServer;
let app: INestApplicationContext | undefined;
let kubeconfig: TemporaryFile | undefined;
let lines: string[];

beforeEach(async () => {
  cluster = new SimulatedCluster();
  server = new SimulatedApiServer(cluster);
  lines = [];
  await server.listen(await freePort());
  for (const namespace of ['shop', 'blog', 'kube-system']) {
    cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace } }));
  }
});

afterEach(async () => {
  await app?.close();
  app = undefined;
  await kubeconfig?.remove();
  await server.close();
});

@Module({})
class Root {}

async function start(env: Env = {}, clock: Clock = SYSTEM_CLOCK): Promise<DiscoveryService> {
  const parsed = parseConfig({ OTHER_SHIELDS: 'None', METRICS_PORT: '0', WATCH_WORKLOADS: 'false', ...env });
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  kubeconfig = await temporaryFile(kubeconfigFor(server));
  const access = await accessOf(kubeconfig.path);
  const imports = [
    ConfigModule.forRoot(parsed.config, clock),
    ClusterModule.forRoot(access),
    ObservabilityModule,
    DiscoveryModule,
  ];
  const logger = await LogService.create(parsed.config.log, { write: (line) => void lines.push(line) });
  const options: Partial<NestApplicationOptions> = { logger, abortOnError: false };
  app = await NestFactory.createApplicationContext({ module: Root, imports }, options);
  return app.get(DiscoveryService);
}

function provider<T>(type: abstract new (...args: never[]) => T): T {
  if (app === undefined) throw new Error('start() first');
  return app.get<T>(type);
}

it('discovers the services of the cluster, and is ready then', async () => {
  const discovery = await start();
  await until('the first list is in', () => discovery.hasSynced());
  expect(provider(ReadinessService).reasons()).toEqual([]);
  expect(provider(ServiceIndex).get('shop', 'web')).toMatchObject({ name: 'web', kind: 'Deployment' });
  expect(provider(ServiceIndex).get('kube-system', 'web')).toBeUndefined();
  expect(discovery.watches.map(({ source }) => source)).toMatchObject([
    { id: 'pods', cluster: 'local', staleAfter: 90_000 },
  ]);
});

it('publishes a change immediately, not at the next poll', async () => {
  const discovery = await start();
  await until('the shield watches', () => server.watches === 1 && discovery.hasSynced());
  const published = firstValueFrom(provider(ServiceIndex).touches$);
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db' }, { metadata: { namespace: 'shop' } }));
  await published;
  expect(provider(ServiceIndex).get('shop', 'db')).toMatchObject({ name: 'db' });
});

it('is not ready while the API server is unreachable, logs why, and recovers', async () => {
  const { port } = server;
  const discovery = await (async () => {
    const starting = start();
    await server.close();
    return starting;
  })();
  await until('the log says that the API server is unreachable', () =>
    lines.some((line) => line.includes('unreachable')),
  );
  expect(provider(ReadinessService).reasons()).toEqual(['discovery: the first list of pods is not in']);
  expect(discovery.watches[0]).toMatchObject({ state: 'failing', lastFault: 'unreachable' });
  await server.listen(port);
  await until('the first list is in', () => discovery.hasSynced());
  await until('the log says that the API server responds again', () =>
    lines.some((line) => line.includes('the API server responds again')),
  );
});

describe('with WATCH_NAMESPACES', () => {
  it("runs a watch for each namespace, and a refused one doesn't affect the others", async () => {
    server.faults.add({ namespace: 'blog', answer: { status: 403 } });
    const clock = new ManualClock();
    const discovery = await start({ WATCH_NAMESPACES: 'shop blog' }, clock);
    await until(
      'every source has synced',
      () => discovery.hasSynced(),
      () => {
        clock.advance(1_000);
      },
    );
    clock.advance(1_000);
    expect(discovery.watches).toMatchObject([
      { source: { id: 'pods/shop' }, namespace: 'shop', hasListed: true },
      {
        source: { id: 'pods/blog', provenAt: undefined },
        namespace: 'blog',
        hasListed: false,
        state: 'refused',
        lastFault: 'forbidden',
      },
    ]);
    expect(provider(ServiceIndex).get('shop', 'web')).toBeDefined();
    expect(lines.filter((line) => line.includes('`list` and `watch` on `pods`'))).toHaveLength(1);
    const ofObjects = server.requests.filter(({ kind }) => kind !== 'other');
    expect(new Set(ofObjects.map(({ namespace }) => namespace))).toEqual(new Set(['shop', 'blog']));
  });

  it('watches a listed namespace, even one that is excluded by default', async () => {
    const discovery = await start({ WATCH_NAMESPACES: 'kube-system' });
    await until('every source has synced', () => discovery.hasSynced());
    expect(provider(ServiceIndex).get('kube-system', 'web')).toBeDefined();
  });
});

it('exposes counts of events and relists, and the age of each source', async () => {
  const discovery = await start();
  await until('the shield watches', () => server.watches === 1 && discovery.hasSynced());
  cluster.set(podOf({ kind: 'StatefulSet', name: 'db' }, { metadata: { namespace: 'shop' } }));
  server.bookmark();
  server.failWatches();
  await until(
    'the pods are listed again',
    () => discovery.watches[0]?.lastFault === 'gone' && server.requestsOf('list').length === 2,
  );
  await until('the shield watches again', () => discovery.watches[0]?.state === 'watching');
  const text = await provider(MetricsService).expose();
  expect(text).toContain('kube_shields_pods 3');
  expect(text).toContain('kube_shields_watch_events_total{type="set"} 1');
  expect(text).toContain('kube_shields_watch_events_total{type="bookmark"} 1');
  expect(text).toContain('kube_shields_relists_total{reason="gone"} 1');
  expect(text).toMatch(/kube_shields_source_age_seconds\{source="pods",cluster="local"\} [\d.]+/);
});

it('logs a bad annotation once', async () => {
  const discovery = await start();
  await until('the shield watches', () => server.watches === 1 && discovery.hasSynced());
  const annotations = { 'kube-shields/min': 'lots' };
  for (let n = 0; n < 3; n += 1)
    cluster.set(
      podOf(
        { kind: 'StatefulSet', name: 'db' },
        { metadata: { namespace: 'shop', annotations, labels: { n: String(n) } } },
      ),
    );
  cluster.set(podOf({ kind: 'StatefulSet', name: 'last' }, { metadata: { namespace: 'shop' } }));
  await until('every pod is indexed', () => provider(ServiceIndex).podCount === 4);
  expect(lines.filter((line) => line.includes('kube-shields/min'))).toHaveLength(1);
});

it('ends its watch when the app closes', async () => {
  const discovery = await start();
  await until('the shield watches', () => server.watches === 1 && discovery.hasSynced());
  await app?.close();
  app = undefined;
  await until('the server has no watch left', () => server.watches === 0);
});

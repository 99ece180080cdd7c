// SERVICE_METRICS: each service's state, for Prometheus.
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { parseExposition } from '../support/metrics/exposition.ts';
import { startApp } from '../support/app/start-app.ts';

const cluster = new SimulatedCluster();
const apiServer = new SimulatedApiServer(cluster);

beforeAll(async () => {
  const metadata = { namespace: 'shop' };
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata }));
  await apiServer.listen();
});
afterAll(() => apiServer.close());

async function exposed(env: Record<string, string>): Promise<string> {
  const shield = await startApp({ OTHER_SHIELDS: 'None', ...env }, { apiServer: apiServer.url });
  await shield.until('/_/web/health/?format=json', (body) => body.includes('"ok"'));
  const text = await shield.app.get(MetricsService).expose();
  await shield.stop();
  return text;
}

it('SERVICE_METRICS adds a sample for each state of each service', async () => {
  const text = await exposed({ SERVICE_METRICS: 'true' });
  const samples = text.split('\n').filter((line) => line.startsWith('kube_shields_service_state{'));
  expect(samples.sort()).toEqual(
    ['degraded', 'down', 'ok', 'stale', 'unknown'].map(
      (state) =>
        `kube_shields_service_state{cluster="local",namespace="shop",service="web",state="${state}"} ${state === 'ok' ? 1 : 0}`,
    ),
  );
  expect([...parseExposition(text).keys()]).toContain('kube_shields_service_state');
});

it('no sample for a service is exposed by default', async () => {
  expect(await exposed({})).not.toContain('service_state');
});

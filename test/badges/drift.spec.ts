// The badge that says whether one version of a service runs everywhere, over HTTP.
import { container, podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { startApp } from '../support/app/start-app.ts';

it('is green while all namespaces run one version, and lists the version of each namespace once they differ', async () => {
  const cluster = new SimulatedCluster();
  const server = new SimulatedApiServer(cluster);
  const run = (namespace: string, tag: string): void => {
    const spec = { containers: [container({ image: `registry.example/web:${tag}` })] };
    cluster.set(podOf({ kind: 'Deployment', name: 'web', hash: '5d4f8c7b6d' }, { metadata: { namespace }, spec }));
  };
  run('prod', 'v1.4');
  run('staging', 'v1.4');
  const shield = await startApp({}, { apiServer: await server.listen() });
  await shield.until('/_/web/drift.json', (body) => body.includes('"green"') && body.includes('"v1.4"'));
  run('staging', 'v1.5');
  const body = await shield.until('/_/web/drift.json', (each) => each.includes('yellow'));
  expect(JSON.parse(body)).toMatchObject({
    service: 'web',
    check: 'drift',
    status: 'prod v1.4 · staging v1.5',
    color: 'yellow',
    state: 'degraded',
  });
  const svg = await shield.get('/_/web/drift.svg');
  expect(await svg.text()).toContain('version: prod v1.4 · staging v1.5');
  const picked = await shield.get('/_/web/drift.json?namespace=staging');
  expect(await picked.json()).toMatchObject({ namespace: 'staging', status: 'v1.5', color: 'green' });
  expect((await shield.get('/_/unknown/drift/?strict')).status).toBe(404);
  await shield.stop();
  await server.close();
});

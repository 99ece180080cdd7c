// The page of a very large cluster: 20,000 services, one of the namespaces with half of them.
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const SERVICES = 20_000;
const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let app: RunningApp;

beforeAll(async () => {
  for (let i = 0; i < SERVICES; i += 1) {
    const namespace = i % 2 === 0 ? 'huge' : `team-${i % 199}`;
    cluster.set(podOf({ kind: 'StatefulSet', name: `service-${i}`, index: 0 }, { metadata: { namespace } }));
  }
  app = await startApp({ CLUSTER_NAME: 'prod', STALE_AFTER: '1h' }, { apiServer: await server.listen() });
  await app.until('/readyz', (body) => body === 'ready');
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

const ask = async (path: string): Promise<string> => (await app.get(path)).text();

const rowsIn = (html: string): number => html.match(/<tbody class="row /g)?.length ?? 0;

it('starts as a short page with folded namespaces and their counts', async () => {
  const html = await ask('/');
  expect(rowsIn(html)).toBe(0);
  expect(html).toContain('Well (20,000)');
  expect(html).toContain('prod / huge</a>');
  expect(html.length).toBeLessThan(250_000);
});

it('shows a long namespace in parts', async () => {
  const html = await ask('/?open=well/prod/huge');
  expect(rowsIn(html)).toBe(300);
  expect(html).toContain('9,700 more');
  const next = /href="\.\/(\?[^"]*from=300)#/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await ask(`/${next}`);
  expect(rowsIn(second)).toBe(300);
  expect(second).toContain('300 before');
  expect(second).toContain('9,400 more');
});

it('finds one service by its name', async () => {
  const html = await ask('/?q=service-19999');
  expect(rowsIn(html)).toBe(1);
});

it('lists the badges of a namespace as Markdown', async () => {
  const html = await ask('/v1/badges.md?namespace=team-1');
  expect(html.split('\n').length).toBeGreaterThan(50);
});

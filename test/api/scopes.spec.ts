// Scope parameters in each of their forms, and texts that change the text direction.
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let shield: RunningApp;

beforeAll(async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  cluster.set(
    podOf(
      { kind: 'Deployment', name: 'web' },
      { metadata: { namespace: 'lab' }, status: { containerStatuses: [containerStatus({ ready: false })] } },
    ),
  );
  shield = await startApp({ BADGE_MAX_AGE: '0s' }, { apiServer: await server.listen() });
  await shield.until('/readyz', (_, { status }) => status === 200);
});
afterAll(async () => {
  await shield.stop();
  await server.close();
});

const reasonOf = async (path: string): Promise<string | null> =>
  (await shield.get(path)).headers.get('x-shield-reason');

it.each(['?namespace=shop&amp;cluster=local', '?style=flat&amp;namespace=shop', '?x=1&amp;amp;namespace=shop'])(
  'a query that was HTML-escaped twice keeps its meaning: %s',
  async (query) => {
    const badge = await (await shield.get(`/_/web/health/${query}`)).text();
    expect(badge).toContain('1/1');
    expect(badge).not.toContain('1/2');
  },
);

it.each([
  'Cluster=east',
  'clusters=east',
  'CLUSTER=east',
  'clustre=east',
  'cluster_name=east',
  'ns=shop',
  'Namespace=shop',
])('a misspelled scope is refused: %s', async (query) => {
  expect(await reasonOf(`/_/web/health/?${query}`)).toBe('invalid');
  expect(await reasonOf(`/a/*/health/?${query}`)).toBe('invalid');
  expect((await shield.get(`/_/web/health/?format=json&${query}`)).status).toBe(400);
  const list = await shield.get(`/v1/services?${query}`);
  expect(list.status).toBe(400);
  expect(((await list.json()) as { detail: string }).detail).toMatch(/almost as (cluster|namespace)/);
  expect((await shield.get(`/?${query}`)).status).toBe(400);
});

it.each(['cacheSeconds=30', 'utm_source=wiki', 'v=3', 'classname=x'])(
  'any other parameter is ignored: %s',
  async (query) => {
    expect(await reasonOf(`/_/web/health/?${query}&namespace=shop`)).toBeNull();
  },
);

it('a parameter given twice, once with amp;, counts as given twice', async () => {
  expect(await reasonOf('/_/web/health/?namespace=shop&amp;namespace=lab')).toBe('invalid');
});

it('a known badge is sent in full when its max-age is 0', async () => {
  for (let time = 0; time < 3; time += 1) {
    const first = await shield.get('/_/web/health/?namespace=shop');
    expect(first.headers.get('cache-control')).toContain('max-age=0');
    const etag = first.headers.get('etag') ?? '';
    expect((await shield.get('/_/web/health/?namespace=shop', { headers: { 'If-None-Match': etag } })).status).toBe(
      200,
    );
  }
});

it('a badge of an unknown service can be revalidated', async () => {
  const first = await shield.get('/_/nowhere/health/');
  const etag = first.headers.get('etag') ?? '';
  expect((await shield.get('/_/nowhere/health/', { headers: { 'If-None-Match': etag } })).status).toBe(304);
});

it('no text of a pod changes the text direction of other texts', async () => {
  const image = 'shop/web:1\u202E2\u0085';
  const spec = { containers: [container({ image })] };
  cluster.set(podOf({ kind: 'Dep\u2066loyer\u0007', name: 'rtl' }, { metadata: { namespace: 'shop' }, spec }));
  const body = await shield.until('/v1/services/rtl', (_, { status }) => status === 200);
  expect(body).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u0080-\u009F]/u);
  const page = await (await shield.get('/?q=rtl')).text();
  expect(page).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u0080-\u009F]/u);
});

// The client that openapi-typescript generates from docs/openapi.json, against the running app with a simulated cluster.
// `npm run types` fails if the types don't fit.
import createClient, { type Client } from 'openapi-fetch';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import type { components, paths } from './openapi-client.d.ts';
import { CURRENT_KEY, SigningShield } from '../support/auth/signing-shield.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

type ServiceItem = components['schemas']['ServiceItem'];

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let app: RunningApp;
let client: Client<paths>;

beforeAll(async () => {
  for (const name of ['checkout', 'web', 'worker']) {
    cluster.set(podOf({ kind: 'Deployment', name }, { metadata: { namespace: 'shop' } }));
  }
  app = await startApp({}, { apiServer: await server.listen() });
  await app.until('/readyz', (body) => body === 'ready');
  client = createClient<paths>({ baseUrl: app.url });
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

it('reads a badge as data', async () => {
  const params = { path: { service: 'web', check: 'health' }, query: { namespace: 'shop' } };
  const { data } = await client.GET('/_/{service}/{check}.json', { params });
  expect(data).toMatchObject({ service: 'web', status: '1/1 (0 restarts)', color: 'green', state: 'ok' });
});

it('draws a badge, and reads its headers', async () => {
  const params = { path: { service: 'web', check: 'health' }, query: { style: 'for-the-badge' } } as const;
  const { data, response } = await client.GET('/_/{service}/{check}.svg', { params, parseAs: 'text' });
  expect(data).toContain('<svg');
  expect(response.headers.get('X-Shield-State')).toBe('ok');
});

it('walks through all pages', async () => {
  const names: string[] = [];
  for (let token: string | undefined = '', pages = 0; token !== undefined && pages < 9; pages += 1) {
    const query: { limit: number; continue?: string } = { limit: 1, ...(token !== '' && { continue: token }) };
    const { data } = await client.GET('/v1/services', { params: { query } });
    names.push(...(data?.items ?? []).map(({ name }: ServiceItem) => name));
    token = data?.continue;
  }
  expect(names).toEqual(['checkout', 'web', 'worker']);
});

it('identifies problems by their type', async () => {
  const { error, response } = await client.GET('/v1/services/{name}', { params: { path: { name: 'none' } } });
  expect(response.status).toBe(404);
  expect(error?.type satisfies components['schemas']['Problem']['type'] | undefined).toBe('not-found');
});

it('calls a private shield with signatures that a middleware adds', async () => {
  const shield = await SigningShield.start({}, [CURRENT_KEY]);
  const signing = createClient<paths>({ baseUrl: `http://${shield.host}` });
  expect((await signing.GET('/services')).error).toMatchObject({ type: 'unsigned', status: 403 });
  signing.use({
    onRequest: ({ request }) => {
      const { pathname, search } = new URL(request.url);
      for (const [name, value] of Object.entries(shield.sign({ target: pathname + search }))) {
        request.headers.set(name, value);
      }
    },
  });
  expect((await signing.GET('/services')).data).toEqual([]);
  await shield.stop();
});

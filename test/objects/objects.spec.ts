// Objects with a status, over HTTP: the kinds of WATCH_OBJECTS, served by the simulated API server.
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { MALFORMED } from '../support/rules/malformed-objects.ts';
import { KINDS, ROWS as VALID_ROWS, type Row } from '../support/rules/object-rows.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const WATCH_OBJECTS = [
  ...Object.values(KINDS).map(({ plural, group }) => (group === '' ? plural : `${plural}.${group}`)),
  'persistentvolumeclaims',
  'jobs.batch',
  'statefulsets.apps/v1',
].join(' ');

const RESOURCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(KINDS).map(([kind, { plural }]) => [kind, plural])),
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Job: 'jobs',
  StatefulSet: 'statefulsets',
};

const ROWS: readonly Row[] = [...VALID_ROWS, ...MALFORMED];

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
let shield: RunningApp;

const nameOf = (row: Row): string => `row-${ROWS.indexOf(row)}`;
const namespaceOf = ({ kind }: Row): string => (kind === 'Node' ? '' : 'shop');
const set = (row: Row): void => {
  const { kind, metadata = {}, spec = {}, status = {} } = row;
  cluster.set({ kind, metadata: { name: nameOf(row), namespace: namespaceOf(row), ...metadata }, spec, status });
};
const json = async (path: string): Promise<Record<string, unknown>> =>
  (await (await shield.get(path)).json()) as Record<string, unknown>;

beforeAll(async () => {
  const known = cluster.types.map(({ plural, group }) => `${plural}.${group}`);
  for (const type of Object.values(KINDS)) if (!known.includes(`${type.plural}.${type.group}`)) cluster.define(type);
  for (const row of ROWS) set(row);
  shield = await startApp({ WATCH_OBJECTS }, { apiServer: await server.listen() });
  await shield.until('/v1/objects?limit=500', (body) => (JSON.parse(body) as { total: number }).total >= ROWS.length);
});
afterAll(async () => {
  await shield.stop();
  await server.close();
});

it.each(ROWS.map((row) => [row.name, row] as const))('%s', async (_, row) => {
  const path = `/k/${RESOURCES[row.kind] ?? ''}/${nameOf(row)}`;
  const [status, color, state] = row.ready;
  expect(await json(`${path}/ready/?format=json`)).toMatchObject({
    cluster: 'local',
    name: nameOf(row),
    check: 'ready',
    label: row.kind.toLowerCase(),
    status,
    color,
    state,
  });
  const found = await json(`${path}/ready/?format=json`);
  expect([found['reason'], found['namespace'] ?? '']).toEqual([row.reason, namespaceOf(row)]);
  const version = await shield.get(`${path}/version/?format=json`);
  expect(version.status).toBe(row.version === undefined ? 404 : 200);
  if (row.version !== undefined) expect(await version.json()).toMatchObject({ status: row.version, color: 'blue' });
});

it('joins all objects of a kind: how many are ready, in the worst color', async () => {
  expect(await json('/k/nodes/*/ready/?format=json')).toMatchObject({
    resource: 'nodes',
    name: '*',
    label: 'nodes',
    status: '1/5 ready',
    color: 'red',
    state: 'down',
  });
  expect(await json('/k/persistentvolumeclaims/*/ready.json?namespace=elsewhere')).toMatchObject({ status: 404 });
});

it('accepts a kind with its group, draws a badge for an unknown object too, and answers 404 and 400 with strict', async () => {
  const svg = await shield.get(
    `/k/certificates.cert-manager.io/row-${ROWS.findIndex(({ name }) => name === 'a valid Certificate')}/ready/`,
  );
  expect([svg.status, svg.headers.get('x-shield-state')]).toEqual([200, 'ok']);
  expect(await svg.text()).toContain('certificate: ready');
  const unknown = await shield.get('/k/certificates/unknown/ready/');
  expect([unknown.status, unknown.headers.get('x-shield-reason')]).toEqual([200, 'not-found']);
  expect((await shield.get('/k/secrets/row-1/ready/?strict')).status).toBe(404);
  expect((await shield.get('/k/certificates/-/ready/?strict')).status).toBe(400);
});

it('follows the watch: changes of an object, and its deletion', async () => {
  const certificate = { kind: 'Certificate', metadata: { name: 'checkout', namespace: 'shop' } };
  const conditions = (status: string, reason: string): object => ({
    conditions: [{ type: 'Ready', status, reason, lastTransitionTime: '2026-01-01T00:00:00Z' }],
  });
  cluster.set({ ...certificate, status: conditions('True', 'Ready') });
  await shield.until('/k/certificates/checkout/ready/', (_, { headers }) => headers.get('x-shield-state') === 'ok');
  cluster.set({ ...certificate, status: conditions('False', 'Expired') });
  await shield.until(
    '/k/certificates/checkout/ready/',
    (_, { headers }) => headers.get('x-shield-reason') === 'Expired',
  );
  cluster.remove('Certificate', 'shop', 'checkout');
  await shield.until(
    '/k/certificates/checkout/ready/',
    (_, { headers }) => headers.get('x-shield-reason') === 'not-found',
  );
});

it('shows the last known result for a minute while an object reconciles with status Unknown', async () => {
  const source = { kind: 'GitRepository', metadata: { name: 'apps', namespace: 'shop' }, spec: {} };
  const at = (ms: number): string => new Date(Date.now() - ms).toISOString();
  const status = (ready: string, since: string): object => ({
    conditions: [
      { type: 'Ready', status: ready, reason: 'Progressing', lastTransitionTime: since },
      { type: 'Reconciling', status: 'True', reason: 'Progressing', lastTransitionTime: since },
    ],
  });
  const badge = '/k/gitrepositories/apps/ready.json';
  cluster.set({ ...source, status: status('True', at(600_000)) });
  await shield.until(badge, (body) => body.includes('"ready"'));
  cluster.set({ ...source, status: { ...status('Unknown', at(1_000)), artifact: { revision: 'v2' } } });
  await shield.until('/k/gitrepositories/apps/version.json', (body) => body.includes('v2'));
  expect(await json(badge)).toMatchObject({ status: 'ready', state: 'ok' });
  cluster.set({ ...source, status: { ...status('Unknown', at(61_000)), artifact: { revision: 'v3' } } });
  await shield.until('/k/gitrepositories/apps/version.json', (body) => body.includes('v3'));
  expect(await json(badge)).toMatchObject({ status: 'Progressing', color: 'yellow', state: 'degraded' });
  cluster.remove('GitRepository', 'shop', 'apps');
  await shield.until(badge, (body) => body.includes('404'));
});

it('lists objects, filtered and in pages', async () => {
  const list = async (query: string): Promise<{ items: { name: string }[]; total: number; continue?: string }> =>
    (await json(`/v1/objects?${query}`)) as never;
  const all = (await list('limit=500')).items.map(({ name }) => name);
  expect((await list('state=down&resource=certificates.cert-manager.io')).items).toMatchObject([
    { kind: 'Certificate', namespace: 'shop', state: 'down', results: { ready: { reason: 'Expired' } } },
  ]);
  const [down, degraded] = [await list('state=down&limit=500'), await list('state=degraded&limit=500')];
  expect((await list('state=down,degraded')).total).toBe(down.total + degraded.total);
  expect((await list('q=invalidcertificateref')).total).toBe(1);
  const paged: string[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const page = await list(`limit=7${next && `&continue=${next}`}`);
    paged.push(...page.items.map(({ name }) => name));
    next = page.continue;
  }
  expect(paged).toEqual(all);
});

it('lists a kind by its plural name without the group too', async () => {
  const full = await json('/v1/objects?resource=certificates.cert-manager.io');
  expect(await json('/v1/objects?resource=certificates')).toEqual(full);
  expect(await json('/v1/objects?resource=certificate')).toMatchObject({ total: 0 });
});

it.each([
  '/k/nodes/*/ready/?Cluster=local',
  '/k/nodes/*/ready/?clusters=local',
  '/k/nodes/*/ready/?cluster=local&cluster=east',
  '/k/certificates/*/ready/?ns=shop',
  '/k/certificates/*/ready/?namespaces=shop',
  '/k/no%3Cdes/*/ready/',
  '/k/nodes/%2A%2A/ready/',
  '/k/nodes/a%00b/ready/',
  '/k/nodes/*/rea%20dy/',
  '/c/pods/?Cluster=local',
  '/c/pods/?namespace=shop',
  '/v1/objects?Cluster=local',
  '/v1/objects?ns=shop',
  '/v1/objects?limit=501',
  '/v1/objects?state=fine',
])('shows nothing for a scope that does not apply: %s', async (path) => {
  const strict = await shield.get(path.startsWith('/v1') ? path : `${path}${path.includes('?') ? '&' : '?'}strict`);
  expect(strict.status).toBe(400);
  expect(strict.headers.get('x-shield-state') ?? 'unknown').toBe('unknown');
});

it('accepts a scope that was HTML-escaped twice', async () => {
  const escaped = '?style=flat&amp;cluster=nowhere';
  expect((await shield.get(`/k/nodes/*/ready/${escaped}&strict`)).status).toBe(404);
  expect((await shield.get(`/c/pods/${escaped}&strict`)).status).toBe(404);
  expect(await json(`/v1/objects${escaped}`)).toMatchObject({ total: 0 });
  expect((await shield.get('/k/nodes/*/ready/?namespace=shop&strict')).status).toBe(404);
});

it('says what to do about an object or a fact of the cluster that is not known', async () => {
  const advice = async (path: string): Promise<unknown> => (await json(path))['detail'];
  expect(await advice('/k/nodes/none/ready.json')).toContain('GET /v1/objects');
  expect(await advice('/k/nodes/-/ready.json')).toContain('WATCH_OBJECTS');
  expect(await advice('/c/moons.json')).toContain('version, nodes, pods, services, age');
  expect(await advice('/c/pods.json?namespace=shop')).toContain('leave namespace out');
});

it('has badges of the cluster itself', async () => {
  await shield.until('/c/version.json', (body) => body.includes('v1.36.0'));
  expect(await json('/c/version.json')).toMatchObject({ label: 'Kubernetes', status: 'v1.36.0', color: 'blue' });
  expect(await json('/c/nodes.json')).toMatchObject({ status: '1/5 ready', color: 'red' });
  expect(await json('/c/pods.json')).toMatchObject({ status: '0/0 running' });
  expect(await json('/c/age.json')).toMatchObject({ status: expect.stringMatching(/^\d+ d$/) as string });
  expect((await shield.get('/c/other/?strict')).status).toBe(404);
});

it('lists the watch of each kind among the sources', async () => {
  const { items } = (await json('/v1/sources')) as {
    items: readonly { kind: string; state: string; objects: number }[];
  };
  const claims = items.find(({ kind }) => kind === 'persistentvolumeclaims');
  expect(claims).toMatchObject({ state: 'watching' });
  expect(claims?.objects).toBeGreaterThan(0);
  expect(items.length).toBe(1 + WATCH_OBJECTS.split(' ').length);
});

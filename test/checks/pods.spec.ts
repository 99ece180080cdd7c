// Checks that get pods: a result is no newer than the pods that its run got, and a file that names its namespaces isn't
// merged with pods of other namespaces.
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const fileReturning = (result: string): string => `export const hits = ({ pods, podsAge }) => (${result});`;
const GREEN = fileReturning("{ status: 'fine', color: 'green' }");
const folder = new ChecksFolder({
  'web.js': GREEN,
  'age.js': fileReturning("{ status: podsAge, color: 'blue' }"),
  'none.js': fileReturning("{ status: String(podsAge) + ' ' + pods.length, color: 'green' }"),
  'pay.js': `export const namespaces = ['shop']; ${fileReturning("{ status: pods.map(({ namespace }) => namespace).join() || 'no pods', color: 'red' }")}`,
  'orders.js': fileReturning("{ status: 'lost', color: 'red' }"),
});
const clock = new ManualClock();
const cluster = new SimulatedCluster({ now: () => clock.now().wall });
const server = new SimulatedApiServer(cluster);
let app: RunningApp;

const podIn = (namespace: string, name: string): ReturnType<typeof podOf> =>
  podOf({ kind: 'StatefulSet', name }, { metadata: { namespace } });

beforeAll(async () => {
  cluster.set(podIn('shop', 'web'));
  cluster.set(podIn('shop', 'age'));
  app = await startApp({ CHECKS_DIR: folder.path }, { clock, apiServer: await server.listen() });
  await untilAllHaveRunAt(clock.now().wall);
});

afterAll(async () => {
  await app.stop();
  await server.close();
  folder.remove();
});

interface Shown {
  readonly status: string;
  readonly state: string;
  readonly checked?: string;
}

interface Item {
  readonly namespace: string;
  readonly kind: string;
  readonly state: string;
  readonly attention: string;
  readonly results: Readonly<Record<string, Shown>>;
}

async function badge(service: string, query = ''): Promise<Shown> {
  return (await (await app.get(`/_/${service}/hits/?format=json${query}`)).json()) as Shown;
}

async function items(name: string): Promise<readonly Item[]> {
  return ((await (await app.get(`/v1/services/${name}`)).json()) as { items: Item[] }).items;
}

/** Runs start by the clock that the test advances, and end in real time. */
async function untilAllHaveRunAt(time: number): Promise<void> {
  await app.until('/v1/checks', (body) => {
    const { items: checks } = JSON.parse(body) as { items: { lastRun?: string }[] };
    return checks.length === 5 && checks.every(({ lastRun }) => Date.parse(lastRun ?? '') >= time);
  });
}

it('passes a check the pods of the namespaces that its file names, and no others', async () => {
  expect(await badge('pay')).toMatchObject({ status: 'no pods', state: 'down' });
  cluster.set(podIn('other', 'pay'));
  await app.until('/v1/services/pay', (body) => body.includes('"other"'));
  await advanceUntilAllHaveRun(32_000);
  expect(await badge('pay')).toMatchObject({ status: 'no pods', state: 'down' });
});

it('keeps row, state and attention of a file that names its namespaces apart from a same-named service elsewhere', async () => {
  const [logical, other] = await items('pay');
  expect(logical).toMatchObject({ namespace: '', kind: 'Check', state: 'down', attention: 'down' });
  expect(other).toMatchObject({ namespace: 'other', kind: 'StatefulSet', state: 'ok', attention: 'ok' });
  expect(Object.keys(other?.results ?? {})).toEqual(['health', 'version']);
  expect((await app.get('/_/pay/hits/?namespace=other&format=json')).status).toBe(404);
  cluster.delete('other', 'pay-0');
});

it('shows a check with the service of its name, in the namespace that its file names', async () => {
  cluster.set(podIn('shop', 'pay'));
  await app.until('/v1/services/pay', (body) => body.includes('"shop"'));
  await advanceUntilAllHaveRun(32_000);
  expect((await items('pay')).filter(({ namespace }) => namespace !== 'other')).toMatchObject([
    { namespace: 'shop', state: 'ok', attention: 'degraded', results: { hits: { status: 'shop', state: 'down' } } },
  ]);
});

it('keeps a red check in the attention list, even when a pod has the same name', async () => {
  expect(await items('orders')).toMatchObject([{ namespace: '', state: 'down', attention: 'down' }]);
  cluster.set(podIn('other', 'orders'));
  await app.until('/v1/services/orders', (body) => body.includes('"other"'));
  expect(await items('orders')).toMatchObject([{ namespace: 'other', state: 'ok', attention: 'degraded' }]);
  const degraded = await (await app.get('/v1/services?attention=degraded')).text();
  expect(degraded).toContain('"orders"');
});

async function advanceUntilAllHaveRun(ms: number): Promise<void> {
  clock.advance(ms);
  // Each check was due within these 32 s, and runs at their end.
  await untilAllHaveRunAt(clock.now().wall - 1);
}

it('passes the age of the pods, and shows no result as newer than they are', async () => {
  const before = Date.parse((await badge('age')).checked ?? '');
  await server.close();
  for (let times = 0; times < 3; times += 1) await advanceUntilAllHaveRun(32_000);
  const { status, checked, state } = await badge('age');
  expect(state).toBe('ok');
  expect(Number(status)).toBeGreaterThanOrEqual(80_000);
  expect(Date.parse(checked ?? '')).toBeLessThanOrEqual(clock.now().wall - 80_000);
  expect(Date.parse(checked ?? '')).toBeGreaterThanOrEqual(before);
  expect(await badge('none')).toMatchObject({ status: 'undefined 0', state: 'ok' });
});

it('marks a check stale with its pods, even when it succeeds, but not a check without pods', async () => {
  for (let times = 0; times < 2; times += 1) await advanceUntilAllHaveRun(32_000);
  expect(await badge('web')).toMatchObject({ status: 'fine (stale)', color: 'lightgrey', state: 'stale' });
  expect(await badge('none')).toMatchObject({ color: 'green', state: 'ok' });
});

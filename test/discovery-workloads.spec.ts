// The watches on workloads: each is a separate source, and none is needed to serve badges of pods.
import type { KubernetesObject } from '../simulator/cluster/kubernetes-objects.ts';
import { podOf } from '../simulator/cluster/pod.ts';
import { ROLLOUTS } from '../simulator/cluster/resource-types.ts';
import { cronJob, daemonSet, deployment, job, rollout, statefulSet } from '../simulator/cluster/workload.ts';
import type { Env } from '../src/config/parse/env-reader.ts';
import { ShieldedCluster } from './support/cluster/shielded-cluster.ts';
import { until } from './support/time/until.ts';

let world: ShieldedCluster;

afterEach(async () => {
  await world.stop();
});

const PLURALS = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs'] as const;

async function start(env: Env = {}, prepare: () => void = () => undefined): Promise<void> {
  world = new ShieldedCluster({ env: { WATCH_WORKLOADS: 'true', ...env } });
  world.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  prepare();
  await world.start();
}

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly state: string;
  readonly objects: number;
  readonly checked?: string;
  readonly fault?: string;
}

async function sources(): Promise<readonly Item[]> {
  return (JSON.parse((await world.ask('/v1/sources')).body) as { items: readonly Item[] }).items;
}

async function statesOf(): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await sources()).map(({ id, state }) => [id, state]));
}

async function isReady(): Promise<boolean> {
  return (await world.ask('/readyz')).status === 200;
}

async function areAll(state: string): Promise<boolean> {
  const states = Object.values(await statesOf());
  return states.length > 1 && states.slice(1).every((each) => each === state);
}

function lines(part: string): readonly string[] {
  return world.app.log.filter((line) => line.includes(part));
}

const OBJECTS: readonly KubernetesObject[] = [deployment(), statefulSet(), daemonSet(), job(), cronJob(), rollout()];

it('watches every kind in the encoding of pods, and logs that', async () => {
  await start({}, () => {
    world.cluster.define(ROLLOUTS);
    for (const object of OBJECTS) world.cluster.set(object);
  });
  await world.until('all are watched', () => areAll('watching'));
  const items = await sources();
  expect(items.map(({ id, kind, objects }) => [id, kind, objects])).toEqual([
    ['pods', 'pods', 1],
    ['deployments', 'deployments.apps', 1],
    ['statefulsets', 'statefulsets.apps', 1],
    ['daemonsets', 'daemonsets.apps', 1],
    ['jobs', 'jobs.batch', 1],
    ['cronjobs', 'cronjobs.batch', 1],
    ['rollouts', 'rollouts.argoproj.io', 1],
  ]);
  expect(items.every(({ checked }) => checked !== undefined)).toBe(true);
  world.cluster.set(deployment({ metadata: { name: 'api' } }));
  await world.until('the new one is known', async () => (await sources())[1]?.objects === 2);
  world.cluster.remove('Deployment', 'default', 'web');
  await world.until('it is gone', async () => (await sources())[1]?.objects === 1);
});

it('excludes kube-system, as for pods', async () => {
  await start({}, () => {
    world.cluster.set(deployment({ metadata: { namespace: 'kube-system' } }));
  });
  await world.until('it is ready', isReady);
  expect((await sources())[1]).toMatchObject({ objects: 0 });
});

it('watches each kind in each of WATCH_NAMESPACES', async () => {
  await start({ WATCH_NAMESPACES: 'shop blog' }, () => {
    world.cluster.set(deployment({ metadata: { namespace: 'blog' } }));
    world.cluster.set(deployment({ metadata: { namespace: 'elsewhere' } }));
  });
  await world.until('it is ready', isReady);
  const ids = Object.keys(await statesOf());
  expect(ids).toEqual(['pods', ...PLURALS].flatMap((plural) => [`${plural}/shop`, `${plural}/blog`]).sort(byPods));
  expect((await sources()).filter(({ objects }) => objects > 0).map(({ id }) => id)).toEqual([
    'pods/shop',
    'deployments/blog',
  ]);
});

/** Pods first; the kinds of a namespace together. */
function byPods(one: string, other: string): number {
  const rank = (id: string): number => (id.startsWith('pods') ? 0 : id.endsWith('shop') ? 1 : 2);
  return rank(one) - rank(other);
}

it('requests nothing but pods with WATCH_WORKLOADS=false', async () => {
  await start({ WATCH_WORKLOADS: 'false' });
  await world.until('it is ready', isReady);
  expect(await statesOf()).toEqual({ pods: 'watching' });
  expect(world.server.requests.every(({ url }) => url === '/version' || url.includes('/pods'))).toBe(true);
});

it.each([403, 404])(
  'a kind that %d refuses is not granted: ready without it, asked every five minutes',
  async (status) => {
    await start({}, () => {
      for (const plural of PLURALS) world.server.faults.add({ resource: plural, answer: { status } });
    });
    await world.until('it is ready', isReady, 10_000);
    expect(await world.ask('/_/web/health/?format=json')).toMatchObject({ status: 200 });
    await world.until('none is granted', () => areAll('not-granted'), 10_000);
    expect((await sources())[1]).toMatchObject({ fault: status === 403 ? 'forbidden' : 'not-found', objects: 0 });
    await world.until('two minutes have passed', () => world.clock.now().monotonic > 130_000, 130_000);
    const before = world.server.requests.filter(({ url }) => url.includes('/deployments')).length;
    await world.until('ten minutes have passed', () => world.clock.now().monotonic > 700_000, 700_000, 10_000);
    const requests = world.server.requests.filter(({ url }) => url.includes('/deployments')).length - before;
    expect(requests).toBe(2);
    expect((await world.ask('/_/web/health/')).body).not.toContain('stale');
    expect(lines('Not all that was asked for')).toHaveLength(status === 403 ? 1 : 0);
    world.server.faults.clear();
    await world.until('they are granted', () => areAll('watching'), 301_000, 5_000);
  },
);

it('logs the RBAC rule to add, for missing permissions only', async () => {
  await start({}, () => {
    for (const plural of ['jobs', 'cronjobs']) world.server.faults.add({ resource: plural, answer: { status: 403 } });
  });
  await world.until('it is logged', () => lines('Not all that was asked for').length > 0);
  expect(lines('Not all that was asked for')[0]).toContain(
    String.raw`{apiGroups: [\"batch\"], resources: [cronjobs, jobs], verbs: [list, watch]}`,
  );
});

it('is ready as soon as pods are listed, without a wait for a kind that is not there', async () => {
  await start({}, () => {
    world.server.faults.add({ on: 'list', resource: 'pods', times: 1, does: 'hang' });
  });
  await world.until('pods are listed', async () => (await statesOf())['pods'] === 'watching');
  // The clock stands still, so no retry is due.
  await until('it is ready', isReady);
  expect((await statesOf())['rollouts']).toBe(undefined);
  expect(world.server.requests.some(({ url }) => url.includes('/rollouts'))).toBe(true);
});

it('shows on the page which kinds are forbidden, and what green means then', async () => {
  await start({}, () => {
    world.server.faults.add({ resource: 'jobs', answer: { status: 403 } });
  });
  await world.until('it is ready', isReady);
  await world.until('jobs are not granted', async () => (await statesOf())['jobs'] === 'not-granted');
  const page = (await world.ask('/', { accept: 'text/html' })).body;
  expect(page).toContain('may not list jobs.batch');
  world.server.faults.clear();
  await world.until('they are', async () => (await statesOf())['jobs'] === 'watching', 31_000);
  expect((await world.ask('/', { accept: 'text/html' })).body).not.toContain('may not list');
});

it("logs nothing about Rollouts where the API doesn't exist", async () => {
  await start();
  await world.until('it is ready', isReady);
  await world.until('two minutes have passed', () => world.clock.now().monotonic > 120_000);
  expect(Object.keys(await statesOf())).not.toContain('rollouts');
  expect(lines('rollouts')).toEqual([]);
});

it('logs nothing about them while the first list of pods is slow', async () => {
  await start({}, () => {
    world.server.faults.add({ on: 'list', times: 1, does: 'hang' });
  });
  await world.until('pods are listed again', () => world.server.requestsOf('list').length > 1);
  await world.until('it is ready', isReady);
  expect(lines('rollouts')).toEqual([]);
});

it('retries as usual what a starting API server forbids in its first minute', async () => {
  await start({}, () => {
    world.server.faults.add({ resource: 'deployments', answer: { status: 403 } });
  });
  await world.until('it is not granted', async () => (await statesOf())['deployments'] === 'not-granted');
  world.server.faults.clear();
  expect(await world.until('it is', async () => (await statesOf())['deployments'] === 'watching')).toBeLessThan(31_000);
  expect(lines('Not all that was asked for')).toEqual([]);
});

it.each([403, 500])(
  'a kind that was watched and is answered %d turns health stale, though pods are fresh',
  async (status) => {
    await start();
    await world.until('all are watched', () => areAll('watching'));
    world.server.faults.add({ resource: 'statefulsets', answer: { status } });
    world.server.cutConnections();
    const health = async (): Promise<string> => (await world.ask('/_/web/health/')).body;
    await world.until('health is stale', async () => {
      world.server.bookmark('pods');
      return (await health()).includes('stale');
    });
    expect((await sources())[2]).toMatchObject({ fault: status === 403 ? 'forbidden' : 'server-error' });
    expect((await statesOf())['statefulsets']).not.toBe('not-granted');
    world.server.faults.clear();
    await world.until('it is fresh', async () => !(await health()).includes('stale'), 31_000);
  },
);

it('pods that are answered 500 turn health stale, though workloads are fresh', async () => {
  await start();
  await world.until('all are watched', () => areAll('watching'));
  world.server.faults.add({ answer: { status: 500 } });
  world.server.failWatches(undefined, 'pods');
  const health = async (): Promise<string> => (await world.ask('/_/web/health/')).body;
  await world.until('health is stale', async () => {
    for (const plural of PLURALS) world.server.bookmark(plural);
    return (await health()).includes('stale');
  });
  expect((await statesOf())['deployments']).toBe('watching');
  world.server.faults.clear();
  await world.until('it is fresh', async () => !(await health()).includes('stale'), 31_000);
});

// The watches on workloads: each is a separate source, and none is needed to serve badges of pods.
import type { KubernetesObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { ROLLOUTS } from '../../simulator/cluster/resource-types.ts';
import { cronJob, daemonSet, deployment, job, rollout, statefulSet } from '../../simulator/cluster/workload.ts';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { ShieldedCluster } from '../support/cluster/shielded-cluster.ts';
import { until } from '../support/time/until.ts';

let shielded: ShieldedCluster;

afterEach(async () => {
  await shielded.stop();
});

const PLURALS = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs'] as const;

async function start(env: Env = {}, prepare: () => void = () => undefined): Promise<void> {
  shielded = new ShieldedCluster({ env: { WATCH_WORKLOADS: 'true', ...env } });
  shielded.cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  prepare();
  await shielded.start();
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
  return (JSON.parse((await shielded.ask('/v1/sources')).body) as { items: readonly Item[] }).items;
}

async function statesById(): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await sources()).map(({ id, state }) => [id, state]));
}

async function isReady(): Promise<boolean> {
  return (await shielded.ask('/readyz')).status === 200;
}

async function areAllWorkloads(state: string): Promise<boolean> {
  const states = Object.values(await statesById());
  return states.length > 1 && states.slice(1).every((each) => each === state);
}

function lines(part: string): readonly string[] {
  return shielded.app.log.filter((line) => line.includes(part));
}

const OBJECTS: readonly KubernetesObject[] = [deployment(), statefulSet(), daemonSet(), job(), cronJob(), rollout()];

it('watches every kind, and counts its objects', async () => {
  await start({}, () => {
    shielded.cluster.define(ROLLOUTS);
    for (const object of OBJECTS) shielded.cluster.set(object);
  });
  await shielded.until('every workload is watched', () => areAllWorkloads('watching'));
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
  shielded.cluster.set(deployment({ metadata: { name: 'api' } }));
  await shielded.until('the new Deployment is counted', async () => (await sources())[1]?.objects === 2);
  shielded.cluster.remove('Deployment', 'default', 'web');
  await shielded.until('the deleted Deployment is not counted', async () => (await sources())[1]?.objects === 1);
});

it('excludes kube-system, as for pods', async () => {
  await start({}, () => {
    shielded.cluster.set(deployment({ metadata: { namespace: 'kube-system' } }));
  });
  await shielded.until('the shield is ready', isReady);
  expect((await sources())[1]).toMatchObject({ objects: 0 });
});

it('watches each kind in each of WATCH_NAMESPACES', async () => {
  await start({ WATCH_NAMESPACES: 'shop blog' }, () => {
    shielded.cluster.set(deployment({ metadata: { namespace: 'blog' } }));
    shielded.cluster.set(deployment({ metadata: { namespace: 'elsewhere' } }));
  });
  await shielded.until('the shield is ready', isReady);
  const ids = Object.keys(await statesById());
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
  await shielded.until('the shield is ready', isReady);
  expect(await statesById()).toEqual({ pods: 'watching' });
  expect(shielded.server.requests.every(({ url }) => url === '/version' || url.includes('/pods'))).toBe(true);
});

it.each([403, 404])(
  'a kind that is answered with %d is not granted: the shield is ready without it, and tries it every five minutes',
  async (status) => {
    await start({}, () => {
      for (const plural of PLURALS) shielded.server.faults.add({ resource: plural, answer: { status } });
    });
    await shielded.until('the shield is ready', isReady, 10_000);
    expect(await shielded.ask('/_/web/health/?format=json')).toMatchObject({ status: 200 });
    await shielded.until('no workload is granted', () => areAllWorkloads('not-granted'), 10_000);
    expect((await sources())[1]).toMatchObject({ fault: status === 403 ? 'forbidden' : 'not-found', objects: 0 });
    await shielded.until('two minutes have passed', () => shielded.clock.now().monotonic > 130_000, 130_000);
    const before = shielded.server.requests.filter(({ url }) => url.includes('/deployments')).length;
    await shielded.until('ten minutes have passed', () => shielded.clock.now().monotonic > 700_000, 700_000, 10_000);
    const requests = shielded.server.requests.filter(({ url }) => url.includes('/deployments')).length - before;
    expect(requests).toBe(2);
    expect((await shielded.ask('/_/web/health/')).body).not.toContain('stale');
    expect(lines('Not all that was asked for')).toHaveLength(status === 403 ? 1 : 0);
    shielded.server.faults.clear();
    await shielded.until('every workload is watched', () => areAllWorkloads('watching'), 301_000, 5_000);
  },
);

it('logs the RBAC rule to add, for missing permissions only', async () => {
  await start({}, () => {
    for (const plural of ['jobs', 'cronjobs'])
      shielded.server.faults.add({ resource: plural, answer: { status: 403 } });
  });
  await shielded.until('the missing permissions are logged', () => lines('Not all that was asked for').length > 0);
  expect(lines('Not all that was asked for')[0]).toContain(
    String.raw`{apiGroups: [\"batch\"], resources: [cronjobs, jobs], verbs: [list, watch]}`,
  );
});

it("is ready as soon as pods are listed, without waiting for a kind that doesn't exist", async () => {
  await start({}, () => {
    shielded.server.faults.add({ on: 'list', resource: 'pods', times: 1, does: 'hang' });
  });
  await shielded.until('pods are listed', async () => (await statesById())['pods'] === 'watching');
  // The clock stands still, so no retry is due.
  await until('the shield is ready', isReady);
  expect((await statesById())['rollouts']).toBe(undefined);
  expect(shielded.server.requests.some(({ url }) => url.includes('/rollouts'))).toBe(true);
});

it('shows on the page which kinds are forbidden', async () => {
  await start({}, () => {
    shielded.server.faults.add({ resource: 'jobs', answer: { status: 403 } });
  });
  await shielded.until('the shield is ready', isReady);
  await shielded.until('jobs are not granted', async () => (await statesById())['jobs'] === 'not-granted');
  const page = (await shielded.ask('/', { accept: 'text/html' })).body;
  expect(page).toContain('may not list jobs.batch');
  shielded.server.faults.clear();
  await shielded.until('jobs are watched', async () => (await statesById())['jobs'] === 'watching', 31_000);
  expect((await shielded.ask('/', { accept: 'text/html' })).body).not.toContain('may not list');
});

it("logs nothing about Rollouts where the API doesn't exist", async () => {
  await start();
  await shielded.until('the shield is ready', isReady);
  await shielded.until('two minutes have passed', () => shielded.clock.now().monotonic > 120_000);
  expect(Object.keys(await statesById())).not.toContain('rollouts');
  expect(lines('rollouts')).toEqual([]);
});

it('logs nothing about Rollouts while the first list of pods is slow', async () => {
  await start({}, () => {
    shielded.server.faults.add({ on: 'list', times: 1, does: 'hang' });
  });
  await shielded.until('pods are listed again', () => shielded.server.requestsOf('list').length > 1);
  await shielded.until('the shield is ready', isReady);
  expect(lines('rollouts')).toEqual([]);
});

it('retries within half a minute what a starting API server forbids in its first minute', async () => {
  await start({}, () => {
    shielded.server.faults.add({ resource: 'deployments', answer: { status: 403 } });
  });
  await shielded.until(
    'deployments are not granted',
    async () => (await statesById())['deployments'] === 'not-granted',
  );
  shielded.server.faults.clear();
  expect(
    await shielded.until('deployments are watched', async () => (await statesById())['deployments'] === 'watching'),
  ).toBeLessThan(31_000);
  expect(lines('Not all that was asked for')).toEqual([]);
});

it.each([403, 500])(
  'a kind that was watched and is answered %d turns health stale, though pods are fresh',
  async (status) => {
    await start();
    await shielded.until('every workload is watched', () => areAllWorkloads('watching'));
    shielded.server.faults.add({ resource: 'statefulsets', answer: { status } });
    shielded.server.cutConnections();
    const health = async (): Promise<string> => (await shielded.ask('/_/web/health/')).body;
    await shielded.until('health is stale', async () => {
      shielded.server.bookmark('pods');
      return (await health()).includes('stale');
    });
    expect((await sources())[2]).toMatchObject({ fault: status === 403 ? 'forbidden' : 'server-error' });
    expect((await statesById())['statefulsets']).not.toBe('not-granted');
    shielded.server.faults.clear();
    await shielded.until('health is no longer stale', async () => !(await health()).includes('stale'), 31_000);
  },
);

it('pods that are answered 500 turn health stale, though workloads are fresh', async () => {
  await start();
  await shielded.until('every workload is watched', () => areAllWorkloads('watching'));
  shielded.server.faults.add({ answer: { status: 500 } });
  shielded.server.failWatches(undefined, 'pods');
  const health = async (): Promise<string> => (await shielded.ask('/_/web/health/')).body;
  await shielded.until('health is stale', async () => {
    for (const plural of PLURALS) shielded.server.bookmark(plural);
    return (await health()).includes('stale');
  });
  expect((await statesById())['deployments']).toBe('watching');
  shielded.server.faults.clear();
  await shielded.until('health is no longer stale', async () => !(await health()).includes('stale'), 31_000);
});

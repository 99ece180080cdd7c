// Two watches have no common order: what is shown while events of one arrive seconds after the other's, and while one
// relists and the other continues. `npm run test:long` runs more.
import fc from 'fast-check';
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { deployment } from '../../simulator/cluster/workload.ts';
import { meta, podsOf, SECOND } from '../support/cluster/shop-objects.ts';
import { LateWatches } from '../support/stories/late-watches.ts';
import { RunOrder, runStories } from '../support/stories/run-order.ts';
import { orderStories, WorkloadOrder } from '../support/stories/workload-order.ts';

let watches: LateWatches;
beforeAll(async () => {
  watches = await LateWatches.start();
});
afterAll(() => watches.stop());

it('desired pods are shown as missing after the grace, whichever watch is late', async () => {
  const property = fc.asyncProperty(orderStories, (story) => new WorkloadOrder(watches, story).play());
  await fc.assert(property, { numRuns: 20 });
});

it('a pod that is created while workloads are relisted is not also counted as missing', async () => {
  const { world } = watches;
  const pods = podsOf({ kind: 'Deployment', name: 'web' }, [1, 2, 3], watches.wall - 60 * SECOND);
  watches.set(deployment({ metadata: meta('web'), spec: { replicas: 3 } }));
  const shownWith = async (count: number): Promise<string> => {
    for (const pod of pods.slice(0, count)) watches.set(pod);
    await watches.settle(['pods', 'deployments']);
    const { status, color } = JSON.parse((await world.ask('/_/web/health.json')).body) as Record<string, string>;
    return `${status} ${color}`;
  };
  await shownWith(1);
  world.clock.advance(10 * SECOND);
  expect(await shownWith(1)).toBe('1/3 (0 restarts) red');
  await watches.relist('deployments');
  await watches.page('deployments');
  expect(watches.isListing('deployments')).toBe(true);
  expect(await shownWith(2)).toBe('2/3 (0 restarts) red');
  expect(await shownWith(3)).toBe('3/3 (0 restarts) green');
  await watches.finishList('deployments');
  expect(await shownWith(3)).toBe('3/3 (0 restarts) green');
});

/** The badge of a Deployment, once all events of the watches `onTime` are processed. */
async function shownOf(name: string, ...onTime: readonly ('pods' | 'deployments')[]): Promise<string> {
  await watches.settle(onTime);
  const { status, color } = JSON.parse((await watches.world.ask(`/_/${name}/health.json`)).body) as Record<
    string,
    string
  >;
  return `${status} ${color}`;
}

/** Creates a Deployment with all of its pods. */
async function deployComplete(name: string, replicas: number): Promise<readonly PodObject[]> {
  const indexes = Array.from({ length: replicas }, (_, at) => at + 1);
  const pods = podsOf({ kind: 'Deployment', name }, indexes, watches.wall - 60 * SECOND);
  for (const object of [deployment({ metadata: meta(name), spec: { replicas } }), ...pods]) watches.set(object);
  expect(await shownOf(name, 'pods', 'deployments')).toBe(`${replicas}/${replicas} (0 restarts) green`);
  return pods;
}

function deletePod({ metadata: { namespace, name } }: PodObject): void {
  watches.world.cluster.delete(namespace, name);
}

it('a pod that is deleted while workloads are relisted is not missing: fewer may be desired by now', async () => {
  const [, , third] = await deployComplete('shrinking', 3);
  watches.hold('deployments');
  watches.set(deployment({ metadata: meta('shrinking'), spec: { replicas: 2 } }));
  await watches.relist('deployments');
  await watches.page('deployments');
  expect(watches.isListing('deployments')).toBe(true);
  if (third) deletePod(third);
  expect(await shownOf('shrinking', 'pods')).toBe('2/2 (0 restarts) green');
  watches.world.clock.advance(30 * SECOND);
  expect(await shownOf('shrinking', 'pods')).toBe('2/2 (0 restarts) green');
  await watches.finishList('deployments');
  expect(await shownOf('shrinking', 'pods', 'deployments')).toBe('2/2 (0 restarts) green');
});

it('replicas that are added while pods are relisted are not missing: their pods may come with the list', async () => {
  await deployComplete('growing', 2);
  watches.hold('pods');
  for (const name of ['growing', 'arriving'])
    for (const pod of podsOf({ kind: 'Deployment', name }, [7], watches.wall)) watches.set(pod);
  await watches.relist('pods');
  await watches.page('pods');
  expect(watches.isListing('pods')).toBe(true);
  watches.set(deployment({ metadata: meta('growing'), spec: { replicas: 3 } }));
  watches.set(deployment({ metadata: meta('arriving'), spec: { replicas: 1 } }));
  await watches.settle(['deployments']);
  watches.world.clock.advance(30 * SECOND);
  expect(await shownOf('growing', 'deployments')).toBe('2/2 (0 restarts) green');
  expect(await shownOf('arriving', 'deployments')).not.toContain('red');
  await watches.finishList('pods');
  expect(await shownOf('growing', 'pods', 'deployments')).toBe('3/3 (0 restarts) green');
  expect(await shownOf('arriving', 'pods', 'deployments')).toBe('1/1 (0 restarts) green');
});

it('pods that were missing before a relist are shown as missing 10 s after it', async () => {
  await deployComplete('lacking', 2);
  await watches.relist('pods');
  watches.set(deployment({ metadata: meta('lacking'), spec: { replicas: 3 } }));
  expect(await shownOf('lacking', 'deployments')).toBe('2/2 (0 restarts) green');
  watches.world.clock.advance(5 * SECOND);
  await watches.page('pods');
  expect(watches.isListing('pods')).toBe(true);
  watches.world.clock.advance(30 * SECOND);
  await watches.finishList('pods');
  expect(await shownOf('lacking', 'pods', 'deployments')).toBe('2/2 (0 restarts) green');
  watches.world.clock.advance(9 * SECOND);
  expect(await shownOf('lacking', 'pods', 'deployments')).toBe('2/2 (0 restarts) green');
  watches.world.clock.advance(SECOND);
  expect(await shownOf('lacking', 'pods', 'deployments')).toBe('2/3 (0 restarts) red');
});

it('no run is shown as completed past a missed start, and no start as missed early, whichever watch is late', async () => {
  const property = fc.asyncProperty(runStories, (story) => new RunOrder(watches, story).play());
  await fc.assert(property, { numRuns: 20 });
});

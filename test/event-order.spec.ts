// Two watches have no common order: what is shown while events of one come seconds after the other's, and while one is listed
// again and the other goes on. `npm run test:long` plays more.
import fc from 'fast-check';
import { deployment } from '../simulator/cluster/workload.ts';
import { meta, podsOf, SECOND } from './asked-objects.ts';
import { LateWatches } from './late-watches.ts';
import { RunOrder, runStories } from './run-order.ts';
import { orderStories, WorkloadOrder } from './workload-order.ts';

let watches: LateWatches;
beforeAll(async () => {
  watches = await LateWatches.start();
});
afterAll(() => watches.stop());

it('pods that were asked for are missing once that has lasted, whichever watch is late', async () => {
  const property = fc.asyncProperty(orderStories, (story) => new WorkloadOrder(watches, story).play());
  await fc.assert(property, { numRuns: 20 });
});

it('a pod that comes while what was asked for is listed again is not missing as well', async () => {
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

it('no run has completed past a missed start, and none is missed early, whichever watch is late', async () => {
  const property = fc.asyncProperty(runStories, (story) => new RunOrder(watches, story).play());
  await fc.assert(property, { numRuns: 20 });
});

// The watch after an etcd was restored from a backup, and the age of a list.
import { containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { USUAL } from '../support/rules/fault-rows.ts';
import { ShieldedCluster, drainSockets, differences } from '../support/cluster/shielded-cluster.ts';

const SHOP = { namespace: 'shop' };

function db(ready: boolean, restartCount = 0): PodObject {
  const status = { phase: 'Running' as const, containerStatuses: [containerStatus({ ready, restartCount })] };
  return podOf({ kind: 'StatefulSet', name: 'db' }, { metadata: SHOP, status });
}

let shielded: ShieldedCluster;
afterEach(() => shielded.stop());

async function startAndSync(): Promise<void> {
  await shielded.start();
  await shielded.until('the shield watches', () => shielded.server.watches === 1);
  await shielded.until('the shield shows the state of the cluster', () => shielded.isAsExpected());
}

it.each([
  ['JSON', { ...USUAL, server: { ...USUAL.server, isJsonOnly: true } }],
  ['protobuf', USUAL],
])('shows a pod of a restored etcd whose resource version was used before, over %s', async (_, options) => {
  shielded = new ShieldedCluster(options);
  shielded.cluster.set(db(false));
  await startAndSync();
  const backup = shielded.cluster.version;
  shielded.cluster.set(db(true));
  for (let n = 0; n < 20; n += 1) {
    shielded.cluster.set(
      podOf({ kind: 'StatefulSet', name: 'lost' }, { metadata: { ...SHOP, labels: { n: `${n}` } } }),
    );
  }
  await shielded.until('the shield shows the state of the cluster', () => shielded.isAsExpected());
  shielded.cluster.restoreTo(backup);
  shielded.cluster.set(db(false, 7));
  shielded.server.cutConnections();
  for (let round = 0; round < 30; round += 1) {
    shielded.clock.advance(10_000);
    await drainSockets(10);
    shielded.server.bookmark();
    await drainSockets(10);
  }
  expect(differences(await shielded.shown(), shielded.expected())).toEqual([]);
});

it('counts the age of a list from its first page, however long the others took', async () => {
  shielded = new ShieldedCluster(USUAL);
  for (let index = 0; index < 700; index += 1) {
    shielded.cluster.set(podOf({ kind: 'StatefulSet', name: 'many', index }, { metadata: SHOP }));
  }
  shielded.cluster.set(db(true));
  await startAndSync();
  shielded.server.faults.add({ on: 'list', skip: 1, times: 2, does: 'hang' });
  shielded.server.faults.add({ on: 'watch', answer: { status: 401 } });
  shielded.server.failWatches();
  const listsBefore = shielded.server.requestsOf('list').length + 1;
  await shielded.until('a page hangs', () => shielded.server.requestsOf('list').length > listsBefore, 20_000, 200);
  const unreadySince = shielded.clock.now().monotonic;
  shielded.cluster.set(db(false));
  for (let round = 0; round < 40; round += 1) {
    const { color } = (await shielded.shown()).get('shop/db') ?? {};
    const passed = shielded.clock.now().monotonic - unreadySince;
    expect([passed, color]).toEqual([passed, passed > 90_000 ? expect.not.stringMatching('green') : expect.anything()]);
    shielded.clock.advance(5_000);
    await drainSockets(20);
  }
});

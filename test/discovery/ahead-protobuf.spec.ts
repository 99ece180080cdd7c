// Prefetching: pages are requested while the page before is still being received, over real sockets.
import { WatchedCluster } from '../support/cluster/watched-cluster.ts';
import { until } from '../support/time/until.ts';

let watched: WatchedCluster;

afterEach(() => watched.stop());

it('prefetches a page while the one before is still arriving', async () => {
  watched = new WatchedCluster({ pods: ['a', 'b', 'c', 'd'], pageSize: 1 });
  watched.server.faults.add({ on: 'list', skip: 1, times: 1, does: 'stall-midway' });
  await watched.start();
  await until('the third page is requested', () => watched.requests('list').length === 3);
  expect(watched.store.calls).toEqual(['begin', 'add']);
});

it.each(['stall-midway', 'reset-midway', 'half', 'garbage', 'hang'] as const)(
  'drops the prefetched page when the page before it breaks: %s',
  async (does) => {
    watched = new WatchedCluster({ pods: ['a', 'b', 'c', 'd'], pageSize: 1 });
    watched.server.faults.add({ on: 'list', skip: 1, times: 2, does });
    await watched.start();
    await watched.untilWatching(watched.advanceOneSecond);
    await watched.untilSynced();
    expect(watched.store.calls.filter((call) => call === 'commit')).toHaveLength(1);
    await until('no more than two connections are left', () => watched.server.openConnections <= 2);
  },
);

it('uses a prefetched page only for its own list', async () => {
  watched = new WatchedCluster({ pods: ['a', 'b', 'c', 'd'], pageSize: 1 });
  // The third page, which is prefetched, says that the token has expired.
  watched.server.faults.add({ on: 'list', skip: 2, times: 1, answer: { status: 410 } });
  await watched.start();
  await watched.untilWatching(watched.advanceOneSecond);
  expect(watched.store.calls.slice(0, 4)).toEqual(['begin', 'add', 'add', 'abandon']);
  await watched.untilSynced();
});

it('prefetches nothing after it is stopped in the middle of a list', async () => {
  watched = new WatchedCluster({ pods: ['a', 'b', 'c', 'd'], pageSize: 1 });
  watched.server.faults.add({ on: 'list', skip: 1, does: 'stall-midway' });
  await watched.start();
  await until('the third page is requested', () => watched.requests('list').length === 3);
  await watched.stopWatching();
  expect(watched.manual.pending).toBe(0);
  await until('no connection is left', () => watched.server.openConnections === 0);
});

// The watch over real sockets, against a simulated API server that behaves as real ones do.
import { SYSTEM_CLOCK } from '../../src/config/clock.ts';
import { freePort } from '../support/app/free-port.ts';
import { accessOf, WatchedCluster, type WatchedOptions } from '../support/cluster/watched-cluster.ts';
import { statusOf } from '../../simulator/server/status.ts';
import { until } from '../support/time/until.ts';

let watched: WatchedCluster;

afterEach(() => watched.stop());

async function start(
  options: WatchedOptions = {},
  prepare?: (unstarted: WatchedCluster) => void,
): Promise<WatchedCluster> {
  watched = new WatchedCluster(options);
  prepare?.(watched);
  await watched.start();
  return watched;
}

async function startAndWatch(options: WatchedOptions = {}): Promise<WatchedCluster> {
  await start(options);
  await watched.untilWatching();
  return watched;
}

describe('listing', () => {
  it('pages through the list, and never requests version 0', async () => {
    await startAndWatch({ pods: ['a', 'b', 'c', 'd', 'e'], pageSize: 2 });
    expect(watched.store.names()).toEqual(['shop/a', 'shop/b', 'shop/c', 'shop/d', 'shop/e']);
    expect(watched.store.calls).toEqual(['begin', 'add', 'add', 'add', 'commit']);
    expect(watched.requests('list').map((query) => [query.get('limit'), query.has('continue')])).toEqual([
      ['2', false],
      ['2', true],
      ['2', true],
    ]);
    expect(watched.requests('list').some((query) => query.has('resourceVersion'))).toBe(false);
    expect(watched.source.provenAt).toBe(watched.clock.now().monotonic);
  });

  it('starts its watch from the version of the list, with bookmarks and a short timeout', async () => {
    await startAndWatch();
    const [query] = watched.requests('watch');
    expect(query?.get('resourceVersion')).toBe(String(watched.cluster.version));
    expect(query?.get('allowWatchBookmarks')).toBe('true');
    // A third of 90 s, less up to a fifth.
    expect(query?.get('timeoutSeconds')).toBe('27');
  });

  it('excludes namespaces with a field selector, in lists and watches', async () => {
    await start({ excluded: ['kube-system', 'ci'] }, (unstarted) => {
      unstarted.add('dns', 'kube-system');
    });
    await watched.untilWatching();
    expect(watched.store.names()).toEqual(['shop/web-0', 'shop/web-1']);
    for (const kind of ['list', 'watch'] as const) {
      expect(watched.requests(kind)[0]?.get('fieldSelector')).toBe(
        'metadata.namespace!=kube-system,metadata.namespace!=ci',
      );
    }
  });

  it('requests a single namespace if that is configured', async () => {
    await start({ namespace: 'shop' }, (unstarted) => {
      unstarted.add('other', 'elsewhere');
    });
    await watched.untilWatching();
    expect(watched.store.names()).toEqual(['shop/web-0', 'shop/web-1']);
    expect(watched.server.requests.map(({ namespace }) => namespace)).toEqual(['shop', 'shop']);
  });

  it('restarts when the continue token has expired, and never uses the one for an inconsistent rest', async () => {
    await start({ pods: ['a', 'b', 'c', 'd'], pageSize: 1 }, (unstarted) => {
      // The first page is sent; before the second the history is compacted.
      unstarted.server.faults.add({ on: 'list', skip: 1, times: 1, does: 'hang' });
    });
    await until('the second page is requested', () => watched.requests('list').length === 2);
    watched.cluster.compact();
    watched.manual.advance(60_000);
    await watched.untilWatching(watched.advanceOneSecond);
    expect(watched.store.calls).toEqual(['begin', 'add', 'abandon', 'begin', 'add', 'add', 'add', 'add', 'commit']);
    expect(watched.faults.map(({ code }) => code)).toEqual(['timeout', 'gone']);
    expect(watched.requests('list').filter((query) => !query.has('continue'))).toHaveLength(2);
  });

  it('requests a failed page again, and continues from there', async () => {
    await start({ pods: ['a', 'b', 'c'], pageSize: 1 }, (unstarted) => {
      unstarted.server.faults.add({ on: 'list', skip: 1, times: 2, answer: { status: 500 } });
    });
    await watched.untilWatching(watched.advanceOneSecond);
    expect(watched.store.calls).toEqual(['begin', 'add', 'add', 'add', 'commit']);
  });

  it('gives up on a list without an end', async () => {
    await start({ maxPages: 3 }, (unstarted) => {
      const page = (token: string): object => ({
        kind: 'PodList',
        metadata: { resourceVersion: '1', continue: token },
        items: [],
      });
      for (const token of ['a', 'b', 'c', 'd', 'e', 'f']) {
        unstarted.server.faults.add({ on: 'list', times: 1, answer: { status: 200, body: page(token) } });
      }
    });
    await watched.untilWatching(watched.advanceOneSecond);
    expect(watched.faults.map(({ code }) => code)).toEqual(['endless-list', 'endless-list']);
    await watched.untilSynced();
  });

  it.each([
    ['refused connections', { does: 'refuse' }, 'cut-off'],
    ['a reset in the headers', { does: 'reset-in-headers' }, 'cut-off'],
    ['a reset midway', { does: 'reset-midway' }, 'cut-off'],
    ['half a page', { does: 'half' }, 'unreadable'],
    ['half a page and then nothing', { does: 'stall-midway' }, 'timeout'],
    ['a page that drips', { does: 'drip' }, 'timeout'],
    ['blanks for ever', { does: 'endless' }, 'timeout'],
    ['garbage', { does: 'garbage' }, 'unreadable'],
    ['no answer', { does: 'hang' }, 'timeout'],
    ['headers alone', { does: 'silence' }, 'timeout'],
    ['400', { answer: { status: 400 } }, 'bad-request'],
    ['401', { answer: { status: 401 } }, 'unauthorized'],
    ['403', { answer: { status: 403 } }, 'forbidden'],
    ['429', { answer: { status: 429 } }, 'throttled'],
    ['500', { answer: { status: 500 } }, 'server-error'],
    ['503', { answer: { status: 503 } }, 'server-error'],
    ['504', { answer: { status: 504 } }, 'timeout'],
    ['a redirect', { answer: { status: 302, headers: { location: '/api/v1/pods' } } }, 'unreadable'],
    [
      'HTML instead of JSON',
      { answer: { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } } },
      'unreadable',
    ],
    ["JSON that isn't a list", { answer: { status: 200, body: { hello: 'world' } } }, 'unreadable'],
  ] as const)('tries again after %s', async (_, fault, code) => {
    await start({ maxPage: 2 ** 40 }, (unstarted) => {
      unstarted.server.faults.add({ on: 'list', times: 2, ...fault });
    });
    await watched.untilWatching(watched.advanceOneSecond);
    await watched.untilSynced();
    expect(watched.faults.map((fault) => fault.code)).toEqual([code, code]);
    expect(watched.requests('list')).toHaveLength(3);
  });

  it('does not read a page that is larger than the limit', async () => {
    await start({ maxPage: 100 });
    await until('the page is refused', () => watched.faults.length > 0);
    expect(watched.faults[0]?.code).toBe('too-large');
    expect(watched.store.calls).toEqual([]);
  });

  it('treats 403 as a refusal after a minute, names the missing permission, and succeeds once it is granted', async () => {
    await start({}, (unstarted) => {
      unstarted.server.faults.add({ on: 'list', answer: { status: 403 } });
    });
    await until('the watch is refused', () => watched.watch.wasRefused, watched.advanceOneSecond);
    expect(watched.manual.now().monotonic).toBeGreaterThanOrEqual(60_000);
    expect(watched.watch).toMatchObject({ state: 'refused', hasListed: false, lastFault: 'forbidden' });
    expect(watched.faults[0]?.remedy).toContain('`list` and `watch` on `pods`');
    watched.server.faults.clear();
    await watched.untilWatching(watched.advanceOneSecond);
    expect(watched.watch.hasListed).toBe(true);
  });

  it('waits for the time that Retry-After requests', async () => {
    await start({}, (unstarted) => {
      unstarted.server.faults.add({ times: 1, answer: { status: 429, headers: { 'retry-after': '20' } } });
    });
    await until('the list is throttled', () => watched.faults.length === 1 && watched.manual.pending === 1);
    // A request would set another timer, but only after the sockets were read: the backoff must still be pending.
    watched.manual.advance(19_999);
    expect(watched.manual.pending).toBe(1);
    expect(watched.requests('list')).toHaveLength(1);
    watched.manual.advance(1);
    expect(watched.manual.pending).toBe(0);
    await watched.untilWatching();
  });
});

describe('watching', () => {
  it('sees pods added, modified and deleted', async () => {
    await startAndWatch();
    watched.add('web-2');
    watched.remove('web-0');
    await watched.untilSynced();
    expect(watched.store.names()).toEqual(['shop/web-1', 'shop/web-2']);
    expect(watched.requests('list')).toHaveLength(1);
  });

  it('is proven by events', async () => {
    await startAndWatch();
    watched.manual.advance(10_000);
    watched.add('web-2');
    await until('the source is proven', () => watched.source.provenAt === 10_000);
  });

  it('is proven by bookmarks, and resumes from the last', async () => {
    await startAndWatch({ excluded: ['ci'] });
    watched.manual.advance(20_000);
    watched.add('noise', 'ci');
    watched.server.bookmark();
    await until('the source is proven', () => watched.source.provenAt === 20_000);
    watched.server.endWatches();
    await until('the watch resumed', () => watched.requests('watch').length === 2);
    expect(watched.requests('watch')[1]?.get('resourceVersion')).toBe(String(watched.cluster.version));
  });

  it('is proven by a clean end after an event, once the next watch was accepted', async () => {
    await startAndWatch();
    watched.add('web-2');
    await watched.untilSynced();
    watched.manual.advance(26_000);
    watched.server.faults.add({ on: 'watch', times: 1, does: 'hang' });
    watched.server.endWatches();
    await until('the next watch is requested', () => watched.requests('watch').length === 2);
    expect(watched.source.provenAt).toBe(0);
    watched.server.faults.clear();
    // The hanging watch times out: no watch was accepted after that end.
    watched.manual.advance(40_000);
    await watched.untilWatching(watched.advanceOneSecond);
    expect(watched.source.provenAt).toBe(0);

    watched.add('web-3');
    await watched.untilSynced();
    const provenAt = watched.source.provenAt;
    watched.manual.advance(26_000);
    watched.server.endWatches();
    await until('the source is proven', () => watched.source.provenAt === (provenAt ?? 0) + 26_000);
  });

  it('loses nothing across a clean end', async () => {
    await startAndWatch();
    watched.add('web-2');
    await watched.untilSynced();
    watched.manual.advance(26_000);
    watched.server.endWatches();
    watched.add('web-3');
    await watched.untilSynced();
    expect(watched.requests('list')).toHaveLength(1);
  });

  it('relists after an ERROR event with 410', async () => {
    await startAndWatch();
    watched.server.failWatches();
    watched.remove('web-0');
    watched.add('web-9');
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.relists).toEqual(['gone']);
    expect(watched.faults.at(-1)?.text).toMatch(/is too old\. That is normal/);
  });

  it('relists when its version is too old: 200, one ERROR event, clean end', async () => {
    await startAndWatch();
    watched.server.cutConnections();
    await until('the watch is cut off', () => watched.faults.length > 0);
    watched.remove('web-0');
    watched.cluster.compact();
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.relists).toEqual(['gone']);
  });

  it('relists after 410 as a status', async () => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 1, answer: { status: 410 } });
    watched.server.endWatches();
    watched.remove('web-0');
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.relists).toEqual(['gone']);
  });

  it('keeps the old list until the new one is complete', async () => {
    await startAndWatch({ pods: ['a', 'b', 'c'], pageSize: 1 });
    watched.server.faults.add({ on: 'list', skip: 1, times: 1, does: 'hang' });
    watched.server.failWatches();
    watched.remove('a');
    await until('the last page is requested', () => watched.requests('list').length === 5, watched.advanceOneSecond);
    expect(watched.store.names()).toEqual(['shop/a', 'shop/b', 'shop/c']);
    await watched.untilSynced(watched.advanceOneSecond);
  });

  it('relists when events are older than its version', async () => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 1, does: 'swap' });
    watched.manual.advance(26_000);
    watched.server.endWatches();
    await watched.untilWatching(watched.advanceOneSecond);
    watched.add('web-2');
    watched.add('web-3');
    await watched.untilSynced(watched.advanceOneSecond);
    await until('the pods are listed again', () => watched.relists.includes('went-back'), watched.advanceOneSecond);
  });

  it('accepts repeated events', async () => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 1, does: 'repeat' });
    watched.manual.advance(26_000);
    watched.server.endWatches();
    await until(
      'the shield watches again',
      () => watched.requests('watch').length === 2 && watched.server.watches === 1,
      watched.advanceOneSecond,
    );
    watched.add('web-2');
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.relists).toEqual([]);
  });

  it.each([
    ['a reset midway', 'reset-midway'],
    ['half a line', 'half'],
    ['garbage', 'garbage'],
    ['a reset in the headers', 'reset-in-headers'],
    ['a refused connection', 'refuse'],
  ] as const)('survives %s', async (_, does) => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 2, does });
    watched.server.cutConnections();
    watched.add('web-2');
    watched.remove('web-0');
    await watched.untilSynced(watched.advanceOneSecond);
  });

  it.each([
    ['500, as a bad version gives', { status: 500 }],
    ['400', { status: 400 }],
    ['HTML', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
  ])('relists after three answers in a row with %s', async (_, answer) => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 3, answer });
    watched.server.endWatches();
    await until('the pods are listed again', () => watched.relists.length === 1, watched.advanceOneSecond);
    const kinds = watched.server.requests.map(({ kind }) => kind);
    expect(kinds.slice(0, kinds.lastIndexOf('list')).filter((kind) => kind === 'watch')).toHaveLength(4);
    await watched.untilWatching(watched.advanceOneSecond);
  });

  it.each([401, 403, 429, 503])('keeps its version while the answer is %i', async (status) => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 2, answer: { status } });
    watched.server.cutConnections();
    watched.add('web-2');
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.relists).toEqual([]);
  });
});

describe('a watch without events', () => {
  it('drops a connection on which nothing arrives, and proves its source by requesting the current version', async () => {
    await startAndWatch();
    watched.server.silence();
    // timeoutSeconds is 27; the grace is 4.5 s.
    const alarms = watched.manual.pending;
    watched.manual.advance(31_499);
    expect(watched.manual.pending).toBe(alarms);
    expect(watched.server.watches).toBe(1);
    watched.manual.advance(1);
    await until('the watch resumed and proved its source', () => watched.source.provenAt === 31_500);
    expect(watched.requests('list')[1]?.get('limit')).toBe('1');
    expect(watched.relists).toEqual([]);
  });

  it('relists the second time in a row, and only that list proves its source', async () => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', times: 1, does: 'silence' });
    watched.server.silence();
    watched.manual.advance(31_500);
    await until('the watch resumed', () => watched.source.provenAt === 31_500);
    watched.server.faults.add({ on: 'list', times: 1, does: 'hang' });
    watched.manual.advance(31_500);
    await until('the list is requested', () => watched.requests('list').length === 3);
    // The proof by the first watch without events is withdrawn.
    expect(watched.source.provenAt).toBe(0);
    await until('the pods are listed again', () => watched.relists.length === 1, watched.advanceOneSecond);
    await watched.untilWatching();
  });

  it('withdraws the proof by an accepted watch on which nothing arrives', async () => {
    await startAndWatch();
    watched.add('web-2');
    await watched.untilSynced();
    watched.manual.advance(26_000);
    watched.server.faults.add({ on: 'watch', times: 1, does: 'silence' });
    watched.server.endWatches();
    await until('the source is proven', () => watched.source.provenAt === 26_000);
    watched.server.faults.add({ on: 'list', times: 1, does: 'hang' });
    watched.manual.advance(31_500);
    await until('the current version is requested', () => watched.requests('list').length === 2);
    expect(watched.source.provenAt).toBe(0);
    await watched.untilWatching(watched.advanceOneSecond);
  });

  it('does not count an accepted watch of a stale source as proof before missed events have arrived', async () => {
    await startAndWatch();
    watched.server.faults.add({ on: 'list', does: 'refuse' });
    watched.server.silence();
    watched.manual.advance(31_500);
    await until('the current version is requested', () => watched.requests('list').length > 1);
    for (let second = 0; second < 120; second += 10) {
      watched.manual.advance(10_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    watched.server.faults.clear();
    const advanceUntilRequested = (): void => {
      if (watched.requests('watch').length === 1) watched.manual.advance(200);
    };
    await until(
      'the shield watches',
      () => watched.requests('watch').length === 2 && watched.watch.state === 'watching',
      advanceUntilRequested,
    );
    expect(watched.source.provenAt).toBe(0);
    const opened = watched.manual.now().monotonic;
    await until(
      'the source is proven',
      () => (watched.source.provenAt ?? 0) > opened,
      () => {
        watched.manual.advance(100);
      },
    );
    expect((watched.source.provenAt ?? 0) - opened).toBeGreaterThanOrEqual(1_000);
  });

  it('restarts the idle timeout after an event', async () => {
    await startAndWatch();
    for (const round of [1, 2, 3]) {
      watched.add(`web-${round + 1}`);
      await watched.untilSynced();
      watched.server.silence();
      watched.manual.advance(31_500);
      await until(
        'the watch resumed',
        () => watched.requests('watch').length === round + 1 && watched.watch.state === 'watching',
      );
    }
    expect(watched.relists).toEqual([]);
  });

  it('relists when versions go back: an etcd restored from a backup', async () => {
    await startAndWatch();
    const backup = watched.cluster.version;
    watched.add('web-2');
    watched.add('web-3');
    await watched.untilSynced();
    watched.cluster.restoreTo(backup);
    watched.server.cutConnections();
    await until('the next watch is requested', () => watched.requests('watch').length === 2, watched.advanceOneSecond);
    await until('the store has the restored pods', () => watched.store.names().length === 2, watched.advanceOneSecond);
    expect(watched.relists).toEqual(['went-back']);
  });

  it('treats a watch that the server ends without a byte like one on which nothing arrives', async () => {
    await startAndWatch();
    watched.manual.advance(26_000);
    watched.server.endWatches();
    await until('the watch resumed and proved its source', () => watched.source.provenAt === 26_000);
    expect(watched.requests('list')[1]?.get('limit')).toBe('1');
    watched.manual.advance(26_000);
    watched.server.endWatches();
    await until('the pods are listed again', () => watched.relists.length === 1);
    await until('the source is proven', () => watched.source.provenAt === 52_000);
  });

  it('backs off from watches that end at once', async () => {
    await startAndWatch();
    watched.server.faults.add({ on: 'watch', does: 'end-at-once' });
    watched.server.endWatches();
    await until('only the backoff is pending', () => watched.manual.pending === 1 && watched.faults.length > 0);
    const before = watched.server.requests.length;
    watched.manual.advance(499);
    expect(watched.manual.pending).toBe(1);
    expect(watched.server.requests).toHaveLength(before);
    for (let second = 0; second < 60; second += 1) {
      watched.manual.advance(1_000);
      await until('only the backoff is pending', () => watched.manual.pending === 1);
    }
    expect(watched.server.requests.length - before).toBeLessThan(130);
    watched.server.faults.clear();
    watched.add('web-2');
    await watched.untilSynced(watched.advanceOneSecond);
  });

  it.each([500, 504])('backs off from an ERROR event with %i', async (code) => {
    await startAndWatch();
    watched.server.failWatches(statusOf(code, 'Timeout', 'simulated'));
    await until('only the backoff is pending', () => watched.manual.pending === 1 && watched.faults.length > 0);
    expect(watched.server.requests).toHaveLength(2);
    watched.add('web-2');
    await watched.untilSynced(watched.advanceOneSecond);
  });

  it('does not count trickling bytes as activity, only events', async () => {
    await start({}, (unstarted) => {
      unstarted.server.faults.add({ on: 'watch', times: 1, answer: { status: 200, body: { metadata: {} } } });
    });
    await watched.untilSynced(watched.advanceOneSecond);
    await watched.untilWatching(watched.advanceOneSecond);
    expect(watched.faults.map(({ code }) => code)).toContain('unreadable');
  });
});

describe('a quiet cluster', () => {
  it('stays proven by bookmarks and short watches', async () => {
    await startAndWatch({ clock: SYSTEM_CLOCK, staleAfter: 3_000, server: { bookmarkInterval: 100_000 } });
    const first = watched.source.provenAt ?? 0;
    await until('the source is proven again', () => (watched.source.provenAt ?? 0) > first + 900);
    expect(watched.requests('watch')[0]?.get('timeoutSeconds')).toBe('1');
  });
});

describe('an unreachable server', () => {
  it('is connected once it listens', async () => {
    watched = new WatchedCluster();
    await watched.server.listen(await freePort());
    const { port } = watched.server;
    watched.writeKubeconfig({});
    await watched.server.close();
    watched.startWith(await accessOf(watched.kubeconfig));
    await until('the server is unreachable', () => watched.watch.lastFault === 'unreachable', watched.advanceOneSecond);
    expect(watched.watch).toMatchObject({ state: 'failing', hasListed: false, wasRefused: false });
    await watched.server.listen(port);
    await watched.untilWatching(watched.advanceOneSecond);
    await watched.untilSynced();
  });

  it('recovers by itself, and the store equals the cluster', async () => {
    await startAndWatch();
    const { port } = watched.server;
    await watched.server.close();
    await until('the server is unreachable', () => watched.watch.lastFault === 'unreachable', watched.advanceOneSecond);
    expect(watched.faults.at(-1)?.text).toContain('ECONNREFUSED');
    watched.remove('web-0');
    await watched.server.listen(port);
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.relists).toEqual([]);
  });

  it('is retried with backoff', async () => {
    await startAndWatch();
    const { port } = watched.server;
    await watched.server.close();
    await until('the server is unreachable', () => watched.watch.lastFault === 'unreachable', watched.advanceOneSecond);
    const before = watched.faults.length;
    for (let second = 0; second < 300; second += 1) {
      await until('only the backoff is pending', () => watched.manual.pending === 1);
      watched.manual.advance(1_000);
    }
    // 300 s, with 15 to 30 s per watch, and shorter ones at first.
    expect(watched.faults.length - before).toBeLessThan(22);
    await watched.server.listen(port);
  });
});

describe('credentials that never come', () => {
  it("are a fault, and don't delay the shutdown", async () => {
    watched = new WatchedCluster();
    await watched.server.listen();
    const never = new Promise<never>(() => undefined);
    watched.startWith({
      type: 'access',
      origin: 'a command that hangs',
      credentials: () => never,
      renew: () => undefined,
    });
    watched.manual.advance(60_000);
    await until('the fault is reported', () => watched.faults.length === 1);
    expect(watched.faults[0]?.code).toBe('credentials');
    await until('the next attempt is pending', () => watched.manual.pending === 1, watched.advanceOneSecond);
  });
});

describe('connections of a watch', () => {
  it('are shared by lists and watches', async () => {
    await startAndWatch({ pods: ['a', 'b', 'c', 'd'], pageSize: 1 });
    // Two connections while a page is prefetched.
    const { connections } = watched.server;
    expect(connections).toBeLessThanOrEqual(2);
    for (let round = 2; round < 5; round += 1) {
      watched.manual.advance(26_000);
      watched.server.bookmark();
      await until('the bookmark has arrived', () => watched.source.provenAt === watched.manual.now().monotonic);
      watched.server.endWatches();
      const hasResumed = (): boolean =>
        watched.requests('watch').length === round && watched.watch.state === 'watching';
      // If the next watch was requested but not open yet when the clock was advanced, it seems to end early.
      await until('the watch resumed', hasResumed, watched.advanceOneSecond);
    }
    expect(watched.server.connections).toBe(connections);
  });

  it('leave no timer behind when it stops', async () => {
    await startAndWatch();
    const { manual } = watched;
    await watched.stop();
    expect(manual.pending).toBe(0);
    watched = new WatchedCluster();
  });
});

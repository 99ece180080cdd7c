// Counts that are updated event by event equal counts computed from scratch, after any sequence of events.
import fc from 'fast-check';
import type { Phase, Pod } from '../pods/pod.ts';
import type { Deployment } from '../workloads/workload.ts';
import { sumOf } from './pods/pod-counts.ts';
import type { Partition } from './partition.ts';
import { type IndexOptions, ServiceIndex } from './service-index.ts';
import type { ServiceTally } from './services/service-tally.ts';
import type { Source } from '../../kubernetes/watch/source.ts';

const T0 = Date.parse('2026-11-02T12:00:00Z');
const DAY = 86_400_000;
const OPTIONS: IndexOptions = {
  maxServices: 1000,
  startGrace: 30_000,
  cronTimeZone: 'UTC',
  lifetime: { service: DAY, oneOff: 600_000 },
  onOddity: () => undefined,
};

const at = (wall: number): { wall: number; monotonic: number } => ({ wall, monotonic: wall - T0 });

function indexOf(options: Partial<IndexOptions> = {}): { index: ServiceIndex; pods: Partition } {
  const source: Source = { id: 'pods', cluster: 'local', provenAt: 0, staleAfter: 90_000 };
  const index = new ServiceIndex({ ...OPTIONS, ...options });
  return { index, pods: index.partition(source) };
}

let version = 0;
function pod(overrides: Partial<Pod> = {}): Pod {
  version += 1;
  return {
    namespace: 'shop',
    name: 'web-1',
    uid: 'uid-1',
    version,
    createdAt: T0,
    owner: { kind: 'ReplicaSet', name: 'web-abc', uid: 'rs-1' },
    templateHash: 'abc',
    serviceLabels: [],
    ignored: false,
    phase: 'Running',
    isRun: false,
    total: 1,
    ready: 1,
    restarts: 0,
    isStarting: false,
    image: 'v1',
    ...overrides,
  };
}

const run = (overrides: Partial<Pod>): Pod =>
  pod({ owner: { kind: 'Workflow', name: 'build', uid: 'wf-1' }, isRun: true, ...overrides });

function list(pods: Partition, all: readonly Pod[], wall = T0): void {
  pods.begin();
  pods.add(all, at(wall));
  completeList(pods, wall);
}

/** Completes the list. `meanwhile` is called between the slices of the remaining work. */
function completeList(pods: Partition, wall: number, meanwhile: () => number = () => wall): void {
  let now = wall;
  const runSlices = (slices: Iterable<void>): void => {
    for (const each = slices[Symbol.iterator](); each.next().done !== true;) now = meanwhile();
  };
  runSlices(pods.prepare(at(now)));
  runSlices(pods.commit(at(now)));
}

describe('the first list', () => {
  const deployment = (name: string): Deployment => ({
    kind: 'Deployment',
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    version: 1,
    createdAt: T0,
    generation: 1,
    observedGeneration: 1,
    ignored: false,
    serviceLabels: [],
    links: [],
    containers: 1,
    replicas: 1,
    isPaused: false,
    updated: 1,
    ready: 1,
    available: 1,
  });

  it('delays services known only from workloads until it is complete, and drops those deleted meanwhile', () => {
    const { index, pods } = indexOf();
    const known = new Map<string, number>();
    index.touches$.subscribe(({ name, tally }) => {
      if (tally) known.set(name, (known.get(name) ?? 0) + 1);
      else known.delete(name);
    });
    const deployments = pods.workloads('Deployment');
    const [web, api] = [deployment('web'), deployment('api')];
    pods.begin();
    for (const after of [web, api]) deployments.changed({ before: undefined, after }, at(T0));
    expect([...known.keys()]).toEqual([]);
    // Services are no longer delayed: it isn't known when the next list will be complete.
    pods.abandon(at(T0));
    expect([...known.keys()].sort()).toEqual(['api', 'web']);
    pods.begin();
    deployments.changed({ before: api, after: { ...api, ignored: true } }, at(T0));
    pods.add([pod()], at(T0));
    expect(known.has('api')).toBe(true);
    completeList(pods, T0);
    expect(known).toEqual(new Map([['web', 2]]));
  });
});

it('counts a pod once at MAX_SERVICES when the pod that owns it is added after it', () => {
  const { index, pods } = indexOf({ maxServices: 1 });
  list(pods, []);
  const owner = pod({
    name: 'driver',
    uid: 'driver',
    owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'count', uid: 'job' },
    isRun: true,
    phase: 'Pending',
    ready: 0,
    restarts: 3,
  });
  const deletion = { endsAt: T0 + 30_000, askedAt: T0, wasReady: true };
  const owned = run({
    name: 'executor',
    uid: 'executor',
    owner: { kind: 'Pod', name: 'driver', uid: 'driver' },
    deletion,
  });
  pods.apply({ type: 'set', object: owned }, at(T0));
  pods.apply({ type: 'set', object: owner }, at(T0));
  pods.apply({ type: 'deleted', object: { ...owned, version: ++version } }, at(T0));
  index.advance(at(T0 + 1_000));
  pods.apply({ type: 'set', object: { ...owner, phase: 'Running', restarts: 0, version: ++version } }, at(T0 + 1_000));
  index.advance(at(T0 + DAY / 2));
  expect([index.podCount, index.get('shop', 'count')?.podCount]).toEqual([1, 1]);
});

describe('a relist', () => {
  it('shows the old pods until the new list is complete', () => {
    const { index, pods } = indexOf();
    list(pods, [pod()]);
    pods.begin();
    pods.add([pod({ name: 'api-1', uid: 'uid-2', owner: { kind: 'DaemonSet', name: 'api', uid: 'ds' } })], at(T0));
    expect(index.get('shop', 'web')?.podCount).toBe(1);
    expect(index.get('shop', 'api')).toBeUndefined();
    completeList(pods, T0);
    expect(index.get('shop', 'web')?.podCount).toBe(0);
    expect(index.get('shop', 'api')?.podCount).toBe(1);
  });

  it('keeps the old pods when the list is abandoned', () => {
    const { index, pods } = indexOf();
    list(pods, [pod()]);
    pods.begin();
    pods.abandon(at(T0));
    completeList(pods, T0);
    expect(index.get('shop', 'web')?.podCount).toBe(1);
  });

  describe('that changes more pods than are applied in one turn of the event loop', () => {
    const name = (of: number): string => `svc-${of % 30}`;
    const podsOf = (image: string): readonly Pod[] =>
      Array.from({ length: 900 }, (_, of) =>
        pod({
          name: `${name(of)}-${of}`,
          uid: `uid-${image}-${of}`,
          owner: { kind: 'DaemonSet', name: name(of), uid: name(of) },
          image,
        }),
      );

    function relisted(after: readonly Pod[], between: (index: ServiceIndex) => void): ServiceIndex {
      const { index, pods } = indexOf();
      list(pods, podsOf('v1'));
      pods.begin();
      pods.add(after, at(T0));
      let slices = 0;
      completeList(pods, T0, () => {
        slices += 1;
        index.advance(at(T0));
        between(index);
        return T0;
      });
      expect(slices).toBeGreaterThan(1);
      return index;
    }

    it('shows each service before or after the relist, never in between', () => {
      const states = new Set<string>();
      const index = relisted(podsOf('v2'), (now) => {
        for (let of = 0; of < 30; of += 1) {
          const tally = now.get('shop', name(of));
          states.add(`${tally?.podCount ?? 0} of ${tally?.imageTags.join() ?? ''}`);
        }
      });
      expect([...states].sort()).toEqual(['30 of v1', '30 of v2']);
      expect(index.podCount).toBe(900);
      expect(index.get('shop', 'svc-29')?.imageTags).toEqual(['v2']);
    });

    it('publishes a service only when all its pods are applied', () => {
      const { index, pods } = indexOf();
      const published: string[] = [];
      list(pods, podsOf('v1'));
      index.touches$.subscribe(({ name: of, tally }) => published.push(`${of}: ${tally?.imageTags.join() ?? ''}`));
      list(pods, podsOf('v2'));
      expect(published.sort()).toEqual(Array.from({ length: 30 }, (_, of) => `${name(of)}: v2`).sort());
    });

    it('moves pods from one service to another in one step', () => {
      const moved = podsOf('v2').map((each, of) =>
        of % 30 === 0 ? { ...each, uid: `uid-v1-${of}`, serviceAnnotation: 'other' } : each,
      );
      const index = relisted(moved, (now) => {
        const [old, other] = [now.get('shop', 'svc-0'), now.get('shop', 'other')];
        expect((old?.podCount ?? 0) + (other?.podCount ?? 0)).toBe(30);
      });
      expect(index.get('shop', 'other')?.podCount).toBe(30);
      expect(index.get('shop', 'svc-0')).toBeUndefined();
    });

    it('removes pods that are not listed or are now ignored', () => {
      const { index, pods } = indexOf();
      list(pods, [...podsOf('v1'), pod({ name: 'quiet', uid: 'quiet', ignored: true })]);
      list(pods, podsOf('v2').slice(0, 1));
      expect(index.podCount).toBe(1);
      expect(pods.pods.known.ownPods.all().map(({ size }) => size)).toEqual([1]);
      expect(index.get('shop', 'svc-1')?.podCount).toBe(0);
    });
  });

  it('publishes no unchanged service', () => {
    const { index, pods } = indexOf();
    const known = [pod(), run({ name: 'r-1', uid: 'uid-r', phase: 'Succeeded', finishedAt: T0 })];
    list(pods, known);
    const published: string[] = [];
    index.touches$.subscribe(({ name }) => published.push(name));
    list(pods, known);
    expect(published).toEqual([]);
  });

  it('replaces known pods even by older versions, from which the watch resumes', () => {
    const { index, pods } = indexOf();
    const [older, newer] = [pod({ ready: 0 }), pod()];
    const [gone, back] = [pod({ name: 'web-2', uid: 'uid-2' }), pod({ name: 'web-2', uid: 'uid-2' })];
    list(pods, [newer, back]);
    pods.apply({ type: 'deleted', object: { ...back, version: ++version } }, at(T0));
    list(pods, [older, gone]);
    expect(index.get('shop', 'web')?.podCount).toBe(2);
    expect(sumOf(index.get('shop', 'web')?.ordinaryCounts ?? [], 'ready')).toBe(1);
    pods.apply({ type: 'set', object: { ...older, ready: 1, version: older.version + 1 } }, at(T0));
    expect(sumOf(index.get('shop', 'web')?.ordinaryCounts ?? [], 'ready')).toBe(2);
  });

  it('names pods after themselves again once their owning pod is gone', () => {
    const { index, pods } = indexOf();
    const parent = pod({ name: 'driver', uid: 'driver' });
    const child = pod({ name: 'worker', uid: 'worker', owner: { kind: 'Pod', name: 'driver', uid: 'driver' } });
    list(pods, [parent, child]);
    expect(index.get('shop', 'web')?.podCount).toBe(2);
    list(pods, [child]);
    expect(index.get('shop', 'driver')?.podCount).toBe(1);
    expect(index.get('shop', 'web')?.podCount).toBe(0);
  });

  it('keeps the verdict of a run whose pods were deleted meanwhile', () => {
    const { index, pods } = indexOf();
    list(pods, [run({ owner: { kind: 'Job', name: 'etl-29000000', uid: 'j' }, phase: 'Succeeded', finishedAt: T0 })]);
    list(pods, []);
    expect(index.get('shop', 'etl')?.outcome(T0)?.verdict).toBe('completed');
  });

  it.each([[false], [true]])(
    'takes the verdict of the younger of two pods that ended in the same second, reversed: %s',
    (isReversed) => {
      const { index, pods } = indexOf();
      const owner = { kind: 'Job', name: 'etl-29000000', uid: 'j' };
      const tried = run({ owner, name: 'etl-a', uid: 'a', phase: 'Failed', finishedAt: T0 });
      const done = run({ owner, name: 'etl-b', uid: 'b', phase: 'Succeeded', finishedAt: T0, createdAt: T0 + 1 });
      list(pods, isReversed ? [done, tried] : [tried, done]);
      expect(index.get('shop', 'etl')?.outcome(T0 + DAY)?.verdict).toBe('completed');
    },
  );

  it('has no verdict of a run that was running and is gone', () => {
    const { index, pods } = indexOf();
    const owner = { kind: 'Job', name: 'etl-29000000', uid: 'j' };
    list(pods, [run({ owner, phase: 'Succeeded', finishedAt: T0 }), run({ owner, name: 'web-2', uid: 'uid-2' })]);
    list(pods, []);
    expect(index.get('shop', 'etl')?.outcome(T0)).toBeUndefined();
  });

  it.each(['list', 'event'] as const)(
    'withdraws the verdict of a run whose pod runs again in a restored etcd, by %s',
    (by) => {
      const { index, pods } = indexOf();
      const owner = { kind: 'Job', name: 'etl-29000000', uid: 'j' };
      const other = { name: 'web-2', uid: 'uid-2', completionIndex: '0', phase: 'Succeeded' } as const;
      list(pods, [run({ owner, phase: 'Failed', finishedAt: T0 }), run({ owner, ...other, finishedAt: T0 })]);
      const again = run({ owner });
      if (by === 'list') list(pods, [again]);
      else pods.apply({ type: 'set', object: again }, at(T0));
      pods.apply({ type: 'deleted', object: { ...again, version: again.version + 1 } }, at(T0));
      // The outcome of the other pod of the run is still known.
      expect(index.get('shop', 'etl')?.outcome(T0 + DAY)?.verdict).toBe('completed');
    },
  );
});

describe('events out of order', () => {
  it('are ignored when older than the known version', () => {
    const { index, pods } = indexOf();
    const old = pod({ ready: 0 });
    list(pods, [pod()]);
    pods.apply({ type: 'set', object: old }, at(T0));
    expect(index.get('shop', 'web')?.ordinaryCounts[0]?.ready).toBe(1);
  });

  it('bring no deleted pod back', () => {
    const { index, pods } = indexOf();
    const late = pod();
    list(pods, [pod()]);
    pods.apply({ type: 'deleted', object: pod() }, at(T0));
    pods.apply({ type: 'set', object: late }, at(T0));
    expect(index.get('shop', 'web')?.podCount).toBe(0);
  });

  it('delete nothing when they are about an earlier pod of the same name', () => {
    const { index, pods } = indexOf();
    const before = pod({ uid: 'uid-0' });
    list(pods, [pod()]);
    pods.apply({ type: 'deleted', object: before }, at(T0));
    expect(index.get('shop', 'web')?.podCount).toBe(1);
  });
});

describe('MAX_SERVICES', () => {
  const oneOff = (name: string, overrides: Partial<Pod> = {}): Pod =>
    run({ name, uid: name, owner: { kind: 'Workflow', name, uid: `wf-${name}` }, ...overrides });
  const done = { phase: 'Succeeded', finishedAt: T0 } as const;

  it('drops the one-off that finished first to make room', () => {
    const { index, pods } = indexOf({ maxServices: 2 });
    list(pods, []);
    for (const name of ['a', 'b']) pods.apply({ type: 'set', object: oneOff(name, done) }, at(T0));
    pods.apply({ type: 'set', object: oneOff('c') }, at(T0));
    expect(['a', 'b', 'c'].map((name) => index.get('shop', name) !== undefined)).toEqual([false, true, true]);
  });

  it('reports once that it refuses new names', () => {
    const logged: string[] = [];
    const { pods } = indexOf({ maxServices: 1, onOddity: ({ message }) => logged.push(message) });
    list(
      pods,
      ['a', 'b', 'c'].map((name) => oneOff(name)),
    );
    expect(logged).toEqual([expect.stringContaining('MAX_SERVICES is reached')]);
  });

  it('admits all pods of a name together when there is room again', () => {
    const { index, pods } = indexOf({ maxServices: 1 });
    const db = (name: string, ready: number): Pod =>
      pod({ name, uid: name, ready, owner: { kind: 'StatefulSet', name: 'db', uid: 'db' } });
    list(pods, [pod(), db('db-0', 1), db('db-1', 0), db('db-2', 0)]);
    expect([index.get('shop', 'db'), index.unplacedPods]).toEqual([undefined, 3]);
    pods.apply({ type: 'deleted', object: pod() }, at(T0));
    index.advance(at(T0 + DAY));
    expect(index.get('shop', 'db')?.ordinaryCounts[0]).toMatchObject({ pods: 3, ready: 1, total: 3 });
    expect(index.unplacedPods).toBe(0);
  });

  it('admits all pods of a name together with the first', () => {
    const { index, pods } = indexOf({ maxServices: 1 });
    const db = (name: string, ready: number): Pod =>
      pod({ name, uid: name, ready, owner: { kind: 'StatefulSet', name: 'db', uid: 'db' } });
    list(pods, [pod(), db('db-0', 0), db('db-1', 0)]);
    // Ignoring the only pod of `web` makes room for `db`: both of its pods are counted.
    pods.apply({ type: 'set', object: pod({ ignored: true }) }, at(T0));
    expect(index.get('shop', 'db')?.ordinaryCounts[0]).toMatchObject({ pods: 2, ready: 0 });
  });

  it('is shared by all watches: the one-off that finished first is dropped, and the next waiting name is admitted', () => {
    const { index, pods } = indexOf({ maxServices: 2 });
    const others = index.partition({ id: 'pods/blog', cluster: 'local', provenAt: 0, staleAfter: 90_000 });
    const known = (): readonly boolean[] =>
      [
        ['shop', 'a'],
        ['shop', 'b'],
        ['blog', 'web'],
        ['blog', 'api'],
      ].map(([namespace = '', name = '']) => index.get(namespace, name) !== undefined);
    list(pods, [oneOff('a', { ...done, finishedAt: T0 + 1 }), oneOff('b', done)]);
    list(others, []);
    others.apply({ type: 'set', object: pod({ namespace: 'blog' }) }, at(T0));
    expect(known()).toEqual([true, false, true, false]);
    const api = pod({
      namespace: 'blog',
      name: 'api-1',
      uid: 'api',
      owner: { kind: 'DaemonSet', name: 'api', uid: 'a' },
    });
    pods.apply({ type: 'set', object: oneOff('a', { phase: 'Running' }) }, at(T0));
    others.apply({ type: 'set', object: api }, at(T0));
    expect(known()).toEqual([true, false, true, false]);
    pods.apply({ type: 'deleted', object: oneOff('a') }, at(T0));
    index.advance(at(T0 + 600_000));
    expect(known()).toEqual([false, false, true, true]);
  });

  it('knows after a list which one-off finished first, and brings back none that was dropped', () => {
    const { index, pods } = indexOf({ maxServices: 2 });
    const known = (): readonly string[] => ['a', 'b', 'c'].filter((name) => index.get('shop', name) !== undefined);
    list(pods, [oneOff('a', { ...done, finishedAt: T0 + 500 }), oneOff('b', done)]);
    pods.apply({ type: 'set', object: oneOff('c') }, at(T0 + 1_000));
    expect(known()).toEqual(['a', 'c']);
    pods.apply({ type: 'set', object: oneOff('b', done) }, at(T0 + 1_000));
    pods.apply({ type: 'deleted', object: oneOff('b', done) }, at(T0 + 1_000));
    expect(known()).toEqual(['a', 'c']);
  });

  it('refuses new names when nothing can be dropped, and admits them when there is room again', () => {
    const { index, pods } = indexOf({ maxServices: 1 });
    list(pods, []);
    pods.apply({ type: 'set', object: oneOff('a') }, at(T0));
    pods.apply({ type: 'set', object: oneOff('b') }, at(T0));
    expect([index.get('shop', 'b'), index.unplacedPods]).toEqual([undefined, 1]);
    pods.apply({ type: 'deleted', object: oneOff('a') }, at(T0));
    index.advance(at(T0 + 600_000));
    expect([index.get('shop', 'b')?.podCount, index.unplacedPods]).toEqual([1, 0]);
  });
});

describe('namespaces at MAX_SERVICES', () => {
  const podOf = (namespace: string, name: string, rest: Partial<Pod> = {}): Pod =>
    pod({
      namespace,
      name: `${name}-0`,
      uid: `${namespace}/${name}`,
      owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid: name },
      ...rest,
    });
  const countIn = (index: ServiceIndex, namespace: string): number =>
    Array.from({ length: 20 }, (_, at) => index.get(namespace, `s${at}`)).filter((tally) => tally !== undefined).length;

  it('share the limit: the namespace with the most names gives up its latest name', () => {
    const { index, pods } = indexOf({ maxServices: 10 });
    list(
      pods,
      Array.from({ length: 12 }, (_, one) => podOf('greedy', `s${one}`)),
    );
    expect([countIn(index, 'greedy'), index.unplacedPods]).toEqual([10, 2]);
    for (let one = 0; one < 8; one += 1) pods.apply({ type: 'set', object: podOf('late', `s${one}`) }, at(T0));
    expect([countIn(index, 'greedy'), countIn(index, 'late')]).toEqual([5, 5]);
    expect(index.get('greedy', 's0')).toBeDefined();
  });

  it("can't use up the limit with services that are created and deleted", () => {
    const { index, pods } = indexOf({ maxServices: 10 });
    list(pods, []);
    for (let one = 0; one < 50; one += 1) {
      const short = podOf('greedy', `s${one}`);
      pods.apply({ type: 'set', object: short }, at(T0 + one));
      pods.apply({ type: 'deleted', object: { ...short, version: ++version } }, at(T0 + one));
    }
    for (let one = 0; one < 10; one += 1) pods.apply({ type: 'set', object: podOf('late', `s${one}`) }, at(T0 + 100));
    expect([countIn(index, 'late'), index.unplacedPods]).toEqual([10, 0]);
  });

  it('admit a waiting name as soon as a service has no pods left', () => {
    const { index, pods } = indexOf({ maxServices: 1 });
    const first = podOf('shop', 's0');
    list(pods, [first, podOf('shop', 's1')]);
    expect(index.unplacedPods).toBe(1);
    pods.apply({ type: 'deleted', object: { ...first, version: ++version } }, at(T0));
    expect([index.get('shop', 's0'), index.get('shop', 's1')?.podCount]).toEqual([undefined, 1]);
  });
});

describe('the passing of time', () => {
  it('forgets a service when FORGET_AFTER has passed since its last pod', () => {
    const { index, pods } = indexOf();
    list(pods, [pod()]);
    pods.apply({ type: 'deleted', object: pod() }, at(T0));
    index.advance(at(T0 + DAY - 1));
    expect(index.get('shop', 'web')).toBeDefined();
    index.advance(at(T0 + DAY));
    expect(index.get('shop', 'web')).toBeUndefined();
  });

  it('reports when its next change is due', () => {
    const { index, pods } = indexOf();
    list(pods, [pod({ restarts: 1 })]);
    expect(index.nextAlarm()).toBe(T0 + 2 * DAY);
  });

  it('re-evaluates when the clock is set back', () => {
    const { index, pods } = indexOf();
    list(pods, [pod({ restarts: 1 })]);
    index.advance(at(T0 + 2 * DAY));
    expect(index.get('shop', 'web')?.ordinaryCounts[0]?.restartingPods).toBe(0);
    index.advance(at(T0 + DAY));
    expect(index.get('shop', 'web')?.ordinaryCounts[0]?.restartingPods).toBe(1);
  });
});

describe('an event', () => {
  /** How often fields of pods are read for one event, on average, with `size` pods. */
  function readsPerEvent(size: number, podAt: (at: number) => Partial<Pod>): number {
    let reads = 0;
    const counting = (one: Pod): Pod =>
      new Proxy(one, {
        get: (target, key) => {
          reads += 1;
          return Reflect.get(target, key) as unknown;
        },
      });
    const { pods } = indexOf();
    const all = Array.from({ length: size }, (_, at) =>
      counting(pod({ name: `p-${at}`, uid: `u-${at}`, ...podAt(at) })),
    );
    list(pods, all);
    reads = 0;
    for (let round = 0; round < 200; round += 1) {
      const at = (round * 37) % size;
      const phase = round % 2 === 0 ? 'Running' : 'Succeeded';
      pods.apply(
        { type: 'set', object: counting(pod({ name: `p-${at}`, uid: `u-${at}`, ...podAt(at), phase })) },
        atT0,
      );
    }
    return reads / 200;
  }
  const atT0 = at(T0);
  const ended = { isRun: true, phase: 'Succeeded', finishedAt: T0 } as const;
  const jobOf = (name: string): Partial<Pod> => ({ owner: { apiVersion: 'batch/v1', kind: 'Job', name, uid: name } });

  it.each<[string, (at: number) => Partial<Pod>]>([
    [
      'runs that nothing owns',
      (one) => ({ ...ended, generateName: 'build-', owner: undefined as never, createdAt: T0 - one }),
    ],
    [
      'completions of one Job',
      (one) => ({ ...ended, ...jobOf('all'), completionIndex: String(one), createdAt: T0 - one }),
    ],
    ['runs of a CronJob', (one) => ({ ...ended, ...jobOf(`tidy-${29_000_000 + one}`), createdAt: T0 + one })],
    ['pods of a Deployment', (one) => ({ createdAt: T0 - one, image: `v${one % 3}` })],
  ])('costs the same at any number of %s', (_, podAt) => {
    const [few, many] = [readsPerEvent(250, podAt), readsPerEvent(8_000, podAt)];
    expect(many).toBeLessThan(2 * few);
  });

  it('may change more pods than a function call can have arguments', () => {
    const { index, pods } = indexOf();
    const all = Array.from({ length: 200_000 }, (_, one) =>
      pod({ name: `p-${one}`, uid: `u-${one}`, ...ended, ...jobOf('all'), completionIndex: String(one) }),
    );
    list(pods, all);
    expect(index.get('shop', 'all')?.outcome(T0)?.verdict).toBe('completed');
    index.advance(at(T0 - DAY));
    expect(index.get('shop', 'all')?.podCount).toBe(200_000);
  });
});

describe('any sequence of events', () => {
  const NAMES = ['svc0', 'svc1', ...Array.from({ length: 6 }, (_, slot) => `pod-${slot}`)];
  const phases: readonly Phase[] = ['Pending', 'Running', 'Succeeded', 'Failed'];
  const somePod = fc.record({
    slot: fc.nat(5),
    isRun: fc.boolean(),
    kind: fc.constantFrom('ReplicaSet', 'StatefulSet', 'Job', 'Pod'),
    phase: fc.constantFrom(...phases),
    ready: fc.nat(2),
    restarts: fc.nat(3),
    isStarting: fc.boolean(),
    deleted: fc.boolean(),
    image: fc.constantFrom('v1', 'v2', 'v3'),
    age: fc.nat(8),
  });
  const step = fc.oneof(
    fc.record({ type: fc.constant('set' as const), pod: somePod }),
    fc.record({ type: fc.constant('deleted' as const), slot: fc.nat(5) }),
    fc.record({ type: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 20_000, 61_000, DAY / 2) }),
    fc.record({ type: fc.constant('relist' as const), pause: fc.constantFrom(0, 20_000, 61_000) }),
  );

  it('results in the same counts as one list of the same pods', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        replay(steps, {}, ({ index, published, expected }) => {
          expect(serviceCounts(index)).toEqual(expected);
          expect(NAMES.map((name) => published.get(name))).toEqual(expected);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('shows all pods of a service or none at MAX_SERVICES', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (steps, maxServices) => {
        replay(steps, { maxServices }, ({ index, expected }) => {
          expect(index.serviceCount).toBeLessThanOrEqual(maxServices);
          serviceCounts(index).forEach((sums, at) => {
            if (sums !== undefined) expect(sums).toEqual(expected[at]);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  interface Observed {
    readonly index: ServiceIndex;
    /** The last published state of each service. */
    readonly published: ReadonlyMap<string, unknown>;
    /** The counts of a new index after one list of all pods, in the order of NAMES. */
    readonly expected: readonly unknown[];
  }

  function replay(steps: readonly Step[], options: Partial<IndexOptions>, observe: (now: Observed) => void): void {
    const { index, pods } = indexOf(options);
    const published = new Map<string, unknown>();
    index.touches$.subscribe(({ name, tally }) => published.set(name, tally && serviceCountsOf(tally)));
    const cluster = new Map<number, Pod>();
    let wall = T0;
    list(pods, []);
    for (const one of steps) {
      switch (one.type) {
        case 'wait':
          wall += one.ms;
          break;
        case 'relist':
          pods.begin();
          pods.add([...cluster.values()], at(wall));
          completeList(pods, wall, () => {
            wall += one.pause;
            index.advance(at(wall));
            return wall;
          });
          break;
        case 'deleted': {
          const gone = cluster.get(one.slot);
          cluster.delete(one.slot);
          if (gone) pods.apply({ type: 'deleted', object: { ...gone, version: ++version } }, at(wall));
          break;
        }
        case 'set': {
          const next = podIn(one.pod, cluster.get(one.pod.slot), wall);
          cluster.set(one.pod.slot, next);
          pods.apply({ type: 'set', object: next }, at(wall));
          break;
        }
      }
      index.advance(at(wall));
      observe({ index, published, expected: serviceCounts(fromScratch([...cluster.values()], wall)) });
    }
  }

  type GeneratedPod = typeof somePod extends fc.Arbitrary<infer T> ? T : never;

  /** The pod of a slot after a step. Its name, owner, creation and image never change while it lives. */
  function podIn(generated: GeneratedPod, before: Pod | undefined, wall: number): Pod {
    const { slot, kind, phase, ready, restarts, isStarting, deleted, image, age } = generated;
    const changing = {
      phase,
      ready,
      restarts,
      isStarting,
      ...(deleted && { deletion: { endsAt: wall, askedAt: wall, wasReady: ready === 2 } }),
    };
    const isOver = phase === 'Failed' || phase === 'Succeeded';
    const ending = isOver ? { finishedAt: wall } : {};
    if (before) return { ...before, ...changing, ...ending, version: ++version };
    const owner = {
      kind,
      name: kind === 'Pod' ? `pod-${(slot + 1) % 6}` : `svc${slot % 2}`,
      uid: `${kind}-${slot % 2}`,
    };
    return pod({
      name: `pod-${slot}`,
      uid: `uid-${++version}`,
      owner: kind === 'Pod' ? { ...owner, uid: 'unknown' } : owner,
      isRun: generated.isRun,
      total: 2,
      createdAt: wall - age * (DAY / 2),
      image,
      ...changing,
      ...ending,
    });
  }

  function fromScratch(all: readonly Pod[], wall: number): ServiceIndex {
    const { index, pods } = indexOf();
    list(pods, all, wall);
    return index;
  }

  /** The counts of every service with pods, as far as they don't depend on earlier events. */
  function serviceCounts(index: ServiceIndex): readonly unknown[] {
    return NAMES.map((name) => serviceCountsOf(index.get('shop', name)));
  }

  function serviceCountsOf(tally: ServiceTally | undefined): unknown {
    if (tally === undefined || tally.podCount === 0) return undefined;
    const keys = [
      'pods',
      'readyPods',
      'startingPods',
      'restartingPods',
      'failedPods',
      'total',
      'ready',
      'restarts',
    ] as const;
    const counts = keys.map((key) => [key, sumOf(tally.ordinaryCounts, key)]);
    return { counts, tags: tally.imageTags, kind: tally.kind };
  }
});

// What a workload may show while the watches on it and on its pods lag independently. Checked against what the watches have
// delivered so far: the existing pods, and how many have been missing since when.
import fc from 'fast-check';
import { podOf } from '../../../simulator/cluster/pod.ts';
import type { PodObject, StoredPod } from '../../../simulator/cluster/kubernetes-objects.ts';
import { daemonSet, deployment, statefulSet } from '../../../simulator/cluster/workload.ts';
import { iso, terminating, SECOND, notReady } from '../cluster/shop-objects.ts';
import type { LateWatches, Resource } from './late-watches.ts';
import { countOf } from '../cluster/recount.ts';

const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Pods that are missing for this long are shown as missing. */
const MISSING_AFTER = 10 * SECOND;
/** Pods that go missing within a second of each other count as missing since the same time. */
const TOLERANCE = SECOND;
/** START_GRACE: missing pods are shown as missing after this long even if their number shrinks. */
const MISSING_AT_LATEST = 60 * SECOND;

const KINDS = {
  Deployment: {
    resource: 'deployments',
    make: (name: string, replicas: number) =>
      deployment({ metadata: { name, namespace: 'shop' }, spec: { replicas, progressDeadlineSeconds: 60 } }),
  },
  StatefulSet: {
    resource: 'statefulsets',
    make: (name: string, replicas: number) =>
      statefulSet({ metadata: { name, namespace: 'shop' }, spec: { replicas, podManagementPolicy: 'Parallel' } }),
  },
  DaemonSet: {
    resource: 'daemonsets',
    make: (name: string, nodes: number) =>
      daemonSet({ metadata: { name, namespace: 'shop' }, status: { desiredNumberScheduled: nodes } }),
  },
} as const;
type Kind = keyof typeof KINDS;

type Turn =
  | { readonly do: 'scale'; readonly count: number }
  | { readonly do: 'set'; readonly index: number; readonly state: 'ready' | 'starting' | 'broken' | 'terminating' }
  | { readonly do: 'delete'; readonly index: number }
  | { readonly do: 'wait'; readonly ms: number }
  | {
      readonly do: 'hold' | 'release' | 'request list' | 'relist' | 'page' | 'finish';
      readonly of: 'pods' | 'workload';
    }
  | { readonly do: 'delete workload' };

export interface OrderStory {
  readonly kind: Kind;
  readonly turns: readonly Turn[];
}

const index = fc.nat(3);
const of = fc.constantFrom('pods' as const, 'workload' as const);
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('scale' as const), count: fc.nat(4) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      index,
      state: fc.constantFrom(
        'ready' as const,
        'ready' as const,
        'starting' as const,
        'broken' as const,
        'terminating' as const,
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), index }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.nat(12 * SECOND), fc.constant(11 * SECOND), fc.nat(70 * SECOND)),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom(...(['hold', 'release', 'request list', 'relist', 'relist', 'page', 'finish'] as const)),
      of,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete workload' as const) }) },
);

export const orderStories: fc.Arbitrary<OrderStory> = fc.record({
  kind: fc.constantFrom(...(Object.keys(KINDS) as Kind[])),
  turns: fc.array(turn, { minLength: 4, maxLength: 20 }),
});

/** From `from` on this many pods were missing according to what the watches had delivered. */
interface Interval {
  readonly from: number;
  readonly missing: number;
  readonly isListing: boolean;
}

let count = 0;

export class WorkloadOrder {
  private readonly name = `svc-${(count += 1)}`;
  private readonly intervals: Interval[] = [];
  private readonly resource: Resource;

  constructor(
    private readonly watches: LateWatches,
    private readonly story: OrderStory,
  ) {
    this.resource = KINDS[story.kind].resource;
  }

  /** Throws when something is shown that contradicts what the watches have delivered. */
  async play(): Promise<void> {
    const { watches, resource } = this;
    try {
      for (const one of this.story.turns) {
        await this.apply(one);
        await watches.settle(['pods', resource]);
        this.record();
        await this.check(one);
      }
      for (const each of ['pods', resource] as const) {
        await this.delay('release', each);
        await this.delay('finish', each);
      }
      await watches.settle(['pods', resource]);
      this.record();
      for (const ms of [0, MISSING_AFTER + TOLERANCE, MISSING_AT_LATEST]) {
        watches.world.clock.advance(ms);
        this.record();
        await this.check({ do: 'wait', ms });
      }
    } finally {
      await this.clear();
    }
  }

  private async apply(one: Turn): Promise<void> {
    const { watches, name } = this;
    switch (one.do) {
      case 'scale':
        watches.set(KINDS[this.story.kind].make(name, one.count));
        break;
      case 'delete workload':
        watches.world.cluster.remove(this.story.kind, 'shop', name);
        break;
      case 'set':
        watches.set(this.pod(one.index, one.state));
        break;
      case 'delete':
        watches.world.cluster.delete('shop', this.pod(one.index, 'ready').metadata.name);
        break;
      case 'wait':
        for (const each of ['pods', this.resource] as const)
          if (watches.wouldTimeOut(each, one.ms)) await this.delay('finish', each);
        watches.world.clock.advance(one.ms);
        break;
      default:
        await this.delay(one.do, one.of === 'pods' ? 'pods' : this.resource);
    }
  }

  private async delay(
    how: 'hold' | 'release' | 'request list' | 'relist' | 'page' | 'finish',
    resource: Resource,
  ): Promise<void> {
    const { watches } = this;
    const before = watches.versionOf(resource);
    if (how === 'hold') watches.hold(resource);
    if (how === 'release') watches.release(resource);
    if (how === 'request list' || how === 'relist') await watches.relist(resource);
    // A list takes time, even if the clock isn't advanced.
    if (how !== 'hold' && how !== 'release' && how !== 'request list') this.recordListing(resource);
    if (how === 'page' || how === 'relist') await watches.page(resource);
    if (how === 'finish') await watches.finishList(resource);
    if (watches.versionOf(resource) === before) return;
    this.recordEach(resource, how === 'release' ? before : watches.listedVersionOf(resource));
  }

  /** Held events arrive all at once, in order: a pod may have been created and deleted in between. */
  private recordEach(resource: Resource, from: number): void {
    const to = this.watches.versionOf(resource);
    for (let version = from; version < to; version += 1) this.intervals.push(this.now({ [resource]: version }));
  }

  private recordListing(resource: Resource): void {
    if (this.watches.hasList(resource)) this.intervals.push({ ...this.now(), isListing: true });
  }

  private record(): void {
    this.intervals.push(this.now());
  }

  /** `versions`: the cluster's versions that lagging watches have delivered. */
  private now(versions: Partial<Record<Resource, number>> = {}): Interval {
    const { watches, resource } = this;
    const pods = this.deliveredPods(versions.pods).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const missing = Math.max((this.desired(versions[resource]) ?? 0) - pods.length, 0);
    return { from: watches.wall, missing, isListing: watches.isListing('pods', resource) };
  }

  private deliveredPods(version?: number): readonly StoredPod[] {
    const names = new Set([0, 1, 2, 3].map((at) => this.pod(at, 'ready').metadata.name));
    return this.watches.pods(({ metadata }) => names.has(metadata.name), version);
  }

  private desired(version?: number): number | undefined {
    const delivered = this.watches.object(this.resource, this.name, version) as
      | { readonly spec?: { replicas?: number }; readonly status?: { desiredNumberScheduled?: number } }
      | undefined;
    return delivered === undefined
      ? undefined
      : (delivered.spec?.replicas ?? delivered.status?.desiredNumberScheduled ?? 0);
  }

  /** Whether `count` pods may be shown as missing: as many were for 10 s or a minute without a list in progress. */
  private mayBeMissing(count: number): boolean {
    const earliest = MISSING_AFTER - TOLERANCE;
    const isLate = this.wereMissing(count, MISSING_AT_LATEST - TOLERANCE, { acrossLists: true });
    return this.wereMissing(count, earliest, { isSteady: true }) || (isLate && this.wereMissing(count, earliest));
  }

  /** Whether at least `count` pods must be shown as missing. */
  private mustBeMissing(count: number): boolean {
    const isSteady = this.wereMissing(count, MISSING_AFTER + TOLERANCE, { isSteady: true });
    return isSteady || this.wereMissing(count, MISSING_AT_LATEST + TOLERANCE);
  }

  /**
   * Whether at least `count` pods were missing for `ms` without a list in progress, and ever since. `isSteady`: the time
   * starts again whenever their number falls. `acrossLists`: lists in progress don't interrupt the time.
   */
  private wereMissing(count: number, ms: number, { isSteady = false, acrossLists = false } = {}): boolean {
    const { intervals } = this;
    let since: number | undefined;
    let isShown = false;
    for (const [at, { from, missing, isListing }] of intervals.entries()) {
      const until = intervals[at + 1]?.from ?? this.watches.wall;
      if (missing < count) [since, isShown] = [undefined, false];
      else if (isShown) continue;
      else if (isListing && !acrossLists) since = undefined;
      else {
        const isFewer = isSteady && missing < (intervals[at - 1]?.missing ?? 0);
        since = since === undefined || isFewer ? from : since;
        isShown = until - since >= ms;
      }
    }
    return isShown;
  }

  private async check(after: Turn): Promise<void> {
    const answer = await this.watches.world.ask(`/_/${this.name}/health.json?namespace=shop`);
    const { status, color } = JSON.parse(answer.body) as { status: string; color: string };
    const shown = answer.status === 404 ? 'not found' : `${status} ${color}`;
    const allowed = this.allowed();
    if (allowed.includes(shown)) return;
    const { wall } = this.watches;
    const history = this.intervals.map(({ from, missing, isListing }) => ({ ago: wall - from, missing, isListing }));
    throw new Error(
      `after ${JSON.stringify(after)}: shown as ${shown}, not as ${allowed.join(' or ')}; ${JSON.stringify(history)}`,
    );
  }

  private allowed(): readonly string[] {
    const [pods, desired, { wall }] = [this.deliveredPods(), this.desired(), this.watches];
    const missing = [0, 1, 2, 3, 4].filter(
      (count) => (count === 0 || this.mayBeMissing(count)) && !this.mustBeMissing(count + 1),
    );
    const texts = missing.map((count) => {
      const { status, color } = countOf(pods, wall, count);
      if (status !== 'no pods' || desired !== 0) return `${status} ${color}`;
      return this.story.kind === 'DaemonSet' ? 'no nodes lightgrey' : 'scaled to 0 lightgrey';
    });
    return desired === undefined && pods.length === 0 ? [...texts, 'not found'] : texts;
  }

  private pod(at: number, is: 'ready' | 'starting' | 'broken' | 'terminating'): PodObject {
    const { name, watches } = this;
    const { kind } = this.story;
    const controlled = { kind, name, index: at };
    // Only Deployments: for other kinds a terminating pod may still count.
    const isTerminating = is === 'terminating' && kind === 'Deployment';
    const age = is === 'starting' ? 0 : HOUR;
    const metadata = { namespace: 'shop', creationTimestamp: iso(watches.wall - age) };
    const state = is === 'broken' ? { waiting: { reason: 'ImagePullBackOff' } } : { running: {} };
    const isReady = is === 'ready' || is === 'terminating';
    const pod = podOf(controlled, { metadata, ...(!isReady && { status: notReady(state) }) });
    return isTerminating ? terminating(pod, watches.wall) : pod;
  }

  private async clear(): Promise<void> {
    const { cluster } = this.watches.world;
    cluster.remove(this.story.kind, 'shop', this.name);
    for (const { metadata } of cluster.pods()) if (metadata.namespace === 'shop') cluster.delete('shop', metadata.name);
    await this.watches.deliverAll(['pods', this.resource]);
  }
}

// Every pod in its service, and every service's counts: written by the watches, read by everything above.
import { type Observable, Subject } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import { type Claim, PodSet, type PodSetRules, type Room } from './pod-set.ts';
import type { ObjectSink } from '../../kubernetes/watch/reflector.ts';
import type { KnownObjects, ObjectEvent, ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import type { Pod } from '../pods/pod.ts';
import { WorkloadBook } from './workload-book.ts';
import type { WorkloadRules } from './services/workload-state.ts';
import type { WorkloadKind } from '../workloads/workload.ts';
import type { WorkloadListener } from '../workloads/workload-set.ts';
import type { ServiceTally } from './services/service-tally.ts';
import type { Source } from '../../kubernetes/watch/source.ts';

export interface IndexOptions extends Omit<PodSetRules, 'room'>, WorkloadRules {
  readonly maxServices: number;
}

/** One service was touched: read it again. */
export interface Touch {
  readonly namespace: string;
  readonly name: string;
  /** Undefined: it is forgotten. */
  readonly tally: ServiceTally | undefined;
  readonly source: Source;
  /** The first list of its source is not news: nothing was seen to change. */
  readonly isFirst: boolean;
  readonly now: Moment;
}

export class ServiceIndex implements Room {
  private readonly partitions: Partition[] = [];
  private readonly touches = new Subject<Touch>();
  private lastWall = 0;

  /** Published within the event that caused it, so that a read after it sees it. */
  readonly touches$: Observable<Touch> = this.touches.asObservable();

  constructor(private readonly options: IndexOptions) {}

  /** For one watch's pods. Namespaces of two partitions don't overlap. */
  partition(source: Source): Partition {
    const partition = new Partition(source, { ...this.options, room: this }, this.touches);
    this.partitions.push(partition);
    return partition;
  }

  get(namespace: string, name: string): ServiceTally | undefined {
    return this.first((partition) => partition.pods.services.get(namespace, name));
  }

  /** Services with a pod that kube-shields 0.0.6 called so. */
  withAlias(alias: string): readonly ServiceTally[] {
    return this.partitions.flatMap((partition) => [...partition.pods.services.withAlias(alias)]);
  }

  /** Applies what time alone changed until `now`. Costs nothing where nothing did. */
  advance(now: Moment): void {
    const wentBack = now.wall < this.lastWall - CLOCK_SLACK;
    this.lastWall = now.wall;
    for (const partition of this.partitions) partition.advance(now, wentBack);
  }

  /** Unix milliseconds at which something changes by time alone. */
  nextAlarm(): number | undefined {
    const times = this.partitions.map((partition) => partition.nextAlarm()).filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  get podCount(): number {
    return sum(this.partitions, (partition) => partition.pods.podCount);
  }

  /** Pods of phase `Running`. */
  get runningCount(): number {
    return sum(this.partitions, (partition) => partition.pods.runningCount);
  }

  get serviceCount(): number {
    return sum(this.partitions, (partition) => partition.pods.services.count);
  }

  /** Pods whose service's name MAX_SERVICES refused. */
  get unplacedPods(): number {
    return sum(this.partitions, (partition) => partition.pods.unplacedCount);
  }

  make(set: PodSet, claim: Claim): boolean {
    const sets = this.setsBeside(set);
    if (sum(sets, ({ services }) => services.count) < this.options.maxServices) return true;
    const dropped = firstToGo(sets, claim) ?? largestShare(set, sets, claim);
    dropped?.set.drop(dropped.tally);
    return dropped !== undefined;
  }

  isContested(set: PodSet): boolean {
    return this.isShown(set) && this.partitions.some(({ pods }) => pods.unplacedCount > 0);
  }

  freed(set: PodSet, wall: number): void {
    // A list that is still coming in is measured when it is whole.
    if (!this.isShown(set)) return;
    for (let next = this.nextWaiting(); next && this.serviceCount < this.options.maxServices; next = this.nextWaiting())
      next.set.admit(next.namespace, wall);
  }

  private isShown(set: PodSet): boolean {
    return this.partitions.some(({ pods }) => pods === set);
  }

  /** Of the namespaces in which a name waits, the one with the fewest services. */
  private nextWaiting(): { readonly set: PodSet; readonly namespace: string } | undefined {
    let next: { readonly set: PodSet; readonly namespace: string; readonly count: number } | undefined;
    for (const { pods: set } of this.partitions) {
      for (const namespace of set.waitingNamespaces()) {
        const count = set.services.countIn(namespace);
        if (next === undefined || count < next.count) next = { set, namespace, count };
      }
    }
    return next;
  }

  /** That set, and those that readers see of all other watches. */
  private setsBeside(set: PodSet): readonly PodSet[] {
    return this.partitions.map((partition) => (partition.has(set) ? set : partition.pods));
  }

  private first<T>(read: (partition: Partition) => T | undefined): T | undefined {
    for (const partition of this.partitions) {
      const found = read(partition);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

interface Dropped {
  readonly set: PodSet;
  readonly tally: ServiceTally;
}

/** The one-off that finished first; for something that lives then the service whose last pod went first. */
function firstToGo(sets: readonly PodSet[], { isLiving, finishedAt }: Claim): Dropped | undefined {
  const finished = earliest(sets, ({ services }) => services.firstFinished, finishedAt);
  return finished ?? (isLiving ? earliest(sets, ({ services }) => services.firstEmpty, Infinity) : undefined);
}

function earliest(
  sets: readonly PodSet[],
  read: (set: PodSet) => { readonly item: ServiceTally; readonly at: number } | undefined,
  before: number,
): Dropped | undefined {
  let first: (Dropped & { readonly at: number }) | undefined;
  for (const set of sets) {
    const found = read(set);
    if (found && found.at < (first?.at ?? before)) first = { set, tally: found.item, at: found.at };
  }
  return first;
}

/** No namespace keeps more names than another gets: of the one with the most, the name that came last. */
function largestShare(set: PodSet, sets: readonly PodSet[], { namespace, isLiving }: Claim): Dropped | undefined {
  if (!isLiving) return undefined;
  let largest: (Dropped & { readonly count: number }) | undefined;
  for (const one of sets) {
    const candidate = one.services.largestNamespace ?? '';
    const count = one.services.countIn(candidate);
    const tally = one.services.lastOpenedIn(candidate);
    if (tally && count > (largest?.count ?? set.services.countIn(namespace) + 1)) largest = { set: one, tally, count };
  }
  return largest;
}

/** A clock that steps back by less is only being corrected. */
const CLOCK_SLACK = 1_000;

/** One watch's pods. A list goes into a second set, which replaces the first one when it is whole. */
export class Partition implements KnownObjects<Pod>, ObjectSink<Pod> {
  /** What readers see. */
  pods: PodSet;
  private next: PodSet | undefined;
  /** What of the next set is news; absent while that isn't known. */
  private news: News | undefined;
  private hasListed = false;
  private readonly book: WorkloadBook;

  constructor(
    private readonly source: Source,
    private readonly rules: PodSetRules & WorkloadRules,
    private readonly touches: Subject<Touch>,
  ) {
    this.pods = new PodSet(rules);
    this.book = new WorkloadBook({
      rules,
      pods: () => this.pods,
      publish: (now, isFirst) => {
        this.publish(now, isFirst);
      },
    });
  }

  /** Receives the scope's workloads of that kind. */
  workloads(kind: WorkloadKind): WorkloadListener {
    return this.book.listener(kind);
  }

  /** Unix milliseconds at which something changes by time alone. */
  nextAlarm(): number | undefined {
    const [pods, workloads] = [this.pods.nextAlarm(), this.book.nextAlarm()];
    return pods === undefined || workloads === undefined ? (pods ?? workloads) : Math.min(pods, workloads);
  }

  get count(): number {
    return this.pods.podCount;
  }

  kept(pod: ObjectIdentity): Pod | undefined {
    return this.pods.kept(pod);
  }

  has(set: PodSet): boolean {
    return set === this.pods || set === this.next;
  }

  begin(): void {
    this.next = new PodSet(this.rules, this.pods);
    this.news = undefined;
    this.book.podsListing();
  }

  add(pods: readonly Pod[], now: Moment): void {
    if (this.next === undefined) return;
    for (const pod of pods) this.next.put(pod, now.wall);
    // Page by page, as all of it at the end would block everything else.
    for (const tally of this.next.services.takeTouched()) tally.order();
  }

  /**
   * Readies the next set: a piece of the work at each step, as all of it at once would block everything
   * else. Time may pass between the steps; events come only after `commit`.
   */
  *prepare({ wall }: Moment): Iterable<void> {
    const { next, pods: before } = this;
    if (next === undefined) return;
    const inPieces = new Pieces();
    for (const old of before.services.all()) {
      next.takeOver(old, wall);
      if (inPieces.isEnd()) yield;
    }
    yield;
    const news: News = { changed: [], gone: [] };
    for (const tally of next.services.all()) {
      const old = before.services.get(tally.namespace, tally.name);
      if (old === undefined || !tally.readsLike(old)) news.changed.push(tally);
      if (inPieces.isEnd()) yield;
    }
    yield;
    for (const old of before.services.all()) {
      if (next.services.get(old.namespace, old.name) === undefined) news.gone.push(old);
      if (inPieces.isEnd()) yield;
    }
    this.news = news;
  }

  /** Swapped whole, so a reader never sees half a list. */
  commit(now: Moment): void {
    if (this.next === undefined) return;
    if (this.news === undefined) Array.from(this.prepare(now));
    const { changed = [], gone = [] } = this.news ?? {};
    this.next.services.takeTouched();
    this.next.standAlone();
    this.pods = this.next;
    this.next = undefined;
    const isFirst = !this.hasListed;
    this.hasListed = true;
    this.book.podsListed(now.wall);
    for (const tally of gone) this.touchIfGone(tally, now);
    for (const tally of changed) this.touch(tally, now, isFirst);
    this.publish(now, isFirst);
  }

  abandon(now: Moment): void {
    this.next = undefined;
    this.book.podsListed(now.wall);
  }

  apply({ type, object: pod }: ObjectEvent<Pod>, now: Moment): void {
    if (type === 'set') this.pods.put(pod, now.wall);
    else this.pods.delete(pod, now.wall);
    this.publish(now);
  }

  advance(now: Moment, wentBack: boolean): void {
    if (wentBack) {
      this.pods.judgeAgain(now.wall);
      this.book.judgeAgain(now.wall);
    } else this.pods.advance(now.wall);
    this.book.advance(now.wall);
    this.publish(now);
  }

  private publish(now: Moment, isFirst = false): void {
    this.book.settlePods(now.wall);
    for (const tally of this.pods.services.takeTouched()) {
      this.book.setAlarms(tally, now.wall);
      if (this.pods.services.has(tally)) this.touch(tally, now, isFirst);
      else this.touchIfGone(tally, now);
    }
  }

  private touchIfGone(tally: ServiceTally, now: Moment): void {
    if (this.pods.services.get(tally.namespace, tally.name) === undefined)
      this.publishTouch(tally, undefined, now, false);
  }

  private touch(tally: ServiceTally, now: Moment, isFirst: boolean): void {
    this.publishTouch(tally, tally, now, isFirst);
  }

  private publishTouch(named: ServiceTally, tally: ServiceTally | undefined, now: Moment, isFirst: boolean): void {
    const { namespace, name } = named;
    this.touches.next({ namespace, name, tally, source: this.source, isFirst, now });
  }
}

interface News {
  readonly changed: ServiceTally[];
  readonly gone: ServiceTally[];
}

/** Tells the end of each piece of work on services. */
class Pieces {
  private done = 0;

  isEnd(): boolean {
    this.done += 1;
    return this.done % PIECE === 0;
  }
}

/** Services: about a millisecond. */
const PIECE = 100;

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

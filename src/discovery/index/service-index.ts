// Every pod in its service, and every service's counts: written by the watches, read by everything above.
import { type Observable, Subject } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import type { PodSet, PodSetRules, Room } from './pod-set.ts';
import { Partition, type Touch } from './partition.ts';
import type { WorkloadRules } from './services/workload-state.ts';
import type { Claim } from './services/bounded-services.ts';
import type { ServiceTally } from './services/service-tally.ts';
import type { Source } from '../../kubernetes/watch/source.ts';

export interface IndexOptions extends Omit<PodSetRules, 'room'>, WorkloadRules {
  readonly maxServices: number;
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
    return sum(this.partitions, (partition) => partition.pods.known.count);
  }

  /** Pods of phase `Running`. */
  get runningCount(): number {
    return sum(this.partitions, (partition) => partition.pods.known.runningCount);
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

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

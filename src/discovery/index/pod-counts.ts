// What counted pods add up to. Each pod is added and removed with the same tally.
import type { PodReason } from '../pods/pod.ts';
import type { PodTally } from '../pods/pod-tally.ts';
import { compareText } from './sorted-list.ts';

export class PodCounts {
  /** Counted pods. */
  pods = 0;
  /** Of those: pods whose containers are all ready. */
  readyPods = 0;
  /** Not ready for no better reason than that they are just starting. */
  startingPods = 0;
  /** Restarting more than once every other day. */
  restlessPods = 0;
  /** Not counted: ended, and not well. */
  failedPods = 0;
  /** Containers. */
  total = 0;
  ready = 0;
  restarts = 0;
  /** Why counted pods aren't ready. */
  readonly unready = new ReasonCounts();
  /** Why pods failed. They aren't counted, so beside living ones they say nothing. */
  readonly failed = new ReasonCounts();
  /** Why pods restarted that are ready now, and restart too often. */
  readonly restless = new ReasonCounts();

  add(tally: PodTally): void {
    this.count(tally, 1);
  }

  remove(tally: PodTally): void {
    this.count(tally, -1);
  }

  equals(other: PodCounts): boolean {
    return (
      COUNTS.every((key) => this[key] === other[key]) &&
      this.unready.equals(other.unready) &&
      this.failed.equals(other.failed) &&
      this.restless.equals(other.restless)
    );
  }

  private count(tally: PodTally, by: 1 | -1): void {
    if (tally.isFailed) this.failedPods += by;
    if (tally.reason) this.reasonCountsOf(tally).count(tally.reason, by);
    if (!tally.isCounted) return;
    this.pods += by;
    if (tally.total > 0 && tally.ready === tally.total) this.readyPods += by;
    if (tally.isStarting) this.startingPods += by;
    if (tally.restartsOften) this.restlessPods += by;
    this.total += tally.total * by;
    this.ready += tally.ready * by;
    this.restarts += tally.restarts * by;
  }

  private reasonCountsOf(tally: PodTally): ReasonCounts {
    if (tally.isFailed) return this.failed;
    return tally.ready === tally.total ? this.restless : this.unready;
  }
}

const COUNTS = [
  'pods',
  'readyPods',
  'startingPods',
  'restlessPods',
  'failedPods',
  'total',
  'ready',
  'restarts',
] as const satisfies readonly (keyof PodCounts)[];

export class ReasonCounts {
  private readonly counts = new Map<string, ReasonCount>();

  count(reason: PodReason, by: 1 | -1): void {
    const key = `${reason.rank} ${reason.reason}`;
    const pods = (this.counts.get(key)?.pods ?? 0) + by;
    if (pods === 0) this.counts.delete(key);
    else this.counts.set(key, { reason, pods });
  }

  equals(other: ReasonCounts): boolean {
    if (this.counts.size !== other.counts.size) return false;
    return [...this.counts].every(([key, { pods }]) => other.counts.get(key)?.pods === pods);
  }

  all(): readonly ReasonCount[] {
    return [...this.counts.values()];
  }
}

interface ReasonCount {
  readonly reason: PodReason;
  readonly pods: number;
}

/** What is said first of several: a waiting reason before a terminated one, and of those what most pods say. */
export function worstReason(counts: readonly ReasonCounts[]): string | undefined {
  return counts.flatMap((some) => some.all()).sort(byWeight)[0]?.reason.reason;
}

function byWeight(a: ReasonCount, b: ReasonCount): number {
  return a.reason.rank - b.reason.rank || b.pods - a.pods || compareText(a.reason.reason, b.reason.reason);
}

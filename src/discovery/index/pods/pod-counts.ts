// What counted pods add up to. Each pod is added and removed with the same tally.
import type { PodTally } from '../../pods/pod-tally.ts';
import { ReasonCounts } from './reason-counts.ts';

export class PodCounts {
  /** Counted pods. */
  pods = 0;
  /** Of those: pods whose containers are all ready. */
  readyPods = 0;
  /** Not ready, because they are just starting. */
  startingPods = 0;
  /** Not ready, because some of their containers have ended well while others go on. */
  unfinishedPods = 0;
  /** Of a DaemonSet, not ready because their node isn't. */
  nodeLostPods = 0;
  /** Restarting more than once every other day. */
  restartingPods = 0;
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
  readonly restarting = new ReasonCounts();

  /** So many pods that are alike. */
  add(tally: PodTally, pods = 1): void {
    this.count(tally, pods);
  }

  remove(tally: PodTally): void {
    this.count(tally, -1);
  }

  private count(tally: PodTally, by: number): void {
    if (tally.isFailed) this.failedPods += by;
    if (tally.reason) this.reasonsOf(tally).count(tally.reason, by);
    if (!tally.isCounted) return;
    this.pods += by;
    if (tally.total > 0 && tally.ready === tally.total) this.readyPods += by;
    if (tally.delay === 'starting') this.startingPods += by;
    if (tally.delay === 'unfinished') this.unfinishedPods += by;
    if (tally.delay === 'node lost') this.nodeLostPods += by;
    if (tally.restartsOften) this.restartingPods += by;
    this.total += tally.total * by;
    this.ready += tally.ready * by;
    this.restarts += tally.restarts * by;
  }

  private reasonsOf(tally: PodTally): ReasonCounts {
    if (tally.isFailed) return this.failed;
    return tally.ready === tally.total ? this.restarting : this.unready;
  }
}

/** One of these numbers, over several. */
export function sumOf(counts: readonly PodCounts[], key: NumberIn<PodCounts>): number {
  let sum = 0;
  for (const of of counts) sum += of[key];
  return sum;
}

type NumberIn<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];

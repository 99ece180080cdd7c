// One execution of something that ends: one Job, one Workflow, or a pod that nothing owns.
import { isTerminal, type Pod } from '../pods/pod.ts';
import type { PodTally } from '../pods/pod-tally.ts';
import { compareText } from './sorted-list.ts';
import { PodCounts } from './pod-counts.ts';

export type Verdict = 'completed' | 'failed' | 'retrying';

/** A failed pod may have a successor: only after this long without one has the run failed. */
const RETRY_WITHIN = 30_000;

export class Run {
  /** What of it is living. */
  readonly living = new PodCounts();
  podCount = 0;
  /** Unix milliseconds of its first pod's creation. */
  firstPodAt = Infinity;
  /** Unix milliseconds at which its last pod went; undefined while there are pods. */
  goneAt: number | undefined;
  /** The pod that finished last speaks, one for each completion index (`''`: the Job isn't indexed). */
  private readonly endings = new Map<string, Ending>();

  constructor(
    /** The owner's uid. */
    readonly id: string,
    /** Unix seconds that a CronJob named it after. */
    private readonly scheduledAt: number | undefined,
  ) {}

  /** Whether it would have a verdict if nothing of it lived. */
  get hasEnded(): boolean {
    return this.endings.size > 0;
  }

  /** Unix milliseconds at which the last of its pods ended; 0: none was seen to. */
  get endedAt(): number {
    return Math.max(0, ...[...this.endings.values()].map((ending) => ending.finishedAt));
  }

  /** Why the run failed, as Kubernetes says it. */
  get failure(): string | undefined {
    return [...this.endings.values()].find((ending) => ending.isFailure)?.reason;
  }

  add({ pod, tally }: RunPod): void {
    this.podCount += 1;
    this.goneAt = undefined;
    this.firstPodAt = Math.min(this.firstPodAt, pod.createdAt);
    this.living.add(tally);
    const index = pod.completionIndex ?? '';
    if (isTerminal(pod.phase)) this.end(index, endingOf(pod));
    else if (this.endings.get(index)?.uid === pod.uid) this.endings.delete(index);
  }

  remove({ tally }: RunPod, wall: number): void {
    this.podCount -= 1;
    this.living.remove(tally);
    if (this.podCount === 0) this.goneAt = wall;
  }

  /** Undefined while a pod of it lives, and where no pod was seen to end. */
  verdict(wall: number): Verdict | undefined {
    if (this.living.pods > 0 || !this.hasEnded) return undefined;
    const settlesAt = this.settlesAt();
    if (settlesAt === undefined) return 'completed';
    return wall < settlesAt ? 'retrying' : 'failed';
  }

  /** Unix milliseconds at which a failure is final; undefined where there is none. */
  settlesAt(): number | undefined {
    let failedAt: number | undefined;
    for (const ending of this.endings.values()) {
      if (ending.isFailure) failedAt = Math.max(failedAt ?? 0, ending.finishedAt);
    }
    return failedAt === undefined ? undefined : failedAt + RETRY_WITHIN;
  }

  /** The greater number that a CronJob gave, else the later first pod. */
  isNewerThan(other: Run): boolean {
    const byNumber = (this.scheduledAt ?? 0) - (other.scheduledAt ?? 0);
    if (this.scheduledAt !== undefined && other.scheduledAt !== undefined && byNumber !== 0) return byNumber > 0;
    return (this.firstPodAt - other.firstPodAt || compareText(this.id, other.id)) > 0;
  }

  /** Takes over how pods ended that are gone by now. What lives (the uids) hasn't ended: etcd was restored. */
  adopt(before: Run, living?: ReadonlySet<string>): void {
    this.firstPodAt = Math.min(this.firstPodAt, before.firstPodAt);
    for (const [index, ending] of before.endings) if (living?.has(ending.uid) !== true) this.end(index, ending);
  }

  /** What a list left of it: how it ended. */
  withoutPods(wall: number): Run {
    const ended = new Run(this.id, this.scheduledAt);
    ended.adopt(this);
    ended.goneAt = this.goneAt ?? wall;
    return ended;
  }

  private end(index: string, ending: Ending): void {
    const known = this.endings.get(index);
    if (known === undefined || isLater(ending, known)) this.endings.set(index, ending);
  }
}

interface RunPod {
  readonly pod: Pod;
  readonly tally: PodTally;
}

/** Of a pod. All times are Unix milliseconds. */
interface Ending {
  readonly finishedAt: number;
  readonly createdAt: number;
  readonly name: string;
  readonly uid: string;
  readonly isFailure: boolean;
  readonly reason: string | undefined;
}

/** Times are whole seconds: of two pods that finished in one, the younger speaks, whichever was heard of first. */
function isLater(ending: Ending, known: Ending): boolean {
  const difference = ending.finishedAt - known.finishedAt || ending.createdAt - known.createdAt;
  return difference > 0 || (difference === 0 && ending.name >= known.name);
}

function endingOf(pod: Pod): Ending {
  const isFailure = pod.phase === 'Failed';
  return {
    finishedAt: pod.finishedAt ?? pod.createdAt,
    createdAt: pod.createdAt,
    name: pod.name,
    uid: pod.uid,
    isFailure,
    reason: isFailure ? pod.reason?.reason : undefined,
  };
}

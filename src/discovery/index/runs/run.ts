// One execution of something that ends: one Job, one Workflow, or a pod that nothing owns.
import { isTerminal } from '../../pods/pod.ts';
import type { PodTally } from '../../pods/pod-tally.ts';
import type { JobEnd, JobState } from '../../workloads/job-state.ts';
import type { RunIdentity } from '../../pods/service-name.ts';
import { PodCounts } from '../pods/pod-counts.ts';
import type { PodEntry } from '../pods/pod-entry.ts';
import { RunEndings } from './run-endings.ts';
import { compareText } from '../collections/sorted-list.ts';

export type RunStatus = 'completed' | 'failed' | 'partly failed' | 'retrying' | 'stopped';

/** How a run ended. */
export interface RunOutcome {
  readonly verdict: RunStatus;
  /** Why it failed, as Kubernetes says it. */
  readonly reason?: string | undefined;
  /** Of a run that failed in part: pods that failed, of all that ended. */
  readonly counts: { readonly failed: number; readonly ended: number };
}

/** A failed pod of a Job may have a successor: only after this long without one has the run failed. */
const RETRY_WITHIN = 30_000;

/** A Job becomes complete soon after its last pod; otherwise more pods will come. */
const COMPLETES_WITHIN = 60_000;

export class Run {
  /** Counts of its living pods; absent where none ever lived. */
  private living: PodCounts | undefined;
  private readonly endings = new RunEndings();
  podCount = 0;
  /** Unix milliseconds of its first pod's creation. */
  firstPodAt = Infinity;
  /** Unix milliseconds at which its last pod went; undefined while there are pods. */
  goneAt: number | undefined;
  /** The run before it failed, and nothing else is known of that one any more. */
  followsFailure = false;
  /** Its Job, where Jobs may be read and it is there. */
  job: JobState | undefined;
  /** How the Job ended; kept after the Job is deleted. */
  private end: JobEnd | undefined;
  /** The Job was deleted before it ended. */
  private isAbandoned = false;

  constructor(readonly identity: RunIdentity) {}

  get livingPods(): number {
    return this.living?.pods ?? 0;
  }

  get livingCounts(): PodCounts | undefined {
    return this.livingPods > 0 ? this.living : undefined;
  }

  /** Whether it would have an outcome if none of its pods lived. */
  get hasEnded(): boolean {
    return this.end !== undefined || (!this.isAbandoned && !this.endings.isEmpty);
  }

  /** It has pods or a Job. */
  get isThere(): boolean {
    return this.podCount > 0 || this.job !== undefined;
  }

  /** A pod of it failed before: what is living is a later attempt. */
  get isRetry(): boolean {
    return this.endings.hasFailures || this.job?.hasFailures === true;
  }

  /** Unix milliseconds at which its Job ended; undefined where it hasn't, or none is known. */
  get jobEndedAt(): number | undefined {
    return this.end?.at;
  }

  /** Undefined: the Job is gone. */
  setJob(job: JobState | undefined, wall: number): void {
    this.isAbandoned = job === undefined && this.end === undefined && this.job !== undefined;
    this.job = job;
    if (job) {
      this.end = job.end;
      this.firstPodAt = Math.min(this.firstPodAt, job.createdAt);
    }
    this.goneAt = this.isThere ? undefined : (this.goneAt ?? wall);
  }

  add({ pod, tally, endsRun }: PodEntry): void {
    this.podCount += 1;
    this.goneAt = undefined;
    this.firstPodAt = Math.min(this.firstPodAt, pod.createdAt);
    this.count(tally, 1);
    if (endsRun) this.endings.add(pod);
    else if (!isTerminal(pod.phase)) this.endings.forget(pod);
  }

  /** The pod is gone, or comes again in another state (`isReplaced`). */
  remove({ pod, tally, endsRun }: PodEntry, isReplaced: boolean, wall: number): void {
    this.podCount -= 1;
    this.count(tally, -1);
    if (endsRun) this.endings.remove(pod, isReplaced);
    if (!this.isThere) this.goneAt = wall;
  }

  /** The end of its Job, if it has ended; else that of its pods: undefined while one lives, and where none was seen to end. */
  outcome(wall: number): RunOutcome | undefined {
    const { failure, counts } = this.endings;
    if (this.end) {
      const reason = this.end.verdict === 'failed' ? (failure?.reason ?? this.end.reason) : undefined;
      return { verdict: this.end.verdict, reason, counts };
    }
    if (this.livingPods > 0 || !this.hasEnded) return undefined;
    const verdict = this.job ? this.verdictBeforeEnd(wall) : this.verdict(wall);
    return verdict && { verdict, reason: failure?.reason, counts };
  }

  /** Unix milliseconds at which the outcome of its pods changes by time alone. */
  settlesAt(): number | undefined {
    if (this.end !== undefined || this.identity.owner !== 'Job') return undefined;
    const { failure } = this.endings;
    if (this.job) return failure || this.endings.isEmpty ? undefined : this.endings.lastFinishedAt + COMPLETES_WITHIN;
    return failure && failure.finishedAt + RETRY_WITHIN;
  }

  /** While its Job has not ended. */
  private verdictBeforeEnd(wall: number): RunStatus | undefined {
    if (this.job?.isSuspended === true) return undefined;
    if (this.endings.failure) return 'retrying';
    return wall < this.endings.lastFinishedAt + COMPLETES_WITHIN ? 'completed' : undefined;
  }

  private verdict(wall: number): RunStatus {
    const { failure, hasFailures } = this.endings;
    if (this.identity.owner === 'Job') {
      if (failure === undefined) return 'completed';
      return wall < failure.finishedAt + RETRY_WITHIN ? 'retrying' : 'failed';
    }
    if (failure) return 'failed';
    if (hasFailures) return 'partly failed';
    return this.identity.owner === 'VirtualMachineInstance' ? 'stopped' : 'completed';
  }

  private count(tally: PodTally, by: 1 | -1): void {
    if (!tally.isCounted && !tally.isFailed) return;
    this.living ??= new PodCounts();
    if (by === 1) this.living.add(tally);
    else this.living.remove(tally);
  }
}

/** By the time that the CronJob scheduled, then by the first pod. */
export function bySchedule(a: Run, b: Run): number {
  return (a.identity.scheduledAt ?? 0) - (b.identity.scheduledAt ?? 0) || byFirstPod(a, b);
}

export function byFirstPod(a: Run, b: Run): number {
  return a.firstPodAt - b.firstPodAt || compareText(a.identity.id, b.identity.id);
}

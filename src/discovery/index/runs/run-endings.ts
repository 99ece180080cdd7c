// How the pods of a run ended, and what that says of the run. The cost of a pod is the same at any number of them.
import type { Pod } from '../../pods/pod.ts';
import { compareText, SortedList } from '../collections/sorted-list.ts';

/** A failure without a later success. Times are Unix milliseconds. */
export interface PodFailure {
  readonly finishedAt: number;
  readonly uid: string;
  readonly reason: string | undefined;
}

interface Success {
  readonly createdAt: number;
  readonly uid: string;
}

/** Pods that do the same: those of one completion index, or all of a run without indexes. */
interface Group {
  readonly index: string;
  /** The last one to fail. */
  failure?: PodFailure | undefined;
  /** The last one made that succeeded. */
  success?: Success | undefined;
}

export class RunEndings {
  private readonly groups = new Map<string, Group>();
  /** Groups whose failure has no later success, the last one to fail at the end. */
  private readonly failing = new SortedList<Group>(byFailure);
  private readonly present: EndedPods = { failed: 0, ended: 0 };
  private readonly gone: EndedPods = { failed: 0, ended: 0 };
  /** Unix milliseconds. */
  lastFinishedAt = 0;

  /** Whether any pod was seen to end. */
  get isEmpty(): boolean {
    return this.groups.size === 0;
  }

  /** Any pod failed, whether or not another succeeded later. */
  get hasFailures(): boolean {
    return this.counts.failed > 0 || this.failing.size > 0;
  }

  /** The last failure without a later success. */
  get failure(): PodFailure | undefined {
    return this.failing.last?.failure;
  }

  /** Pods that ended, and how many of those failed. */
  get counts(): { readonly failed: number; readonly ended: number } {
    return { failed: this.present.failed + this.gone.failed, ended: this.present.ended + this.gone.ended };
  }

  /** The pod has ended. */
  add(pod: Pod): void {
    count(this.present, pod, 1);
    this.lastFinishedAt = Math.max(this.lastFinishedAt, pod.finishedAt ?? 0);
    this.note({ index: indexOf(pod), ...endingOf(pod) });
  }

  /** The pod is gone, and stays counted; or it comes again in another state (`isReplaced`). */
  remove(pod: Pod, isReplaced: boolean): void {
    count(this.present, pod, -1);
    if (!isReplaced) this.countGone(pod);
  }

  private countGone(pod: Pod): void {
    count(this.gone, pod, 1);
  }

  /** The pod hasn't ended: etcd was restored, and it lives again. */
  forget(pod: Pod): void {
    const index = indexOf(pod);
    const { failure, success } = this.groups.get(index) ?? {};
    const isFailure = failure?.uid === pod.uid;
    if (!isFailure && success?.uid !== pod.uid) return;
    this.change(index, (group) => {
      if (isFailure) group.failure = undefined;
      else group.success = undefined;
    });
  }

  private note({ index, failure, success }: Group): void {
    if (failure === undefined && success === undefined) return;
    this.change(index, (group) => {
      if (failure && failure.finishedAt >= (group.failure?.finishedAt ?? 0)) group.failure = failure;
      if (success && success.createdAt >= (group.success?.createdAt ?? 0)) group.success = success;
    });
  }

  private change(index: string, by: (group: Group) => void): void {
    const group = this.groups.get(index) ?? { index };
    if (isFailing(group)) this.failing.delete(group);
    by(group);
    if (isFailing(group)) this.failing.add(group);
    if (group.failure ?? group.success) this.groups.set(index, group);
    else this.groups.delete(index);
  }
}

/** Times are whole seconds: a pod that is created in the second in which another failed isn't later than that. */
function isFailing({ failure, success }: Group): boolean {
  return failure !== undefined && (success === undefined || success.createdAt <= failure.finishedAt);
}

function byFailure(a: Group, b: Group): number {
  return (a.failure?.finishedAt ?? 0) - (b.failure?.finishedAt ?? 0) || compareText(a.index, b.index);
}

interface EndedPods {
  failed: number;
  ended: number;
}

function count(pods: EndedPods, { phase }: Pod, by: 1 | -1): void {
  pods.ended += by;
  if (phase === 'Failed') pods.failed += by;
}

function indexOf({ completionIndex = '' }: Pod): string {
  return completionIndex;
}

function endingOf(pod: Pod): Pick<Group, 'failure' | 'success'> {
  const { uid, createdAt, finishedAt = createdAt } = pod;
  return pod.phase === 'Failed'
    ? { failure: { finishedAt, uid, reason: pod.reason?.reason } }
    : { success: { createdAt, uid } };
}

// The state of a Job, as far as its run depends on it.
import type { Job, JobConditionType } from './workload.ts';

export interface JobState {
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly isSuspended: boolean;
  /** Pods of it failed. */
  readonly hasFailures: boolean;
  /** How it ended; absent while that isn't settled. */
  readonly end?: JobEnd;
}

export interface JobEnd {
  readonly verdict: 'completed' | 'failed';
  readonly reason?: string;
  /** Unix milliseconds. */
  readonly at?: number;
}

export function jobStateOf(job: Job): JobState {
  const end = endOf(job);
  return {
    createdAt: job.createdAt,
    isSuspended: job.isSuspended,
    hasFailures: job.failed > 0,
    ...(end && { end }),
  };
}

/** It needs a pod, and has had none. */
export function awaitsFirstPod(job: Job): boolean {
  const { isSuspended, active, succeeded, failed, terminating } = job;
  return !isSuspended && active + succeeded + failed + terminating === 0 && endOf(job) === undefined;
}

/** `FailureTarget` and `SuccessCriteriaMet` come before the end, as soon as it is settled. */
const ENDS: readonly (readonly [JobConditionType, JobEnd['verdict']])[] = [
  ['Failed', 'failed'],
  ['FailureTarget', 'failed'],
  ['Complete', 'completed'],
  ['SuccessCriteriaMet', 'completed'],
];

function endOf({ conditions, completedAt }: Job): JobEnd | undefined {
  for (const [type, verdict] of ENDS) {
    const condition = conditions.find((each) => each.type === type);
    if (condition === undefined) continue;
    const at = completedAt ?? condition.since;
    const { reason } = condition;
    return { verdict, ...(reason !== undefined && { reason }), ...(at !== undefined && { at }) };
  }
  return undefined;
}

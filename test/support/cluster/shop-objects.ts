// Pods of workloads in the namespace `shop`, in the states that tests of workloads need.
import type { ObjectMeta, PodObject, PodStatus } from '../../../simulator/cluster/kubernetes-objects.ts';
import { containerStatus, controlledBy, type Controlled, podOf } from '../../../simulator/cluster/pod.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** RFC 3339 in whole seconds, as Kubernetes writes times. */
export function iso(wall: number): string {
  return new Date(wall).toISOString().replace(/\.\d+/, '');
}

export function meta(name: string, rest: Partial<ObjectMeta> = {}): ObjectMeta {
  return { name, namespace: 'shop', ...rest };
}

/** Ready pods of that controller, created at `wall`. */
export function podsOf(
  controlled: Controlled,
  indexes: readonly number[],
  wall: number,
  status: Partial<PodStatus> = {},
): readonly PodObject[] {
  return indexes.map((index) =>
    podOf({ ...controlled, index }, { metadata: { namespace: 'shop', creationTimestamp: iso(wall) }, status }),
  );
}

/** The same pod, deleted at `wall` and still within its grace period. */
export function terminating(pod: PodObject, wall: number, seconds = 30): PodObject {
  const deletionTimestamp = iso(wall + seconds * SECOND);
  return { ...pod, metadata: { ...pod.metadata, deletionTimestamp, deletionGracePeriodSeconds: seconds } };
}

/** The same pod with other status fields. */
export function withStatus(pod: PodObject, status: Partial<PodStatus>): PodObject {
  return { ...pod, status: { ...pod.status, ...status } };
}

export function notReady(state: object = { running: {} }, since?: string): Partial<PodStatus> {
  return {
    containerStatuses: [containerStatus({ ready: false, state })],
    conditions: [{ type: 'Ready', status: 'False', ...(since !== undefined && { lastTransitionTime: since }) }],
  };
}

/** Its node is lost: container statuses stay as last reported. */
export function nodeLostStatus(since: string): Partial<PodStatus> {
  return { conditions: [{ type: 'Ready', status: 'False', reason: 'NodeNotReady', lastTransitionTime: since }] };
}

export interface Ended {
  readonly exitCode: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly index?: number;
  readonly madeAt?: number;
  readonly rest?: Partial<ObjectMeta>;
}

/** A pod of the Job `owner` that has ended. */
export function endedPod(owner: string, { exitCode, at, index = 1, madeAt = at, rest = {} }: Ended): PodObject {
  const hasSucceeded = exitCode === 0;
  const terminated = { exitCode, reason: hasSucceeded ? 'Completed' : 'Error', finishedAt: iso(at) };
  return podOf(
    { kind: 'Job', name: owner, index },
    {
      metadata: {
        namespace: 'shop',
        creationTimestamp: iso(madeAt),
        ownerReferences: [{ ...controlledBy('Job', owner), uid: `job-${owner}` }],
        ...rest,
      },
      status: {
        phase: hasSucceeded ? 'Succeeded' : 'Failed',
        conditions: [],
        containerStatuses: [containerStatus({ ready: false, state: { terminated } })],
      },
    },
  );
}

/** A running pod of that Job. */
export function runningPod(owner: string, wall: number, index = 1, status: Partial<PodStatus> = {}): PodObject {
  const ownerReferences = [{ ...controlledBy('Job', owner), uid: `job-${owner}` }];
  const metadata = { namespace: 'shop', creationTimestamp: iso(wall), ownerReferences };
  return podOf({ kind: 'Job', name: owner, index }, { metadata, status });
}

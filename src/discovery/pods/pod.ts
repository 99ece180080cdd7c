// The stored fields of a pod. The rest of its 20 kB is never decoded.
import type { ObjectIdentity } from '../../kubernetes/resource/resource.ts';

/** Immutable. Times are Unix milliseconds. */
export interface Pod extends ObjectIdentity {
  readonly createdAt: number;
  /** Absent until its deletion is requested. */
  readonly deletion?: Deletion;
  /** The owner reference with `controller: true`. */
  readonly owner?: Owner;
  /** `metadata.generateName`; absent where the pod has none. */
  readonly generateName?: string;
  /** The value of `pod-template-hash`, of Argo's `rollouts-pod-template-hash`, and of `deploymentconfig`. */
  readonly templateHash?: string;
  readonly rolloutHash?: string;
  readonly deploymentConfig?: string;
  /** Values of SERVICE_LABELS that the pod has, in that order. */
  readonly serviceLabels: readonly string[];
  /** Values of the annotations `kube-shields/service`, `/min` and `/ignore`; absent if ANNOTATIONS turns them off. */
  readonly serviceAnnotation?: string;
  readonly minAnnotation?: string;
  readonly ignored: boolean;
  /** Annotation `batch.kubernetes.io/job-completion-index`. */
  readonly completionIndex?: string;
  readonly ip?: string;
  readonly phase: Phase;
  /** Its `restartPolicy` isn't `Always`: a run pod. */
  readonly isRun: boolean;
  /** App containers and restartable init containers, from the spec. */
  readonly total: number;
  /** Of those: ready, by their statuses. */
  readonly ready: number;
  /** Of a run pod: when those ended that exited with 0, in order. */
  readonly exitedWellAt?: readonly number[];
  /** As `kubectl get pods` has it: init containers' too while the pod isn't initialised. */
  readonly restarts: number;
  /** The pod's condition `Ready`; absent where the pod has none. */
  readonly readyCondition?: ReadyCondition;
  /** Not ready, without restart, and waiting for nothing but `ContainerCreating` or `PodInitializing`. */
  readonly isStarting: boolean;
  /**
   * Why it isn't healthy, by Kubernetes' reasons: a waiting, else a terminated reason, `Unschedulable`, or the pod's
   * own.
   */
  readonly reason?: PodReason;
  /** When its last container ended. */
  readonly finishedAt?: number;
  /** The image tag that is the pod's version. */
  readonly image: string;
  /** Containers that aren't ready, or restarted. */
  readonly troubledContainers?: readonly TroubledContainer[];
}

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** All containers have ended, and none is started again (Kubernetes: Pod Lifecycle, Pod phase). */
export function isTerminal(phase: Phase): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

export interface Deletion {
  /** `metadata.deletionTimestamp`, which already holds the grace period. */
  readonly endsAt: number;
  /** That less the grace period. */
  readonly askedAt: number;
  /** It was ready when its deletion was requested. */
  readonly wasReady: boolean;
}

export interface Owner {
  /** `apps/v1`; absent if a proxy dropped it. */
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/**
 * Whether the owner has that kind and API group (`''`: the core group), as far as known: other groups have kinds of the
 * same names.
 */
export function isOwnerOf(group: string, kind: string, owner: Pick<Owner, 'apiVersion' | 'kind'> | undefined): boolean {
  if (owner?.kind !== kind) return false;
  return owner.apiVersion === undefined || groupOf(owner.apiVersion) === group;
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

export interface ReadyCondition {
  readonly isTrue: boolean;
  readonly reason?: string;
}

export interface PodReason {
  /** The smaller is shown first. */
  readonly rank: number;
  readonly reason: string;
}

/** A container that isn't ready, or restarted. */
export interface TroubledContainer {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'terminated' | 'unknown';
  /** Why it waits or terminated; for a running one, why it terminated before. */
  readonly reason?: string;
  /** Of its last termination. */
  readonly exitCode?: number;
  /** Since when it is in that state; of a waiting one, when it ended. */
  readonly since?: number;
  readonly restarts: number;
}

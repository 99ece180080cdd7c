// The dozen things we keep of a pod. Everything else of its 20 kB is never built.
import type { ObjectIdentity } from '../../kubernetes/resource.ts';

/** One watch at a time keeps these; a relist replaces them. Times are Unix milliseconds. */
export interface Pod extends ObjectIdentity {
  readonly createdAt: number;
  /** `metadata.deletionTimestamp`, which already holds the grace period. */
  readonly deletedAt?: number;
  /** The owner reference with `controller: true`. */
  readonly owner?: Owner;
  /** `metadata.generateName`; absent where the pod has none. */
  readonly generateName?: string;
  /** The value of `pod-template-hash`, and of Argo's `rollouts-pod-template-hash`. */
  readonly templateHash?: string;
  readonly rolloutHash?: string;
  /** Values of SERVICE_LABELS that the pod has, in that order. */
  readonly serviceLabels: readonly string[];
  /** Annotations `kube-shields/service`, `/min` and `/ignore`, as they stand. */
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
  /** Of those: not ready, and terminated with exit code 0. */
  readonly exitedWell: number;
  readonly restarts: number;
  /** The pod's condition `Ready`; absent where the pod has none. */
  readonly readyCondition?: ReadyCondition;
  /** Not ready, without restart, and waiting for nothing but `ContainerCreating` or `PodInitializing`. */
  readonly isStarting: boolean;
  /** Why it isn't well, as Kubernetes says it: a waiting, then a terminated reason, `Unschedulable`, the pod's own. */
  readonly reason?: PodReason;
  /** When its last container ended. */
  readonly finishedAt?: number;
  /** The image tag that stands for the pod. */
  readonly image: string;
}

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** All containers have ended, and none is started again (Kubernetes: Pod Lifecycle, Pod phase). */
export function isTerminal(phase: Phase): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface ReadyCondition {
  readonly isTrue: boolean;
  readonly reason?: string;
}

export interface PodReason {
  /** Smaller is said first. */
  readonly rank: number;
  readonly reason: string;
}

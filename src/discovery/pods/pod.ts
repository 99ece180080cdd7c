// The few things we keep of a pod. Everything else of its 20 kB is never built.
import type { ObjectIdentity } from '../../kubernetes/resource/resource.ts';

/** One watch at a time keeps these; a relist replaces them. Times are Unix milliseconds. */
export interface Pod extends ObjectIdentity {
  readonly createdAt: number;
  /** Absent until its deletion is asked for. */
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
  /** Annotations `kube-shields/service`, `/min` and `/ignore`, as they stand; absent where ANNOTATIONS leaves them out. */
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
  /** Why it isn't well, as Kubernetes says it: a waiting, then a terminated reason, `Unschedulable`, the pod's own. */
  readonly reason?: PodReason;
  /** When its last container ended. */
  readonly finishedAt?: number;
  /** The image tag that stands for the pod. */
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
  /** It was ready when its deletion was asked for. */
  readonly wasReady: boolean;
}

export interface Owner {
  /** `apps/v1`; absent where a proxy dropped it. */
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** The kind, of that API group (`''`: the core one, `v1`) as far as is known: others have kinds of the same names. */
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
  /** Why it waits, or how it ended; of a running one, how it ended before. */
  readonly reason?: string;
  /** Of its last ending. */
  readonly exitCode?: number;
  /** Since when it is in that state; of a waiting one, when it ended. */
  readonly since?: number;
  readonly restarts: number;
}

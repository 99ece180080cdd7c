// What was asked for: the dozen things we keep of a Deployment, StatefulSet, DaemonSet, Job, CronJob or Rollout.
import type { ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import type { Owner } from '../pods/pod.ts';
import type { DeployedBy } from './deployed-by.ts';

export type Workload = Deployment | StatefulSet | DaemonSet | Job | CronJob | Rollout;

export type WorkloadKind = Workload['kind'];

/** One watch at a time keeps these; a relist replaces them. Times are Unix milliseconds. */
interface WorkloadBase extends ObjectIdentity {
  readonly createdAt: number;
  /** `metadata.deletionTimestamp`: it wants nothing any more. */
  readonly deletedAt?: number;
  /** `metadata.generation`; one behind it is `observedGeneration` while no controller has seen the newest spec. */
  readonly generation: number;
  /** The owner reference with `controller: true`: a CronJob of its Job, an operator's own kind. */
  readonly owner?: Owner;
  /** Annotation `kube-shields/ignore: "true"`, on it or its template. */
  readonly ignored: boolean;
  /** Of its pod template, as of its pods: annotation `kube-shields/service`, `kube-shields/min`, and SERVICE_LABELS' values. */
  readonly serviceAnnotation?: string;
  readonly minAnnotation?: string;
  readonly serviceLabels: readonly string[];
  /** Annotation `kube-shields/maintenance`, as it stands. */
  readonly maintenanceAnnotation?: string;
  /** What deployed it, as its labels and annotations say. */
  readonly deployedBy?: DeployedBy;
  /** Annotations `kube-shields/link.NAME`, as they stand. */
  readonly links: readonly WorkloadLink[];
  /** What READY counts of one pod of its template: app containers and restartable init containers; 0 where it has none. */
  readonly containers: number;
}

export interface WorkloadLink {
  readonly name: string;
  readonly url: string;
}

export interface Deployment extends WorkloadBase {
  readonly kind: 'Deployment';
  /** `spec.replicas`; 1 where it is absent. */
  readonly replicas: number;
  readonly isPaused: boolean;
  /** `spec.progressDeadlineSeconds` in milliseconds; absent where it isn't set. */
  readonly progressDeadline?: number;
  readonly observedGeneration: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  readonly progressing?: WorkloadCondition;
  readonly replicaFailure?: WorkloadCondition;
}

export interface StatefulSet extends WorkloadBase {
  readonly kind: 'StatefulSet';
  readonly replicas: number;
  /** `spec.ordinals.start`: the first of its pods' numbers. */
  readonly firstOrdinal: number;
  /** `podManagementPolicy` is `OrderedReady`: one pod after the other. */
  readonly isOrdered: boolean;
  readonly observedGeneration: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

export interface DaemonSet extends WorkloadBase {
  readonly kind: 'DaemonSet';
  /** `status.desiredNumberScheduled`: true only once `observedGeneration` is current. */
  readonly desired: number;
  readonly misscheduled: number;
  readonly observedGeneration: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

export interface Job extends WorkloadBase {
  readonly kind: 'Job';
  readonly isSuspended: boolean;
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly terminating: number;
  readonly startedAt?: number;
  readonly completedAt?: number;
  /** Its conditions that are true, in no order. */
  readonly conditions: readonly JobCondition[];
}

export interface JobCondition {
  readonly type: JobConditionType;
  readonly reason?: string;
  readonly since?: number;
}

export type JobConditionType = 'Complete' | 'Failed' | 'FailureTarget' | 'SuccessCriteriaMet' | 'Suspended';

export interface CronJob extends WorkloadBase {
  readonly kind: 'CronJob';
  readonly schedule: string;
  readonly timeZone?: string;
  readonly concurrency: 'Allow' | 'Forbid' | 'Replace';
  readonly isSuspended: boolean;
  /** How many of its Jobs run. */
  readonly active: number;
  readonly lastScheduledAt?: number;
  readonly lastSucceededAt?: number;
}

/** Argo's. */
export interface Rollout extends WorkloadBase {
  readonly kind: 'Rollout';
  readonly replicas: number;
  readonly isPaused: boolean;
  /** Its template is another workload's. */
  readonly hasWorkloadRef: boolean;
  readonly observedGeneration: number;
  /** `status.phase`: `Healthy`, `Progressing`, `Degraded`, `Paused`. */
  readonly phase?: string;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

export interface WorkloadCondition {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  /** `lastTransitionTime`. */
  readonly since?: number;
}

// The stored part of an object with a status: its identity, its conditions, and a few fields that some kinds have
// instead. Everything else, up to 500 kB, is dropped while its page is decoded.
import type { ObjectIdentity } from '../../kubernetes/resource/resource.ts';

export interface WatchedObject extends ObjectIdentity {
  readonly kind: string;
  /** Set if its kind has its own form of status, which is judged instead of conditions. */
  readonly form?: StatusForm;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly generation: number;
  /** `status.observedGeneration`; -1 if its controller has seen none yet; undefined if absent. */
  readonly observedGeneration?: number;
  readonly isDeleted: boolean;
  /** `spec.suspend` or `spec.paused`. */
  readonly isSuspended: boolean;
  /** Conditions that some rule uses. */
  readonly conditions: readonly Condition[];
  /** The version that it runs or has applied, formatted. */
  readonly appliedVersion?: string;
  /** `status.phase`: of a PersistentVolumeClaim and a Rollout. */
  readonly phase?: string;
  /** Of a node: no new pods are scheduled to it. */
  readonly isCordoned?: boolean;
  /** Of an Argo CD Application: `status.health.status` and `status.sync.status`. */
  readonly health?: string;
  readonly sync?: string;
  /** Of a Gateway its listeners' conditions, of a route its parents'. */
  readonly parts?: readonly (readonly Condition[])[];
  /** Of a Service of type LoadBalancer: whether it has an address. Absent on every other Service. */
  readonly hasAddress?: boolean;
}

/** By kind and group: kinds of the same name in other groups don't count. */
export type StatusForm =
  | 'node'
  | 'claim'
  | 'load-balancer'
  | 'autoscaler'
  | 'budget'
  | 'application'
  | 'rollout'
  | 'gateway'
  | 'route';

/** https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  /** Unix milliseconds. */
  readonly since?: number;
  /** The generation that it is about; absent if its controller doesn't set it. */
  readonly observedGeneration?: number;
}

// What is kept of an object that has a status of its own: who it is, its conditions, and the few fields that some kinds
// have instead of them. Everything else of it, up to 500 kB, is dropped while its page is read.
import type { ObjectIdentity } from '../../kubernetes/resource/resource.ts';

export interface WatchedObject extends ObjectIdentity {
  readonly kind: string;
  /** Set where its kind has a status of its own that is judged instead of its conditions. */
  readonly form?: StatusForm;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly generation: number;
  /** `status.observedGeneration`, -1 where its controller has seen none yet; undefined where it doesn't say. */
  readonly observedGeneration?: number;
  readonly isDeleted: boolean;
  /** `spec.suspend` or `spec.paused`. */
  readonly isSuspended: boolean;
  /** Those that some rule asks about. */
  readonly conditions: readonly Condition[];
  /** The version that it runs or has applied, as it is shown. */
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

/** By kind and group: another group's kind of the same name isn't one of them. */
export type StatusForm =
  'node' | 'claim' | 'load-balancer' | 'autoscaler' | 'budget' | 'application' | 'rollout' | 'gateway' | 'route';

/** https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  /** Unix milliseconds. */
  readonly since?: number;
  /** The generation that it is about; absent where its controller doesn't say. */
  readonly observedGeneration?: number;
}

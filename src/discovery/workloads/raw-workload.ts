// A workload as a decoder hands it over: the few fields we look at, under Kubernetes' own names.
import type { RawMetadata, RawObject } from '../../kubernetes/resource/raw-object.ts';

export interface RawWorkload extends RawObject {
  readonly spec?: RawWorkloadSpec | null;
  readonly status?: RawWorkloadStatus | null;
}

/** Of all kinds: what one doesn't have is absent. */
export interface RawWorkloadSpec {
  readonly replicas?: unknown;
  readonly template?: RawTemplate | null;
  readonly paused?: unknown;
  readonly progressDeadlineSeconds?: unknown;
  readonly podManagementPolicy?: unknown;
  readonly ordinals?: { readonly start?: unknown } | null;
  readonly suspend?: unknown;
  readonly parallelism?: unknown;
  readonly schedule?: unknown;
  readonly timeZone?: unknown;
  readonly concurrencyPolicy?: unknown;
  readonly jobTemplate?: { readonly spec?: RawWorkloadSpec | null } | null;
  readonly workloadRef?: unknown;
}

export interface RawTemplate {
  readonly metadata?: RawMetadata | null;
  readonly spec?: RawTemplateSpec | null;
}

export interface RawTemplateSpec {
  /** Lists of containers. */
  readonly containers?: unknown;
  readonly initContainers?: unknown;
}

export interface RawWorkloadStatus {
  readonly observedGeneration?: unknown;
  readonly updatedReplicas?: unknown;
  readonly readyReplicas?: unknown;
  readonly availableReplicas?: unknown;
  readonly numberMisscheduled?: unknown;
  readonly desiredNumberScheduled?: unknown;
  readonly numberReady?: unknown;
  readonly updatedNumberScheduled?: unknown;
  readonly numberAvailable?: unknown;
  /** A list of RawCondition. */
  readonly conditions?: unknown;
  readonly startTime?: unknown;
  readonly completionTime?: unknown;
  /** Of a Job a number, of a CronJob a list of references. */
  readonly active?: unknown;
  readonly succeeded?: unknown;
  readonly failed?: unknown;
  readonly terminating?: unknown;
  readonly lastScheduleTime?: unknown;
  readonly lastSuccessfulTime?: unknown;
  readonly phase?: unknown;
}

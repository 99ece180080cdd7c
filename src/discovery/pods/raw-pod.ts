// A decoded pod: the few fields that we read, under Kubernetes' own names.
import type { RawObject } from '../../kubernetes/resource/raw-object.ts';

export interface RawPod extends RawObject {
  readonly spec?: RawPodSpec | null;
  readonly status?: RawPodStatus | null;
}

export interface RawPodSpec {
  readonly restartPolicy?: unknown;
  /** Lists of RawContainer. */
  readonly containers?: unknown;
  readonly initContainers?: unknown;
}

export interface RawContainer {
  readonly name?: unknown;
  readonly image?: unknown;
  readonly restartPolicy?: unknown;
}

export interface RawPodStatus {
  readonly phase?: unknown;
  readonly reason?: unknown;
  readonly podIP?: unknown;
  /** List of RawCondition. */
  readonly conditions?: unknown;
  /** Lists of RawContainerStatus. */
  readonly containerStatuses?: unknown;
  readonly initContainerStatuses?: unknown;
}

export interface RawContainerStatus {
  readonly name?: unknown;
  readonly ready?: unknown;
  readonly started?: unknown;
  readonly restartCount?: unknown;
  readonly state?: RawContainerState | null;
  readonly lastState?: RawContainerState | null;
}

export interface RawContainerState {
  readonly waiting?: { readonly reason?: unknown } | null;
  readonly running?: { readonly startedAt?: unknown } | null;
  readonly terminated?: RawTerminated | null;
}

export interface RawTerminated {
  readonly exitCode?: unknown;
  readonly reason?: unknown;
  readonly finishedAt?: unknown;
}

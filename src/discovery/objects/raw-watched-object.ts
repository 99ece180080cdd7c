// A decoded object: the few fields that we read, under the API's own names. Untrusted: every leaf is `unknown`, and any
// branch may be missing.
import type { RawCondition, RawObject } from '../../kubernetes/resource/raw-object.ts';

export interface RawWatchedObject extends RawObject {
  readonly spec?: RawSpec | null;
  readonly status?: RawStatusOfObject | null;
}

export interface RawSpec {
  readonly suspend?: unknown;
  readonly paused?: unknown;
  readonly unschedulable?: unknown;
  readonly type?: unknown;
}

export interface RawStatusOfObject {
  readonly observedGeneration?: unknown;
  /** A list of RawObjectCondition. */
  readonly conditions?: unknown;
  readonly phase?: unknown;
  readonly nodeInfo?: { readonly kubeletVersion?: unknown } | null;
  readonly lastAppliedRevision?: unknown;
  readonly artifact?: { readonly revision?: unknown } | null;
  readonly sync?: { readonly status?: unknown; readonly revision?: unknown } | null;
  readonly health?: { readonly status?: unknown } | null;
  /** Lists of RawPart. */
  readonly listeners?: unknown;
  readonly parents?: unknown;
  /** A list of RawRelease. */
  readonly history?: unknown;
  readonly loadBalancer?: { readonly ingress?: unknown } | null;
}

export interface RawPart {
  /** A list of RawObjectCondition. */
  readonly conditions?: unknown;
}

export interface RawRelease {
  readonly chartVersion?: unknown;
  readonly status?: unknown;
}

export interface RawObjectCondition extends RawCondition {
  readonly observedGeneration?: unknown;
}

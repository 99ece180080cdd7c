// A pod as a decoder hands it over: the few fields we look at, under Kubernetes' own names. Foreign data, so every
// leaf is unknown and every branch may be missing or something else altogether; reading a property of a wrong thing
// gives undefined, and the readers below turn a leaf into a value or nothing.

export interface RawPod {
  readonly metadata?: RawMetadata | null;
  readonly spec?: RawPodSpec | null;
  readonly status?: RawPodStatus | null;
}

export interface RawMetadata {
  readonly name?: unknown;
  readonly generateName?: unknown;
  readonly namespace?: unknown;
  readonly uid?: unknown;
  readonly resourceVersion?: unknown;
  readonly creationTimestamp?: unknown;
  readonly deletionTimestamp?: unknown;
  readonly labels?: RawTexts | null;
  readonly annotations?: RawTexts | null;
  /** List of RawOwner. */
  readonly ownerReferences?: unknown;
}

export type RawTexts = Readonly<Record<string, unknown>>;

export interface RawOwner {
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly uid?: unknown;
  readonly controller?: unknown;
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

export interface RawCondition {
  readonly type?: unknown;
  readonly status?: unknown;
  readonly reason?: unknown;
  readonly lastTransitionTime?: unknown;
}

export interface RawContainerStatus {
  readonly name?: unknown;
  readonly ready?: unknown;
  readonly restartCount?: unknown;
  readonly state?: RawContainerState | null;
  readonly lastState?: RawContainerState | null;
}

export interface RawContainerState {
  readonly waiting?: { readonly reason?: unknown } | null;
  readonly terminated?: RawTerminated | null;
}

export interface RawTerminated {
  readonly exitCode?: unknown;
  readonly reason?: unknown;
  readonly finishedAt?: unknown;
}

/** A text that says something; protobuf's default for a missing one is empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A list's items that are there at all: each may be called any Raw type, as those promise nothing. */
export function itemsOf(value: unknown): readonly object[] {
  return Array.isArray(value) ? value.filter(isObject) : NOTHING;
}

/** A whole number from 0 up, else 0. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Unix milliseconds, of RFC 3339 text (JSON) or of `{seconds}` (protobuf's Time, empty where JSON has null). */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number(secondsOf(value)) * 1000;
  return Number.isFinite(time) ? time : undefined;
}

const NOTHING: readonly never[] = [];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function secondsOf(value: unknown): unknown {
  return isObject(value) && 'seconds' in value && value.seconds !== 0 ? value.seconds : undefined;
}

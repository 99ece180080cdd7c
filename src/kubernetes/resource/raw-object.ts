// An object of the Kubernetes API as a decoder hands it over: the few fields we look at, under Kubernetes' own names.
// Foreign data, so every leaf is unknown and every branch may be missing or something else altogether; reading a property
// of a wrong thing gives undefined, and the readers below turn a leaf into a value or nothing.

export interface RawObject {
  readonly metadata?: RawMetadata | null;
}

export interface RawMetadata {
  readonly name?: unknown;
  readonly generateName?: unknown;
  readonly namespace?: unknown;
  readonly uid?: unknown;
  readonly resourceVersion?: unknown;
  readonly creationTimestamp?: unknown;
  readonly deletionTimestamp?: unknown;
  readonly deletionGracePeriodSeconds?: unknown;
  readonly generation?: unknown;
  readonly labels?: RawTexts | null;
  readonly annotations?: RawTexts | null;
  /** List of RawOwner. */
  readonly ownerReferences?: unknown;
}

export type RawTexts = Readonly<Record<string, unknown>>;

export interface RawOwner {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly uid?: unknown;
  readonly controller?: unknown;
}

export interface RawCondition {
  readonly type?: unknown;
  readonly status?: unknown;
  readonly reason?: unknown;
  readonly lastTransitionTime?: unknown;
}

/** A Status: what the API server answers, or sends over a watch, instead of what was asked for. */
export interface RawStatus {
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
}

/** A text that isn't empty; protobuf's default for a missing one is empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A list's items that are objects: each may be called any Raw type, as those promise nothing. */
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

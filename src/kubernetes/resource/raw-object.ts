// A decoded object of the Kubernetes API: the few fields that we read, under Kubernetes' own names. It is untrusted, so
// every leaf is `unknown` and every branch may be missing or of another type. Reading a property of the wrong type
// gives undefined, and the functions below turn a leaf into a value or undefined.

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

/** A Status, which the API server sends instead of the object, in a response or over a watch. */
export interface RawStatus {
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
}

/** A text that isn't empty: protobuf decodes a missing one as empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The items of a list that are objects. The caller chooses their Raw type, which promises nothing. */
export function itemsOf(value: unknown): readonly object[] {
  if (!Array.isArray(value)) return NOTHING;
  return value.every(isObject) ? value : value.filter(isObject);
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

// The types of a check file, for its author. Types only, without imports, so that the file can be copied beside check
// files as `_check.ts`.

/** Every exported function of a check file is one; its name is the check's. */
export type Check = (context: CheckContext) => CheckAnswer | Promise<CheckAnswer>;

export interface CheckContext {
  /** The service's name: the file's, without its ending. */
  readonly service: string;
  readonly check: string;
  /** Of that service, in every namespace, or in those that the file names; none where the name has no pods. */
  readonly pods: readonly CheckPod[];
  /**
   * Milliseconds since the pods were last confirmed to be so; absent where the name has none. The result is never shown
   * as newer than that.
   */
  readonly podsAge?: number;
  /** Aborts at the timeout. Hand it to `fetch` and whatever else takes one. */
  readonly signal: AbortSignal;
}

export interface CheckPod {
  readonly namespace: string;
  readonly name: string;
  /** Absent until the pod has one. */
  readonly ip?: string;
  /** Containers, as `kubectl get pods` counts them. */
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
}

/** A raw value is the status. Nothing, or blank text, is shown as `misconfigured`. */
export type CheckAnswer = CheckResult | string | number | bigint | boolean | null | undefined;

export interface CheckResult {
  /** Left of the status; the check's name where it isn't given. */
  readonly label?: string | undefined;
  readonly status?: string | number | bigint | boolean | undefined;
  /** A name, as `green` or `critical`, or 3 or 6 hex digits without `#`; orange where it isn't given. */
  readonly color?: string | undefined;
  /** Follows from the color where it isn't given. */
  readonly state?: 'ok' | 'degraded' | 'down' | 'unknown' | undefined;
}

/** `export const namespaces: CheckNamespaces = ['shop']`: the file is for services of its name in these namespaces. */
export type CheckNamespaces = readonly string[];

/**
 * `export const allow: CheckAllowances = ['child-process']`: what the file needs beyond reading files and the network.
 * It is read from the text, so it has to be a list of literals.
 */
export type CheckAllowances = readonly ('child-process' | 'worker' | 'addons' | 'wasi' | 'fs-write')[];

/** `export const options: CheckOptions = { hits: { interval: '10s', timeout: '2s' } }` */
export type CheckOptions = Readonly<Record<string, CheckTiming>>;

export interface CheckTiming {
  /** From the start of a run to the start of the next, as `500ms`, `30s`, `5m` or `2h`. */
  readonly interval?: string;
  readonly timeout?: string;
}

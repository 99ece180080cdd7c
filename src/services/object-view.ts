// Objects of one cluster as readers know them, of this cluster or of a peer.
import type { Moment } from '../config/clock.ts';
import type { Source } from '../kubernetes/source.ts';
import type { Result } from './result.ts';

export interface ObjectView {
  readonly cluster: string;
  /** As configured there, without versions: `nodes`, `certificates.cert-manager.io`. */
  resources(): readonly string[];
  /** Something may still come of that kind. */
  isAwaited(resource: string): boolean;
  sources(resource: string): readonly Source[];
  objects(resource: string): Iterable<ClusterObject>;
  /** What `/c/` answers; undefined for what isn't one of its checks. */
  fact(check: string, now: Moment): Result | undefined;
}

export interface ClusterObject {
  /** Empty: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  /** `Certificate`. */
  readonly kind: string;
  readonly source: Source;
  /** By check: `ready`, and `version` where it has one. `until`: Unix milliseconds at which time alone changes it. */
  resultsAt(now: Moment): ReadonlyMap<string, ObjectResult>;
}

export interface ObjectResult extends Result {
  readonly until?: number;
}

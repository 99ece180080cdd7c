// Objects of one cluster as readers know them, of this cluster or of a peer.
import type { Observable } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import type { ClusterChange } from '../changes/change.ts';
import type { Result } from '../result/result.ts';

export interface ObjectView {
  readonly cluster: string;
  readonly changes$: Observable<ObjectsChange>;
  /** It is known which kinds it has; a peer's first snapshot is in. */
  hasSynced(): boolean;
  /** As configured there, without versions: `nodes`, `certificates.cert-manager.io`. */
  resources(): readonly string[];
  /** Something may still come of that kind. */
  isAwaited(resource: string): boolean;
  /** Why it has no such objects; undefined where it may have some. */
  absence(resource: string): Absence | undefined;
  /** Some of its objects are left out for want of room: what is joined from the others isn't whole. */
  lacksObjects(): boolean;
  /** Those that what is known of the kind depends on; what isn't granted is left out. */
  sources(resource: string): readonly Source[];
  count(resource: string): number;
  objects(resource: string): Iterable<ClusterObject>;
  get(resource: string, namespace: string, name: string): ClusterObject | undefined;
  /** Every namespace's object of that name. */
  named(resource: string, name: string): readonly ClusterObject[];
  /** What `/c/` answers; undefined for what isn't one of its checks. */
  fact(check: string, now: Moment): TimedResult | undefined;
  /** Brings it up to `now`: what changed by time alone. */
  advance(now: Moment): void;
}

/** The API server has no such kind, or doesn't let the shield list it. */
export const ABSENCES = ['not-installed', 'not-granted'] as const;
export type Absence = (typeof ABSENCES)[number];

export type ObjectsChange = ObjectChange | KindChange | ClusterChange;

/** Any object of that kind may have changed: it was listed again. */
export interface KindChange {
  readonly type: 'kind';
  readonly cluster: string;
  readonly resource: string;
}

/** Something of an object changed. It may be gone. */
export interface ObjectChange {
  readonly type: 'object';
  readonly cluster: string;
  readonly resource: string;
  /** Empty: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
}

export interface ClusterObject {
  /** Empty: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  /** `Certificate`. */
  readonly kind: string;
  /** As its check `version` says; undefined where it has none. */
  readonly version: string | undefined;
  readonly source: Source;
  /** By check: `ready`, and `version` where it has one. */
  resultsAt(now: Moment): ReadonlyMap<string, TimedResult>;
}

export interface TimedResult extends Result {
  /** Unix milliseconds at which time alone changes it. */
  readonly until?: number;
}

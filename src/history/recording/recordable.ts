// What the recorder needs to know of its sources: services, and objects.
import type { Observable } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import type { Observation } from '../spans/recorded-change.ts';
import type { SubjectKey } from '../spans/subject-key.ts';

export interface Recordable {
  readonly of: RecordedScope['of'];
  /** Names only: one that changed, or all that may have. */
  readonly changes$: Observable<SubjectKey | RecordedScope>;
  /** Everything there is. */
  scopes(now: Moment): readonly RecordedScope[];
  /** Those that are there now. */
  keys(scope: RecordedScope, now: Moment): Iterable<SubjectKey>;
  /** Undefined: it isn't there. */
  look(key: SubjectKey, now: Moment): Sighting | undefined;
  /** Brings what changes by time alone up to `now`. */
  advance(now: Moment): void;
}

/** All services of a cluster; all its objects, or those of one kind. */
export interface RecordedScope {
  readonly of: 'services' | 'objects';
  readonly cluster: string;
  readonly resource?: string;
}

export interface Sighting {
  readonly observation: Observation;
  /** Unix milliseconds since when it is so, as far as that was seen here. */
  readonly since: number;
  /** A one-off: it is gone before its past is of interest, and there are very many of them. */
  readonly isPassing: boolean;
}

export function isScope(change: SubjectKey | RecordedScope): change is RecordedScope {
  return !('name' in change);
}

export function isWithin(
  key: Pick<SubjectKey, 'cluster' | 'resource'>,
  { of, cluster, resource }: RecordedScope,
): boolean {
  return key.cluster === cluster && kindOf(key) === of && (resource ?? key.resource) === key.resource;
}

export function kindOf({ resource }: Pick<SubjectKey, 'resource'>): RecordedScope['of'] {
  return resource === undefined ? 'services' : 'objects';
}

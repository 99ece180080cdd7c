// Objects of WATCH_OBJECTS, as they are recorded.
import { map, type Observable } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import { publicReason } from '../../services/objects/readiness.ts';
import type { ClusterObject, ObjectsChange, ObjectView } from '../../services/objects/object-view.ts';
import { resolveResult } from '../../services/service.ts';
import type { Observation } from '../spans/recorded-change.ts';
import { keyAlone, type SubjectKey } from '../spans/subject-key.ts';
import type { Recordable, RecordedScope, Sighting } from './recordable.ts';

/** Every cluster's objects, as far as this needs to know them. */
export interface RecordedViews {
  readonly changes$: Observable<ObjectsChange>;
  views(): readonly ObjectView[];
}

export class RecordedObjects implements Recordable {
  readonly of = 'objects';
  readonly changes$: Observable<SubjectKey | RecordedScope>;

  constructor(private readonly objects: RecordedViews) {
    this.changes$ = objects.changes$.pipe(map(touchedBy));
  }

  scopes(): readonly RecordedScope[] {
    return this.objects.views().map(({ cluster }) => allOf(cluster));
  }

  *keys({ cluster, resource: only }: RecordedScope): Generator<SubjectKey> {
    const view = this.viewOf(cluster);
    for (const resource of view?.resources() ?? []) {
      if ((only ?? resource) !== resource) continue;
      for (const { namespace, name } of view?.objects(resource) ?? []) yield { cluster, resource, namespace, name };
    }
  }

  look({ cluster, resource = '', namespace, name }: SubjectKey, now: Moment): Sighting | undefined {
    const object = this.viewOf(cluster)?.get(resource, namespace, name);
    if (object === undefined) return undefined;
    const observation = observationOf(object, now);
    return { observation, since: seenSince(object, observation, now), isPassing: resource === JOBS };
  }

  advance(now: Moment): void {
    for (const view of this.objects.views()) view.advance(now);
  }

  private viewOf(cluster: string): ObjectView | undefined {
    return this.objects.views().find((view) => view.cluster === cluster);
  }
}

/** Each run of a CronJob is one. */
const JOBS = 'jobs.batch';

function touchedBy(change: ObjectsChange): SubjectKey | RecordedScope {
  switch (change.type) {
    case 'object':
      return keyAlone(change);
    case 'kind':
      return { ...allOf(change.cluster), resource: change.resource };
    case 'cluster':
      return allOf(change.cluster);
  }
}

function allOf(cluster: string): RecordedScope {
  return { of: 'objects', cluster };
}

function observationOf(object: ClusterObject, now: Moment): Observation {
  const ready = object.resultsAt(now).get('ready');
  if (ready === undefined) return { state: 'unknown', reason: '', version: object.version ?? '' };
  const { state, reason = '' } = resolveResult(ready, now);
  const isOurs = reason === '' || state === 'stale';
  return { state, reason: isOurs ? reason : publicReason(reason), version: object.version ?? '' };
}

/**
 * A controller's dates are of when a condition turned, by its own clock, and say nothing of what came between: a state counts
 * from when it was seen here. What turned stale wasn't seen since its last proof.
 */
function seenSince({ source }: ClusterObject, { state }: Observation, { wall }: Moment): number {
  return state === 'stale' ? Math.min(wall, source.provenAtWall ?? wall) : wall;
}

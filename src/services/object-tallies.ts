// How many objects of each kind aren't ready, kept up with every change: at 100,000 of them no reader waits until all are
// judged.
import type { Observable } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import { isStale } from '../kubernetes/source.ts';
import type { ClusterChange } from './change.ts';
import type { ClusterObject, ObjectChange, ObjectView } from './object-view.ts';
import { type State, STATES } from './result.ts';

export interface ObjectTally {
  readonly counts: Readonly<Record<State, number>>;
  readonly total: number;
  /** Those that need attention: down or degraded, and confirmed. */
  readonly troubled: readonly ClusterObject[];
}

/** By namespace and name: those that aren't ok, whatever confirms them. */
type NotOk = Map<string, State>;

export class ObjectTallies {
  /** By cluster and kind. */
  private readonly kinds = new Map<string, NotOk>();

  /** `views`: of the clusters whose objects are shown. */
  constructor(
    changes$: Observable<ObjectChange | ClusterChange>,
    private readonly views: () => readonly ObjectView[],
    private readonly clock: Clock,
  ) {
    changes$.subscribe((change) => {
      if (change.type === 'object') this.look(change);
      else this.forget(change.cluster);
    });
  }

  of(view: ObjectView, resource: string, now: Moment): ObjectTally {
    const notOk = this.kinds.get(`${view.cluster}/${resource}`) ?? this.count(view, resource, now);
    const total = view.count(resource);
    if (view.sources(resource).some((source) => isStale(source, now))) return partlyStale(view, resource, notOk, now);
    const counts = noCounts();
    for (const state of notOk.values()) counts[state] += 1;
    counts.ok = Math.max(0, total - notOk.size);
    return { counts, total, troubled: troubledOf(view, resource, notOk) };
  }

  private look({ cluster, resource, namespace, name }: ObjectChange): void {
    const view = this.views().find((each) => each.cluster === cluster);
    if (view === undefined) return;
    const now = this.clock.now();
    const notOk = this.kinds.get(`${cluster}/${resource}`) ?? this.count(view, resource, now);
    const object = view.get(resource, namespace, name);
    const state = object === undefined ? 'ok' : stateOf(object, now);
    if (state === 'ok') notOk.delete(`${namespace}/${name}`);
    else notOk.set(`${namespace}/${name}`, state);
  }

  private forget(cluster: string): void {
    for (const key of this.kinds.keys()) if (key.startsWith(`${cluster}/`)) this.kinds.delete(key);
  }

  private count(view: ObjectView, resource: string, now: Moment): NotOk {
    const notOk: NotOk = new Map();
    for (const object of view.objects(resource)) {
      const state = stateOf(object, now);
      if (state !== 'ok') notOk.set(`${object.namespace}/${object.name}`, state);
    }
    this.kinds.set(`${view.cluster}/${resource}`, notOk);
    return notOk;
  }
}

function partlyStale(view: ObjectView, resource: string, notOk: NotOk, now: Moment): ObjectTally {
  const counts = noCounts();
  const confirmed: NotOk = new Map();
  for (const { namespace, name, source } of view.objects(resource)) {
    const key = `${namespace}/${name}`;
    const state = isStale(source, now) ? 'stale' : (notOk.get(key) ?? 'ok');
    counts[state] += 1;
    if (state !== 'stale' && state !== 'ok') confirmed.set(key, state);
  }
  return { counts, total: view.count(resource), troubled: troubledOf(view, resource, confirmed) };
}

function troubledOf(view: ObjectView, resource: string, notOk: NotOk): readonly ClusterObject[] {
  const troubled: ClusterObject[] = [];
  for (const wanted of ['down', 'degraded'] as const) {
    for (const [key, state] of notOk) {
      if (state !== wanted || troubled.length >= MAX_TROUBLED) continue;
      const [namespace = '', name = ''] = key.split('/');
      const object = view.get(resource, namespace, name);
      if (object !== undefined) troubled.push(object);
    }
  }
  return troubled;
}

/** As many of one kind are of use to anybody who looks at all of them. */
const MAX_TROUBLED = 500;

function stateOf(object: ClusterObject, now: Moment): State {
  return object.resultsAt(now).get('ready')?.state ?? 'unknown';
}

export function noCounts(): Record<State, number> {
  return Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>;
}

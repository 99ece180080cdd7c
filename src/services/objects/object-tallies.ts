// How many objects of each kind aren't ready, kept up with every change: at 100,000 of them no reader waits until all are
// judged.
import type { Observable } from 'rxjs';
import type { Clock, Moment } from '../../config/clock.ts';
import { isStale } from '../../kubernetes/watch/source.ts';
import type { ClusterObject, KindChange, ObjectChange, ObjectsChange, ObjectView } from './object-view.ts';
import { type State, STATES } from '../result/result.ts';
import { ObjectStates } from './object-states.ts';

export interface ObjectTally {
  readonly counts: Readonly<Record<State, number>>;
  readonly total: number;
  /** Those that need attention: down or degraded, and confirmed. */
  readonly needingAttention: readonly ClusterObject[];
  readonly stateOf: (object: ClusterObject) => State;
  /** It reads `ready`, and nothing else: what it says needn't be looked at. */
  readonly isPlain: (object: ClusterObject) => boolean;
}

export class ObjectTallies {
  /** By cluster and kind: the states of those that read anything but `ready`, whatever confirms them. */
  private readonly kinds = new Map<string, ObjectStates>();

  /** `views`: of the clusters whose objects are shown. */
  constructor(
    changes$: Observable<ObjectsChange>,
    private readonly views: () => readonly ObjectView[],
    private readonly clock: Clock,
  ) {
    changes$.subscribe((change) => {
      switch (change.type) {
        case 'object':
          this.look(change);
          break;
        case 'kind':
          this.recount(change);
          break;
        case 'cluster':
          this.forget(change.cluster);
      }
    });
  }

  of(view: ObjectView, resource: string, now: Moment): ObjectTally {
    const others = this.kinds.get(`${view.cluster}/${resource}`) ?? this.count(view, resource, now);
    const total = view.count(resource);
    if (view.sources(resource).some((source) => isStale(source, now))) return partlyStale(view, resource, others, now);
    const counts = noCounts();
    for (const [, state] of others.entries()) counts[state] += 1;
    counts.ok += Math.max(0, total - others.size);
    return {
      counts,
      total,
      needingAttention: objectsNeedingAttention(view, resource, others),
      ...readersOf(others, () => false),
    };
  }

  private look(change: ObjectChange): void {
    const { cluster, resource, namespace, name } = change;
    const view = this.views().find((each) => each.cluster === cluster);
    if (view === undefined) return;
    const now = this.clock.now();
    const others = this.kinds.get(`${cluster}/${resource}`) ?? this.count(view, resource, now);
    const object = view.get(resource, namespace, name);
    const state = object && otherStateOf(object, now);
    if (state === undefined) others.delete(change);
    else others.set(change, state);
  }

  private recount({ cluster, resource }: KindChange): void {
    const view = this.views().find((each) => each.cluster === cluster);
    if (view !== undefined) this.count(view, resource, this.clock.now());
  }

  private forget(cluster: string): void {
    for (const key of this.kinds.keys()) if (key.startsWith(`${cluster}/`)) this.kinds.delete(key);
  }

  private count(view: ObjectView, resource: string, now: Moment): ObjectStates {
    const others = new ObjectStates();
    for (const object of view.objects(resource)) {
      const state = otherStateOf(object, now);
      if (state !== undefined) others.set(object, state);
    }
    this.kinds.set(`${view.cluster}/${resource}`, others);
    return others;
  }
}

function partlyStale(view: ObjectView, resource: string, others: ObjectStates, now: Moment): ObjectTally {
  const counts = noCounts();
  const confirmed = new ObjectStates();
  for (const object of view.objects(resource)) {
    const state = isStale(object.source, now) ? 'stale' : (others.get(object) ?? 'ok');
    counts[state] += 1;
    if (state !== 'stale' && state !== 'ok') confirmed.set(object, state);
  }
  const isStaleNow = ({ source }: ClusterObject): boolean => isStale(source, now);
  const needingAttention = objectsNeedingAttention(view, resource, confirmed);
  return { counts, total: view.count(resource), needingAttention, ...readersOf(others, isStaleNow) };
}

function objectsNeedingAttention(view: ObjectView, resource: string, others: ObjectStates): readonly ClusterObject[] {
  const needingAttention: ClusterObject[] = [];
  for (const wanted of ['down', 'degraded'] as const) {
    for (const [{ namespace, name }, state] of others.entries()) {
      if (state !== wanted || needingAttention.length >= MAX_NEEDING_ATTENTION) continue;
      const object = view.get(resource, namespace, name);
      if (object !== undefined) needingAttention.push(object);
    }
  }
  return needingAttention;
}

/** As many of one kind are of use to anybody who looks at all of them. */
const MAX_NEEDING_ATTENTION = 500;

function readersOf(
  others: ObjectStates,
  isStaleNow: (object: ClusterObject) => boolean,
): Pick<ObjectTally, 'stateOf' | 'isPlain'> {
  const stateOf = others.size === 0 ? () => undefined : (object: ClusterObject) => others.get(object);
  return {
    stateOf: (object) => (isStaleNow(object) ? 'stale' : (stateOf(object) ?? 'ok')),
    isPlain: (object) => !isStaleNow(object) && stateOf(object) === undefined,
  };
}

/** Undefined: it reads `ready`. */
function otherStateOf(object: ClusterObject, now: Moment): State | undefined {
  const ready = object.resultsAt(now).get('ready');
  if (ready === undefined) return 'unknown';
  return ready.state === 'ok' && ready.status === 'ready' ? undefined : ready.state;
}

export function noCounts(): Record<State, number> {
  return Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>;
}

// All clusters' objects and facts, in memory: badges, pages and the API read from here.
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { merge, type Observable, Subject } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import { isStale } from '../kubernetes/watch/source.ts';
import type { ClusterChange } from '../services/changes/change.ts';
import { ObjectTallies, type ObjectTally } from '../services/objects/object-tallies.ts';
import type { ObjectsChange, ObjectView } from '../services/objects/object-view.ts';
import {
  type ObjectKey,
  objectsOfBadge,
  objectsOfName,
  type ObjectSubject,
  type ObjectViews,
  readFact,
  readObjects,
} from '../services/objects/read-objects.ts';
import type { LookupFailure, ResolvedResult } from '../services/result/result.ts';

/** The clusters whose objects the fleet reads. */
export interface ObjectClusters {
  readonly changes$: Observable<ObjectsChange>;
  /** In lookup order, this cluster first. */
  all(): readonly ObjectView[];
  /** Peers whose names aren't known yet, by host. */
  unnamed(): readonly string[];
}

export class ObjectFleetService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Changes of objects, and of clusters whose objects may all have changed. */
  readonly changes$: Observable<ObjectsChange>;
  private readonly tallies: ObjectTallies;
  private readonly stalenessChanges = new Subject<ClusterChange>();
  /** By cluster: the stale sources of objects at the last tick. */
  private stale: ReadonlyMap<string, string> = new Map();
  private cancelTick: () => void = () => undefined;

  constructor(
    private readonly clusters: ObjectClusters,
    private readonly clock: Clock,
  ) {
    this.changes$ = merge(clusters.changes$, this.stalenessChanges);
    this.tallies = new ObjectTallies(clusters.changes$, () => clusters.all(), clock);
  }

  onApplicationBootstrap(): void {
    this.tick();
  }

  beforeApplicationShutdown(): void {
    this.cancelTick();
  }

  /** This cluster's first, then the peers' in the order of OTHER_SHIELDS. */
  views(): readonly ObjectView[] {
    return this.clusters.all();
  }

  /** Number of a cluster's objects of one kind per state. */
  tally(view: ObjectView, resource: string, now: Moment): ObjectTally {
    return this.tallies.of(view, resource, now);
  }

  read(subject: ObjectSubject, now: Moment): ResolvedResult | LookupFailure {
    return readObjects(this.viewsAt(now), subject, now);
  }

  /** The objects that such a badge is about. */
  ofBadge(subject: Omit<ObjectSubject, 'check'>, now: Moment): readonly ObjectKey[] {
    return objectsOfBadge(this.viewsAt(now), subject);
  }

  /** Every cluster's of that kind and name. */
  named(subject: Omit<ObjectSubject, 'check'>, now: Moment): readonly ObjectKey[] {
    return objectsOfName(this.viewsAt(now), subject);
  }

  readFact(
    subject: { readonly check: string; readonly cluster?: string },
    now: Moment,
  ): ResolvedResult | LookupFailure {
    return readFact(this.viewsAt(now), subject, now);
  }

  private viewsAt(now: Moment): ObjectViews {
    const views = this.views();
    for (const view of views) view.advance(now);
    return { views, unnamed: this.clusters.unnamed() };
  }

  /** Applies what changes by time alone: rules with delays, and sources that turn stale or fresh. */
  private tick(): void {
    this.announceTurns(this.clock.now());
    this.cancelTick = this.clock.after(TICK, () => {
      this.tick();
    });
  }

  private announceTurns(now: Moment): void {
    const before = this.stale;
    const views = this.views();
    for (const view of views) view.advance(now);
    this.stale = new Map(views.map((view) => [view.cluster, staleOf(view, now)]));
    for (const [cluster, stale] of this.stale) {
      if (stale !== (before.get(cluster) ?? '')) this.stalenessChanges.next({ type: 'cluster', cluster });
    }
  }
}

/** Milliseconds. What changes by time alone reaches an open page within it. */
const TICK = 1_000;

/** A source that was never proven has no results that could change. */
function staleOf(view: ObjectView, now: Moment): string {
  const sources = view.resources().flatMap((resource) => view.sources(resource));
  return sources
    .filter((source) => source.provenAt !== undefined && isStale(source, now))
    .map(({ id }) => id)
    .join(' ');
}

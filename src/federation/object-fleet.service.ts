// Every cluster's objects and facts: all that badges, pages and the API show of them is looked up here, in memory.
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { merge, type Observable, Subject } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import { isStale } from '../kubernetes/watch/source.ts';
import type { ClusterChange } from '../services/changes/change.ts';
import { ObjectTallies, type ObjectTally } from '../services/objects/object-tallies.ts';
import type { ObjectsChange, ObjectView } from '../services/objects/object-view.ts';
import { type ObjectSubject, type ObjectViews, readFact, readObjects } from '../services/objects/read-objects.ts';
import type { LookupFailure, ResolvedResult } from '../services/result/result.ts';

/** The clusters whose objects may be read, as the fleet needs to know them. */
export interface ObjectClusters {
  readonly changes$: Observable<ObjectsChange>;
  /** In the order in which an unqualified name is looked up, this cluster first. */
  all(): readonly ObjectView[];
  /** The peers that haven't said their names yet, by host. */
  unnamed(): readonly string[];
}

export class ObjectFleetService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Of every object, and of clusters of which any may read otherwise. */
  readonly changes$: Observable<ObjectsChange>;
  private readonly tallies: ObjectTallies;
  private readonly stalenessChanges = new Subject<ClusterChange>();
  /** Clusters that had stale sources of objects at the last look, and which. */
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

  /** How many of that cluster's kind are in which state. */
  tally(view: ObjectView, resource: string, now: Moment): ObjectTally {
    return this.tallies.of(view, resource, now);
  }

  read(subject: ObjectSubject, now: Moment): ResolvedResult | LookupFailure {
    return readObjects(this.viewsAt(now), subject, now);
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

  /** What changes by time alone: rules that wait, and sources that turn stale or fresh. */
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

/** One that was never proven has nothing yet that could read otherwise. */
function staleOf(view: ObjectView, now: Moment): string {
  const sources = view.resources().flatMap((resource) => view.sources(resource));
  return sources
    .filter((source) => source.provenAt !== undefined && isStale(source, now))
    .map(({ id }) => id)
    .join(' ');
}

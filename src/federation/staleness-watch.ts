// Announces what changes by time alone: sources that turn stale, or fresh again.
import { type Observable, Subject } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import { isStale, type Source, validFor } from '../kubernetes/watch/source.ts';
import type { ClusterChange } from '../services/changes/change.ts';
import type { ClusterView } from '../services/service.ts';
import type { ClusterViews } from './cluster-views.ts';

export class StalenessWatch {
  private readonly changes = new Subject<ClusterChange>();
  /** One change per cluster, however many of its sources turned. */
  readonly changes$: Observable<ClusterChange> = this.changes.asObservable();
  private readonly views: ClusterViews;
  private readonly clock: Clock;
  private stale: ReadonlySet<Source> = new Set();
  private cancelTick: () => void = () => undefined;

  constructor(views: ClusterViews, clock: Clock) {
    this.views = views;
    this.clock = clock;
  }

  start(): void {
    const now = this.clock.now();
    for (const view of this.views.all()) view.advance(now);
    this.compare(now);
    this.cancelTick = this.clock.after(TICK, () => {
      this.start();
    });
  }

  stop(): void {
    this.cancelTick();
  }

  private compare(now: Moment): void {
    const before = this.stale;
    const sources = this.views.all().flatMap((view) => view.sources());
    // A source that was never proven has no results that could change.
    this.stale = new Set(sources.filter((source) => source.provenAt !== undefined && isStale(source, now)));
    // A source without results isn't stale either.
    const turned = [...before, ...this.stale].filter((source) => before.has(source) !== this.stale.has(source));
    const clusters = new Set(turned.map(({ cluster }) => cluster));
    for (const cluster of clusters) this.changes.next({ type: 'cluster', cluster });
  }
}

/** Milliseconds within which an open page shows what changes by time alone. */
const TICK = 1_000;

/** Milliseconds until the first fresh source among them turns stale, unless it is proven again. */
export function validForAll(views: readonly ClusterView[], namespace: string | undefined, now: Moment): number {
  let least = Infinity;
  for (const view of views) {
    for (const source of view.sources(namespace)) {
      const left = validFor(source, now);
      if (left > 0 && left < least) least = left;
    }
  }
  return least;
}

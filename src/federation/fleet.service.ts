// All known services of all clusters, in memory: badges, pages and the API read from here.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { merge, type Observable } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import type { Change } from '../services/changes/change.ts';
import { driftOf } from '../services/drift.ts';
import type { PodDetails } from '../services/details/pod-details.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import type { ResolvedResult } from '../services/result/result.ts';
import type { ClusterView, Service, ServiceKey } from '../services/service.ts';
import type { WorkloadDetails } from '../services/details/workload-details.ts';
import { AggregateCache } from './aggregate-cache.ts';
import { clusterInfo, type ClusterInfo, unnamedCluster } from './cluster-info.ts';
import type { ClusterViews } from './cluster-views.ts';
import {
  type AggregateSubject,
  type BadgeSubject,
  findServices,
  inNamespace,
  lookupFailure,
  missingIn,
  onlySource,
  resolveCheck,
  type Scope,
  standingOf,
} from './look-up.ts';
import { StalenessWatch, validForAll } from './staleness-watch.ts';

export class FleetService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Changes of services, and of clusters whose services may all have changed. */
  readonly changes$: Observable<Change>;
  private readonly views: ClusterViews;
  private readonly staleness: StalenessWatch;
  private readonly aggregates: AggregateCache;
  private readonly clock: Clock;
  /** Resolves when no aggregate is being prepared; and how many are, or wait for that. */
  private lastPrepared: Promise<void> = Promise.resolve();
  private preparing = 0;
  /** Whether this turn of the event loop has read thousands of services. */
  private hasReadMany = false;

  constructor(views: ClusterViews, clock: Clock) {
    this.views = views;
    this.clock = clock;
    this.staleness = new StalenessWatch(views, clock);
    this.changes$ = merge(this.staleness.changes$, views.changes$);
    this.aggregates = new AggregateCache(this.changes$);
  }

  onApplicationBootstrap(): void {
    this.staleness.start();
  }

  beforeApplicationShutdown(): void {
    this.staleness.stop();
  }

  /** One service's check; several namespaces of one name are aggregated. */
  read(subject: BadgeSubject, now: Moment): ResolvedResult | 'not-found' | 'pending' {
    const views = this.viewsIn(subject, now);
    const found = findServices(this.views, views, subject);
    if (found === undefined) return lookupFailure(this.views, views, subject);
    if (found === 'pending') return 'pending';
    return resolveCheck(found, subject, now) ?? lookupFailure(this.views, [found.view], subject);
  }

  /** By which alone such a result is confirmed; undefined where there are several, or nothing is found. */
  sourceOf(subject: BadgeSubject, now: Moment): Source | undefined {
    const found = findServices(this.views, this.viewsIn(subject, now), subject);
    return found === undefined || found === 'pending' ? undefined : onlySource(found, subject);
  }

  /** The services that such a badge is about, whether or not they have the check. */
  servicesOf(subject: Omit<BadgeSubject, 'check'>, now: Moment): readonly Service[] | 'not-found' | 'pending' {
    const views = this.viewsIn(subject, now);
    const found = findServices(this.views, views, subject);
    if (found === 'pending') return 'pending';
    return found?.services ?? lookupFailure(this.views, views, { ...subject, check: 'health' });
  }

  /** The check `drift`: whether one version runs in every cluster and namespace that has the name. */
  readDrift(subject: Omit<BadgeSubject, 'check'>, now: Moment): ResolvedResult | 'not-found' | 'pending' {
    const { service, namespace, cluster } = subject;
    const views = this.viewsIn(subject, now);
    const services = views.flatMap((view) => inNamespace(view.named(service), namespace));
    const unnamed = cluster === undefined ? this.views.unnamed() : [];
    const missing = [
      ...missingIn(views, { check: 'version', ...(namespace !== undefined && { namespace }) }, now),
      ...unnamed,
    ];
    const drift = driftOf(services, missing, now);
    if (drift === undefined) return lookupFailure(this.views, views, { ...subject, check: 'version' });
    const scope = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    const validFor = Math.max(0, Math.min(drift.validFor, validForAll(views, namespace, now)));
    return { ...scope, service, check: 'drift', ...drift, validFor };
  }

  /** The services that such an aggregate is about, whether or not they have the check. */
  servicesWithPrefix(
    { prefix, namespace, ...scope }: Omit<AggregateSubject, 'check'>,
    now: Moment,
  ): readonly Service[] {
    // At once: flatMap takes 20,000 one by one.
    const lists = this.viewsIn(scope, now).map((view) => inNamespace(view.withPrefix(prefix), namespace));
    return ([] as Service[]).concat(...lists);
  }

  /** Whether `readAggregate` has few services to read. Otherwise await `prepareAggregate` before it. */
  isAggregateReady(subject: AggregateSubject, now: Moment): boolean {
    if (this.preparing === 0 && !this.hasReadMany) return this.readSome(subject, now);
    this.viewsIn(subject, now);
    return this.aggregates.isCurrent(subject, now);
  }

  /**
   * Reads its services a few thousand per turn of the event loop. One aggregate at a time, so that the turns of several
   * don't add up.
   */
  prepareAggregate(subject: AggregateSubject): Promise<void> {
    this.preparing += 1;
    const prepared = this.lastPrepared.then(() => this.prepareInTurns(subject));
    const end = (): void => {
      this.preparing -= 1;
    };
    this.lastPrepared = prepared.then(end, end);
    return prepared;
  }

  /** Services that come and go faster than they are read must not delay an answer for ever. */
  private async prepareInTurns(subject: AggregateSubject): Promise<void> {
    for (let turns = 0; turns < MAX_TURNS; turns += 1) {
      if (!this.hasReadMany && this.readSome(subject, this.clock.now())) return;
      await nextTurn();
    }
  }

  private readSome(subject: AggregateSubject, now: Moment): boolean {
    const views = this.viewsIn(subject, now);
    const isReady = this.aggregates.prepare(subject, now, () => listsIn(views, subject));
    this.hasReadMany = !isReady;
    if (!isReady) {
      setImmediate(() => {
        this.hasReadMany = false;
      });
    }
    return isReady;
  }

  /** The aggregate of all services with that prefix and check. */
  readAggregate(subject: AggregateSubject, now: Moment): ResolvedResult | 'no-match' | 'pending' {
    const { check, cluster, namespace } = subject;
    const views = this.viewsIn(subject, now);
    const summary = this.aggregates.summary(subject, now, () => listsIn(views, subject));
    if (summary === undefined) return lookupFailure(this.views, views, subject) === 'pending' ? 'pending' : 'no-match';
    const unnamed = cluster === undefined ? this.views.unnamed() : [];
    const joined = summary.joined([...missingIn(views, subject, now), ...unnamed], now);
    const scope = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    // Clusters without matching services count as well: once their sources are stale, they may have some.
    const validFor = Math.max(0, Math.min(joined.validFor, validForAll(views, namespace, now)));
    return { ...scope, check, ...joined, validFor };
  }

  /** By cluster, namespace and name. */
  services(scope: Scope, now: Moment): readonly Service[] {
    const views = [...this.viewsIn(scope, now)].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
    // At once: flatMap takes 20,000 one by one.
    return ([] as Service[]).concat(...views.map((view) => inNamespace(view.all(), scope.namespace)));
  }

  /** As of the last `advance`. */
  get({ cluster, namespace, name }: ServiceKey): Service | undefined {
    return this.views
      .all()
      .find((view) => view.cluster === cluster)
      ?.get(namespace, name);
  }

  /** At most `limit` of its pods, unhealthy ones first; for a peer's service ten, and only while it isn't ok. */
  podDetails({ cluster, namespace, name }: ServiceKey, limit: number): readonly PodDetails[] {
    const view = this.views.all().find((one) => one.cluster === cluster);
    return view?.podDetails?.(namespace, name, limit) ?? [];
  }

  /** Its workloads; empty if they aren't known here. */
  workloadDetails({ cluster, namespace, name }: ServiceKey, now: Moment): readonly WorkloadDetails[] {
    const view = this.views.all().find((one) => one.cluster === cluster);
    return view?.workloadDetails?.(namespace, name, now) ?? [];
  }

  /** Every cluster's services of one name. */
  named(name: string, now: Moment): readonly Service[] {
    return this.viewsIn({}, now).flatMap((view) => view.named(name));
  }

  /** Applies what changes by time alone up to `now`, and announces it, so that caches can invalidate. */
  advance(now: Moment): void {
    for (const view of this.views.all()) view.advance(now);
  }

  /** Milliseconds until the first fresh source turns stale, unless it is proven again. */
  validFor(now: Moment): number {
    return validForAll(this.views.all(), undefined, now);
  }

  /** The connection state of every cluster, sorted by name, or host while the name isn't known. */
  clusters(now: Moment): readonly ClusterInfo[] {
    const named = this.viewsIn({}, now).map((view) => clusterInfo(view, view === this.views.all()[0], now));
    return [...named, ...this.views.unnamed().map(unnamedCluster)].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What results depend on and no change announces: which clusters are known whole, and which sources are stale. */
  standing(now: Moment): string {
    return [...this.views.all().map((view) => standingOf(view, now)), ...this.views.unnamed()].join('\n');
  }

  private viewsIn({ cluster }: Scope, now: Moment): readonly ClusterView[] {
    const all = this.views.all();
    const views = cluster === undefined ? all : all.filter((view) => view.cluster === cluster);
    for (const view of views) view.advance(now);
    return views;
  }
}

/** Enough for 200,000 services. */
const MAX_TURNS = 50;

function listsIn(
  views: readonly ClusterView[],
  { prefix, namespace }: AggregateSubject,
): readonly (readonly Service[])[] {
  return views.map((view) => inNamespace(view.withPrefix(prefix), namespace));
}

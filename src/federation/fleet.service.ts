// Every service that is known, of every cluster: all that badges, pages and the API show is looked up here, in memory.
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { merge, type Observable } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import type { Change } from '../services/changes/change.ts';
import { driftOf } from '../services/drift.ts';
import type { PodDetails } from '../services/details/pod-details.ts';
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
  resolveCheck,
  type Scope,
} from './look-up.ts';
import { StalenessWatch, validForAll } from './staleness-watch.ts';

export class FleetService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Of every service, and of clusters of which any service may read otherwise. */
  readonly changes$: Observable<Change>;
  private readonly views: ClusterViews;
  private readonly staleness: StalenessWatch;
  private readonly aggregates: AggregateCache;

  constructor(views: ClusterViews, clock: Clock) {
    this.views = views;
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

  /** One service's check; several namespaces of one name are joined. */
  read(subject: BadgeSubject, now: Moment): ResolvedResult | 'not-found' | 'pending' {
    const views = this.viewsIn(subject, now);
    const found = findServices(this.views, views, subject);
    if (found === undefined) return lookupFailure(this.views, views, subject);
    if (found === 'pending') return 'pending';
    return resolveCheck(found, subject, now) ?? lookupFailure(this.views, [found.view], subject);
  }

  /** The services that such a badge is about, whatever their checks. */
  servicesOf(subject: Omit<BadgeSubject, 'check'>, now: Moment): readonly Service[] | 'not-found' | 'pending' {
    const views = this.viewsIn(subject, now);
    const found = findServices(this.views, views, subject);
    if (found === 'pending') return 'pending';
    return found?.services ?? lookupFailure(this.views, views, { ...subject, check: 'health' });
  }

  /** Whether one version of it runs in every cluster and namespace that has the name. */
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

  /** The services that such an aggregate is about, whatever their checks. */
  servicesWithPrefix(
    { prefix, namespace, ...scope }: Omit<AggregateSubject, 'check'>,
    now: Moment,
  ): readonly Service[] {
    return this.viewsIn(scope, now).flatMap((view) => inNamespace(view.withPrefix(prefix), namespace));
  }

  /** Everything whose name starts so, and that has the check. */
  readAggregate(subject: AggregateSubject, now: Moment): ResolvedResult | 'no-match' | 'pending' {
    const { check, cluster, namespace, prefix } = subject;
    const views = this.viewsIn(subject, now);
    const summary = this.aggregates.summary(subject, now, () =>
      views.flatMap((view) => inNamespace(view.withPrefix(prefix), namespace)),
    );
    if (summary === undefined) return lookupFailure(this.views, views, subject) === 'pending' ? 'pending' : 'no-match';
    const unnamed = cluster === undefined ? this.views.unnamed() : [];
    const joined = summary.joined([...missingIn(views, subject, now), ...unnamed], now);
    const scope = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    // A cluster that has no part in it yet may get one, and once its sources are stale it isn't known.
    const validFor = Math.max(0, Math.min(joined.validFor, validForAll(views, namespace, now)));
    return { ...scope, check, ...joined, validFor };
  }

  /** By cluster, namespace and name. */
  services(scope: Scope, now: Moment): readonly Service[] {
    const views = [...this.viewsIn(scope, now)].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
    return views.flatMap((view) => inNamespace(view.all(), scope.namespace));
  }

  /** As it is since everything was last brought up to date. */
  get({ cluster, namespace, name }: ServiceKey): Service | undefined {
    return this.views
      .all()
      .find((view) => view.cluster === cluster)
      ?.get(namespace, name);
  }

  /** At most `limit` of its pods, in trouble first; of a peer's service ten, and only while it isn't ok. */
  podDetails({ cluster, namespace, name }: ServiceKey, limit: number): readonly PodDetails[] {
    const view = this.views.all().find((one) => one.cluster === cluster);
    return view?.podDetails?.(namespace, name, limit) ?? [];
  }

  /** What was asked for behind it; empty where that isn't known here. */
  workloadDetails({ cluster, namespace, name }: ServiceKey, now: Moment): readonly WorkloadDetails[] {
    const view = this.views.all().find((one) => one.cluster === cluster);
    return view?.workloadDetails?.(namespace, name, now) ?? [];
  }

  /** Every cluster's services of one name. */
  named(name: string, now: Moment): readonly Service[] {
    return this.viewsIn({}, now).flatMap((view) => view.named(name));
  }

  /** For caches of what was read: brings everything up to `now`, and announces what that changes. */
  advance(now: Moment): void {
    for (const view of this.views.all()) view.advance(now);
  }

  /** Milliseconds until the first source that is fresh turns stale, unless it is proven again. */
  validFor(now: Moment): number {
    return validForAll(this.views.all(), undefined, now);
  }

  /** How every cluster is connected, by name; by host where no name is known yet. */
  clusters(now: Moment): readonly ClusterInfo[] {
    const named = this.viewsIn({}, now).map((view) => clusterInfo(view, view === this.views.all()[0], now));
    return [...named, ...this.views.unnamed().map(unnamedCluster)].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private viewsIn({ cluster }: Scope, now: Moment): readonly ClusterView[] {
    const all = this.views.all();
    const views = cluster === undefined ? all : all.filter((view) => view.cluster === cluster);
    for (const view of views) view.advance(now);
    return views;
  }
}

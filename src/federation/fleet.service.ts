// Every service that is known, of every cluster: all that badges, pages and the API show is looked up here, in memory.
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { merge, type Observable } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import { isStale, type Source } from '../kubernetes/watch/source.ts';
import { joinResults } from '../services/aggregate.ts';
import type { Change } from '../services/changes/change.ts';
import { driftOf } from '../services/drift.ts';
import type { PodDetails } from '../services/details/pod-details.ts';
import { projectResult } from '../services/projection.ts';
import type { ResolvedResult } from '../services/result/result.ts';
import type { ClusterView, Service, ServiceKey } from '../services/service.ts';
import { resultsOf } from '../services/service-results.ts';
import type { WorkloadDetails } from '../services/details/workload-details.ts';
import { AggregateCache } from './aggregate-cache.ts';
import { clusterInfo, type ClusterInfo, unnamedCluster } from './cluster-info.ts';
import type { ClusterViews } from './cluster-views.ts';
import { StalenessWatch, validForAll } from './staleness-watch.ts';

/** Names as they fit (config/names.ts). */
export interface BadgeSubject {
  readonly service: string;
  readonly check: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

export interface AggregateSubject {
  /** `*`: every service. */
  readonly prefix: string;
  readonly check: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

interface Scope {
  readonly namespace?: string;
  readonly cluster?: string;
}

/** What isn't found: of one service, or of any. */
interface WantedCheck {
  readonly check: string;
  readonly service?: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

/** One cluster's services of the name that was asked for. */
interface FoundServices {
  readonly view: ClusterView;
  readonly services: readonly Service[];
}

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
    const found = this.find(views, subject);
    if (found === undefined) return this.failure(subject, views);
    if (found === 'pending') return 'pending';
    return this.resolve(found, subject, now) ?? this.failure(subject, [found.view]);
  }

  /** The services that such a badge is about, whatever their checks. */
  servicesOf(subject: Omit<BadgeSubject, 'check'>, now: Moment): readonly Service[] | 'not-found' | 'pending' {
    const views = this.viewsIn(subject, now);
    const found = this.find(views, { ...subject, check: 'health' });
    if (found === 'pending') return 'pending';
    return found?.services ?? this.failure({ ...subject, check: 'health' }, views);
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
    if (drift === undefined) return this.failure({ ...subject, check: 'version' }, views);
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
    if (summary === undefined) return this.failure(subject, views) === 'pending' ? 'pending' : 'no-match';
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

  /**
   * The first cluster's that knows the name, and what 0.0.6 called it where none does. While an earlier cluster may
   * still come to know the name, the answer isn't known.
   */
  private find(
    views: readonly ClusterView[],
    { service, namespace, cluster }: BadgeSubject,
  ): FoundServices | 'pending' | undefined {
    for (const view of views) {
      if (cluster === undefined && this.views.isUnnamedBefore(view)) return 'pending';
      const services = inNamespace(view.named(service), namespace);
      if (services.length > 0) return { view, services };
      if (!view.hasSynced()) return 'pending';
    }
    return firstFound(views, (view) => inNamespace(view.withAlias(service), namespace));
  }

  private resolve(found: FoundServices, { check, namespace }: BadgeSubject, now: Moment): ResolvedResult | undefined {
    const having = found.services.filter((service) => service.results.has(check));
    const results = resultsOf(having, check);
    const [first] = having;
    const [only] = results;
    if (first === undefined || only === undefined) return undefined;
    const key = having.length === 1 && first.namespace !== '' ? { namespace: first.namespace } : {};
    const asked = having.length === 1 && check === 'health' && first.asked ? { asked: first.asked } : {};
    const names = { cluster: first.cluster, ...key, service: first.name, check, ...asked };
    const missing = BUILT_IN.has(check)
      ? missingIn([found.view], { check, ...(namespace !== undefined && { namespace }) }, now)
      : [];
    const isWhole = missing.length === 0 || namespace !== undefined;
    return results.length === 1 && isWhole
      ? { ...names, ...projectResult(only, now) }
      : { ...names, ...joinResults(check, results, missing, now) };
  }

  /** What isn't there may only not have come yet. */
  private failure(
    { cluster, namespace, check, service }: WantedCheck,
    views: readonly ClusterView[],
  ): 'not-found' | 'pending' {
    // A cluster of that name may be one of those that are still awaited.
    const [, ...peers] = this.views.all();
    const asked = cluster !== undefined && views.length === 0 ? peers : views;
    const isAwaited = (cluster === undefined || views.length === 0) && this.views.unnamed().length > 0;
    const isToCome = (view: ClusterView): boolean =>
      !view.hasSynced() || view.awaits?.(check, service) === true || view.sources(namespace).some(isNeverProven);
    return isAwaited || asked.some(isToCome) ? 'pending' : 'not-found';
  }
}

/** Its first list never came, refused perhaps: it may know the name. */
function isNeverProven({ provenAt }: Source): boolean {
  return provenAt === undefined;
}

/** Checks that depend on what is watched: a namespace that isn't known may have a part in them. */
const BUILT_IN: ReadonlySet<string> = new Set(['health', 'version']);

function firstFound(
  views: readonly ClusterView[],
  servicesIn: (view: ClusterView) => readonly Service[],
): FoundServices | undefined {
  for (const view of views) {
    const services = servicesIn(view);
    if (services.length > 0) return { view, services };
  }
  return undefined;
}

/** Clusters that should have a part in it, and haven't synced, are stale, or leave services out. */
function missingIn(
  views: readonly ClusterView[],
  { check, namespace }: { readonly check: string; readonly namespace?: string },
  now: Moment,
): readonly string[] {
  const isMissing = (view: ClusterView): boolean =>
    !view.hasSynced() ||
    view.awaits?.(check) === true ||
    view.lacksServices?.() === true ||
    view.sources(namespace).some((source) => isStale(source, now));
  return views.filter(isMissing).map(({ cluster }) => cluster);
}

function inNamespace(services: readonly Service[], namespace: string | undefined): readonly Service[] {
  return namespace === undefined ? services : services.filter((service) => service.namespace === namespace);
}

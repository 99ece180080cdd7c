// Every service that is known, of every cluster: all that badges, pages and the API show is read here, from memory.
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { merge, type Observable, Subject } from 'rxjs';
import type { Clock, Moment } from '../config/clock.ts';
import { joinResults } from '../services/aggregate.ts';
import type { Change, SourceChange } from '../services/change.ts';
import type { ResolvedResult, Result } from '../services/result.ts';
import { type ClusterView, resolveResult, type Service } from '../services/service.ts';
import { isStale, type Source, validFor } from '../kubernetes/source.ts';
import { clusterInfo, type ClusterInfo, namelessCluster } from './cluster-info.ts';
import type { ClusterViews } from './cluster-view.ts';

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

/** What isn't found: of one service, or of none in particular. */
interface Wanted {
  readonly check: string;
  readonly service?: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

export class FleetService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Of every service, and of every source that falls silent or is heard again. */
  readonly changes$: Observable<Change>;
  private readonly sourceChanges = new Subject<SourceChange>();
  private staleSources: ReadonlySet<Source> = new Set();
  private stopTicking: () => void = () => undefined;

  constructor(
    private readonly sites: ClusterViews,
    private readonly clock: Clock,
  ) {
    this.changes$ = merge(this.sourceChanges, sites.changes$);
  }

  onApplicationBootstrap(): void {
    this.tick();
  }

  beforeApplicationShutdown(): void {
    this.stopTicking();
  }

  /** One service's check; several namespaces of one name are joined. */
  read(subject: BadgeSubject, now: Moment): ResolvedResult | 'not-found' | 'pending' {
    const sites = this.sitesIn(subject, now);
    const services = servicesOf(sites, subject);
    return readingOf(services, subject.check, now) ?? this.unknown(subject, sites);
  }

  /** Everything whose name starts so, and that has the check. */
  readAggregate(subject: AggregateSubject, now: Moment): ResolvedResult | 'no-match' | 'pending' {
    const sites = this.sitesIn(subject, now);
    const services = sites.flatMap((site) => inNamespace(site.withPrefix(subject.prefix), subject.namespace));
    const results = resultsOf(services, subject.check);
    if (results.length === 0) return this.unknown(subject, sites) === 'pending' ? 'pending' : 'no-match';
    const { check, cluster, namespace } = subject;
    const scope = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    const joined = joinResults(check, results, this.missingIn(subject, sites, now), now);
    // Who has no part in it yet may get one: once it falls silent, nobody can know.
    const whole = Math.min(joined.validFor, leastFreshFor(sites, namespace, now));
    return { ...scope, check, ...joined, validFor: Math.max(0, whole) };
  }

  /** By cluster, namespace and name. */
  services(scope: Scope, now: Moment): readonly Service[] {
    const sites = [...this.sitesIn(scope, now)].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
    return sites.flatMap((site) => inNamespace(site.all(), scope.namespace));
  }

  /** Every cluster's services of one name. */
  named(name: string, now: Moment): readonly Service[] {
    return this.sitesIn({}, now).flatMap((site) => site.named(name));
  }

  /** For who keeps what was read: brings everything up to `now`, and tells what that changes. */
  advance(now: Moment): void {
    for (const site of this.sites.all()) site.advance(now);
  }

  /** Milliseconds until something that is heard now isn't any more, if no source is heard of again. */
  validFor(now: Moment): number {
    return leastFreshFor(this.sites.all(), undefined, now);
  }

  /** How every cluster stands, by name; those that were never heard by their host. */
  clusters(now: Moment): readonly ClusterInfo[] {
    const named = this.sitesIn({}, now).map((site) => clusterInfo(site, site === this.sites.all()[0], now));
    return [...named, ...this.sites.nameless().map(namelessCluster)].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Readers bring what they read up to date; those who wait for news hear from here what time alone changed. */
  private tick(): void {
    const now = this.clock.now();
    this.advance(now);
    this.tellStaleness(now);
    this.stopTicking = this.clock.after(TICK, () => {
      this.tick();
    });
  }

  /** A source that nothing lives by any more isn't stale either. */
  private tellStaleness(now: Moment): void {
    const before = this.staleSources;
    const sources = this.sites.all().flatMap((site) => site.sources());
    this.staleSources = new Set(sources.filter((source) => isStale(source, now)));
    for (const source of this.staleSources) if (!before.has(source)) this.tellSource(source, true);
    for (const source of before) if (!this.staleSources.has(source)) this.tellSource(source, false);
  }

  private tellSource({ cluster, id }: Source, isStale: boolean): void {
    this.sourceChanges.next({ type: 'source', cluster, source: id, isStale });
  }

  private sitesIn({ cluster }: Scope, now: Moment): readonly ClusterView[] {
    const all = this.sites.all();
    const sites = cluster === undefined ? all : all.filter((site) => site.cluster === cluster);
    for (const site of sites) site.advance(now);
    return sites;
  }

  /** What isn't there may only not have been heard of yet. */
  private unknown(
    { cluster, namespace, check, service }: Wanted,
    sites: readonly ClusterView[],
  ): 'not-found' | 'pending' {
    // A cluster of that name may be one of those that are still awaited.
    const [, ...peers] = this.sites.all();
    const asked = cluster !== undefined && sites.length === 0 ? peers : sites;
    const isAwaited = (cluster === undefined || sites.length === 0) && this.sites.nameless().length > 0;
    const isToCome = (site: ClusterView): boolean =>
      !site.hasSynced() || site.awaits?.(check, service) === true || site.sources(namespace).some(wasNeverProven);
    return isAwaited || asked.some(isToCome) ? 'pending' : 'not-found';
  }

  /** Clusters that should have a part in it, and were never heard or fell silent; hosts where no name is known. */
  private missingIn(
    { cluster, namespace, check }: AggregateSubject,
    sites: readonly ClusterView[],
    now: Moment,
  ): readonly string[] {
    const silent = sites.filter(
      (site) =>
        !site.hasSynced() ||
        site.awaits?.(check) === true ||
        site.sources(namespace).some((source) => isStale(source, now)),
    );
    return [...silent.map((site) => site.cluster), ...(cluster === undefined ? this.sites.nameless() : [])];
  }
}

/** Its first list never came, refused perhaps: it may know the name. */
function wasNeverProven({ provenAt }: Source): boolean {
  return provenAt === undefined;
}

/** Milliseconds. What changes by time alone reaches an open page within it. */
const TICK = 1_000;

/** The first cluster's that knows the name; what 0.0.6 called it where none does. */
function servicesOf(sites: readonly ClusterView[], { service, namespace }: BadgeSubject): readonly Service[] {
  return (
    firstOf(sites, (site) => inNamespace(site.named(service), namespace)) ??
    firstOf(sites, (site) => inNamespace(site.withAlias(service), namespace)) ??
    []
  );
}

function firstOf(
  sites: readonly ClusterView[],
  servicesIn: (site: ClusterView) => readonly Service[],
): readonly Service[] | undefined {
  for (const site of sites) {
    const services = servicesIn(site);
    if (services.length > 0) return services;
  }
  return undefined;
}

/** Milliseconds until the first of them turns stale that isn't yet, if none is heard of again. */
function leastFreshFor(sites: readonly ClusterView[], namespace: string | undefined, now: Moment): number {
  let least = Infinity;
  for (const site of sites) {
    for (const source of site.sources(namespace)) {
      const left = validFor(source, now);
      if (left > 0 && left < least) least = left;
    }
  }
  return least;
}

function inNamespace(services: readonly Service[], namespace: string | undefined): readonly Service[] {
  return namespace === undefined ? services : services.filter((service) => service.namespace === namespace);
}

function readingOf(services: readonly Service[], check: string, now: Moment): ResolvedResult | undefined {
  const having = services.filter((service) => service.results.has(check));
  const results = resultsOf(having, check);
  const [first] = having;
  const [only] = results;
  if (first === undefined || only === undefined) return undefined;
  const place = having.length === 1 && first.namespace !== '' ? { namespace: first.namespace } : {};
  const names = { cluster: first.cluster, ...place, service: first.name, check };
  return results.length === 1
    ? { ...names, ...oneResult(only, now) }
    : { ...names, ...joinResults(check, results, [], now) };
}

function oneResult(result: Result, now: Moment): Omit<ResolvedResult, 'check'> {
  const { label, status, color, state, reason, since, counts } = resolveResult(result, now);
  const checked = result.source.provenAtWall;
  return {
    label,
    status,
    color,
    state,
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since }),
    ...(checked !== undefined && { checked }),
    ...(counts !== undefined && { counts }),
    validFor: Math.max(0, validFor(result.source, now)),
  };
}

/** A check of a file runs once for all namespaces of its name: the same result counts once. */
function resultsOf(services: readonly Service[], check: string): readonly Result[] {
  const results = services.map((service) => service.results.get(check)).filter((result) => result !== undefined);
  return [...new Set(results)];
}

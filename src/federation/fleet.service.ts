// Every service that is known, of every cluster: all that badges, pages and the API show is read here, from memory.
import type { Moment } from '../config/clock.ts';
import { joinResults } from '../checks/aggregate.ts';
import type { Reading, Result } from '../checks/result.ts';
import { checkedAt, seen } from '../checks/service.ts';
import type { Service, Site } from '../checks/service.ts';
import { freshFor } from '../discovery/source.ts';

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

/** Clusters in the order in which an unqualified name is looked up; this one first. */
export class FleetService {
  constructor(private readonly sites: readonly Site[]) {}

  /** One service's check; several namespaces of one name are joined. */
  read(subject: BadgeSubject, now: Moment): Reading | 'not-found' | 'pending' {
    const sites = this.sitesIn(subject, now);
    for (const site of sites) {
      const services = servicesOf(site, subject);
      if (services.length > 0) return readingOf(services, subject.check, now) ?? this.unknown(sites);
    }
    return this.unknown(sites);
  }

  /** Everything whose name starts so, and that has the check. */
  readAggregate(subject: AggregateSubject, now: Moment): Reading | 'no-match' | 'pending' {
    const sites = this.sitesIn(subject, now);
    const services = sites.flatMap((site) => inNamespace(site.withPrefix(subject.prefix), subject.namespace));
    const results = resultsOf(services, subject.check);
    if (results.length === 0) return this.unknown(sites) === 'pending' ? 'pending' : 'no-match';
    const { check, cluster, namespace } = subject;
    const scope = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
    return { ...scope, check, ...joinResults(check, results, missingOf(sites, namespace, now), now) };
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

  private sitesIn({ cluster }: Scope, now: Moment): readonly Site[] {
    const sites = this.sites.filter((site) => cluster === undefined || site.cluster === cluster);
    for (const site of sites) site.advance(now);
    return sites;
  }

  /** What isn't there may only not have been heard of yet. */
  private unknown(sites: readonly Site[]): 'not-found' | 'pending' {
    return sites.every((site) => site.isHeard()) ? 'not-found' : 'pending';
  }
}

/** The local name first; what 0.0.6 called it where there is none. */
function servicesOf(site: Site, { service, namespace }: BadgeSubject): readonly Service[] {
  const named = inNamespace(site.named(service), namespace);
  return named.length > 0 ? named : inNamespace(site.withAlias(service), namespace);
}

function inNamespace(services: readonly Service[], namespace: string | undefined): readonly Service[] {
  return namespace === undefined ? services : services.filter((service) => service.namespace === namespace);
}

function readingOf(services: readonly Service[], check: string, now: Moment): Reading | undefined {
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

function oneResult(result: Result, now: Moment): Omit<Reading, 'check'> {
  const { label, status, color, state, reason, since, counts } = seen(result, now);
  const checked = checkedAt(result, now);
  return {
    label,
    status,
    color,
    state,
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since }),
    ...(checked !== undefined && { checked }),
    ...(counts !== undefined && { counts }),
    freshFor: Math.max(0, freshFor(result.source, now)),
  };
}

/** A check of a file runs once for all namespaces of its name: the same result counts once. */
function resultsOf(services: readonly Service[], check: string): readonly Result[] {
  const results = services.map((service) => service.results.get(check)).filter((result) => result !== undefined);
  return [...new Set(results)];
}

/** Clusters that should have a part in it, and were never heard or fell silent. */
function missingOf(sites: readonly Site[], namespace: string | undefined, now: Moment): readonly string[] {
  return sites.filter((site) => !site.isHeard() || site.isSilent(namespace, now)).map((site) => site.cluster);
}

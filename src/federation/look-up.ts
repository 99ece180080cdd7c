// How the fleet looks a check up: which cluster's services have the name, what they say of the check, and why there may be
// no answer (yet). The views are read as they are; the fleet brings them up to date first.
import type { Moment } from '../config/clock.ts';
import { isStale, type Source } from '../kubernetes/watch/source.ts';
import { joinResults } from '../services/aggregate.ts';
import { projectResult } from '../services/projection.ts';
import type { ResolvedResult } from '../services/result/result.ts';
import type { ClusterView, Service } from '../services/service.ts';
import { resultsOf } from '../services/service-results.ts';
import type { ClusterViews } from './cluster-views.ts';

/** Valid names (config/names.ts). */
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

export interface Scope {
  readonly namespace?: string;
  readonly cluster?: string;
}

/** A check that was not found: of one service, or of any. */
interface WantedCheck extends Scope {
  readonly check: string;
  readonly service?: string;
}

/** One cluster's services of the name that was asked for. */
export interface FoundServices {
  readonly view: ClusterView;
  readonly services: readonly Service[];
}

/**
 * In the first cluster that has the name, or else in the first that had it in 0.0.6. The answer is pending while an
 * earlier cluster may still turn out to have the name. `views`: those of `clusters` that the subject may be in.
 */
export function findServices(
  clusters: ClusterViews,
  views: readonly ClusterView[],
  { service, namespace, cluster }: Omit<BadgeSubject, 'check'>,
): FoundServices | 'pending' | undefined {
  for (const view of views) {
    if (cluster === undefined && clusters.isUnnamedBefore(view)) return 'pending';
    const services = inNamespace(view.named(service), namespace);
    if (services.length > 0) return { view, services };
    if (!view.hasSynced()) return 'pending';
  }
  return firstFound(views, (view) => inNamespace(view.withAlias(service), namespace));
}

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

/** Undefined if none of the services has the check. */
export function resolveCheck(
  found: FoundServices,
  { check, namespace }: Pick<BadgeSubject, 'check' | 'namespace'>,
  now: Moment,
): ResolvedResult | undefined {
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

/** Checks whose results come from watches: a namespace that isn't known may be part of them. */
const BUILT_IN: ReadonlySet<string> = new Set(['health', 'version']);

/** What isn't found may only not be known yet. */
export function lookupFailure(
  clusters: ClusterViews,
  views: readonly ClusterView[],
  { cluster, namespace, check, service }: WantedCheck,
): 'not-found' | 'pending' {
  // A cluster of that name may be one of those that are still awaited.
  const [, ...peers] = clusters.all();
  const asked = cluster !== undefined && views.length === 0 ? peers : views;
  const isAwaited = (cluster === undefined || views.length === 0) && clusters.unnamed().length > 0;
  const isPending = (view: ClusterView): boolean =>
    !view.hasSynced() || view.awaits?.(check, service) === true || view.sources(namespace).some(isNeverProven);
  return isAwaited || asked.some(isPending) ? 'pending' : 'not-found';
}

/** Its first list never came, perhaps because it was refused: the cluster may have the name. */
function isNeverProven({ provenAt }: Source): boolean {
  return provenAt === undefined;
}

/** Clusters that should be part of an aggregate, but haven't synced, are stale, or leave services out. */
export function missingIn(
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

export function inNamespace(services: readonly Service[], namespace: string | undefined): readonly Service[] {
  return namespace === undefined ? services : services.filter((service) => service.namespace === namespace);
}

/** By which alone the check of these services is confirmed; undefined where there are several. */
export function onlySource({ services }: FoundServices, { check }: Pick<BadgeSubject, 'check'>): Source | undefined {
  const [source, ...others] = new Set(resultsOf(services, check).map((result) => result.source));
  return others.length === 0 ? source : undefined;
}

/** Whether the cluster is known whole, and which of its sources are stale. */
export function standingOf(view: ClusterView, now: Moment): string {
  const isPart = [view.hasSynced(), view.awaits?.('version') === true, view.lacksServices?.() === true];
  const stale = view.sources().filter((source) => isStale(source, now));
  return [view.cluster, ...isPart, ...stale.map(({ id }) => id)].join(' ');
}

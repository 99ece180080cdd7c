// What one page shows, before it is drawn: what needs attention first and always, then what isn't confirmed, then what is
// well, in groups that are folded where there is much of it.
import type { Service } from '../../services/service.ts';
import { scopeOf } from '../../api/services/service-page.ts';
import type { ClusterStatus } from './cluster-status.ts';
import { watches } from '../../federation/source-id.ts';
import { type Counts, countsOf } from './services/counts.ts';
import type { PageQuery } from '../query/page-query.ts';
import { type Section, sectionsOf } from './services/sections.ts';
import type { ServiceSummary } from './services/service-summary.ts';

export interface Board {
  /** Of all services that match the filters, the state filter aside; without one-offs. */
  readonly counts: Counts;
  /** So many of those that are degraded have a red badge, and are drawn red. */
  readonly redDegraded: number;
  readonly total: number;
  /** One-offs that failed. */
  readonly failedRuns: number;
  readonly sections: readonly Section[];
  /** The clusters that match the filter, with those of their sources that are stale. */
  readonly sources: readonly ClusterStatus[];
  /** Services that match all filters, shown or folded. */
  readonly found: number;
  /** An object with a status, which isn't counted here, is down or degraded. */
  readonly areObjectsTroubled?: boolean;
}

/**
 * `summaries` are of all services that are known, by cluster, namespace and name. In pieces: each goes through all of them once
 * or twice.
 */
export function* boardOf(
  summaries: readonly ServiceSummary[],
  infos: readonly ClusterStatus[],
  query: PageQuery,
): Generator<void, Board> {
  const [lasting, oneOffs] = found(summaries, query);
  yield;
  const isWanted = ({ attention }: ServiceSummary): boolean => query.state?.includes(attention) ?? true;
  const wanted = (all: readonly ServiceSummary[]): readonly ServiceSummary[] =>
    query.state === undefined ? all : all.filter(isWanted);
  const shown = wanted(lasting);
  const shownOneOffs = wanted(oneOffs);
  const counts = countsOf(lasting);
  const redDegraded = lasting.filter(({ attention, isRed }) => attention === 'degraded' && isRed).length;
  yield;
  return {
    counts,
    redDegraded,
    total: lasting.length,
    failedRuns: oneOffs.filter(hasFailed).length,
    sources: infos
      .filter(({ name }) => query.cluster?.includes(name) ?? true)
      .map((info) => ({ ...info, stale: info.stale.filter(isNeededBy(query)) })),
    sections: sectionsOf(shown, shownOneOffs, query),
    found: shown.length + shownOneOffs.length,
  };
}

/** One-offs apart: in one pass, as there may be very many. */
function found(
  summaries: readonly ServiceSummary[],
  query: PageQuery,
): readonly [lasting: readonly ServiceSummary[], oneOffs: readonly ServiceSummary[]] {
  const isFound = isSought(query);
  const lasting: ServiceSummary[] = [];
  const oneOffs: ServiceSummary[] = [];
  for (const summary of summaries) if (isFound(summary)) (summary.service.isOneOff ? oneOffs : lasting).push(summary);
  return [lasting, oneOffs];
}

/** Whether a change of that service concerns the page, whatever it searches: the service may have matched before. */
export function isInScope(place: Pick<Service, 'cluster' | 'namespace'>, query: PageQuery): boolean {
  return scopeOf(query)(place);
}

/** A run that lives may be down; it has failed only once it has ended. */
function hasFailed({ attention, service }: ServiceSummary): boolean {
  return attention === 'down' && service.results.get('health')?.counts?.ended === 'failed';
}

function isSought(query: PageQuery): (summary: ServiceSummary) => boolean {
  const isIn = scopeOf(query);
  const sought = query.q?.toLowerCase();
  if (sought === undefined && query.cluster === undefined && query.namespace === undefined) return () => true;
  return ({ service, searchText }) => isIn(service) && (sought === undefined || searchText().includes(sought));
}

/** Whether services of the filtered namespaces depend on the source with that id. */
function isNeededBy({ namespace }: PageQuery): (id: string) => boolean {
  return (id) => namespace?.some((one) => watches(id, one)) ?? true;
}

// The services of /v1 at a moment in the past. Times are RFC 3339.
import { timestamp } from '../config/timestamp.ts';
import type { HistoricMoment } from '../history/windows/historic-moment.ts';
import type { KnownService } from '../history/spans/state-history.ts';
import { closedReason } from '../services/result/reason.ts';
import type { ResultJson } from '../services/projection.ts';
import type { State } from '../services/result/result.ts';
import type { ServiceItemJson } from './services/service-item.ts';
import { pageOf, parseToken, scopeOf, type ServiceFilter } from './services/service-page.ts';

export interface KnownServicesJson {
  /** The moment that was asked about. */
  readonly at: string;
  /** When this shield's history begins. */
  readonly since: string;
  /** `false`: no shield was running then, or the history isn't kept any more. */
  readonly seen: boolean;
  readonly items: readonly ServiceItemJson[];
  readonly total: number;
  readonly continue?: string;
}

export function knownPage(
  { at, since, services }: HistoricMoment,
  filter: ServiceFilter,
  page: PageRequest,
): KnownServicesJson {
  const found = knownMatching(services ?? [], filter);
  const after = page.continue === undefined ? undefined : parseToken(page.continue);
  const { services: shown, ...rest } = pageOf(found, page.limit, after);
  return {
    at: timestamp(at),
    since: timestamp(since),
    seen: services !== undefined,
    items: shown.map(knownItem),
    ...rest,
  };
}

interface PageRequest {
  readonly limit: number;
  readonly continue?: string | undefined;
}

/** Searches only what the history has: names, reason and version. */
export function knownMatching(services: readonly KnownService[], filter: ServiceFilter): readonly KnownService[] {
  const term = filter.q?.toLowerCase();
  const isInScope = scopeOf(filter);
  return services.filter(
    (service) =>
      isInScope(service) &&
      (filter.state?.includes(service.state) ?? true) &&
      (term === undefined || textOf(service).includes(term)),
  );
}

function textOf({ namespace, name, reason, version }: KnownService): string {
  return [`${namespace}/${name}`, reason, version].join('\n').toLowerCase();
}

/** In the form of current services. The history has neither their kind nor custom checks. */
function knownItem({ cluster, namespace, name, state, isRed, reason, version, at }: KnownService): ServiceItemJson {
  const since = timestamp(at);
  const why = reason === '' ? {} : { reason: closedReason(reason) };
  const health = {
    label: 'health',
    status: state,
    color: isRed === true ? 'red' : COLORS[state],
    state,
    ...why,
    since,
  };
  return {
    cluster,
    namespace,
    name,
    kind: '',
    state,
    attention: state,
    since,
    results: { health, ...(version !== '' && { version: versionResult(version) }) },
  };
}

function versionResult(version: string): ResultJson {
  return { label: 'version', status: version, color: 'blue', state: 'ok' };
}

const COLORS: Readonly<Record<State, string>> = {
  ok: 'brightgreen',
  degraded: 'yellow',
  down: 'red',
  stale: 'lightgrey',
  unknown: 'lightgrey',
};

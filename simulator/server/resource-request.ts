// Parses the parameters of lists and watches as a real API server does.
import type { ObjectMeta, Status } from '../cluster/kubernetes-objects.ts';
import type { ResourceType } from '../cluster/resource-types.ts';
import { isTrue, type ResourceRoute } from './route.ts';
import { badRequest, statusOf } from './status.ts';

export type ObjectFilter = (metadata: ObjectMeta) => boolean;

/** The filter of `fieldSelector`; undefined without one, a Status when it is invalid. */
export function selectorOf({ type, query }: ResourceRoute): ObjectFilter | Status | undefined {
  const terms = (query.get('fieldSelector') ?? '').split(',').filter((term) => term !== '');
  if (terms.length === 0) return undefined;
  const filters: ObjectFilter[] = [];
  for (const term of terms) {
    const filter = filterOf(term, type);
    if (typeof filter !== 'function') return filter;
    filters.push(filter);
  }
  return (metadata) => filters.every((fits) => fits(metadata));
}

function filterOf(term: string, type: ResourceType): ObjectFilter | Status {
  const [, field, operator, value] = TERM.exec(term) ?? [];
  if (operator === undefined) return badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  if (field !== 'metadata.namespace' && field !== 'metadata.name') {
    return badRequest(
      `Unable to find "${type.group}/${type.version}, Resource=${type.plural}" that match field selector "${term}": field label not supported: ${field ?? ''}`,
    );
  }
  const of = (metadata: ObjectMeta) => (field === 'metadata.name' ? metadata.name : metadata.namespace);
  return (metadata) => (of(metadata) === value) === (operator !== '!=');
}

const TERM = /^([^=!]*)(==|!=|=)(.*)$/;

export interface ListQuery {
  /** 0: no limit. */
  readonly limit: number;
  readonly continue?: string;
  readonly version?: number;
  readonly match?: string;
}

export function listQueryOf(query: URLSearchParams): ListQuery | Status {
  const version = numberOf(query.get('resourceVersion'));
  const limit = numberOf(query.get('limit')) ?? 0;
  if (Number.isNaN(version))
    return badRequest(`resourceVersion: Invalid value: "${query.get('resourceVersion') ?? ''}"`);
  if (Number.isNaN(limit)) return badRequest(`limit: Invalid value: "${query.get('limit') ?? ''}"`);
  const [token, match] = [query.get('continue'), query.get('resourceVersionMatch')];
  if (token && version) return badRequest('specifying resource version is not allowed when using continue');
  return {
    limit,
    ...(token && { continue: token }),
    ...(version !== undefined && { version }),
    ...(match && { match }),
  };
}

export interface WatchQuery {
  /** Absent or 0: starts with the current objects, sent as ADDED events. */
  readonly version?: number;
  readonly bookmarks: boolean;
  readonly initialEvents: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
}

export function watchQueryOf(query: URLSearchParams): WatchQuery | Status {
  const version = numberOf(query.get('resourceVersion'));
  const timeout = numberOf(query.get('timeoutSeconds'));
  const initialEvents = isTrue(query.get('sendInitialEvents'));
  // A real server answers 500 to a watch whose version isn't a number.
  if (Number.isNaN(version)) return statusOf(500, 'InternalError', 'Internal error occurred: invalid resource version');
  if (Number.isNaN(timeout)) return badRequest('timeoutSeconds: Invalid value');
  if (initialEvents && query.get('resourceVersionMatch') !== 'NotOlderThan') return invalidInitialEvents();
  const bookmarks = isTrue(query.get('allowWatchBookmarks'));
  return {
    bookmarks,
    initialEvents,
    ...(version !== undefined && { version }),
    ...(timeout && { timeout: Math.min(timeout * 1000, MAX_TIMER) }),
  };
}

/** Node fires longer timers immediately. */
const MAX_TIMER = 2 ** 31 - 1;

function invalidInitialEvents(): Status {
  const why = 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
  return statusOf(422, 'Invalid', `ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: ${why}`);
}

/** NaN when it is set and isn't a whole number. */
function numberOf(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  return /^\d{1,15}$/.test(text) ? Number(text) : NaN;
}

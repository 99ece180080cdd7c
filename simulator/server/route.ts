// Maps a request's target to a resource.
import type { ResourceType } from '../cluster/resource-types.ts';

export type RequestKind = 'list' | 'watch' | 'other';

export type Route = ResourceRoute | OtherRoute;

/** A list or watch of a resource. */
export interface ResourceRoute {
  readonly kind: 'list' | 'watch';
  readonly type: ResourceType;
  /** Of the path; undefined: all namespaces. */
  readonly namespace?: string;
  readonly query: URLSearchParams;
}

export interface OtherRoute {
  readonly kind: 'other';
  readonly path: string;
}

/** Paths of types that the cluster doesn't have are not found, as without the definition of a custom resource. */
export function routeOf(target: string, types: readonly ResourceType[]): Route {
  const { pathname, searchParams: query } = new URL(target, 'http://simulator.invalid');
  const [, group = '', version, namespace, plural] = PATH.exec(pathname) ?? [];
  const type = types.find((known) => known.group === group && known.version === version && known.plural === plural);
  if (type === undefined || (namespace !== undefined && !type.isNamespaced)) return { kind: 'other', path: pathname };
  const kind = isTrue(query.get('watch')) ? 'watch' : 'list';
  return { kind, type, query, ...(namespace !== undefined && { namespace: decodeURIComponent(namespace) }) };
}

/** `/api/v1/…` or `/apis/GROUP/VERSION/…`, with or without a namespace. */
const PATH = /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)$/;

/** As Go parses booleans. */
export function isTrue(text: string | null): boolean {
  return text !== null && ['1', 'true', 't', 'T', 'TRUE', 'True'].includes(text);
}

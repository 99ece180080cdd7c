// One page of a list: all pages of a list show the cluster at the version of the first.
import type { ListMeta, Status, StoredObject } from '../cluster/kubernetes-objects.ts';
import type { ResourceType } from '../cluster/resource-types.ts';
import type { ListQuery, ObjectFilter } from './resource-request.ts';
import { keyOf, type SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { badRequest, expiredContinue, expiredList, tooLargeVersion } from './status.ts';

export interface ListPage {
  readonly meta: ListMeta;
  readonly objects: readonly StoredObject[];
}

/** The objects that a list selects. */
export interface ListScope {
  readonly type: ResourceType;
  /** Of the path; undefined: all namespaces. */
  readonly namespace: string | undefined;
  /** The field selector, if there is one. */
  readonly selects: ObjectFilter | undefined;
}

export function listPage(cluster: SimulatedCluster, query: ListQuery, scope: ListScope): ListPage | Status {
  if (query.continue !== undefined) return nextPage(cluster, query.continue, query.limit, scope);
  const { version = 0, match } = query;
  if (version > cluster.version) return tooLargeVersion(version, cluster.version);
  const at = match === 'Exact' && version > 0 ? version : cluster.version;
  // "Any version": answered from the watch cache, which doesn't page.
  const limit = query.version === 0 ? 0 : query.limit;
  const objects = cluster.objectsAt(scope.type.kind, at);
  return objects === undefined ? expiredList() : pageOf(scope, { objects, after: '', limit, version: at });
}

function nextPage(cluster: SimulatedCluster, token: string, limit: number, scope: ListScope): ListPage | Status {
  const parsed = parseToken(token);
  if (parsed === undefined) return badRequest('continue key is not valid: illegal base64 data at input byte 0');
  const { after } = parsed;
  const version = parsed.version === INCONSISTENT ? cluster.version : parsed.version;
  const objects = cluster.objectsAt(scope.type.kind, version);
  if (objects === undefined) return expiredContinue(tokenOf({ version: INCONSISTENT, after }));
  return pageOf(scope, { objects, after, limit, version });
}

interface PageRequest {
  readonly objects: readonly StoredObject[];
  /** The key of the last object of the page before; empty: from the beginning. */
  readonly after: string;
  readonly limit: number;
  readonly version: number;
}

/** As in etcd, objects after a full page aren't examined, so with a selector the last page may be empty. */
function pageOf({ namespace, selects }: ListScope, { objects: all, after, limit, version }: PageRequest): ListPage {
  const objects = namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  const page: StoredObject[] = [];
  let at = firstAfter(objects, after);
  for (; at < objects.length && (limit === 0 || page.length < limit); at += 1) {
    const object = objects[at];
    if (object !== undefined && (selects?.(object.metadata) ?? true)) page.push(object);
  }
  const remaining = selects ? undefined : objects.length - at;
  return { meta: metaOf(version, objects[at - 1], remaining, at < objects.length), objects: page };
}

/** With a selector the remaining count is unknown. */
function metaOf(
  version: number,
  last: StoredObject | undefined,
  remaining: number | undefined,
  more: boolean,
): ListMeta {
  const resourceVersion = String(version);
  if (!more || last === undefined) return { resourceVersion };
  const token = tokenOf({ version, after: keyOf(last) });
  return { resourceVersion, continue: token, ...(remaining !== undefined && { remainingItemCount: remaining }) };
}

function firstAfter(objects: readonly StoredObject[], key: string): number {
  let [low, high] = [0, objects.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const object = objects[middle];
    if (object === undefined || keyOf(object) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Token {
  readonly version: number;
  /** The key of the last object of the page before. */
  readonly after: string;
}

/** The version of a token that continues an expired list with the current objects. */
const INCONSISTENT = -1;

function tokenOf({ version, after }: Token): string {
  const token = { v: 'meta.k8s.io/v1', rv: version, start: `${after}\0` };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function parseToken(text: string): Token | undefined {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof token !== 'object' || token === null || !('rv' in token) || !('start' in token)) return undefined;
    if (typeof token.rv !== 'number' || typeof token.start !== 'string') return undefined;
    return { version: token.rv, after: token.start.slice(0, -1) };
  } catch {
    return undefined;
  }
}

// One page of a list: every page of one list shows the cluster at the version of its first.
import type { ListMeta, Status, StoredPod } from '../cluster/kubernetes-objects.ts';
import type { ListQuery, PodFilter } from './resource-request.ts';
import type { SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { keyOf } from '../cluster/simulated-cluster.ts';
import { badRequest, expiredContinue, expiredList, tooLargeVersion } from './status.ts';

export interface ListPage {
  readonly meta: ListMeta;
  readonly pods: readonly StoredPod[];
}

/** Which pods a list is about. */
export interface ListScope {
  /** Of the path; undefined: all namespaces. */
  readonly namespace: string | undefined;
  /** Of the field selector, where there is one. */
  readonly selects: PodFilter | undefined;
}

export function listPage(cluster: SimulatedCluster, query: ListQuery, scope: ListScope): ListPage | Status {
  if (query.continue !== undefined) return nextPage(cluster, query.continue, query.limit, scope);
  const { version = 0, match } = query;
  if (version > cluster.version) return tooLargeVersion(version, cluster.version);
  const at = match === 'Exact' && version > 0 ? version : cluster.version;
  // "Any version": answered from the watch cache, which knows no pages.
  const limit = query.version === 0 ? 0 : query.limit;
  const pods = cluster.podsAt(at);
  return pods === undefined ? expiredList() : pageOf(scope, { pods, after: '', limit, version: at });
}

function nextPage(cluster: SimulatedCluster, token: string, limit: number, scope: ListScope): ListPage | Status {
  const parsed = parseToken(token);
  if (parsed === undefined) return badRequest('continue key is not valid: illegal base64 data at input byte 0');
  const { after } = parsed;
  const version = parsed.version === INCONSISTENT ? cluster.version : parsed.version;
  const pods = cluster.podsAt(version);
  if (pods === undefined) return expiredContinue(tokenOf({ version: INCONSISTENT, after }));
  return pageOf(scope, { pods, after, limit, version });
}

interface PageRequest {
  readonly pods: readonly StoredPod[];
  /** The key of the last pod already told; empty: from the beginning. */
  readonly after: string;
  readonly limit: number;
  readonly version: number;
}

/** As etcd's pages: what lies behind a full page isn't looked at, so the last page may be empty where a selector is. */
function pageOf({ namespace, selects }: ListScope, { pods: all, after, limit, version }: PageRequest): ListPage {
  const pods = namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  const page: StoredPod[] = [];
  let at = firstAfter(pods, after);
  for (; at < pods.length && (limit === 0 || page.length < limit); at += 1) {
    const pod = pods[at];
    if (pod !== undefined && (selects?.(pod.metadata) ?? true)) page.push(pod);
  }
  return { meta: metaOf(version, pods[at - 1], selects ? undefined : pods.length - at, at < pods.length), pods: page };
}

/** How many remain isn't known where a selector is at work. */
function metaOf(version: number, last: StoredPod | undefined, remaining: number | undefined, more: boolean): ListMeta {
  const resourceVersion = String(version);
  if (!more || last === undefined) return { resourceVersion };
  const token = tokenOf({ version, after: keyOf(last) });
  return { resourceVersion, continue: token, ...(remaining !== undefined && { remainingItemCount: remaining }) };
}

function firstAfter(pods: readonly StoredPod[], key: string): number {
  let [low, high] = [0, pods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const pod = pods[middle];
    if (pod === undefined || keyOf(pod) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Token {
  readonly version: number;
  /** The key of the last pod told. */
  readonly after: string;
}

/** The version of a token that goes on after its list expired, with the pods as they are now. */
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

// An object as /v1/objects lists it, and one page of many. Times are RFC 3339.
import type { Moment } from '../../config/clock.ts';
import { timestamp } from '../../config/timestamp.ts';
import { compareText } from '../../discovery/index/collections/sorted-list.ts';
import { validFor } from '../../kubernetes/watch/source.ts';
import type { ClusterObject, TimedResult, ObjectView } from '../../services/objects/object-view.ts';
import { publicReason } from '../../services/objects/readiness.ts';
import type { State } from '../../services/result/result.ts';
import { resolveResult } from '../../services/service.ts';

export interface ObjectItemJson {
  readonly cluster: string;
  readonly resource: string;
  readonly kind: string;
  /** `''`: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  readonly state: State;
  readonly since?: string;
  readonly results: Readonly<Record<string, ObjectResultJson>>;
}

export interface ObjectResultJson {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: State;
  readonly reason?: string;
  readonly since?: string;
  readonly checked?: string;
}

export interface ObjectFilter {
  readonly cluster?: string;
  /** With its group, or without: then of every group. */
  readonly resource?: string;
  readonly namespace?: string;
  readonly state?: readonly State[];
  /** In the name, kind or reason, in either case. */
  readonly q?: string;
}

export interface ObjectPageJson {
  readonly items: readonly ObjectItemJson[];
  /** Of all pages. */
  readonly total: number;
  readonly continue?: string;
}

export interface ObjectPageRequest {
  readonly filter: ObjectFilter;
  readonly limit: number;
  /** What the page before this one gave as `continue`. */
  readonly after: string | undefined;
}

/**
 * Sorted by cluster, kind, namespace and name. Awaits `nextTurn` between two kinds: judging 100,000 objects at once
 * would block the event loop.
 */
export async function objectPage(
  views: readonly ObjectView[],
  { filter, limit, after }: ObjectPageRequest,
  now: Moment,
  nextTurn: () => Promise<unknown>,
): Promise<ObjectPageJson> {
  const start = after === undefined ? '' : Buffer.from(after, 'base64url').toString();
  const items: ObjectItemJson[] = [];
  let total = 0;
  for (const group of groupsOf(views, filter)) {
    const found = foundIn(group, filter, now);
    total += found.length;
    if (items.length <= limit)
      items.push(...itemsAfter(group, found, { sortKey: start, limit: limit + 1 - items.length }, now));
    await nextTurn();
  }
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const isMore = items.length > limit && last !== undefined;
  return { items: page, total, ...(isMore && { continue: Buffer.from(sortKeyOf(last)).toString('base64url') }) };
}

/** All objects of one kind in one cluster. */
interface KindInCluster {
  readonly view: ObjectView;
  readonly resource: string;
  readonly prefix: string;
}

/** In the order of their objects: names contain no slash. */
function groupsOf(views: readonly ObjectView[], filter: ObjectFilter): readonly KindInCluster[] {
  return views
    .filter(({ cluster }) => (filter.cluster ?? cluster) === cluster)
    .flatMap((view) => view.resources().map((resource) => ({ view, resource, prefix: `${view.cluster}/${resource}/` })))
    .filter(({ resource }) => [resource, resource.split('.')[0]].includes(filter.resource ?? resource))
    .sort((a, b) => compareText(a.prefix, b.prefix));
}

function foundIn({ view, resource }: KindInCluster, filter: ObjectFilter, now: Moment): readonly ClusterObject[] {
  const found: ClusterObject[] = [];
  for (const object of view.objects(resource)) if (matches(object, filter, now)) found.push(object);
  return found;
}

function itemsAfter(
  { view: { cluster }, resource, prefix }: KindInCluster,
  found: readonly ClusterObject[],
  { sortKey, limit }: { readonly sortKey: string; readonly limit: number },
  now: Moment,
): readonly ObjectItemJson[] {
  const keyed = found.map((object) => ({ object, sortKey: `${prefix}${object.namespace}/${object.name}` }));
  return keyed
    .filter((each) => compareText(each.sortKey, sortKey) > 0)
    .sort((a, b) => compareText(a.sortKey, b.sortKey))
    .slice(0, limit)
    .map(({ object }) => objectItem({ cluster, resource }, object, now));
}

function objectItem(
  { cluster, resource }: { readonly cluster: string; readonly resource: string },
  object: ClusterObject,
  now: Moment,
): ObjectItemJson {
  const { kind, namespace, name } = object;
  const results = [...object.resultsAt(now)].map(([check, result]) => [check, resultItem(result, now)] as const);
  const ready = results.find(([check]) => check === 'ready')?.[1];
  return {
    cluster,
    resource,
    kind,
    namespace,
    name,
    state: ready?.state ?? 'unknown',
    ...(ready?.since !== undefined && { since: ready.since }),
    results: Object.fromEntries(results),
  };
}

function resultItem(result: TimedResult, now: Moment): ObjectResultJson {
  const { label, status, color, state, reason, since, source } = resolveResult(result, now);
  const isStale = validFor(source, now) <= 0;
  const { provenAtWall: checked } = source;
  return {
    label,
    status,
    color,
    state,
    ...(reason !== undefined && { reason: isStale ? reason : publicReason(reason) }),
    ...(since !== undefined && { since: timestamp(since) }),
    ...(checked !== undefined && { checked: timestamp(checked) }),
  };
}

function matches(object: ClusterObject, { namespace, state: states, q }: ObjectFilter, now: Moment): boolean {
  if ((namespace ?? object.namespace) !== object.namespace) return false;
  if (states === undefined && q === undefined) return true;
  const { name, kind } = object;
  const ready = object.resultsAt(now).get('ready');
  const { state = 'unknown', reason = '' } = ready === undefined ? {} : resultItem(ready, now);
  const term = q?.toLowerCase();
  const isFound = term === undefined || [name, kind, reason].some((text) => text.toLowerCase().includes(term));
  return isFound && (states?.includes(state) ?? true);
}

/** No name holds a slash. */
const sortKeyOf = ({ cluster, resource, namespace, name }: ObjectItemJson): string =>
  [cluster, resource, namespace, name].join('/');

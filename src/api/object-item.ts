// An object as /v1/objects lists it, and one page of many. Times are RFC 3339.
import type { Moment } from '../config/clock.ts';
import { timestamp } from '../config/timestamp.ts';
import { compareText } from '../discovery/index/sorted-list.ts';
import { validFor } from '../kubernetes/source.ts';
import type { ClusterObject, ObjectResult, ObjectView } from '../services/object-view.ts';
import { publicReason } from '../services/readiness.ts';
import type { State } from '../services/result.ts';
import { resolveResult } from '../services/service.ts';

export interface ObjectItem {
  readonly cluster: string;
  readonly resource: string;
  readonly kind: string;
  /** `''`: its kind has no namespaces. */
  readonly namespace: string;
  readonly name: string;
  readonly state: State;
  readonly since?: string;
  readonly results: Readonly<Record<string, ObjectResultItem>>;
}

export interface ObjectResultItem {
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
  readonly resource?: string;
  readonly namespace?: string;
  readonly state?: readonly State[];
  /** In the name, kind or reason, in either case. */
  readonly q?: string;
}

/** By cluster, kind, namespace and name. */
export function objectItems(views: readonly ObjectView[], filter: ObjectFilter, now: Moment): readonly ObjectItem[] {
  const items: ObjectItem[] = [];
  for (const view of views.filter(({ cluster }) => (filter.cluster ?? cluster) === cluster)) {
    for (const resource of view.resources().filter((each) => (filter.resource ?? each) === each)) {
      for (const object of view.objects(resource)) {
        if ((filter.namespace ?? object.namespace) !== object.namespace) continue;
        const item = objectItem({ cluster: view.cluster, resource }, object, now);
        if (isSought(item, filter)) items.push(item);
      }
    }
  }
  return items.sort((a, b) => compareText(placeOf(a), placeOf(b)));
}

export interface ObjectPage {
  readonly items: readonly ObjectItem[];
  /** Of all pages. */
  readonly total: number;
  readonly continue?: string;
}

/** `after`: what the page before this one gave as `continue`. */
export function objectPage(items: readonly ObjectItem[], limit: number, after: string | undefined): ObjectPage {
  const place = after === undefined ? undefined : Buffer.from(after, 'base64url').toString();
  const rest = place === undefined ? items : items.filter((item) => compareText(placeOf(item), place) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const isMore = rest.length > limit && last !== undefined;
  return {
    items: page,
    total: items.length,
    ...(isMore && { continue: Buffer.from(placeOf(last)).toString('base64url') }),
  };
}

function objectItem(
  { cluster, resource }: { readonly cluster: string; readonly resource: string },
  object: ClusterObject,
  now: Moment,
): ObjectItem {
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

function resultItem(result: ObjectResult, now: Moment): ObjectResultItem {
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

function isSought({ name, kind, state, results }: ObjectItem, filter: ObjectFilter): boolean {
  const sought = filter.q?.toLowerCase();
  const texts = [name, kind, results['ready']?.reason ?? ''];
  return (
    (filter.state?.includes(state) ?? true) &&
    (sought === undefined || texts.some((text) => text.toLowerCase().includes(sought)))
  );
}

/** No name holds a slash. */
const placeOf = ({ cluster, resource, namespace, name }: ObjectItem): string =>
  [cluster, resource, namespace, name].join('/');

// One page of a list of services. The `continue` token holds the key of the page's last service, so that services
// created or deleted meanwhile neither shift nor repeat the others.
import { attentionOf } from '../../services/attention.ts';
import type { State } from '../../services/result/result.ts';
import { resolveResult, type Service, type ServiceKey, stateOf } from '../../services/service.ts';
import type { Moment } from '../../config/clock.ts';
import { compareText } from '../../discovery/index/collections/sorted-list.ts';

export interface ServiceFilter {
  /** Any of these; the following fields likewise. */
  readonly cluster?: readonly string[];
  readonly namespace?: readonly string[];
  readonly state?: readonly State[];
  readonly attention?: readonly State[];
  /** In what `searchTextOf` gives, in either case. */
  readonly q?: string;
}

export interface PageOf<T> {
  readonly services: readonly T[];
  /** Of all pages. */
  readonly total: number;
  readonly continue?: string;
}

/** Cluster, namespace, name. */
export type PageKey = readonly [string, string, string];

/** `services` sorted by cluster, namespace and name; `after`: the last service of the previous page. */
export function pageOf<T extends ServiceKey>(
  services: readonly T[],
  limit: number,
  after: PageKey | undefined,
): PageOf<T> {
  const from = after === undefined ? 0 : firstAfter(services, after);
  const page = services.slice(from, from + limit);
  const last = page.at(-1);
  const isMore = from + limit < services.length && last !== undefined;
  return { services: page, total: services.length, ...(isMore && { continue: tokenOf(pageKeyOf(last)) }) };
}

export function matching(services: readonly Service[], filter: ServiceFilter, now: Moment): readonly Service[] {
  const { cluster, namespace, state, attention, q } = filter;
  // Most pages are of all of them: looking at each of 20,000 would take a third of such a request.
  if ([cluster, namespace, state, attention, q].every((given) => given === undefined)) return services;
  const term = q?.toLowerCase();
  const isInScope = scopeOf(filter);
  return services.filter(
    (service) =>
      isInScope(service) &&
      (term === undefined || searchTextOf(service, now).includes(term)) &&
      (state?.includes(stateOf(service, now)) ?? true) &&
      (attention?.includes(attentionOf(service, now)) ?? true),
  );
}

export function scopeOf({
  cluster,
  namespace,
}: ServiceFilter): (place: Pick<Service, 'cluster' | 'namespace'>) => boolean {
  return (place) => (cluster?.includes(place.cluster) ?? true) && (namespace?.includes(place.namespace) ?? true);
}

/** The text that a search matches, in lower case; `shop/we` matches namespace and name. */
export function searchTextOf({ namespace, name, kind, results }: Service, now: Moment): string {
  const reasons = [...results.values()].map((result) => resolveResult(result, now).reason ?? '');
  const version = results.get('version')?.status ?? '';
  return [`${namespace}/${name}`, kind, version, ...new Set(reasons)].join('\n').toLowerCase();
}

/** Undefined if the token is invalid. */
export function parseToken(token: string): PageKey | undefined {
  const parts = Buffer.from(token, 'base64url').toString().split(SEPARATOR);
  const [cluster, namespace, name] = parts;
  if (parts.length !== 3 || cluster === undefined || namespace === undefined || name === undefined) return undefined;
  return [cluster, namespace, name];
}

/** No name holds it. */
const SEPARATOR = '/';

function tokenOf(key: PageKey): string {
  return Buffer.from(key.join(SEPARATOR)).toString('base64url');
}

function pageKeyOf({ cluster, namespace, name }: ServiceKey): PageKey {
  return [cluster, namespace, name];
}

function firstAfter(services: readonly ServiceKey[], key: PageKey): number {
  const index = services.findIndex((service) => comparePageKeys(pageKeyOf(service), key) > 0);
  return index === -1 ? services.length : index;
}

function comparePageKeys(a: PageKey, b: PageKey): number {
  return compareText(a[0], b[0]) || compareText(a[1], b[1]) || compareText(a[2], b[2]);
}

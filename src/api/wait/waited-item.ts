// What `kube-shields wait` reads of /v1/services/NAME, and what of all that is waited for isn't there yet.
import type { WaitOptions } from './wait.ts';

/** A service as far as waiting needs it. */
export interface WaitedItem {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly state: string;
  readonly status: string;
  readonly reason?: string;
  readonly version?: string;
}

/** The items of an answer of /v1/services/NAME; undefined where it isn't one. */
export function parseItems(body: unknown): readonly WaitedItem[] | undefined {
  return recordsIn(body, 'items')?.map(itemOf);
}

/** The objects in a list of it; undefined where there is no list. */
export function recordsIn(body: unknown, list: string): readonly Record<string, unknown>[] | undefined {
  const items: unknown = isRecord(body) ? body[list] : undefined;
  return Array.isArray(items) ? items.filter(isRecord) : undefined;
}

export function itemOf(item: Record<string, unknown>): WaitedItem {
  const results = isRecord(item['results']) ? item['results'] : {};
  const health = isRecord(results['health']) ? results['health'] : {};
  const version = isRecord(results['version']) ? results['version'] : {};
  return {
    cluster: textOf(item['cluster']),
    namespace: textOf(item['namespace']),
    name: textOf(item['name']),
    state: textOf(item['state']),
    status: textOf(health['status']),
    ...(typeof health['reason'] === 'string' && { reason: textOf(health['reason']) }),
    ...(typeof version['status'] === 'string' && { version: textOf(version['status']) }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
/** Without what a terminal would obey. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\p{C}/gu, ' ') : '';
}

/** What is still missing, a line each; empty: all that is waited for is there. */
export function missingOf(items: readonly WaitedItem[], options: WaitOptions): readonly string[] {
  const { service, clusters, version } = options;
  const inScope = items.filter((item) => isInScope(item, options));
  const unmatched = clusters.filter((pattern) => !inScope.some(({ cluster }) => matches(pattern, cluster)));
  if (inScope.length === 0 && unmatched.length === 0) return [`${service}: not known yet`];
  return [
    ...unmatched.map((pattern) => `${service}: not known in a cluster ${pattern}`),
    ...inScope.flatMap((item) => lackOf(item, version)),
  ];
}

export function isInScope(item: WaitedItem, { namespace, clusters }: WaitOptions): boolean {
  return (
    (namespace === undefined || item.namespace === namespace) &&
    (clusters.length === 0 || clusters.some((pattern) => matches(pattern, item.cluster)))
  );
}

/** Where it is, and what it is called. */
export function qualifiedNameOf(item: WaitedItem): string {
  return [item.cluster, item.namespace, item.name].filter((part) => part !== '').join('/');
}

export function lackOf(item: WaitedItem, version: string | undefined): readonly string[] {
  const name = qualifiedNameOf(item);
  if (version !== undefined && item.version !== version)
    return [`${name}: version ${item.version ?? 'unknown'}, not ${version}`];
  if (item.state === 'ok') return [];
  const { state, status, reason = '' } = item;
  // Some reasons are what state or status says already.
  const facts = [state, status, ...(`${state} ${status}`.includes(reason) ? [] : [reason])];
  return [`${name}: ${facts.filter((fact) => fact !== '').join(', ')}`];
}

/** `*` is any text. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

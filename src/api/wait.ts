// `kube-shields wait`: what it waits for, and whether the answer of /v1/services/NAME says that it is there.
import { parseArgs } from 'node:util';
import { parseDuration } from '../config/duration.ts';
import { isName } from '../config/names.ts';

export interface WaitOptions {
  readonly service: string;
  /** Origin and path of the shield, without a slash at the end. */
  readonly url: string;
  readonly version?: string;
  readonly namespace?: string;
  /** Names, or patterns with `*`; each must match a cluster that has the service. Empty: every cluster. */
  readonly clusters: readonly string[];
  /** Milliseconds for which it must stay so. */
  readonly steadyFor: number;
  readonly timeout: number;
  readonly interval: number;
}

export const WAIT_USAGE = [
  'Usage: node dist/main.js wait SERVICE --url URL [--version V] [--namespace NS] [--cluster PATTERN]...',
  '                              [--for 30s] [--timeout 10m] [--interval 5s]',
  'Waits until SERVICE is ok, and at version V where one is given, in every cluster that matches.',
  'Exits with 0 when it is, 1 when the time is over (and says why), 2 when it is asked for wrongly.',
  'READ_TOKEN in the environment is sent to a shield that is not public.',
].join('\n');

/** What the command line asks for, or a sentence about what is wrong with it. */
export function parseWait(args: readonly string[]): WaitOptions | string {
  const parsed = parsedArgs(args);
  if (typeof parsed === 'string') return parsed;
  const { positionals, values } = parsed;
  const [service = '', ...more] = positionals;
  const url = URL.parse(values.url ?? '');
  const steadyFor = parseDuration(values.for);
  const timeout = parseDuration(values.timeout);
  const interval = parseDuration(values.interval);
  if (more.length > 0 || !isName(service)) return 'Name one service, as in `wait web`.';
  if (url === null || !/^https?:$/.test(url.protocol))
    return '--url must be the address of a shield, as https://shields.example.com.';
  if (url.username + url.password !== '') return '--url must not hold a password. Set READ_TOKEN instead.';
  if (steadyFor === undefined || timeout === undefined || interval === undefined || interval < 100) {
    return '--for, --timeout and --interval are durations as 500ms, 30s, 5m; --interval is at least 100ms.';
  }
  return {
    service,
    url: (url.origin + url.pathname).replace(/\/+$/, ''),
    clusters: values.cluster,
    steadyFor,
    timeout,
    interval,
    ...(values.version !== undefined && { version: values.version }),
    ...(values.namespace !== undefined && { namespace: values.namespace }),
  };
}

/** `values` with their defaults; a text where an option isn't known. */
function parsedArgs(args: readonly string[]): ReturnType<typeof parseKnown> | string {
  try {
    return parseKnown(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function parseKnown(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      version: { type: 'string' },
      namespace: { type: 'string' },
      cluster: { type: 'string', multiple: true, default: [] },
      for: { type: 'string', default: '0' },
      timeout: { type: 'string', default: '10m' },
      interval: { type: 'string', default: '5s' },
    },
  });
}

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
  const items: unknown = isRecord(body) ? body['items'] : undefined;
  return Array.isArray(items) ? items.filter(isRecord).map(itemOf) : undefined;
}

function itemOf(item: Record<string, unknown>): WaitedItem {
  const results = isRecord(item['results']) ? item['results'] : {};
  const health = isRecord(results['health']) ? results['health'] : {};
  const version = isRecord(results['version']) ? results['version'] : {};
  return {
    cluster: textOf(item['cluster']),
    namespace: textOf(item['namespace']),
    name: textOf(item['name']),
    state: textOf(item['state']),
    status: textOf(health['status']),
    ...(typeof health['reason'] === 'string' && { reason: health['reason'] }),
    ...(typeof version['status'] === 'string' && { version: version['status'] }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is still missing, a line each; empty: all that is waited for is there. */
export function missingOf(
  items: readonly WaitedItem[],
  { service, namespace, clusters, version }: WaitOptions,
): readonly string[] {
  const inScope = items.filter(
    (item) =>
      (namespace === undefined || item.namespace === namespace) &&
      (clusters.length === 0 || clusters.some((pattern) => matches(pattern, item.cluster))),
  );
  const unmatched = clusters.filter((pattern) => !inScope.some(({ cluster }) => matches(pattern, cluster)));
  if (inScope.length === 0 && unmatched.length === 0) return [`${service}: not known yet`];
  return [
    ...unmatched.map((pattern) => `${service}: not known in a cluster ${pattern}`),
    ...inScope.flatMap((item) => lackOf(item, version)),
  ];
}

function lackOf(item: WaitedItem, version: string | undefined): readonly string[] {
  const name = [item.cluster, item.namespace, item.name].filter((part) => part !== '').join('/');
  if (version !== undefined && item.version !== version)
    return [`${name}: version ${item.version ?? 'unknown'}, not ${version}`];
  if (item.state === 'ok') return [];
  return [
    `${name}: ${item.state}, ${[item.status, item.reason].filter((part) => part !== undefined && part !== '').join(', ')}`,
  ];
}

/** `*` is any text. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

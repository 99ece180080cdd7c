// The check `drift`: whether one version of a service runs in all clusters and namespaces that have its name.
import type { Moment } from '../config/clock.ts';
import { validFor } from '../kubernetes/watch/source.ts';
import type { ResolvedResult, Result, State } from './result/result.ts';
import { resolveResult, type Service } from './service.ts';

interface VersionedService {
  readonly cluster: string;
  readonly namespace: string;
  readonly result: Result;
}

/**
 * `v1.5.0`, green, where it is the only one, and known of every place; else each place's own, by cluster, or by namespace where
 * there is one cluster, oldest version first. `missing`: clusters that should have a part in it, and aren't known whole.
 * Undefined where none of the services has a version.
 */
export function driftOf(
  services: readonly Service[],
  missing: readonly string[],
  now: Moment,
): Omit<ResolvedResult, 'check'> | undefined {
  const all = versionedServices(services, () => true);
  const known = versionedServices(services, isRunning);
  const unknown = services.filter(isUnknown);
  const running = known.length > 0 ? known : all;
  if (running.length === 0) return undefined;
  const isStale = running.some(({ result }) => resolveResult(result, now).state === 'stale') || missing.length > 0;
  const drift = known.length > 0 ? driftAmong(known, { isStale, isUnknown: unknown.length > 0 }) : notRunning(all);
  const times = running.map(({ result }) => result.source.provenAtWall);
  const checked = times.reduce((a, b) => (a === undefined || b === undefined ? undefined : Math.min(a, b)));
  return {
    label: 'version',
    ...drift,
    ...(checked !== undefined && { checked }),
    ...(missing.length > 0 && { missing }),
    validFor: running.reduce(
      (least, { result }) => Math.max(0, Math.min(least, validFor(result.source, now))),
      Infinity,
    ),
  };
}

function versionedServices(
  services: readonly Service[],
  counts: (service: Service, version: Result) => boolean,
): readonly VersionedService[] {
  return services.flatMap((service) => {
    const { cluster, namespace, results } = service;
    const result = results.get('version');
    return result !== undefined && counts(service, result) ? [{ cluster, namespace, result }] : [];
  });
}

/** It has pods and a known version. A service without pods keeps its last version, which runs nowhere. */
export function isRunning(service: Service, version: Result): boolean {
  return !NOT_KNOWN.has(version.state) && !isEmpty(service);
}

const NOT_KNOWN: ReadonlySet<State> = new Set(['unknown', 'stale']);

/** Something runs there, but its version isn't known. */
function isUnknown(service: Service): boolean {
  const [health, version] = [service.results.get('health'), service.results.get('version')];
  if (isEmpty(service) || version?.reason === 'no-pods') return false;
  return version === undefined ? health !== undefined : NOT_KNOWN.has(version.state);
}

function isEmpty({ results }: Service): boolean {
  const health = results.get('health');
  const counts = health?.counts;
  return health?.reason === 'no-pods' || (counts?.total === 0 && counts.ended === undefined);
}

interface UnknownVersions {
  readonly isStale: boolean;
  readonly isUnknown: boolean;
}

function driftAmong(known: readonly VersionedService[], lack: UnknownVersions): Drift {
  const [version = '', ...others] = new Set(known.map(({ result }) => result.status));
  if (others.length > 0) return differing(known);
  return version.includes(ROLLOUT) ? { status: version, color: 'yellow', state: 'degraded' } : same(version, lack);
}

/** Separates several versions within one service. */
const ROLLOUT = ' → ';

/** The version of what last ran there, or that there was none. */
function notRunning([first]: readonly VersionedService[]): Drift {
  return { status: first?.result.status ?? 'no pods', color: 'lightgrey', state: 'unknown', reason: 'no-pods' };
}

type Drift = Pick<ResolvedResult, 'status' | 'color' | 'state' | 'reason'>;

function same(version: string, { isStale, isUnknown }: UnknownVersions): Drift {
  if (isStale) return { status: `${version} (stale)`, color: 'lightgrey', state: 'stale', reason: 'stale' };
  // Which image `latest` was when each of them was pulled isn't known.
  return isUnknown || version === 'latest'
    ? { status: version, color: 'lightgrey', state: 'unknown' }
    : { status: version, color: 'green', state: 'ok' };
}

function differing(running: readonly VersionedService[]): Drift {
  const isOneCluster = new Set(running.map(({ cluster }) => cluster)).size === 1;
  const locationOf = ({ cluster, namespace }: VersionedService): string => (isOneCluster ? namespace : cluster);
  const parts = [...running]
    .sort((a, b) => compareVersions(a.result.status, b.result.status) || (locationOf(a) < locationOf(b) ? -1 : 1))
    .map((each) => `${locationOf(each)} ${each.result.status}`);
  const distinct = [...new Set(parts)];
  const more = distinct.length - MAX_LISTED;
  const status = distinct.slice(0, MAX_LISTED).join(' · ') + (more > 0 ? ` +${more}` : '');
  return { status, color: 'yellow', state: 'degraded' };
}

/** As in aggregates: a few distinct statuses, then the number of further ones. */
const MAX_LISTED = 5;

/** `v1.9` before `v1.10`. */
export function compareVersions(a: string, b: string): number {
  return ORDER.compare(a, b);
}

const ORDER = new Intl.Collator('en', { numeric: true });

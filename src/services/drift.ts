// Whether one version of a service runs everywhere: the check `drift`, over the clusters and namespaces that have its name.
import type { Moment } from '../config/clock.ts';
import { validFor } from '../kubernetes/watch/source.ts';
import type { ResolvedResult, Result } from './result/result.ts';
import { resolveResult, type Service } from './service.ts';

interface Running {
  readonly cluster: string;
  readonly namespace: string;
  readonly result: Result;
  /** It has pods, and a version that is known. */
  readonly isRunning: boolean;
}

/**
 * `v1.5.0`, green, where it is the only one; else each place's own, by cluster, or by namespace where there is one cluster,
 * oldest version first. `missing`: clusters that should have a part in it, and aren't known whole. Undefined where none of
 * the services has a version.
 */
export function driftOf(
  services: readonly Service[],
  missing: readonly string[],
  now: Moment,
): Omit<ResolvedResult, 'check'> | undefined {
  const running = runningOf(services);
  if (running.length === 0) return undefined;
  const versions = [...new Set(running.map(({ result }) => result.status))].sort(compareVersions);
  const isStale = running.some(({ result }) => resolveResult(result, now).state === 'stale') || missing.length > 0;
  const drift = running.some((each) => each.isRunning) ? driftAmong(versions, running, isStale) : nowhere(running);
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

/** Without those that say nothing, unless there are no others. */
function runningOf(services: readonly Service[]): readonly Running[] {
  const all = services.flatMap((service) => {
    const { cluster, namespace, results } = service;
    const result = results.get('version');
    return result === undefined ? [] : [{ cluster, namespace, result, isRunning: isRunning(service, result) }];
  });
  const known = all.filter((each) => each.isRunning);
  return known.length > 0 ? known : all;
}

/** A service without pods keeps its last version, which runs nowhere. */
export function isRunning({ results }: Service, { state }: Result): boolean {
  const health = results.get('health');
  const counts = health?.counts;
  const isEmpty = health?.reason === 'no-pods' || (counts?.total === 0 && counts.ended === undefined);
  return state === 'ok' && !isEmpty;
}

function driftAmong(versions: readonly string[], running: readonly Running[], isStale: boolean): Drift {
  return versions.length === 1 ? same(versions[0] ?? '', isStale) : differing(running);
}

/** The version of what last ran there, or that there was none. */
function nowhere([first]: readonly Running[]): Drift {
  return { status: first?.result.status ?? 'no pods', color: 'lightgrey', state: 'unknown', reason: 'no-pods' };
}

type Drift = Pick<ResolvedResult, 'status' | 'color' | 'state' | 'reason'>;

function same(version: string, isStale: boolean): Drift {
  if (!isStale) return { status: version, color: 'green', state: 'ok' };
  return { status: `${version} (stale)`, color: 'lightgrey', state: 'stale', reason: 'stale' };
}

function differing(running: readonly Running[]): Drift {
  const isOneCluster = new Set(running.map(({ cluster }) => cluster)).size === 1;
  const placeOf = ({ cluster, namespace }: Running): string => (isOneCluster ? namespace : cluster);
  const parts = [...running]
    .sort((a, b) => compareVersions(a.result.status, b.result.status) || (placeOf(a) < placeOf(b) ? -1 : 1))
    .map((each) => `${placeOf(each)} ${each.result.status}`);
  const distinct = [...new Set(parts)];
  const more = distinct.length - MAX_LISTED;
  const status = distinct.slice(0, MAX_LISTED).join(' · ') + (more > 0 ? ` +${more}` : '');
  return { status, color: 'yellow', state: 'degraded' };
}

/** As aggregates list distinct statuses: so many, then how many more. */
const MAX_LISTED = 5;

/** `v1.9` before `v1.10`. */
export function compareVersions(a: string, b: string): number {
  return ORDER.compare(a, b);
}

const ORDER = new Intl.Collator('en', { numeric: true });

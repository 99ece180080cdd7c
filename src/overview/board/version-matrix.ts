// Which version of a service runs where: a row for each cluster, a column for each namespace.
import type { Moment } from '../../config/clock.ts';
import { compareVersions, isRunning } from '../../services/drift.ts';
import { resolveResult, type Service } from '../../services/service.ts';

export interface VersionMatrix {
  readonly namespaces: readonly string[];
  readonly rows: readonly VersionRow[];
  /** Distinct ones that run, newest first. */
  readonly versions: readonly string[];
  /** Places that are left out. */
  readonly more: number;
}

export interface VersionRow {
  readonly cluster: string;
  /** One for each namespace; undefined where there is no such service. */
  readonly cells: readonly (VersionCell | undefined)[];
}

export interface VersionCell {
  readonly service: Service;
  readonly version: string;
  /** `empty`: it has no pods, so that its last version runs nowhere. */
  readonly is: 'newest' | 'older' | 'stale' | 'empty';
}

const MAX_CLUSTERS = 50;
const MAX_NAMESPACES = 10;

/** Undefined where it runs in one place alone, or has no version. */
export function versionMatrixOf(services: readonly Service[], now: Moment): VersionMatrix | undefined {
  const versioned = services.filter(({ results }) => results.has('version'));
  if (versioned.length < 2) return undefined;
  const versions = versionsOf(versioned);
  const clusters = namesOf(versioned, ({ cluster }) => cluster).slice(0, MAX_CLUSTERS);
  const namespaces = namesOf(versioned, ({ namespace }) => namespace).slice(0, MAX_NAMESPACES);
  const shown = versioned.filter((each) => clusters.includes(each.cluster) && namespaces.includes(each.namespace));
  const byPlace = new Map(shown.map((service) => [`${service.cluster}/${service.namespace}`, service]));
  const rows = clusters.map((cluster) => ({
    cluster,
    cells: namespaces.map((namespace) => {
      const service = byPlace.get(`${cluster}/${namespace}`);
      return service && cellOf(service, versions[0], now);
    }),
  }));
  return { namespaces, rows, versions, more: versioned.length - shown.length };
}

function versionsOf(services: readonly Service[]): readonly string[] {
  const running = services.flatMap((service) => {
    const version = service.results.get('version');
    return version !== undefined && isRunning(service, version) ? [version.status] : [];
  });
  return [...new Set(running)].sort(compareVersions).toReversed();
}

function cellOf(service: Service, newest: string | undefined, now: Moment): VersionCell | undefined {
  const result = service.results.get('version');
  if (result === undefined) return undefined;
  const version = result.status;
  if (resolveResult(result, now).state === 'stale') return { service, version, is: 'stale' };
  if (!isRunning(service, result)) return { service, version, is: 'empty' };
  return { service, version, is: version === newest ? 'newest' : 'older' };
}

/** Rows with most versions first, then by name: those that are cut off say least. */
function namesOf(services: readonly Service[], nameOf: (service: Service) => string): readonly string[] {
  const counts = Map.groupBy(services, nameOf);
  return [...counts].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)).map(([name]) => name);
}

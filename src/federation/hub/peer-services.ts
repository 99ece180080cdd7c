// A peer's services, decoded from the wire: the current list, or the staged one while a snapshot arrives.
import { isSameDeployment } from '../../discovery/workloads/deployed-by.ts';
import type { PodDetails } from '../../services/details/pod-details.ts';
import type { MaintenanceWindow } from '../../services/maintenance/maintenance.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import type { Result } from '../../services/result/result.ts';
import { ServiceList } from '../../services/service-list.ts';
import type { Service } from '../../services/service.ts';
import { isSameAsked } from '../../services/details/workload-details.ts';
import { isWatch } from '../source-id.ts';
import type { WireResult, WireService } from '../wire/wire.ts';
import type { WireKey } from '../wire/wire-readers.ts';
import type { WireDetails } from '../wire/wire-details.ts';
import type { PeerSources } from './peer-sources.ts';

export class PeerServices {
  readonly list = new ServiceList();
  readonly cluster: string;
  /** Pods by namespace and name, of services that aren't ok. */
  private readonly details = new Map<string, readonly PodDetails[]>();
  /** Approximate size of the list on the wire, in characters. */
  weight = 0;
  private readonly sources: PeerSources;
  /**
   * By service name and check: the last result of custom checks, which all namespaces of a name share, so that it
   * counts once in aggregates.
   */
  private readonly shared = new Map<string, Result>();

  constructor(cluster: string, sources: PeerSources) {
    this.cluster = cluster;
    this.sources = sources;
  }

  podDetails(namespace: string, name: string): readonly PodDetails[] {
    return this.details.get(keyOf(namespace, name)) ?? [];
  }

  /** Only for known services; beyond the limit they are ignored. */
  detail({ namespace, name, pods }: WireDetails): Service | undefined {
    const service = this.list.get(namespace, name);
    if (service === undefined || this.details.size >= MAX_DETAILED) return undefined;
    this.details.set(keyOf(namespace, name), pods);
    return service;
  }

  /** `before` is the previous one: the same object is returned if readers would see no difference. */
  put(wire: WireService, before: Service | undefined): Service {
    const decoded = this.decode(wire, before);
    const service = before !== undefined && isSame(before, decoded) ? before : decoded;
    const replaced = this.list.get(service.namespace, service.name);
    if (replaced === service) return service;
    this.weight += weightOf(service) - weightOf(replaced);
    this.list.set(service);
    this.details.delete(keyOf(service.namespace, service.name));
    return service;
  }

  /** Returns the deleted service. */
  delete({ namespace, name }: WireKey): Service | undefined {
    const service = this.list.get(namespace, name);
    if (service === undefined) return undefined;
    this.list.delete(service);
    this.details.delete(keyOf(namespace, name));
    this.weight -= weightOf(service);
    if (this.list.named(name).length === 0)
      for (const check of service.results.keys()) this.shared.delete(keyOf(name, check));
    return service;
  }

  /** The same services under the cluster's new name. */
  renamed(cluster: string): PeerServices {
    const services = new PeerServices(cluster, this.sources);
    for (const service of this.list.all()) services.list.set({ ...service, cluster });
    services.weight = this.weight;
    return services;
  }

  private decode(wire: WireService, before: Service | undefined): Service {
    const { namespace, name, kind, results, deployedBy, asked } = wire;
    const decoded = results.map(
      (one) => [one.check, this.resultOf(name, one, before?.results.get(one.check))] as const,
    );
    const maintenance = sameOf(before?.maintenance, wire.maintenance);
    const more = { ...(deployedBy && { deployedBy }), ...(maintenance && { maintenance }), ...(asked && { asked }) };
    return { cluster: this.cluster, namespace, name, kind, isOneOff: false, ...more, results: new Map(decoded) };
  }

  private resultOf(name: string, wire: WireResult, before: Result | undefined): Result {
    const { check, source } = wire;
    const result = resultFrom(wire, this.sources.get(source));
    if (isWatch(source)) return before !== undefined && isSameResult(before, result) ? before : result;
    const key = keyOf(name, check);
    const known =
      [this.shared.get(key), before].find((one) => one !== undefined && isSameResult(one, result)) ?? result;
    this.shared.set(key, known);
    return known;
  }
}

/** Field by field, because a copy of all fields but two takes half as much memory again. */
function resultFrom(wire: WireResult, source: Source): Result {
  const { label, status, color, state, reason, since, counts, actual } = wire;
  return {
    label,
    status,
    color,
    state,
    source,
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since }),
    ...(counts && { counts }),
    ...(actual && { actual }),
  };
}

/** Services that aren't ok. With ten pods each, some megabytes. */
const MAX_DETAILED = 2_000;

/** No name holds a slash. */
function keyOf(name: string, check: string): string {
  return `${name}/${check}`;
}

function weightOf(service: Service | undefined): number {
  if (service === undefined) return 0;
  const { namespace = '', name = '', kind = '' } = service.deployedBy ?? {};
  let weight = OVERHEAD + service.namespace.length + service.name.length + service.kind.length;
  weight += namespace.length + name.length + kind.length;
  for (const [check, { label, status, color, reason = '', source }] of service.results) {
    weight += OVERHEAD + check.length + label.length + status.length + color.length + reason.length + source.id.length;
  }
  return weight;
}

/** Characters of field names, quotes, state and times, of a service and of each of its results. */
const OVERHEAD = 100;

/** The known result, if it is the same. */
function sameOf(a: MaintenanceWindow | undefined, b: MaintenanceWindow | undefined): MaintenanceWindow | undefined {
  return a?.from === b?.from && a?.to === b?.to && a?.text === b?.text ? a : b;
}

function isSame(a: Service, b: Service): boolean {
  if (a.maintenance !== b.maintenance) return false;
  if (a.kind !== b.kind || a.cluster !== b.cluster || a.results.size !== b.results.size) return false;
  if (!isSameDeployment(a.deployedBy, b.deployedBy) || !isSameAsked(a.asked, b.asked)) return false;
  return [...b.results].every(([check, result]) => a.results.get(check) === result);
}

const COMPARED = ['label', 'status', 'color', 'state', 'reason', 'since', 'source'] as const;
const ACTUAL = ['status', 'color', 'state', 'reason'] as const;
const COUNTED = ['ready', 'total', 'restarts', 'ended'] as const;

function isSameResult(a: Result, b: Result): boolean {
  return (
    COMPARED.every((key) => a[key] === b[key]) &&
    COUNTED.every((key) => a.counts?.[key] === b.counts?.[key]) &&
    ACTUAL.every((key) => a.actual?.[key] === b.actual?.[key])
  );
}

// A service, which badges are about: all pods of one controller, or a name that only a check file gives.
import type { Observable } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import type { DeployedBy } from '../discovery/workloads/deployed-by.ts';
import { isStale, type Source } from '../kubernetes/watch/source.ts';
import type { Change } from './changes/change.ts';
import { MAINTENANCE, type MaintenanceWindow } from './maintenance/maintenance.ts';
import type { PodDetails } from './details/pod-details.ts';
import { colorRank } from './result/color.ts';
import type { WorkloadDetails } from './details/workload-details.ts';
import type { Asked } from './result/asked.ts';
import { type Result, type State, STATES } from './result/result.ts';

export interface ServiceKey {
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
}

export interface Service extends ServiceKey {
  /** `Deployment`, `CronJob`; `Check` for a logical service. */
  readonly kind: string;
  /** A run without a CronJob, label or annotation that names it. */
  readonly isOneOff: boolean;
  /** The window that it is in. */
  readonly maintenance?: MaintenanceWindow;
  /** Its desired state, as far as its workloads are known. */
  readonly asked?: Asked;
  /** What deployed it, as its workload says. */
  readonly deployedBy?: DeployedBy;
  /** By the check's name, `health` first. */
  readonly results: ReadonlyMap<string, Result>;
}

/** One cluster's services, held in memory. */
export interface ClusterView {
  readonly cluster: string;
  /** The first list of each of its sources is complete. */
  hasSynced(): boolean;
  /** The check's file has not been tried yet, so a result may still follow for that service, or for any. */
  awaits?(check: string, service?: string): boolean;
  /** Its connection is down, though what it sent may still be valid. Absent for this cluster. */
  isDisconnected?(): boolean;
  /** All of its sources, or only those of that namespace. */
  sources(namespace?: string): readonly Source[];
  readonly changes$: Observable<Change>;
  /** Some of its services are left out because of a limit, so aggregates of the others are incomplete. */
  lacksServices?(): boolean;
  /** At most `limit` pods of one service, unhealthy ones first; empty if they aren't known. */
  podDetails?(namespace: string, name: string, limit: number): readonly PodDetails[];
  /** The workloads of one service; absent if they aren't known. */
  workloadDetails?(namespace: string, name: string, now: Moment): readonly WorkloadDetails[];
  /** Applies what changes by time alone, up to `now`. */
  advance(now: Moment): void;
  get(namespace: string, name: string): Service | undefined;
  /** Every namespace's service of that name, by namespace. */
  named(name: string): readonly Service[];
  /** Services that kube-shields 0.0.6 called so. */
  withAlias(alias: string): readonly Service[];
  /** `*`: all of them. By name, then namespace. */
  withPrefix(prefix: string): readonly Service[];
  /** By namespace, then name. */
  all(): readonly Service[];
  /** Sorted, each once. */
  names(): readonly string[];
}

/** Applies staleness: results of a stale source are grey. */
export function resolveResult(result: Result, now: Moment): Result {
  // A result that was never answered can't be stale.
  if (isPending(result) || !isStale(result.source, now)) return result;
  const { provenAtWall, staleAfter } = result.source;
  const stale = { color: 'lightgrey', state: 'stale', reason: 'stale' } as const;
  const when = provenAtWall === undefined ? {} : { since: provenAtWall + staleAfter };
  const { actual, ...own } = result;
  return {
    ...own,
    ...stale,
    ...when,
    status: `${result.status} (stale)`,
    ...(actual !== undefined && { actual: { ...stale, status: `${actual.status} (stale)` } }),
  };
}

function isPending({ reason, state, color }: Result): boolean {
  return reason === 'pending' && state === 'unknown' && colorRank(color) === colorRank('lightgrey');
}

/** The state of `health`; for a logical service, that of its worst check. */
export function stateOf(service: Service, now: Moment): State {
  const health = service.results.get('health');
  if (health) return resolveResult(health, now).state;
  const states = [...service.results.values()].map((result) => resolveResult(result, now).state);
  if (service.maintenance !== undefined && !states.includes('stale')) return MAINTENANCE.state;
  return worstState(states);
}

/**
 * Unix milliseconds since which it is in that state, as far as known: of `health`, else of the first check in that
 * state.
 */
export function sinceOf(service: Service, now: Moment): number | undefined {
  const health = service.results.get('health');
  if (health) return resolveResult(health, now).since;
  if (service.maintenance !== undefined) return service.maintenance.from;
  const state = stateOf(service, now);
  return [...service.results.values()]
    .map((result) => resolveResult(result, now))
    .find((result) => result.state === state)?.since;
}

export function worstState(states: readonly State[]): State {
  return STATES.find((state) => states.includes(state)) ?? 'unknown';
}

/** Number of services per state, including zeros. */
export function statesOf(services: readonly Service[], now: Moment): ReadonlyMap<State, number> {
  const counts = new Map<State, number>(STATES.map((state) => [state, 0]));
  for (const service of services) {
    const state = stateOf(service, now);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

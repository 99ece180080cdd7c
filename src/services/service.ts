// What a badge is about: all pods made by one controller, or a name that only a check file gives.
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
  /** As people say it: `Deployment`, `CronJob`; `Check` for a logical service. */
  readonly kind: string;
  /** A run that nothing durable names. */
  readonly isOneOff: boolean;
  /** The window that it is in. */
  readonly maintenance?: MaintenanceWindow;
  /** What was asked for, where its workloads say it. */
  readonly asked?: Asked;
  /** What deployed it, as its workload says. */
  readonly deployedBy?: DeployedBy;
  /** By the check's name, `health` first. */
  readonly results: ReadonlyMap<string, Result>;
}

/** One cluster's services, held in memory. */
export interface ClusterView {
  readonly cluster: string;
  /** The first list of each of its sources is in. */
  hasSynced(): boolean;
  /** It may still come to know what that check says of that service, or of any: its file wasn't tried yet. */
  awaits?(check: string, service?: string): boolean;
  /** Its connection is down, though what it said may still count; only where there is one. */
  isDisconnected?(): boolean;
  /** Everything it lives by, or only what that namespace needs. */
  sources(namespace?: string): readonly Source[];
  readonly changes$: Observable<Change>;
  /** Some of its services are left out for want of room: what is joined from the others isn't whole. */
  lacksServices?(): boolean;
  /** At most `limit` of its pods, in trouble first; empty where they aren't known. */
  podDetails?(namespace: string, name: string, limit: number): readonly PodDetails[];
  /** What was asked for behind one service; absent where that isn't known. */
  workloadDetails?(namespace: string, name: string, now: Moment): readonly WorkloadDetails[];
  /** Brings it up to `now`: what changed by time alone. */
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

/** The result as it may be shown now: everything of a source that fell silent is grey. */
export function resolveResult(result: Result, now: Moment): Result {
  // What was never answered can't have grown old.
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

/** Health's, where it has pods; a logical service's is its worst check's. */
export function stateOf(service: Service, now: Moment): State {
  const health = service.results.get('health');
  if (health) return resolveResult(health, now).state;
  const states = [...service.results.values()].map((result) => resolveResult(result, now).state);
  if (service.maintenance !== undefined && !states.includes('stale')) return MAINTENANCE.state;
  return worstState(states);
}

/** Unix milliseconds since which it is in that state, as far as was seen: health's word, else the first check's in it. */
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

/** How many are in which state; each state is there, those of no service too. */
export function statesOf(services: readonly Service[], now: Moment): ReadonlyMap<State, number> {
  const counts = new Map<State, number>(STATES.map((state) => [state, 0]));
  for (const service of services) {
    const state = stateOf(service, now);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

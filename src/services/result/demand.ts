// Desired against actual: the part of a service's health that comes from its workloads.
import { type CronVerdict, largestUnitText, newestRunOf } from '../../discovery/index/runs/cron-state.ts';
import { PodCounts } from '../../discovery/index/pods/pod-counts.ts';
import type { ServiceTally } from '../../discovery/index/services/service-tally.ts';
import type { WorkloadState } from '../../discovery/index/services/workload-state.ts';
import type { PodTally } from '../../discovery/pods/pod-tally.ts';

export interface Demand {
  /** Desired pods that are missing; undefined: none. */
  readonly missing: PodCounts | undefined;
  /** Pods that take longer to start than START_GRACE, while as many as desired are ready. */
  readonly slowStarters: number;
  /** The status if no pods are desired: `scaled to 0`, `no nodes`; else undefined. */
  readonly nothingWanted: string | undefined;
  readonly isSuspended: boolean;
  /** Why a rollout can't go on. */
  readonly stuck: string | undefined;
  readonly isUnobserved: boolean;
  readonly cron: CronVerdict | undefined;
  /** A CronJob that has not had a run. */
  readonly hasNotRun: boolean;
}

/** At Unix milliseconds `wall`. */
export function demandOf(tally: ServiceTally, wall: number): Demand {
  const states = tally.workloads;
  const run = tally.newestRun;
  const verdicts = verdictsOf(states, run, wall);
  return {
    missing: missingOf(states),
    slowStarters: states.reduce((sum, state) => sum + state.slowStarters(wall), 0),
    nothingWanted: nothingWanted(states),
    isSuspended: run?.job?.isSuspended === true || areAllSuspended(verdicts),
    stuck: states.find((state) => state.stuck(wall) !== undefined)?.stuck(wall),
    isUnobserved: states.some((state) => state.isUnobserved(wall)),
    cron: worstOf(verdicts),
    hasNotRun: !tally.hasRun && states.some(({ workload }) => hasNotRun(workload)),
  };
}

/** Of its CronJobs. */
function verdictsOf(
  states: readonly WorkloadState[],
  run: ServiceTally['newestRun'],
  wall: number,
): readonly CronVerdict[] {
  if (!states.some(({ cron }) => cron !== undefined)) return NONE;
  return states.flatMap(({ cron }) => cron?.judge(newestRunOf(run), wall) ?? []);
}

const NONE: readonly CronVerdict[] = [];

function worstOf(verdicts: readonly CronVerdict[]): CronVerdict | undefined {
  return verdicts.length === 0 ? undefined : WORST.flatMap((is) => verdicts.find((each) => each.is === is) ?? [])[0];
}

const WORST: readonly CronVerdict['is'][] = ['overdue', 'bad schedule', 'overrun', 'missed before', 'suspended'];

/** If a name has several CronJobs, those that aren't suspended are still judged. */
function areAllSuspended(verdicts: readonly CronVerdict[]): boolean {
  return verdicts.length > 0 && verdicts.every(({ is }) => is === 'suspended');
}

/** `overdue 7 h` */
export function overdueText({ since }: { readonly since: number }, wall: number): string {
  return `overdue ${largestUnitText(wall - since)}`;
}

function missingOf(states: readonly WorkloadState[]): PodCounts | undefined {
  if (!states.some(({ missing }) => missing > 0)) return undefined;
  const counts = new PodCounts();
  for (const state of states) if (state.missing > 0) counts.add(missingPodOf(state), state.missing);
  return counts;
}

/** It counts as a pod with no ready container. */
function missingPodOf(state: WorkloadState): PodTally {
  const reason = state.isOrdered ? 'Ordered' : (failureOf(state) ?? 'MissingPods');
  return {
    isCounted: true,
    isLeaving: false,
    isFailed: false,
    total: state.containers,
    ready: 0,
    restarts: 0,
    restartsOften: false,
    delay: state.isOrdered ? 'starting' : undefined,
    reason: { rank: MISSING_RANK, reason },
  };
}

/** Reasons of existing pods take precedence. */
const MISSING_RANK = 5;

function failureOf({ workload }: WorkloadState): string | undefined {
  return workload?.kind === 'Deployment' && workload.replicaFailure?.status === 'True' ? 'ReplicaFailure' : undefined;
}

function nothingWanted(states: readonly WorkloadState[]): string | undefined {
  if (states.some(({ wanted = 0 }) => wanted > 0)) return undefined;
  const wanting = states.filter(({ wanted }) => wanted !== undefined);
  if (wanting.length === 0) return undefined;
  return wanting.every(({ workload }) => workload?.kind === 'DaemonSet') ? 'no nodes' : 'scaled to 0';
}

function hasNotRun(workload: WorkloadState['workload']): boolean {
  return workload?.kind === 'CronJob' && workload.lastScheduledAt === undefined;
}

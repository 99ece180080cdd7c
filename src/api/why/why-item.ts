// Why a service is in its state, as /v1/services/:name/why has it. Times are RFC 3339; what doesn't apply is left out.
import type { CheckState } from '../../checks/runs/check-state.ts';
import type { Moment } from '../../config/clock.ts';
import { formatDuration } from '../../config/duration.ts';
import { timestamp } from '../../config/timestamp.ts';
import type { ContainerDetails, PodDetails } from '../../services/details/pod-details.ts';
import { attentionOf } from '../../services/attention.ts';
import { closedReason, type Reason } from '../../services/result/reason.ts';
import type { State } from '../../services/result/result.ts';
import { type Service, stateOf } from '../../services/service.ts';
import type { WorkloadDetails } from '../../services/details/workload-details.ts';
import type { SafeLink } from '../../services/details/workload-link.ts';
import type { DeployerObject, Deployer } from './deployer.ts';
import { serviceItem, type ServiceItemJson } from '../services/service-item.ts';
import type { Why } from './why.ts';

export interface WhyServiceJson extends ServiceItemJson {
  readonly why: string;
  readonly kubectl?: string;
  readonly deployedBy?: DeployedByJson;
  readonly pods: readonly PodJson[];
  readonly workloads: readonly WorkloadJson[];
  readonly links: readonly SafeLink[];
  readonly checks: readonly CheckRunsJson[];
  readonly elsewhere: readonly ElsewhereJson[];
  readonly changes: readonly ChangeJson[];
}

export interface DeployedByJson {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly object?: DeployerObject;
}

export interface PodJson {
  readonly name: string;
  readonly phase: string;
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  readonly created: string;
  readonly version: string;
  readonly reason?: Reason;
  readonly containers: readonly ContainerJson[];
}

export interface ContainerJson {
  readonly name: string;
  readonly state: string;
  readonly reason?: Reason;
  readonly exitCode?: number;
  readonly since?: string;
  readonly restarts: number;
}

export interface WorkloadJson {
  readonly kind: string;
  readonly name: string;
  readonly wanted?: number;
  readonly updated?: number;
  readonly reason?: Reason;
  readonly schedule?: string;
  readonly timeZone?: string;
  readonly next?: string;
  readonly lastStart?: string;
  readonly lastSuccess?: string;
}

/** Of a custom check. */
export interface CheckRunsJson {
  readonly check: string;
  readonly interval: string;
  readonly failuresInARow: number;
  /** Absent while it runs. */
  readonly nextRun?: string;
  /** Newest first. */
  readonly runs: readonly RunJson[];
}

export interface RunJson {
  readonly at: string;
  readonly duration: string;
  readonly state: State;
  /** What went wrong: `timed-out`, `error`, `misconfigured`, or the code of what caused it. */
  readonly reason?: string;
}

export interface ElsewhereJson {
  readonly cluster: string;
  readonly namespace: string;
  readonly state: State;
  readonly attention: State;
  readonly version?: string;
}

export interface ChangeJson {
  readonly at: string;
  /** `unseen`: it wasn't seen from then on. */
  readonly state: string;
  /** Its badge was red, although its state was `degraded`. */
  readonly color?: 'red';
  readonly reason?: Reason;
  readonly version?: string;
}

export function whyItem(why: Why, now: Moment): WhyServiceJson {
  const { service, sentence, kubectl, deployedBy, pods, workloads, links, checks, elsewhere, changes } = why;
  return {
    ...serviceItem(service, now),
    why: sentence,
    ...(kubectl !== undefined && { kubectl }),
    ...(deployedBy && { deployedBy: deployedByItem(deployedBy) }),
    pods: pods.map(podItem),
    workloads: workloads.map(workloadItem),
    links,
    checks: checks.map(checkRunsItem),
    elsewhere: elsewhere.map((one) => elsewhereItem(one, now)),
    changes: changes.slice(-MAX_CHANGES).map(({ at, state, isRed, reason, version }) => ({
      at: timestamp(at),
      state,
      ...(isRed && { color: 'red' }),
      ...(reason !== '' && { reason: closedReason(reason) }),
      ...(version !== '' && { version }),
    })),
  };
}

function deployedByItem({ kind, namespace, name, object }: Deployer): DeployedByJson {
  return {
    kind,
    ...(namespace !== '' && { namespace }),
    ...(name !== '' && { name }),
    ...(object && { object }),
  };
}

/** Newest last; the rest is in the history. */
const MAX_CHANGES = 100;

function podItem({ name, phase, ready, total, restarts, createdAt, version, reason, containers }: PodDetails): PodJson {
  return {
    name,
    phase,
    ready,
    total,
    restarts,
    created: timestamp(createdAt),
    version,
    ...(reason !== undefined && { reason }),
    containers: containers.map(containerItem),
  };
}

function containerItem({ name, state, reason, exitCode, since, restarts }: ContainerDetails): ContainerJson {
  return {
    name,
    state,
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    ...(since !== undefined && { since: timestamp(since) }),
    restarts,
  };
}

function workloadItem(workload: WorkloadDetails): WorkloadJson {
  const { kind, name, wanted, updated, reason, schedule, timeZone, next, lastStart, lastSuccess } = workload;
  return {
    kind,
    name,
    ...(wanted !== undefined && { wanted }),
    ...(updated !== undefined && { updated }),
    ...(reason !== undefined && { reason }),
    ...(schedule !== undefined && { schedule }),
    ...(timeZone !== undefined && { timeZone }),
    ...(next !== undefined && { next: timestamp(next) }),
    ...(lastStart !== undefined && { lastStart: timestamp(lastStart) }),
    ...(lastSuccess !== undefined && { lastSuccess: timestamp(lastSuccess) }),
  };
}

function checkRunsItem({ check, interval, failures, isRunning, dueAtWall, lastRuns }: CheckState): CheckRunsJson {
  return {
    check,
    interval: formatDuration(interval),
    failuresInARow: failures,
    ...(!isRunning && dueAtWall !== undefined && { nextRun: timestamp(dueAtWall) }),
    runs: lastRuns.map(({ at, took, ...ended }) => {
      return { at: timestamp(at), duration: formatDuration(Math.round(took)), ...ended };
    }),
  };
}

function elsewhereItem(service: Service, now: Moment): ElsewhereJson {
  const version = service.results.get('version')?.status;
  return {
    cluster: service.cluster,
    namespace: service.namespace,
    state: stateOf(service, now),
    attention: attentionOf(service, now),
    ...(version !== undefined && { version }),
  };
}

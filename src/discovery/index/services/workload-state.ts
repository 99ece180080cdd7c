// The state of one workload, or of a StatefulSet of which only pods may be read: how many pods are missing, and whether a
// rollout is stuck. All times are Unix milliseconds.
import type { WorkloadRef } from '../../pods/service-name.ts';
import { awaitsFirstPod } from '../../workloads/job-state.ts';
import type { Deployment, Workload } from '../../workloads/workload.ts';
import { CronState, type NewestRun } from '../runs/cron-state.ts';
import type { OwnPods } from '../pods/own-pods.ts';
import { Shortage } from '../runs/shortage.ts';

export interface WorkloadRules {
  /** Milliseconds. */
  readonly startGrace: number;
  /** CRON_TIME_ZONE: the zone of schedules that name none. */
  readonly cronTimeZone: string;
}

/** Milliseconds. Conditions may be true for a moment only. */
const STUCK_AFTER = 10_000;
/** Milliseconds for which a controller may not have observed the newest spec. */
const NOT_OBSERVED_AFTER = 60_000;

export class WorkloadState {
  workload: Workload | undefined;
  own: OwnPods | undefined;
  cron: CronState | undefined;
  /** Lists are incomplete: pods may be missing only from them. */
  isPaused = false;
  private readonly shortage = new Shortage();
  /** The last count of nodes that was current; undefined where none was yet. */
  private desired: number | undefined;
  private unobservedSince: number | undefined;
  private stuckSince: number | undefined;

  constructor(
    readonly namespace: string,
    readonly ref: Pick<WorkloadRef, 'name'> & { readonly kind: Workload['kind'] },
    private readonly rules: WorkloadRules,
  ) {}

  set(workload: Workload, wall: number): void {
    const before = this.workload;
    this.workload = workload;
    this.noteObserved(before, wall);
    this.noteStuck(wall);
    if (workload.kind === 'DaemonSet' && isObserved(workload)) this.desired = workload.desired;
    if (workload.kind !== 'CronJob') return;
    if (this.cron === undefined) this.cron = new CronState(workload, this.rules.cronTimeZone, wall);
    else this.cron.update(workload, wall);
  }

  /** The desired number of pods; undefined where it isn't known. */
  get wanted(): number | undefined {
    switch (this.workload?.kind) {
      case 'Deployment':
      case 'StatefulSet':
      case 'Rollout':
        return this.workload.replicas;
      case 'DaemonSet':
        return this.desired;
      default:
        return undefined;
    }
  }

  /** Pods that have been missing for a while. */
  get missing(): number {
    return this.shortage.missing;
  }

  /** Containers of one pod, as READY counts them. */
  get containers(): number {
    return Math.max(this.own?.containers ?? this.workload?.containers ?? 1, 1);
  }

  /** Its pods start one after the other, and one is still within START_GRACE. */
  get isOrdered(): boolean {
    return this.workload?.kind === 'StatefulSet' && this.workload.isOrdered && (this.own?.starting ?? 0) > 0;
  }

  /** Of a Deployment whose wanted pods are ready: others that take longer to start than START_GRACE. */
  slowStarters(wall: number): number {
    const deadline = this.slowDeadline;
    return deadline === undefined ? 0 : (this.own?.slowStarters(wall - deadline) ?? 0) - (this.own?.starting ?? 0);
  }

  /** Why a rollout can't go on. */
  stuck(wall: number): string | undefined {
    const { stuckSince } = this;
    return stuckSince !== undefined && wall >= stuckSince + STUCK_AFTER ? stuckReasonOf(this.workload) : undefined;
  }

  /** No controller has observed the newest spec. */
  isUnobserved(wall: number): boolean {
    return this.unobservedSince !== undefined && wall >= this.unobservedSince + NOT_OBSERVED_AFTER;
  }

  /** After its pods or its spec changed. */
  recount(wall: number): void {
    const lacking = Math.max(this.lacking(), 0);
    if (this.isPaused) this.shortage.lower(lacking, wall);
    else this.shortage.update(lacking, wall, this.rules.startGrace);
  }

  /** The lists are complete. Returns whether something may have changed. */
  resume(wall: number): boolean {
    this.isPaused = false;
    if (this.shortage.isSettledAt(Math.max(this.lacking(), 0))) return false;
    this.shortage.restart(wall);
    this.recount(wall);
    return true;
  }

  advance(wall: number): void {
    if (!this.isPaused) this.shortage.advance(wall);
  }

  nextAlarm(run: NewestRun | undefined, wall: number): number | undefined {
    const deadline = this.slowDeadline;
    const slow = deadline === undefined ? undefined : this.own?.nextSlowStarter(wall - deadline);
    const times = [
      this.isPaused ? undefined : this.shortage.dueAt,
      slow !== undefined && deadline !== undefined ? slow + deadline : undefined,
      this.stuckSince && this.stuckSince + STUCK_AFTER,
      this.unobservedSince && this.unobservedSince + NOT_OBSERVED_AFTER,
      this.cron?.nextAlarm(run, wall),
    ];
    const ahead = times.filter((time) => time !== undefined && time > wall) as readonly number[];
    return ahead.length === 0 ? undefined : Math.min(...ahead);
  }

  private lacking(): number {
    const counted = this.own?.counted ?? 0;
    switch (this.workload?.kind) {
      case undefined:
        return this.own?.gaps ?? 0;
      case 'Deployment':
      case 'Rollout':
        return this.workload.replicas - counted;
      case 'StatefulSet': {
        const { replicas, firstOrdinal } = this.workload;
        return replicas - counted - (this.own?.leavingAmong(firstOrdinal, replicas) ?? 0);
      }
      case 'DaemonSet':
        return (this.desired ?? 0) - Math.max(counted - this.workload.misscheduled, 0) - (this.own?.leaving ?? 0);
      case 'Job':
        return awaitsFirstPod(this.workload) ? 1 - counted : 0;
      case 'CronJob':
        return 0;
    }
  }

  /** While all that was wanted is ready, others may take as long as the rollout may. */
  private get slowDeadline(): number | undefined {
    if (this.workload?.kind !== 'Deployment' || this.workload.progressDeadline === undefined) return undefined;
    const isServing = this.workload.replicas > 0 && (this.own?.ready ?? 0) >= this.workload.replicas;
    return isServing ? Math.max(this.workload.progressDeadline, this.rules.startGrace) : undefined;
  }

  private noteObserved(before: Workload | undefined, wall: number): void {
    const { workload } = this;
    if (workload === undefined || isObserved(workload)) this.unobservedSince = undefined;
    else if (this.unobservedSince === undefined || observedOf(before) !== observedOf(workload)) {
      this.unobservedSince = wall;
    }
  }

  private noteStuck(wall: number): void {
    if (stuckReasonOf(this.workload) === undefined) this.stuckSince = undefined;
    else this.stuckSince ??= stuckSinceOf(this.workload) ?? wall;
  }
}

function observedOf(workload: Workload | undefined): number | undefined {
  return workload !== undefined && 'observedGeneration' in workload ? workload.observedGeneration : undefined;
}

function isObserved(workload: Workload): boolean {
  return (observedOf(workload) ?? Infinity) >= workload.generation;
}

const STUCK_REASONS: ReadonlySet<string | undefined> = new Set(['ProgressDeadlineExceeded', 'ReplicaSetCreateError']);

function stuckReasonOf(workload: Workload | undefined): string | undefined {
  if (workload?.kind !== 'Deployment' || workload.replicas === 0) return undefined;
  if (isFailing(workload.progressing)) return workload.progressing?.reason;
  return !workload.isPaused && workload.replicaFailure?.status === 'True' ? 'ReplicaFailure' : undefined;
}

function isFailing(progressing: Deployment['progressing']): boolean {
  return progressing?.status === 'False' && STUCK_REASONS.has(progressing.reason);
}

function stuckSinceOf(workload: Workload | undefined): number | undefined {
  if (workload?.kind !== 'Deployment') return undefined;
  return isFailing(workload.progressing) ? workload.progressing?.since : workload.replicaFailure?.since;
}

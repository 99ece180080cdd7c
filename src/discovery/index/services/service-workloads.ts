// The workloads of one service, as far as they may be read: what was asked for.
import { isOwnerOf } from '../../pods/pod.ts';
import { minimumOf } from '../../pods/min-annotation.ts';
import type { Workload } from '../../workloads/workload.ts';
import type { WorkloadState } from './workload-state.ts';

export class ServiceWorkloads {
  /** All but Jobs, of which there may be very many. */
  private controllers: readonly WorkloadState[] = NONE;
  /** By uid, which is the id of their run. */
  private jobs: Map<string, WorkloadState> | undefined;

  get isEmpty(): boolean {
    return this.controllers.length === 0 && (this.jobs?.size ?? 0) === 0;
  }

  /** Of Jobs only that of the service's newest run. */
  current(newestRunId: string | undefined): readonly WorkloadState[] {
    const job = this.jobs?.get(newestRunId ?? '');
    return job === undefined ? this.controllers : [...this.controllers, job];
  }

  /** A kind that keeps pods running comes before one that runs once. */
  get kind(): string | undefined {
    const [first, second] = this.controllers;
    if (first?.workload && second === undefined) return first.workload.kind;
    return KINDS.find((kind) => this.controllers.some(({ workload }) => workload?.kind === kind)) ?? this.jobKind;
  }

  private get jobKind(): 'CronJob' | 'Job' | undefined {
    const [job] = this.jobs?.values() ?? NONE;
    return job && (isOwnerOf('batch', 'CronJob', job.workload?.owner) ? 'CronJob' : 'Job');
  }

  /** The first valid annotation `kube-shields/min`. */
  minimum(newestRunId: string | undefined): number | undefined {
    const minimums = this.current(newestRunId).map(({ workload }) => minimumOf(workload?.minAnnotation));
    return minimums.find((minimum) => minimum !== undefined);
  }

  add(state: WorkloadState): void {
    if (state.workload?.kind === 'Job') (this.jobs ??= new Map()).set(state.workload.uid, state);
    else if (!this.controllers.includes(state)) this.controllers = [...this.controllers, state];
  }

  delete(state: WorkloadState): void {
    if (this.controllers.includes(state)) this.controllers = this.controllers.filter((other) => other !== state);
    if (state.workload?.kind === 'Job') this.jobs?.delete(state.workload.uid);
  }
}

const NONE: readonly WorkloadState[] = [];
const KINDS: readonly Workload['kind'][] = ['Rollout', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];

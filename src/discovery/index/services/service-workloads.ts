// The workloads of one service, as far as they may be read: what was asked for.
import { isOwnerOf } from '../../pods/pod.ts';
import { minimumOf } from '../../pods/min-annotation.ts';
import type { Workload } from '../../workloads/workload.ts';
import type { WorkloadState } from './workload-state.ts';

export class ServiceWorkloads {
  /** All but Jobs, of which there may be very many. */
  private controllers: Set<WorkloadState> | undefined;
  /** By uid, which is the id of their run. */
  private jobs: Map<string, WorkloadState> | undefined;

  get isEmpty(): boolean {
    return (this.controllers?.size ?? 0) === 0 && (this.jobs?.size ?? 0) === 0;
  }

  /** Of Jobs only that of the service's newest run. */
  current(newestRunId: string | undefined): readonly WorkloadState[] {
    const job = this.jobs?.get(newestRunId ?? '');
    return job === undefined ? [...(this.controllers ?? [])] : [...(this.controllers ?? []), job];
  }

  /** A kind that keeps pods running comes before one that runs once. */
  get kind(): string | undefined {
    const kinds = new Set([...(this.controllers ?? [])].map(({ workload }) => workload?.kind));
    const [job] = this.jobs?.values() ?? [];
    const jobKind = job && (isOwnerOf('batch', 'CronJob', job.workload?.owner) ? 'CronJob' : 'Job');
    return KINDS.find((kind) => kinds.has(kind)) ?? jobKind;
  }

  /** The first valid annotation `kube-shields/min`. */
  minimum(newestRunId: string | undefined): number | undefined {
    const minimums = this.current(newestRunId).map(({ workload }) => minimumOf(workload?.minAnnotation));
    return minimums.find((minimum) => minimum !== undefined);
  }

  add(state: WorkloadState): void {
    if (state.workload?.kind === 'Job') (this.jobs ??= new Map()).set(state.workload.uid, state);
    else (this.controllers ??= new Set()).add(state);
  }

  delete(state: WorkloadState): void {
    this.controllers?.delete(state);
    if (state.workload?.kind === 'Job') this.jobs?.delete(state.workload.uid);
  }
}

const KINDS: readonly Workload['kind'][] = ['Rollout', 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'];

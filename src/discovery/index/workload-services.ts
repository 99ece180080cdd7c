// The service of each workload, where MAX_SERVICES leaves room for it, and what its runs know of their Jobs.
import { awaitsFirstPod, jobStateOf } from '../workloads/job-state.ts';
import type { PodSet } from './pod-set.ts';
import type { ServiceTally } from './services/service-tally.ts';
import type { WorkloadState } from './services/workload-state.ts';
import { claimOf, isByHand, namingIn, runIdentityOf } from './workload-naming.ts';

export class WorkloadServices {
  private readonly services = new Map<WorkloadState, ServiceTally>();

  /** `pods`: those that readers see. */
  constructor(private readonly pods: () => PodSet) {}

  serviceOf(state: WorkloadState): ServiceTally | undefined {
    return this.services.get(state);
  }

  /** Whether its service is known. Where there was no room for it, there may be now. */
  isAssigned(state: WorkloadState): boolean {
    const service = this.services.get(state);
    return service !== undefined && this.pods().services.has(service);
  }

  unassign(state: WorkloadState, isDeleted: boolean, wall: number): void {
    const { workload } = state;
    const [service, apart] = [this.services.get(state), this.serviceOfPods(state)];
    this.services.delete(state);
    if (service === undefined) return;
    if (workload?.kind === 'Job') {
      for (const each of [service, apart]) each?.setJob(runIdentityOf(workload), undefined, wall);
    }
    service.detach(state, isDeleted, wall);
    this.pods().bounded.resettle(service, wall);
  }

  /** Assigns it to the service that it names, in the pod set that readers see now. */
  assign(state: WorkloadState, wall: number): void {
    const pods = this.pods();
    const { workload, namespace } = state;
    state.own = pods.known.ownPods.get(namespace, state.ref);
    const before = this.services.get(state);
    const naming = namingIn(state, before?.name);
    const service = naming && pods.bounded.serviceOf(namespace, naming.name, claimOf(namespace, workload));
    if (before !== service) this.unassign(state, false, wall);
    if (before && before !== service) pods.bounded.closeIfEmpty(before, wall);
    if (service === undefined || naming === undefined) return;
    this.services.set(state, service);
    service.attach(state, naming.isOneOff);
    this.updateJob(state, wall);
    pods.bounded.resettle(service, wall);
  }

  /**
   * Passes a Job's state to its run. A Job that only waits for its first pod has no run yet: the previous run is judged until
   * the pod counts as missing.
   */
  updateJob(state: WorkloadState, wall: number): void {
    const { workload, own, missing } = state;
    const service = this.services.get(state);
    if (workload?.kind !== 'Job' || service === undefined) return;
    if (awaitsFirstPod(workload) && missing === 0 && own === undefined) return;
    const job = jobStateOf(workload);
    const apart = this.serviceOfPods(state);
    apart?.setJob(runIdentityOf(workload), job, wall);
    if (apart) this.pods().bounded.resettle(apart, wall);
    // If its pods are counted in another service, only the end of the run, or missing pods, matter here.
    const isElsewhere = apart !== undefined || (own === undefined && missing === 0 && isByHand(workload));
    if (!isElsewhere || job.end) service.setJob(runIdentityOf(workload), job, wall);
  }

  /** The service of its pods where that is another one: of a Job that was created by hand from a CronJob. */
  private serviceOfPods(state: WorkloadState): ServiceTally | undefined {
    const [name, service] = [state.own?.serviceName, this.services.get(state)];
    if (name === undefined || service === undefined || name === service.name) return undefined;
    return this.pods().services.get(state.namespace, name);
  }
}

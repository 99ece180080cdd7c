// The service that each workload belongs to, where there is room for its name, and what Jobs say there of their runs.
import { awaitsFirstPod, jobStateOf } from '../workloads/job-state.ts';
import type { PodSet } from './pod-set.ts';
import type { ServiceTally } from './services/service-tally.ts';
import type { WorkloadState } from './services/workload-state.ts';
import { claimOf, isByHand, namingIn, runIdentityOf } from './workload-naming.ts';

export class WorkloadPlaces {
  private readonly services = new Map<WorkloadState, ServiceTally>();

  /** `pods`: those that readers see. */
  constructor(private readonly pods: () => PodSet) {}

  serviceOf(state: WorkloadState): ServiceTally | undefined {
    return this.services.get(state);
  }

  /** In a service that is known; where there was no room for one there may be by now. */
  isPlaced(state: WorkloadState): boolean {
    const service = this.services.get(state);
    return service !== undefined && this.pods().services.has(service);
  }

  leave(state: WorkloadState, isDeleted: boolean, wall: number): void {
    const { workload } = state;
    const [service, apart] = [this.services.get(state), this.podsService(state)];
    this.services.delete(state);
    if (service === undefined) return;
    if (workload?.kind === 'Job') {
      for (const each of [service, apart]) each?.setJob(runIdentityOf(workload), undefined, wall);
    }
    service.detach(state, isDeleted, wall);
    this.pods().resettle(service, wall);
  }

  /** Into the service that it names, among the pods that readers see now. */
  place(state: WorkloadState, wall: number): void {
    const pods = this.pods();
    const { workload, namespace } = state;
    state.own = pods.ownPods.get(namespace, state.ref);
    const before = this.services.get(state);
    const naming = namingIn(state, before?.name);
    const service = naming && pods.serviceOf(namespace, naming.name, claimOf(namespace, workload));
    if (before !== service) this.leave(state, false, wall);
    if (before && before !== service) pods.closeIfEmpty(before, wall);
    if (service === undefined || naming === undefined) return;
    this.services.set(state, service);
    service.attach(state, naming.isOneOff);
    this.speak(state, wall);
    pods.resettle(service, wall);
  }

  /** A Job that merely waits for its first pod has no run yet: the one before it is judged until pods are missing. */
  speak(state: WorkloadState, wall: number): void {
    const { workload, own, missing } = state;
    const service = this.services.get(state);
    if (workload?.kind !== 'Job' || service === undefined) return;
    if (awaitsFirstPod(workload) && missing === 0 && own === undefined) return;
    const job = jobStateOf(workload);
    const apart = this.podsService(state);
    apart?.setJob(runIdentityOf(workload), job, wall);
    if (apart) this.pods().resettle(apart, wall);
    // Of a run whose pods are counted elsewhere only its end, or their lack, says something here.
    const isElsewhere = apart !== undefined || (own === undefined && missing === 0 && isByHand(workload));
    if (!isElsewhere || job.end) service.setJob(runIdentityOf(workload), job, wall);
  }

  /** The service that its pods are of, where that is another: of a CronJob's Job that somebody made by hand. */
  private podsService(state: WorkloadState): ServiceTally | undefined {
    const [name, service] = [state.own?.serviceName, this.services.get(state)];
    if (name === undefined || service === undefined || name === service.name) return undefined;
    return this.pods().services.get(state.namespace, name);
  }
}

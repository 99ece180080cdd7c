// Conditions as controllers write them: lastTransitionTime changes only with the status.
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { WorkloadCondition } from '../cluster/workload-objects.ts';

export type NewCondition = Pick<WorkloadCondition, 'type' | 'status' | 'reason' | 'message'>;

export class Conditions {
  private readonly known = new Map<string, WorkloadCondition>();

  get all(): readonly WorkloadCondition[] {
    return [...this.known.values()];
  }

  set(condition: NewCondition, now: number): void {
    const before = this.known.get(condition.type);
    const isSame = before?.status === condition.status && before.reason === condition.reason;
    const lastUpdateTime = isSame ? before.lastUpdateTime : timestamp(now);
    const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : timestamp(now);
    this.known.set(condition.type, { ...condition, lastUpdateTime, lastTransitionTime } as WorkloadCondition);
  }

  remove(type: string): void {
    this.known.delete(type);
  }
}

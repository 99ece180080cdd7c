// A workload's object in the cluster: users change its spec, its controller writes its status. As with real controllers the
// status follows a moment later, once for many changes, with observedGeneration.
import { uidOf } from '../cluster/pod.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { WorkloadObject } from '../cluster/workload-objects.ts';
import type { Simulation } from './simulation.ts';

export class WorkloadRecord<T extends WorkloadObject> {
  private readonly simulation: Simulation;
  private readonly statusOf: () => T['status'];
  private object: T;
  private isPending = false;
  private isGone = false;

  /** `statusOf` computes the status; observedGeneration is added here. */
  constructor(simulation: Simulation, object: T, createdAt: number, statusOf: () => T['status']) {
    const { name } = object.metadata;
    const metadata = { ...object.metadata, uid: uidOf(name), generation: 1, creationTimestamp: timestamp(createdAt) };
    this.simulation = simulation;
    this.statusOf = statusOf;
    this.object = { ...object, metadata };
  }

  get spec(): T['spec'] {
    return this.object.spec;
  }

  show(): void {
    this.object = { ...this.object, status: this.currentStatus() };
    this.simulation.show(this.object);
  }

  /** A user's change: the next generation, with the old status until the controller has observed it. */
  change(spec: Partial<T['spec']>): void {
    const { metadata } = this.object;
    const generation = (metadata.generation ?? 0) + 1;
    this.object = { ...this.object, metadata: { ...metadata, generation }, spec: { ...this.object.spec, ...spec } };
    this.simulation.show(this.object);
    this.touch();
  }

  /** Call after anything that may change the status. */
  touch(): void {
    if (this.isPending || this.isGone) return;
    this.isPending = true;
    this.simulation.after(REACTION_TIME, () => {
      this.isPending = false;
      this.write();
    });
  }

  remove(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.simulation.remove(this.object);
  }

  private write(): void {
    if (this.isGone) return;
    const status = this.currentStatus();
    if (JSON.stringify(status) === JSON.stringify(this.object.status)) return;
    this.show();
  }

  private currentStatus(): T['status'] {
    const { kind, metadata } = this.object;
    const status = this.statusOf();
    return kind === 'Job' || kind === 'CronJob' ? status : { observedGeneration: metadata.generation, ...status };
  }
}

/** Milliseconds; tens in a quiet cluster, more under load. */
const REACTION_TIME = 80;

// A workload's object in the cluster: users and pipelines change its spec, its controller writes its status. As with
// real controllers the status follows a moment later, once for many changes, and says which generation it is about.
import { uidOf } from '../cluster/pod.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';
import type { WorkloadObject } from '../cluster/workload-objects.ts';
import type { Stage } from './stage.ts';

export class WorkloadRecord<T extends WorkloadObject> {
  private readonly stage: Stage;
  private readonly statusOf: () => T['status'];
  private object: T;
  private isPending = false;
  private isGone = false;

  /** `statusOf` computes the status from what the controller sees; the generation it has observed is added here. */
  constructor(stage: Stage, object: T, createdAt: number, statusOf: () => T['status']) {
    const { name } = object.metadata;
    const metadata = { ...object.metadata, uid: uidOf(name), generation: 1, creationTimestamp: timestamp(createdAt) };
    this.stage = stage;
    this.statusOf = statusOf;
    this.object = { ...object, metadata };
  }

  get spec(): T['spec'] {
    return this.object.spec;
  }

  show(): void {
    this.object = { ...this.object, status: this.currentStatus() };
    this.stage.show(this.object);
  }

  /** A user's change: the next generation, with the status of the one before until the controller has seen it. */
  change(spec: Partial<T['spec']>): void {
    const { metadata } = this.object;
    const generation = (metadata.generation ?? 0) + 1;
    this.object = { ...this.object, metadata: { ...metadata, generation }, spec: { ...this.object.spec, ...spec } };
    this.stage.show(this.object);
    this.touch();
  }

  /** Something happened that may change the status. */
  touch(): void {
    if (this.isPending || this.isGone) return;
    this.isPending = true;
    this.stage.after(REACTION_TIME, () => {
      this.isPending = false;
      this.write();
    });
  }

  remove(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.stage.remove(this.object);
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

/** Milliseconds; tens on a calm cluster, more under load. */
const REACTION_TIME = 80;

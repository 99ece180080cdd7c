// A Deployment: its pods belong to a ReplicaSet of one version, a rollout adds the new before it takes the old, and its
// status and conditions follow as the deployment controller writes them.
import type { DeploymentObject, DeploymentStatus } from '../cluster/workload-objects.ts';
import { Conditions } from './conditions.ts';
import { PodActor } from './pod-actor.ts';
import { type Stage, watched } from './stage.ts';
import {
  firstRelease,
  metadataOf,
  nextRelease,
  ownedBy,
  type Release,
  type ReplicatedPlan,
  RETRY,
  roleOf,
  templateOf,
  timeBefore,
  type Workload,
} from './workload-plan.ts';
import { WorkloadRecord } from './workload-record.ts';

export class Deployment implements Workload {
  private readonly stage: Stage;
  private readonly plan: ReplicatedPlan;
  private readonly record: WorkloadRecord<DeploymentObject>;
  private readonly conditions = new Conditions();
  /** All pods that are there, those that are leaving too. */
  private readonly pods = new Set<PodActor>();
  private readonly releases = new WeakMap<PodActor, Release>();
  private release: Release;
  private quota = Infinity;
  private refusal: string | undefined;
  private progressedAt: number;
  private isComplete = true;
  private busy = false;

  constructor(stage: Stage, plan: ReplicatedPlan) {
    this.stage = watched(stage, () => {
      this.record.touch();
    });
    this.plan = plan;
    this.release = firstRelease(stage);
    const createdAt = timeBefore(stage, plan.days ?? 3);
    this.progressedAt = createdAt;
    this.record = new WorkloadRecord(stage, this.newObject(), createdAt, () => this.statusNow());
    for (let at = 0; at < plan.replicas; at += 1) this.add(createdAt).wasHere(at === 0 ? plan.restarts : 0);
    if (plan.short) this.add(createdAt).findNoNode();
    this.record.show();
  }

  rollOut(): void {
    if (this.busy) return;
    this.busy = true;
    this.startRollout(nextRelease(this.stage, this.release));
    this.replace(this.serving());
  }

  crash(times: number): void {
    if (this.busy) return;
    this.busy = true;
    this.anyPod()?.crash(times, this.stage.random.chance(0.3) ? 'OOMKilled' : 'Error', () => {
      this.busy = false;
    });
  }

  fumble(): void {
    if (this.busy) return;
    this.busy = true;
    const good = this.release;
    this.startRollout(nextRelease(this.stage, good));
    const bad = this.add();
    bad.failToPull();
    this.stage.after(TAKEN_BACK, () => {
      this.startRollout(good);
      bad.leave();
      this.busy = false;
    });
  }

  waver(): void {
    if (!this.busy) this.anyPod()?.waver(this.stage.random.between(5000, 20_000));
  }

  starve(ms: number): void {
    const lost = this.anyPod();
    if (this.busy || lost === undefined) return;
    this.busy = true;
    this.limitFor(ms, this.serving().length - 1);
    lost.leave();
    this.create(() => {
      this.busy = false;
    });
  }

  /** A rollout whose first pod quota refuses: it passes its deadline, and ends well when there is room again. */
  jam(): void {
    if (this.busy) return;
    this.limitFor(3 * DEADLINE, this.serving().length);
    this.rollOut();
  }

  /** To none, and back after a while. */
  rest(ms: number): void {
    if (this.busy) return;
    this.busy = true;
    this.scaleTo(0);
    for (const pod of this.serving()) pod.leave();
    this.stage.after(ms, () => {
      this.scaleTo(this.plan.replicas);
      for (let at = 0; at < this.plan.replicas; at += 1) this.create();
      this.busy = false;
    });
  }

  private newObject(): DeploymentObject {
    const { replicas, short } = this.plan;
    return {
      kind: 'Deployment',
      metadata: { ...metadataOf(this.plan), annotations: { 'deployment.kubernetes.io/revision': '1' } },
      spec: {
        replicas: replicas + (short ? 1 : 0),
        template: templateOf(this.plan, this.release.version, 'Always'),
        progressDeadlineSeconds: DEADLINE / 1000,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      },
      status: {},
    };
  }

  private startRollout(release: Release): void {
    this.release = release;
    this.progress();
    this.isComplete = false;
    this.refusal = undefined;
    this.record.change({ template: templateOf(this.plan, release.version, 'Always') });
  }

  private scaleTo(replicas: number): void {
    this.record.change({ replicas });
  }

  private replace(old: readonly PodActor[]): void {
    const [first, ...rest] = old;
    if (first === undefined) {
      this.busy = false;
      return;
    }
    this.create(() => {
      this.progress();
      first.leave();
      this.replace(rest);
    });
  }

  /** Tries again until quota has room for another pod. */
  private create(then: () => void = () => undefined): void {
    const { size } = this.pods;
    if (size < this.quota) {
      this.refusal = undefined;
      this.progress();
      this.add().start(then);
      return;
    }
    this.refusal = `pods "${this.plan.name}-${this.release.hash}-" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=${size}, limited: pods=${this.quota}`;
    this.record.touch();
    this.stage.after(RETRY, () => {
      this.create(then);
    });
  }

  private limitFor(ms: number, quota: number): void {
    this.quota = quota;
    this.stage.after(ms, () => {
      this.quota = Infinity;
    });
  }

  private add(createdAt?: number): PodActor {
    const { hash } = this.release;
    const labels = { 'pod-template-hash': hash };
    const owner = `${this.plan.name}-${hash}`;
    const metadata = ownedBy(this.plan, 'ReplicaSet', owner, this.stage.random.suffix(5), labels);
    const pod = new PodActor(this.stage, roleOf(this.stage, this.plan, metadata, this.release), createdAt);
    this.pods.add(pod);
    this.releases.set(pod, this.release);
    return pod;
  }

  /** Restarts the clock of the progress deadline, at whose end the status is computed once more. */
  private progress(): void {
    this.progressedAt = this.stage.now();
    this.stage.after(DEADLINE, () => {
      this.record.touch();
    });
  }

  private statusNow(): DeploymentStatus {
    for (const pod of this.pods) if (pod.isGone) this.pods.delete(pod);
    const serving = this.serving();
    const replicas = this.record.spec.replicas ?? 1;
    const updated = serving.filter((pod) => this.releases.get(pod)?.hash === this.release.hash);
    const ready = serving.filter(({ isReady }) => isReady).length;
    const isComplete = updated.length === replicas && ready >= replicas && serving.length === replicas;
    this.isComplete ||= isComplete;
    this.setConditions(replicas, ready);
    return {
      replicas: serving.length,
      updatedReplicas: updated.length,
      readyReplicas: ready,
      availableReplicas: ready,
      ...(ready < replicas && { unavailableReplicas: replicas - ready }),
      terminatingReplicas: this.pods.size - serving.length,
      conditions: this.conditions.all,
    };
  }

  private setConditions(replicas: number, ready: number): void {
    const now = this.stage.now();
    const minimum = replicas - Math.floor(replicas / 4);
    this.conditions.set(ready >= minimum ? AVAILABLE : UNAVAILABLE, now);
    if (this.refusal === undefined) this.conditions.remove('ReplicaFailure');
    else {
      const failure = {
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: this.refusal,
      } as const;
      this.conditions.set(failure, now);
    }
    // A rollout that was complete once skips the deadline, whatever its pods do later.
    if (this.isComplete) this.conditions.set(ROLLED_OUT, now);
    else this.conditions.set(now - this.progressedAt >= DEADLINE ? PAST_DEADLINE : ROLLING_OUT, now);
  }

  private serving(): readonly PodActor[] {
    return [...this.pods].filter(({ isLeaving }) => !isLeaving);
  }

  private anyPod(): PodActor | undefined {
    const serving = this.serving();
    return serving.length > 0 ? this.stage.random.pick(serving) : undefined;
  }
}

/** Milliseconds until somebody takes a bad release back. */
const TAKEN_BACK = 25_000;

/** Milliseconds. Kubernetes' default is ten minutes; a demo wants to be watched. */
const DEADLINE = 30_000;

const AVAILABLE = { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' } as const;
const UNAVAILABLE = { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' } as const;
const ROLLED_OUT = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' } as const;
const ROLLING_OUT = { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' } as const;
const PAST_DEADLINE = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' } as const;

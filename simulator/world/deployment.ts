// A Deployment: its pods belong to a ReplicaSet per version, a rollout adds new pods before it deletes old ones, and status
// and conditions follow as the deployment controller writes them.
import type { DeploymentObject, DeploymentStatus } from '../cluster/workload-objects.ts';
import { Conditions } from './conditions.ts';
import { SimulatedPod } from './simulated-pod.ts';
import { type Simulation, reactingTo } from './simulation.ts';
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
  private readonly simulation: Simulation;
  private readonly plan: ReplicatedPlan;
  private readonly record: WorkloadRecord<DeploymentObject>;
  private readonly conditions = new Conditions();
  /** All existing pods, terminating ones included. */
  private readonly pods = new Set<SimulatedPod>();
  private readonly releases = new WeakMap<SimulatedPod, Release>();
  private release: Release;
  private quota = Infinity;
  private refusal: string | undefined;
  private progressedAt: number;
  private isComplete = true;
  private busy = false;

  constructor(simulation: Simulation, plan: ReplicatedPlan) {
    this.simulation = reactingTo(simulation, () => {
      this.record.touch();
    });
    this.plan = plan;
    this.release = firstRelease(simulation);
    const createdAt = timeBefore(simulation, plan.days ?? 3);
    this.progressedAt = createdAt;
    this.record = new WorkloadRecord(simulation, this.newObject(), createdAt, () => this.statusNow());
    for (let at = 0; at < plan.replicas; at += 1) this.add(createdAt).existedBefore(at === 0 ? plan.restarts : 0);
    if (plan.short) this.add(createdAt).stayUnschedulable();
    this.record.show();
  }

  rollOut(): void {
    if (this.busy) return;
    this.busy = true;
    this.startRollout(nextRelease(this.simulation, this.release));
    this.replace(this.serving());
  }

  crash(times: number): void {
    if (this.busy) return;
    this.busy = true;
    this.anyPod()?.crash(times, this.simulation.random.chance(0.3) ? 'OOMKilled' : 'Error', () => {
      this.busy = false;
    });
  }

  releaseBrokenImage(): void {
    if (this.busy) return;
    this.busy = true;
    const good = this.release;
    this.startRollout(nextRelease(this.simulation, good));
    const bad = this.add();
    bad.failToPull();
    this.simulation.after(ROLLBACK_AFTER, () => {
      this.startRollout(good);
      bad.terminate();
      this.busy = false;
    });
  }

  failReadiness(): void {
    if (!this.busy) this.anyPod()?.failReadiness(this.simulation.random.between(5000, 20_000));
  }

  losePodOverQuota(ms: number): void {
    const lost = this.anyPod();
    if (this.busy || lost === undefined) return;
    this.busy = true;
    this.limitFor(ms, this.serving().length - 1);
    lost.terminate();
    this.create(() => {
      this.busy = false;
    });
  }

  /** A rollout whose first pod is refused by quota: it exceeds its deadline, and completes when quota allows it. */
  rollOutOverQuota(): void {
    if (this.busy) return;
    this.limitFor(3 * DEADLINE, this.serving().length);
    this.rollOut();
  }

  /** Scales to zero, and back after a while. */
  scaleToZero(ms: number): void {
    if (this.busy) return;
    this.busy = true;
    this.scaleTo(0);
    for (const pod of this.serving()) pod.terminate();
    this.simulation.after(ms, () => {
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

  private replace(old: readonly SimulatedPod[]): void {
    const [first, ...rest] = old;
    if (first === undefined) {
      this.busy = false;
      return;
    }
    this.create(() => {
      this.progress();
      first.terminate();
      this.replace(rest);
    });
  }

  /** Retries until quota allows another pod. */
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
    this.simulation.after(RETRY, () => {
      this.create(then);
    });
  }

  private limitFor(ms: number, quota: number): void {
    this.quota = quota;
    this.simulation.after(ms, () => {
      this.quota = Infinity;
    });
  }

  private add(createdAt?: number): SimulatedPod {
    const { hash } = this.release;
    const labels = { 'pod-template-hash': hash };
    const owner = `${this.plan.name}-${hash}`;
    const metadata = ownedBy(this.plan, 'ReplicaSet', owner, this.simulation.random.suffix(5), labels);
    const pod = new SimulatedPod(
      this.simulation,
      roleOf(this.simulation, this.plan, metadata, this.release),
      createdAt,
    );
    this.pods.add(pod);
    this.releases.set(pod, this.release);
    return pod;
  }

  /** Restarts the progress deadline, at whose end the status is computed again. */
  private progress(): void {
    this.progressedAt = this.simulation.now();
    this.simulation.after(DEADLINE, () => {
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
    const now = this.simulation.now();
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
    // A rollout that was complete once has no deadline any more, whatever its pods do later.
    if (this.isComplete) this.conditions.set(ROLLED_OUT, now);
    else this.conditions.set(now - this.progressedAt >= DEADLINE ? PAST_DEADLINE : ROLLING_OUT, now);
  }

  private serving(): readonly SimulatedPod[] {
    return [...this.pods].filter(({ isTerminating }) => !isTerminating);
  }

  private anyPod(): SimulatedPod | undefined {
    const serving = this.serving();
    return serving.length > 0 ? this.simulation.random.pick(serving) : undefined;
  }
}

/** Milliseconds until a bad release is rolled back. */
const ROLLBACK_AFTER = 25_000;

/** Milliseconds. Kubernetes' default is ten minutes, too long for a demo. */
const DEADLINE = 30_000;

const AVAILABLE = { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' } as const;
const UNAVAILABLE = { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' } as const;
const ROLLED_OUT = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' } as const;
const ROLLING_OUT = { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' } as const;
const PAST_DEADLINE = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' } as const;

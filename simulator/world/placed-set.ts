// StatefulSets and DaemonSets: each pod has its place, an ordinal or a node, and a rollout takes the old pod before it
// brings the new one.
import type {
  DaemonSetObject,
  DaemonSetStatus,
  StatefulSetObject,
  StatefulSetStatus,
} from '../cluster/workload-objects.ts';
import { PodActor } from './pod-actor.ts';
import { type Stage, watched } from './stage.ts';
import {
  firstRelease,
  metadataOf,
  nextRelease,
  NODES,
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

type PlacedKind = 'StatefulSet' | 'DaemonSet';

export class PlacedSet implements Workload {
  private readonly stage: Stage;
  private readonly kind: PlacedKind;
  private readonly plan: ReplicatedPlan;
  private readonly record: WorkloadRecord<StatefulSetObject> | WorkloadRecord<DaemonSetObject>;
  private readonly pods: PlacedPod[] = [];
  private release: Release;
  /** Of the last rollout that was complete. */
  private settled: Release;
  private refusedUntil = 0;
  private busy = false;

  constructor(stage: Stage, kind: PlacedKind, plan: ReplicatedPlan) {
    this.stage = watched(stage, () => {
      this.record.touch();
    });
    this.kind = kind;
    this.plan = plan;
    this.release = firstRelease(stage);
    this.settled = this.release;
    const createdAt = timeBefore(stage, plan.days ?? 12);
    this.record = this.newRecord(stage, createdAt);
    for (let place = 0; place < plan.replicas; place += 1)
      this.add(place, createdAt).wasHere(place === 0 ? plan.restarts : 0);
    this.record.show();
  }

  rollOut(): void {
    if (this.busy) return;
    this.busy = true;
    this.release = nextRelease(this.stage, this.release);
    this.record.change({ template: templateOf(this.plan, this.release.version, 'Always') });
    this.replace(this.plan.replicas - 1);
  }

  crash(times: number): void {
    if (this.busy) return;
    this.busy = true;
    this.anyPod()?.actor.crash(times, 'Error', () => {
      this.busy = false;
    });
  }

  fumble(): void {
    this.waver();
  }

  waver(): void {
    if (!this.busy) this.anyPod()?.actor.waver(this.stage.random.between(5000, 20_000));
  }

  starve(ms: number): void {
    const lost = this.anyPod();
    if (this.busy || lost === undefined) return;
    this.busy = true;
    this.refusedUntil = this.stage.now() + ms;
    lost.actor.leave(() => {
      this.create(lost.place, () => {
        this.busy = false;
      });
    });
  }

  /** From the last place to the first, as a StatefulSet does. */
  private replace(place: number): void {
    const old = this.pods[place];
    if (old === undefined) {
      this.settled = this.release;
      this.busy = false;
      this.record.touch();
      return;
    }
    old.actor.leave(() => {
      this.create(place, () => {
        this.replace(place - 1);
      });
    });
  }

  /** Tries again until quota has room for another pod. */
  private create(place: number, then: () => void): void {
    if (this.stage.now() >= this.refusedUntil) {
      this.add(place).start(then);
      return;
    }
    this.stage.after(RETRY, () => {
      this.create(place, then);
    });
  }

  private add(place: number, createdAt?: number): PodActor {
    const { random } = this.stage;
    const ending = this.kind === 'StatefulSet' ? String(place) : random.suffix(5);
    const labels = { 'controller-revision-hash': this.release.hash };
    const metadata = ownedBy(this.plan, this.kind, this.plan.name, ending, labels);
    const role = roleOf(this.stage, this.plan, metadata, this.release);
    const nodeName = NODES[place % NODES.length] ?? role.nodeName;
    const actor = new PodActor(this.stage, { ...role, nodeName }, createdAt);
    this.pods[place] = { place, actor, release: this.release };
    return actor;
  }

  private anyPod(): PlacedPod | undefined {
    return this.stage.random.pick(this.pods);
  }

  private newRecord(
    stage: Stage,
    createdAt: number,
  ): WorkloadRecord<StatefulSetObject> | WorkloadRecord<DaemonSetObject> {
    const metadata = metadataOf(this.plan);
    const template = templateOf(this.plan, this.release.version, 'Always');
    const updateStrategy = { type: 'RollingUpdate' } as const;
    if (this.kind === 'DaemonSet') {
      const object: DaemonSetObject = { kind: 'DaemonSet', metadata, spec: { template, updateStrategy }, status: {} };
      return new WorkloadRecord(stage, object, createdAt, () => this.daemonSetStatus());
    }
    const { name, replicas } = this.plan;
    const spec = {
      replicas,
      template,
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
      updateStrategy,
    } as const;
    const object: StatefulSetObject = { kind: 'StatefulSet', metadata, spec, status: {} };
    return new WorkloadRecord(stage, object, createdAt, () => this.statefulSetStatus());
  }

  private statefulSetStatus(): StatefulSetStatus {
    const { existing, ready, updated } = this.counts();
    const isRolling = this.settled !== this.release;
    return {
      replicas: existing,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: isRolling ? existing - updated : existing,
      updatedReplicas: updated,
      currentRevision: `${this.plan.name}-${this.settled.hash}`,
      updateRevision: `${this.plan.name}-${this.release.hash}`,
    };
  }

  private daemonSetStatus(): DaemonSetStatus {
    const { existing, ready, updated } = this.counts();
    const desiredNumberScheduled = this.plan.replicas;
    return {
      currentNumberScheduled: existing,
      desiredNumberScheduled,
      numberMisscheduled: 0,
      numberReady: ready,
      numberAvailable: ready,
      updatedNumberScheduled: updated,
      ...(ready < desiredNumberScheduled && { numberUnavailable: desiredNumberScheduled - ready }),
    };
  }

  private counts() {
    const existing = this.pods.filter(({ actor }) => !actor.isGone);
    return {
      existing: existing.length,
      ready: existing.filter(({ actor }) => actor.isReady).length,
      updated: existing.filter(({ release }) => release === this.release).length,
    };
  }
}

interface PlacedPod {
  readonly place: number;
  readonly actor: PodActor;
  readonly release: Release;
}

// StatefulSets and DaemonSets: each pod has a fixed index, its ordinal or node, and a rollout deletes the old pod before it
// creates the new one.
import type {
  DaemonSetObject,
  DaemonSetStatus,
  StatefulSetObject,
  StatefulSetStatus,
} from '../cluster/workload-objects.ts';
import { SimulatedPod } from './simulated-pod.ts';
import { type Simulation, reactingTo } from './simulation.ts';
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
  private readonly simulation: Simulation;
  private readonly kind: PlacedKind;
  private readonly plan: ReplicatedPlan;
  private readonly record: WorkloadRecord<StatefulSetObject> | WorkloadRecord<DaemonSetObject>;
  private readonly pods: PlacedPod[] = [];
  private release: Release;
  /** The release of the last complete rollout. */
  private settled: Release;
  private refusedUntil = 0;
  private busy = false;

  constructor(simulation: Simulation, kind: PlacedKind, plan: ReplicatedPlan) {
    this.simulation = reactingTo(simulation, () => {
      this.record.touch();
    });
    this.kind = kind;
    this.plan = plan;
    this.release = firstRelease(simulation);
    this.settled = this.release;
    const createdAt = timeBefore(simulation, plan.days ?? 12);
    this.record = this.newRecord(simulation, createdAt);
    for (let index = 0; index < plan.replicas; index += 1)
      this.add(index, createdAt).existedBefore(index === 0 ? plan.restarts : 0);
    this.record.show();
  }

  rollOut(): void {
    if (this.busy) return;
    this.busy = true;
    this.release = nextRelease(this.simulation, this.release);
    this.record.change({ template: templateOf(this.plan, this.release.version, 'Always') });
    this.replace(this.plan.replicas - 1);
  }

  crash(times: number): void {
    if (this.busy) return;
    this.busy = true;
    this.anyPod()?.pod.crash(times, 'Error', () => {
      this.busy = false;
    });
  }

  releaseBrokenImage(): void {
    this.failReadiness();
  }

  failReadiness(): void {
    if (!this.busy) this.anyPod()?.pod.failReadiness(this.simulation.random.between(5000, 20_000));
  }

  losePodOverQuota(ms: number): void {
    const lost = this.anyPod();
    if (this.busy || lost === undefined) return;
    this.busy = true;
    this.refusedUntil = this.simulation.now() + ms;
    lost.pod.terminate(() => {
      this.create(lost.index, () => {
        this.busy = false;
      });
    });
  }

  /** From the last index to the first, as a StatefulSet does. */
  private replace(index: number): void {
    const old = this.pods[index];
    if (old === undefined) {
      this.settled = this.release;
      this.busy = false;
      this.record.touch();
      return;
    }
    old.pod.terminate(() => {
      this.create(index, () => {
        this.replace(index - 1);
      });
    });
  }

  /** Retries until quota allows another pod. */
  private create(index: number, then: () => void): void {
    if (this.simulation.now() >= this.refusedUntil) {
      this.add(index).start(then);
      return;
    }
    this.simulation.after(RETRY, () => {
      this.create(index, then);
    });
  }

  private add(index: number, createdAt?: number): SimulatedPod {
    const { random } = this.simulation;
    const ending = this.kind === 'StatefulSet' ? String(index) : random.suffix(5);
    const labels = { 'controller-revision-hash': this.release.hash };
    const metadata = ownedBy(this.plan, this.kind, this.plan.name, ending, labels);
    const role = roleOf(this.simulation, this.plan, metadata, this.release);
    const nodeName = NODES[index % NODES.length] ?? role.nodeName;
    const pod = new SimulatedPod(this.simulation, { ...role, nodeName }, createdAt);
    this.pods[index] = { index, pod, release: this.release };
    return pod;
  }

  private anyPod(): PlacedPod | undefined {
    return this.simulation.random.pick(this.pods);
  }

  private newRecord(
    simulation: Simulation,
    createdAt: number,
  ): WorkloadRecord<StatefulSetObject> | WorkloadRecord<DaemonSetObject> {
    const metadata = metadataOf(this.plan);
    const template = templateOf(this.plan, this.release.version, 'Always');
    const updateStrategy = { type: 'RollingUpdate' } as const;
    if (this.kind === 'DaemonSet') {
      const object: DaemonSetObject = { kind: 'DaemonSet', metadata, spec: { template, updateStrategy }, status: {} };
      return new WorkloadRecord(simulation, object, createdAt, () => this.daemonSetStatus());
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
    return new WorkloadRecord(simulation, object, createdAt, () => this.statefulSetStatus());
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
    const existing = this.pods.filter(({ pod }) => !pod.isGone);
    return {
      existing: existing.length,
      ready: existing.filter(({ pod }) => pod.isReady).length,
      updated: existing.filter(({ release }) => release === this.release).length,
    };
  }
}

interface PlacedPod {
  readonly index: number;
  readonly pod: SimulatedPod;
  readonly release: Release;
}

// The controllers of the simulated world: each keeps its pods as the Kubernetes controller of that kind does.
import type { Container, ObjectMeta } from '../cluster/kubernetes-objects.ts';
import { controlledBy } from '../cluster/pod.ts';
import { PodActor, type Stage } from './pod-actor.ts';

export interface WorkloadPlan {
  readonly namespace: string;
  readonly name: string;
  /** A mesh proxy, injected before the app, or a sidecar as Kubernetes means it. */
  readonly companion?: 'mesh' | 'sidecar';
}

/** What can be made to happen to a workload that runs on and on. */
export interface Workload {
  /** A new version, pod by pod. */
  rollOut(): void;
  /** One pod crashes so many times. */
  crash(times: number): void;
  /** A version whose image can't be had, taken back after a while. */
  fumble(): void;
  /** The readiness probe of one pod fails for a while. */
  waver(): void;
}

export interface ReplicatedPlan extends WorkloadPlan {
  readonly replicas: number;
  /** How long it has been there, in days. */
  readonly days?: number;
  /** Restarts of its first pod so far. */
  readonly restarts?: number;
  /** One more replica, which no node has room for. */
  readonly short?: boolean;
}

/** A Deployment: its pods belong to a ReplicaSet of one version, and a rollout adds the new before it takes the old. */
export class Deployment implements Workload {
  private readonly stage: Stage;
  private readonly plan: ReplicatedPlan;
  private pods: PodActor[] = [];
  private release: Release;
  private busy = false;

  constructor(stage: Stage, plan: ReplicatedPlan) {
    this.stage = stage;
    this.plan = plan;
    this.release = firstRelease(stage);
    const createdAt = before(stage, plan.days ?? 3);
    for (let at = 0; at < plan.replicas; at += 1) {
      const pod = this.newPod(this.release, createdAt);
      pod.wasHere(at === 0 ? plan.restarts : 0);
      this.pods.push(pod);
    }
    if (plan.short) this.newPod(this.release, createdAt).findNoNode();
  }

  rollOut(): void {
    if (this.busy) return;
    this.busy = true;
    this.release = nextRelease(this.stage, this.release);
    this.replace([...this.pods]);
  }

  private replace(old: readonly PodActor[]): void {
    const [first, ...rest] = old;
    if (first === undefined) {
      this.busy = false;
      return;
    }
    const fresh = this.newPod(this.release);
    this.pods.push(fresh);
    fresh.start(() => {
      this.pods = this.pods.filter((pod) => pod !== first);
      first.leave();
      this.replace(rest);
    });
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
    const bad = this.newPod(nextRelease(this.stage, this.release));
    bad.failToPull();
    this.stage.after(FUMBLE, () => {
      bad.leave();
      this.busy = false;
    });
  }

  waver(): void {
    if (!this.busy) this.anyPod()?.waver(this.stage.random.between(5000, 20_000));
  }

  /** To none, and back after a while. */
  rest(ms: number): void {
    if (this.busy) return;
    this.busy = true;
    for (const pod of this.pods.splice(0)) pod.leave();
    this.stage.after(ms, () => {
      const last = Array.from({ length: this.plan.replicas }, () => this.newPod(this.release));
      this.pods.push(...last);
      for (const pod of last) pod.start();
      this.busy = false;
    });
  }

  private anyPod(): PodActor | undefined {
    return this.pods.length > 0 ? this.stage.random.pick(this.pods) : undefined;
  }

  private newPod(release: Release, createdAt?: number): PodActor {
    const owner = `${this.plan.name}-${release.hash}`;
    const labels = { 'pod-template-hash': release.hash };
    const metadata = ownedBy(this.plan, 'ReplicaSet', owner, this.stage.random.suffix(5), labels);
    return new PodActor(this.stage, roleOf(this.stage, this.plan, metadata, release), createdAt);
  }
}

/** Milliseconds until somebody takes a bad release back. */
const FUMBLE = 25_000;

/** A StatefulSet or DaemonSet: each pod has its place, and a rollout takes the old before it brings the new. */
export class PlacedSet implements Workload {
  private readonly stage: Stage;
  private readonly kind: 'StatefulSet' | 'DaemonSet';
  private readonly plan: ReplicatedPlan;
  private readonly pods: PodActor[] = [];
  private release: Release;
  private busy = false;

  constructor(stage: Stage, kind: 'StatefulSet' | 'DaemonSet', plan: ReplicatedPlan) {
    this.stage = stage;
    this.kind = kind;
    this.plan = plan;
    this.release = firstRelease(stage);
    for (let place = 0; place < plan.replicas; place += 1) {
      const pod = this.newPod(place, before(stage, plan.days ?? 12));
      pod.wasHere(place === 0 ? plan.restarts : 0);
      this.pods.push(pod);
    }
  }

  rollOut(): void {
    if (this.busy) return;
    this.busy = true;
    this.release = nextRelease(this.stage, this.release);
    this.replace(this.plan.replicas - 1);
  }

  /** From the last place to the first, as a StatefulSet does. */
  private replace(place: number): void {
    const old = this.pods[place];
    if (old === undefined) {
      this.busy = false;
      return;
    }
    old.leave(() => {
      const fresh = this.newPod(place);
      this.pods[place] = fresh;
      fresh.start(() => {
        this.replace(place - 1);
      });
    });
  }

  crash(times: number): void {
    if (this.busy) return;
    this.busy = true;
    this.stage.random.pick(this.pods).crash(times, 'Error', () => {
      this.busy = false;
    });
  }

  fumble(): void {
    this.waver();
  }

  waver(): void {
    if (!this.busy) this.stage.random.pick(this.pods).waver(this.stage.random.between(5000, 20_000));
  }

  private newPod(place: number, createdAt?: number): PodActor {
    const { random } = this.stage;
    const ending = this.kind === 'StatefulSet' ? String(place) : random.suffix(5);
    const metadata = ownedBy(this.plan, this.kind, this.plan.name, ending, {
      'controller-revision-hash': this.release.hash,
    });
    const role = roleOf(this.stage, this.plan, metadata, this.release);
    const nodeName = NODES[place % NODES.length] ?? role.nodeName;
    return new PodActor(this.stage, { ...role, nodeName }, createdAt);
  }
}

export interface CronPlan extends WorkloadPlan {
  /** Every so many minutes of the clock. */
  readonly minutes: number;
  /** How likely one attempt fails. */
  readonly failure?: number;
}

/** A CronJob: at its minutes a Job named after the minute; three ended ones are kept. */
export class CronJob {
  private readonly stage: Stage;
  private readonly plan: CronPlan;
  private readonly ended: PodActor[][] = [];

  constructor(stage: Stage, plan: CronPlan) {
    this.stage = stage;
    this.plan = plan;
    const period = plan.minutes * MINUTE;
    const last = Math.floor(stage.now() / period) * period;
    for (const time of [last - period, last]) {
      const pod = runPod(stage, plan, 'Job', this.jobAt(time), time);
      pod.hadEnded(0, time + 4000);
      this.ended.push([pod]);
    }
    stage.at(last + period, () => {
      this.run(last + period);
    });
  }

  private run(time: number): void {
    this.stage.at(time + this.plan.minutes * MINUTE, () => {
      this.run(time + this.plan.minutes * MINUTE);
    });
    attempt(
      {
        stage: this.stage,
        plan: this.plan,
        job: this.jobAt(time),
        attempts: ATTEMPTS,
        failure: this.plan.failure ?? 0,
      },
      (pods) => {
        this.ended.push(pods);
        if (this.ended.length > KEPT_RUNS) for (const pod of this.ended.shift() ?? []) pod.remove();
      },
    );
  }

  /** Named by the minute it is due: minutes since 1970. */
  private jobAt(time: number): string {
    return `${this.plan.name}-${Math.floor(time / MINUTE)}`;
  }
}

/** A Job that a release or a person starts: once, and removed a while after it ended. */
export function runJob(stage: Stage, plan: WorkloadPlan, failure: number): void {
  attempt({ stage, plan, job: plan.name, attempts: ATTEMPTS, failure }, (pods) => {
    stage.after(TIME_TO_LIVE, () => {
      for (const pod of pods) pod.remove();
    });
  });
}

/** An Argo-like Workflow: a few steps one after the other, each a pod of an owner that is no Job. */
export function runWorkflow(stage: Stage, plan: WorkloadPlan, steps: number): void {
  const owner = `${plan.name}-${stage.random.suffix(5)}`;
  const pods: PodActor[] = [];
  const step = (left: number) => {
    const pod = runPod(stage, plan, 'Workflow', owner);
    pods.push(pod);
    pod.start(() => {
      stage.after(stage.random.between(3000, 8000), () => {
        pod.finish(0);
        if (left > 1) step(left - 1);
        else
          stage.after(TIME_TO_LIVE, () => {
            for (const ended of pods) ended.remove();
          });
      });
    });
  };
  step(steps);
}

interface Attempt {
  readonly stage: Stage;
  readonly plan: WorkloadPlan;
  readonly job: string;
  readonly attempts: number;
  readonly failure: number;
}

/** A Job's pods, one after the other until one succeeds or the attempts are used up. */
function attempt(what: Attempt, then: (pods: PodActor[]) => void, earlier: readonly PodActor[] = []): void {
  const { stage, plan, job, attempts, failure } = what;
  const pod = runPod(stage, plan, 'Job', job);
  const pods = [...earlier, pod];
  pod.start(() => {
    stage.after(stage.random.between(2000, 9000), () => {
      const fails = stage.random.chance(failure);
      pod.finish(fails ? 1 : 0);
      if (fails && attempts > 1)
        stage.after(10_000, () => {
          attempt({ ...what, attempts: attempts - 1 }, then, pods);
        });
      else then(pods);
    });
  });
}

const MINUTE = 60_000;
const ATTEMPTS = 2;
const KEPT_RUNS = 3;

/** Milliseconds that ended one-offs stay. */
const TIME_TO_LIVE = 60_000;

function runPod(
  stage: Stage,
  plan: WorkloadPlan,
  kind: 'Job' | 'Workflow',
  owner: string,
  createdAt?: number,
): PodActor {
  const labels =
    kind === 'Job' ? { 'batch.kubernetes.io/job-name': owner } : { 'workflows.argoproj.io/workflow': owner };
  const metadata = ownedBy(plan, kind, owner, stage.random.suffix(5), labels);
  const role = roleOf(stage, plan, metadata, { version: 'v1.0.0' });
  return new PodActor(stage, { ...role, restartPolicy: 'Never' }, createdAt);
}

interface Release {
  /** As the image's tag says it. */
  readonly version: string;
  readonly hash: string;
  readonly number: readonly [number, number];
}

function firstRelease(stage: Stage): Release {
  return releaseOf(stage, [stage.random.between(1, 9), stage.random.between(0, 6)]);
}

function nextRelease(stage: Stage, { number: [minor, patch] }: Release): Release {
  return releaseOf(stage, stage.random.chance(0.3) ? [minor + 1, 0] : [minor, patch + 1]);
}

function releaseOf({ random }: Stage, number: readonly [number, number]): Release {
  return { number, version: `v1.${number.join('.')}`, hash: random.suffix(random.between(9, 10)) };
}

function ownedBy(
  plan: WorkloadPlan,
  kind: string,
  owner: string,
  ending: string,
  labels: Record<string, string>,
): ObjectMeta {
  return {
    namespace: plan.namespace,
    name: `${owner}-${ending}`,
    generateName: `${owner}-`,
    labels: { 'app.kubernetes.io/name': plan.name, ...labels },
    ownerReferences: [controlledBy(kind, owner)],
  };
}

function roleOf(stage: Stage, plan: WorkloadPlan, metadata: ObjectMeta, { version }: Pick<Release, 'version'>) {
  const app: Container = { name: plan.name, image: `registry.example/${plan.namespace}/${plan.name}:${version}` };
  return {
    metadata,
    app: app.name,
    containers: plan.companion === 'mesh' ? [MESH_PROXY, app] : [app],
    ...(plan.companion === 'sidecar' && { initContainers: [SIDECAR] }),
    restartPolicy: 'Always' as const,
    nodeName: stage.random.pick(NODES),
  };
}

export const NODES = ['node-1', 'node-2', 'node-3', 'node-4'];

const MESH_PROXY: Container = { name: 'istio-proxy', image: 'registry.example/mesh/proxy:1.27.0' };
const SIDECAR: Container = {
  name: 'log-shipper',
  image: 'registry.example/log-shipper:2.4.1',
  restartPolicy: 'Always',
};

function before(stage: Stage, days: number): number {
  return stage.now() - Math.round(days * 24 * 60 * MINUTE);
}

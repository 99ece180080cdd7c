// What the controllers of the simulated world have in common: plans, releases, and what their pods are made of.
import type { Container, ObjectMeta } from '../cluster/kubernetes-objects.ts';
import { controlledBy } from '../cluster/pod.ts';
import type { PodTemplate } from '../cluster/workload-objects.ts';
import type { Role } from './pod-actor.ts';
import type { Stage } from './stage.ts';

export interface WorkloadPlan {
  readonly namespace: string;
  readonly name: string;
  /** A mesh proxy, injected before the app, or a sidecar as Kubernetes means it. */
  readonly companion?: 'mesh' | 'sidecar';
}

export interface ReplicatedPlan extends WorkloadPlan {
  readonly replicas: number;
  /** How long it has existed, in days. */
  readonly days?: number;
  /** Restarts of its first pod so far. */
  readonly restarts?: number;
  /** One more replica, which no node has room for. */
  readonly short?: boolean;
}

/** What can happen to a workload that runs on and on. Each does nothing while another is going on. */
export interface Workload {
  /** A new version, pod by pod. */
  rollOut(): void;
  /** One pod crashes so many times. */
  crash(times: number): void;
  /** A version whose image can't be pulled, taken back after a while. */
  fumble(): void;
  /** The readiness probe of one pod fails for a while. */
  waver(): void;
  /** A pod is lost, and quota refuses another for so many milliseconds. */
  starve(ms: number): void;
}

export interface Release {
  /** As the image's tag says it. */
  readonly version: string;
  readonly hash: string;
  readonly number: readonly [number, number];
}

export function firstRelease(stage: Stage): Release {
  return releaseOf(stage, [stage.random.between(1, 9), stage.random.between(0, 6)]);
}

export function nextRelease(stage: Stage, { number: [minor, patch] }: Release): Release {
  return releaseOf(stage, stage.random.chance(0.3) ? [minor + 1, 0] : [minor, patch + 1]);
}

function releaseOf({ random }: Stage, number: readonly [number, number]): Release {
  return { number, version: `v1.${number.join('.')}`, hash: random.suffix(random.between(9, 10)) };
}

export function ownedBy(
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

export function roleOf(
  stage: Stage,
  plan: WorkloadPlan,
  metadata: ObjectMeta,
  { version }: Pick<Release, 'version'>,
): Role {
  const app = appOf(plan, version);
  return {
    metadata,
    app: app.name,
    containers: plan.companion === 'mesh' ? [MESH_PROXY, app] : [app],
    ...(plan.companion === 'sidecar' && { initContainers: [SIDECAR] }),
    restartPolicy: 'Always',
    nodeName: stage.random.pick(NODES),
  };
}

/** As it was applied: a mesh adds its proxy to pods, not to templates. */
export function templateOf(plan: WorkloadPlan, version: string, restartPolicy: 'Always' | 'Never'): PodTemplate {
  return {
    metadata: { labels: { 'app.kubernetes.io/name': plan.name } },
    spec: {
      containers: [appOf(plan, version)],
      ...(plan.companion === 'sidecar' && { initContainers: [SIDECAR] }),
      restartPolicy,
    },
  };
}

const BY_FLUX = {
  'kustomize.toolkit.fluxcd.io/name': 'apps',
  'kustomize.toolkit.fluxcd.io/namespace': 'platform',
};
const BY_HELM = { 'app.kubernetes.io/managed-by': 'Helm' };

/** What runs in `data` was deployed by hand with Helm, the rest by what a GitOps controller applies. */
export function metadataOf({ namespace, name }: WorkloadPlan): ObjectMeta {
  const deployedBy = namespace === 'data' ? BY_HELM : BY_FLUX;
  return { namespace, name, labels: { 'app.kubernetes.io/name': name, ...deployedBy } };
}

export function timeBefore(stage: Stage, days: number): number {
  return stage.now() - Math.round(days * 24 * 60 * MINUTE);
}

export const MINUTE = 60_000;
export const NODES = ['node-1', 'node-2', 'node-3', 'node-4'];

/** Milliseconds between the attempts of a controller to create a pod that was refused. */
export const RETRY = 5000;

function appOf({ namespace, name }: WorkloadPlan, version: string): Container {
  return { name, image: `registry.example/${namespace}/${name}:${version}` };
}

const MESH_PROXY: Container = { name: 'istio-proxy', image: 'registry.example/mesh/proxy:1.27.0' };
const SIDECAR: Container = {
  name: 'log-shipper',
  image: 'registry.example/log-shipper:2.4.1',
  restartPolicy: 'Always',
};

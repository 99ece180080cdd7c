// Shared by simulated controllers: plans, releases, and the contents of pods.
import type { Container, ObjectMeta } from '../cluster/kubernetes-objects.ts';
import { controlledBy } from '../cluster/pod.ts';
import type { PodTemplate } from '../cluster/workload-objects.ts';
import type { PodRole } from './simulated-pod.ts';
import type { Simulation } from './simulation.ts';

export interface WorkloadPlan {
  readonly namespace: string;
  readonly name: string;
  /** A mesh proxy, injected before the app, or a native sidecar. */
  readonly companion?: 'mesh' | 'sidecar';
}

export interface ReplicatedPlan extends WorkloadPlan {
  readonly replicas: number;
  /** Its age in days. */
  readonly days?: number;
  /** Restarts of its first pod so far. */
  readonly restarts?: number;
  /** One more replica, which is unschedulable. */
  readonly short?: boolean;
}

/** Events of a long-running workload. Each does nothing while another one is in progress. */
export interface Workload {
  /** A new version, pod by pod. */
  rollOut(): void;
  /** One pod crashes so many times. */
  crash(times: number): void;
  /** A version whose image can't be pulled, rolled back after a while. */
  releaseBrokenImage(): void;
  /** The readiness probe of one pod fails for a while. */
  failReadiness(): void;
  /** A pod is lost, and quota refuses another for so many milliseconds. */
  losePodOverQuota(ms: number): void;
}

export interface Release {
  /** The image's tag. */
  readonly version: string;
  readonly hash: string;
  readonly number: readonly [number, number];
}

export function firstRelease(simulation: Simulation): Release {
  return releaseOf(simulation, [simulation.random.between(1, 9), simulation.random.between(0, 6)]);
}

export function nextRelease(simulation: Simulation, { number: [minor, patch] }: Release): Release {
  return releaseOf(simulation, simulation.random.chance(0.3) ? [minor + 1, 0] : [minor, patch + 1]);
}

function releaseOf({ random }: Simulation, number: readonly [number, number]): Release {
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
  simulation: Simulation,
  plan: WorkloadPlan,
  metadata: ObjectMeta,
  { version }: Pick<Release, 'version'>,
): PodRole {
  const app = appOf(plan, version);
  return {
    metadata,
    app: app.name,
    containers: plan.companion === 'mesh' ? [MESH_PROXY, app] : [app],
    ...(plan.companion === 'sidecar' && { initContainers: [SIDECAR] }),
    restartPolicy: 'Always',
    nodeName: simulation.random.pick(NODES),
  };
}

/** As applied: a mesh adds its proxy to pods, not to templates. */
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

/** Workloads in `data` are deployed with Helm, the others with Flux. */
export function metadataOf({ namespace, name }: WorkloadPlan): ObjectMeta {
  const deployedBy = namespace === 'data' ? BY_HELM : BY_FLUX;
  return { namespace, name, labels: { 'app.kubernetes.io/name': name, ...deployedBy } };
}

export function timeBefore(simulation: Simulation, days: number): number {
  return simulation.now() - Math.round(days * 24 * 60 * MINUTE);
}

export const MINUTE = 60_000;
export const NODES = ['node-1', 'node-2', 'node-3', 'node-4'];

/** Milliseconds between a controller's attempts to create a refused pod. */
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

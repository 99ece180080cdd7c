// Lean, valid pods for tests: `pod()` from overrides, `podOf()` as a controller would create it.
import type {
  Container,
  ContainerStatus,
  ObjectMeta,
  OwnerReference,
  PodObject,
  PodSpec,
  PodStatus,
} from './kubernetes-objects.ts';

export interface PodOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<PodSpec>;
  readonly status?: Partial<PodStatus>;
}

/**
 * A running, ready pod with one container and no owner. Each of the three sections is merged over the defaults, and
 * the default status has a ready container status for every container and sidecar of the spec.
 */
export function pod(overrides: PodOverrides = {}): PodObject {
  const metadata = { name: 'web-0', namespace: 'default', ...overrides.metadata };
  const spec = { containers: [container()], restartPolicy: 'Always' as const, nodeName: 'node-1', ...overrides.spec };
  return { metadata, spec, status: { ...runningStatus(spec), ...overrides.status } };
}

export interface Controlled {
  /** `Deployment`, `CronJob`… (through ReplicaSets and Jobs); any other kind owns the pod directly. */
  readonly kind: string;
  readonly name: string;
  /** Distinguishes the pods of one controller. */
  readonly index?: number;
  /** The pod-template-hash of a Deployment or Rollout. */
  readonly hash?: string;
  /** The number in a CronJob's job: minutes since 1970. */
  readonly minute?: number;
}

/** A pod with the name, labels, owner and restart policy that this controller gives it. */
export function podOf(controlled: Controlled, overrides: PodOverrides = {}): PodObject {
  const made = madeBy(controlled);
  const runs = ['Job', 'CronJob', 'Workflow'].includes(controlled.kind);
  const metadata = { ...made, ...overrides.metadata, labels: { ...made.labels, ...overrides.metadata?.labels } };
  return pod({ ...overrides, metadata, spec: { restartPolicy: runs ? 'Never' : 'Always', ...overrides.spec } });
}

export function container(overrides: Partial<Container> = {}): Container {
  return { name: 'app', image: 'registry.example/app:v1.0.0', ...overrides };
}

/** A ready container's status, with overrides. */
export function containerStatus(overrides: Partial<ContainerStatus> = {}): ContainerStatus {
  return { name: 'app', ready: true, started: true, restartCount: 0, state: { running: {} }, ...overrides };
}

/** The owner reference of the controller of this kind and name. */
export function controlledBy(kind: string, name: string): OwnerReference {
  return { apiVersion: API_VERSIONS[kind] ?? 'example.com/v1', kind, name, uid: uidOf(name), controller: true };
}

/** The uid of the owner with that name. */
export function uidOf(name: string): string {
  return `uid-of-${name}`;
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  ReplicationController: 'v1',
  Node: 'v1',
  Pod: 'v1',
  Workflow: 'argoproj.io/v1alpha1',
};

function madeBy({ kind, name, index = 0, hash = '5d4f8c7b6d', minute = 29_000_000 }: Controlled): Partial<ObjectMeta> {
  switch (kind) {
    case 'Deployment':
      return owned('ReplicaSet', `${name}-${hash}`, suffix(index), { 'pod-template-hash': hash });
    case 'Rollout':
      return owned('ReplicaSet', `${name}-${hash}`, suffix(index), { 'rollouts-pod-template-hash': hash });
    case 'CronJob':
      return owned('Job', `${name}-${minute}`, suffix(index), { 'job-name': `${name}-${minute}` });
    case 'StatefulSet':
      return owned(kind, name, String(index), { 'statefulset.kubernetes.io/pod-name': `${name}-${index}` });
    default:
      return owned(kind, name, suffix(index), {});
  }
}

function owned(kind: string, owner: string, end: string, labels: Record<string, string>): Partial<ObjectMeta> {
  const ownerReferences = [controlledBy(kind, owner)];
  return { name: `${owner}-${end}`, generateName: `${owner}-`, labels, ownerReferences };
}

/** Five characters of Kubernetes' alphabet for generated names (no vowels, no 0, 1, 3), the same for the same index. */
function suffix(index: number): string {
  return Array.from({ length: 5 }, (_, at) =>
    SAFE.charAt(Math.floor(index / SAFE.length ** (4 - at)) % SAFE.length),
  ).join('');
}

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

function runningStatus({ containers, initContainers = [] }: PodSpec): PodStatus {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return {
    phase: 'Running',
    podIP: '10.1.0.1',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: containers.map(({ name }) => containerStatus({ name })),
    ...(sidecars.length > 0 && { initContainerStatuses: sidecars.map(({ name }) => containerStatus({ name })) }),
  };
}

// Lean, valid workloads for tests: healthy and fully rolled out by default.
import type { ObjectMeta, PodSpec } from './kubernetes-objects.ts';
import { container } from './pod.ts';
import type {
  CronJobObject,
  DaemonSetObject,
  DeploymentObject,
  JobObject,
  PodTemplate,
  StatefulSetObject,
} from './workload-objects.ts';

/** Each section is merged over the defaults. */
export interface Overrides<T extends { readonly spec: object; readonly status: object }> {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<T['spec']>;
  readonly status?: Partial<T['status']>;
}

export function deployment(overrides: Overrides<DeploymentObject> = {}): DeploymentObject {
  return replicated('Deployment', overrides);
}

/** The cluster has to know the type: `cluster.define(ROLLOUTS)`. */
export function rollout(overrides: Overrides<DeploymentObject> = {}): DeploymentObject {
  return replicated('Rollout', overrides);
}

export function statefulSet({ metadata, spec, status }: Overrides<StatefulSetObject> = {}): StatefulSetObject {
  const meant = { replicas: 1, template: template(), ...spec };
  return {
    kind: 'StatefulSet',
    metadata: named('db', metadata),
    spec: meant,
    status: {
      ...replicaCounts(meant.replicas),
      currentReplicas: meant.replicas,
      currentRevision: 'db-5d4f8c7b6d',
      updateRevision: 'db-5d4f8c7b6d',
      ...status,
    },
  };
}

/** On `status.desiredNumberScheduled` nodes, default one. */
export function daemonSet({ metadata, spec, status }: Overrides<DaemonSetObject> = {}): DaemonSetObject {
  const nodes = status?.desiredNumberScheduled ?? 1;
  return {
    kind: 'DaemonSet',
    metadata: named('agent', metadata),
    spec: { template: template(), ...spec },
    status: {
      currentNumberScheduled: nodes,
      desiredNumberScheduled: nodes,
      numberReady: nodes,
      numberAvailable: nodes,
      updatedNumberScheduled: nodes,
      numberMisscheduled: 0,
      ...status,
    },
  };
}

/** Running, with one pod. */
export function job({ metadata, spec, status }: Overrides<JobObject> = {}): JobObject {
  const runs = template({ restartPolicy: 'Never' });
  return {
    kind: 'Job',
    metadata: named('migrate', metadata),
    spec: { parallelism: 1, completions: 1, backoffLimit: 6, template: runs, ...spec },
    status: { active: 1, ready: 1, ...status },
  };
}

/** Every hour, and without a run so far. */
export function cronJob({ metadata, spec, status }: Overrides<CronJobObject> = {}): CronJobObject {
  const jobTemplate = { spec: { template: template({ restartPolicy: 'Never' }) } };
  return {
    kind: 'CronJob',
    metadata: named('nightly', metadata),
    spec: { schedule: '0 * * * *', concurrencyPolicy: 'Allow', jobTemplate, ...spec },
    status: { ...status },
  };
}

export function template(spec: Partial<PodSpec> = {}, metadata: Partial<ObjectMeta> = {}): PodTemplate {
  return { metadata, spec: { containers: [container()], restartPolicy: 'Always', ...spec } };
}

function replicated(
  kind: 'Deployment' | 'Rollout',
  { metadata, spec, status }: Overrides<DeploymentObject>,
): DeploymentObject {
  const meant = { replicas: 1, progressDeadlineSeconds: 600, template: template(), ...spec };
  const conditions = [
    { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
    { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
  ] as const;
  const healthy = { ...replicaCounts(meant.replicas), conditions };
  return { kind, metadata: named('web', metadata), spec: meant, status: { ...healthy, ...status } };
}

function replicaCounts(replicas: number) {
  return { replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas };
}

function named(name: string, metadata: Partial<ObjectMeta> = {}): ObjectMeta {
  return { name, namespace: 'default', ...metadata };
}

// Objects as their controllers write them, and the expected result of each: a row for each rule and kind. Written from the
// kinds' API references, reduced to the fields that rules read.
import { customType, NODES, type ResourceType } from '../../../simulator/cluster/resource-types.ts';

export const KINDS = {
  Kustomization: customType('kustomize.toolkit.fluxcd.io/v1', 'kustomizations', 'Kustomization'),
  HelmRelease: customType('helm.toolkit.fluxcd.io/v2', 'helmreleases', 'HelmRelease'),
  GitRepository: customType('source.toolkit.fluxcd.io/v1', 'gitrepositories', 'GitRepository'),
  Application: customType('argoproj.io/v1alpha1', 'applications', 'Application'),
  Rollout: customType('argoproj.io/v1alpha1', 'rollouts', 'Rollout'),
  Certificate: customType('cert-manager.io/v1', 'certificates', 'Certificate'),
  Cluster: customType('postgresql.cnpg.io/v1', 'clusters', 'Cluster'),
  Gateway: customType('gateway.networking.k8s.io/v1', 'gateways', 'Gateway'),
  HTTPRoute: customType('gateway.networking.k8s.io/v1', 'httproutes', 'HTTPRoute'),
  TCPRoute: customType('gateway.networking.k8s.io/v1alpha2', 'tcproutes', 'TCPRoute'),
  Bucket: customType('s3.aws.upbound.io/v1beta1', 'buckets', 'Bucket'),
  ScaledObject: customType('keda.sh/v1alpha1', 'scaledobjects', 'ScaledObject'),
  Machine: customType('cluster.x-k8s.io/v1beta1', 'machines', 'Machine'),
  HorizontalPodAutoscaler: customType('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'),
  PodDisruptionBudget: customType('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget'),
  Service: { ...NODES, plural: 'services', kind: 'Service', isNamespaced: true },
  Node: NODES,
} satisfies Record<string, ResourceType>;

export type Kind = keyof typeof KINDS | 'PersistentVolumeClaim' | 'Job' | 'StatefulSet';

export interface Row {
  readonly name: string;
  readonly kind: Kind;
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
  readonly ready: readonly [status: string, color: string, state: string];
  readonly reason?: string;
  readonly version?: string;
}

const LONG_AGO = '2026-01-01T00:00:00Z';
const condition = (type: string, status: string, reason?: string, more: object = {}): object => ({
  type,
  status,
  ...(reason !== undefined && { reason }),
  message: 'never shown',
  lastTransitionTime: LONG_AGO,
  ...more,
});
const JUST_NOW = { lastTransitionTime: new Date().toISOString() };
const conditions = (...all: object[]): { conditions: object[] } => ({ conditions: all });

const listener = (name: string, ...all: object[]): object => ({
  name,
  attachedRoutes: 1,
  supportedKinds: [],
  ...conditions(...all),
});
const parent = (...all: object[]): object => ({
  controllerName: 'example.com/gateways',
  parentRef: { name: 'public' },
  ...conditions(...all),
});
const NODE_INFO = {
  kubeletVersion: 'v1.36.1',
  machineID: '0',
  systemUUID: '0',
  bootID: '0',
  kernelVersion: '6.12.0',
  osImage: 'Debian GNU/Linux 13 (trixie)',
  containerRuntimeVersion: 'containerd://2.1.0',
  kubeProxyVersion: '',
  operatingSystem: 'linux',
  architecture: 'amd64',
};

const release = (chartVersion: string, status: string, version: number): object => ({
  ...{ chartVersion, status, version, chartName: 'web', name: 'web', namespace: 'shop' },
  ...{ configDigest: 'sha256:0', digest: 'sha256:0', firstDeployed: LONG_AGO, lastDeployed: LONG_AGO },
});

const READY = ['ready', 'green', 'ok'] as const;
const PROGRESSING = ['progressing', 'yellow', 'degraded'] as const;
const SUSPENDED = ['suspended', 'lightgrey', 'ok'] as const;
const NO_STATUS = ['no status', 'lightgrey', 'unknown'] as const;

export const ROWS: readonly Row[] = [
  // Flux
  {
    name: 'a Kustomization that is applied',
    kind: 'Kustomization',
    status: {
      observedGeneration: 1,
      lastAppliedRevision: 'main@sha1:4f08f9e1c2d3a4b5c6d7e8f90123456789abcdef',
      ...conditions(condition('Ready', 'True', 'ReconciliationSucceeded', { observedGeneration: 1 })),
    },
    ready: READY,
    version: '4f08f9e1c2d3',
  },
  {
    name: 'a Kustomization whose condition is about an older generation',
    kind: 'Kustomization',
    metadata: { generation: 2 },
    status: conditions(condition('Ready', 'True', 'ReconciliationSucceeded', { observedGeneration: 1 })),
    ready: ['ReconciliationSucceeded', 'yellow', 'degraded'],
    reason: 'ReconciliationSucceeded',
  },
  {
    name: 'a Kustomization whose controller has not observed the last change',
    kind: 'Kustomization',
    metadata: { generation: 3 },
    status: { observedGeneration: 2, ...conditions(condition('Ready', 'True', 'ReconciliationSucceeded')) },
    ready: PROGRESSING,
  },
  {
    name: 'a Kustomization that keeps failing, which Flux reports as reconciling',
    kind: 'Kustomization',
    status: conditions(
      condition('Ready', 'False', 'BuildFailed'),
      condition('Reconciling', 'True', 'ProgressingWithRetry'),
    ),
    ready: ['BuildFailed', 'red', 'down'],
    reason: 'BuildFailed',
  },
  {
    name: 'a Kustomization that has just failed',
    kind: 'Kustomization',
    status: conditions(condition('Ready', 'False', 'HealthCheckFailed', JUST_NOW)),
    ready: PROGRESSING,
  },
  {
    name: 'a Kustomization that waits for another',
    kind: 'Kustomization',
    status: conditions(condition('Ready', 'False', 'DependencyNotReady')),
    ready: ['DependencyNotReady', 'red', 'down'],
    reason: 'DependencyNotReady',
  },
  {
    name: 'a Kustomization whose state is unknown',
    kind: 'Kustomization',
    status: conditions(condition('Ready', 'Unknown', 'Progressing')),
    ready: ['Progressing', 'yellow', 'degraded'],
    reason: 'Progressing',
  },
  { name: 'a suspended Kustomization', kind: 'Kustomization', spec: { suspend: true }, ready: SUSPENDED },
  {
    name: 'a HelmRelease whose controller gave up',
    kind: 'HelmRelease',
    status: conditions(condition('Ready', 'False', 'UpgradeFailed'), condition('Stalled', 'True', 'RetriesExceeded')),
    ready: ['RetriesExceeded', 'red', 'down'],
    reason: 'RetriesExceeded',
  },
  {
    name: 'a HelmRelease that is being upgraded',
    kind: 'HelmRelease',
    status: conditions(condition('Ready', 'False', 'Progressing'), condition('Reconciling', 'True', 'Progressing')),
    ready: PROGRESSING,
  },
  {
    name: 'a HelmRelease whose last upgrade was rolled back',
    kind: 'HelmRelease',
    status: {
      history: [release('1.8.0', 'failed', 3), release('1.7.2', 'deployed', 2), release('1.7.1', 'superseded', 1)],
      ...conditions(condition('Ready', 'False', 'RollbackSucceeded')),
    },
    ready: ['RollbackSucceeded', 'red', 'down'],
    reason: 'RollbackSucceeded',
    version: '1.7.2',
  },
  {
    name: 'a HelmRelease that its controller has not observed',
    kind: 'HelmRelease',
    status: { observedGeneration: -1, ...conditions(condition('Ready', 'True', 'UpgradeSucceeded')) },
    ready: PROGRESSING,
  },
  {
    name: 'a GitRepository that was fetched',
    kind: 'GitRepository',
    status: {
      artifact: {
        revision: 'v1.5.0@sha1:abcdef0123456789',
        digest: `sha256:${'0'.repeat(64)}`,
        lastUpdateTime: LONG_AGO,
        path: 'gitrepository/apps.tar.gz',
        url: 'http://source-controller/apps.tar.gz',
      },
      ...conditions(condition('Ready', 'True', 'Succeeded')),
    },
    ready: READY,
    version: 'abcdef012345',
  },
  {
    name: 'a GitRepository with a reason that is not in CamelCase',
    kind: 'GitRepository',
    status: conditions(condition('Ready', 'False', 'see https://10.0.0.7/secret')),
    ready: ['Other', 'red', 'down'],
    reason: 'Other',
  },
  { name: 'a new GitRepository without a status', kind: 'GitRepository', ready: NO_STATUS },
  {
    name: 'a GitRepository with conditions of other types only',
    kind: 'GitRepository',
    status: conditions(condition('ArtifactInStorage', 'True', 'Succeeded')),
    ready: NO_STATUS,
  },
  // Argo
  {
    name: 'an Application that is synced',
    kind: 'Application',
    status: { health: { status: 'Healthy' }, sync: { status: 'Synced', revision: '0123456789abcdef' } },
    ready: READY,
    version: '0123456789ab',
  },
  {
    name: 'a healthy Application that differs from its source',
    kind: 'Application',
    status: { health: { status: 'Healthy' }, sync: { status: 'OutOfSync' } },
    ready: ['out of sync', 'yellow', 'degraded'],
    reason: 'OutOfSync',
  },
  {
    name: 'a healthy Application whose source is not known',
    kind: 'Application',
    status: { health: { status: 'Healthy' }, sync: { status: 'Unknown' } },
    ready: ['sync unknown', 'yellow', 'degraded'],
  },
  {
    name: 'a degraded Application',
    kind: 'Application',
    status: { health: { status: 'Degraded' }, sync: { status: 'Synced' } },
    ready: ['Degraded', 'red', 'down'],
    reason: 'Degraded',
  },
  { name: 'an Application without a status', kind: 'Application', ready: NO_STATUS },
  { name: 'a healthy Rollout', kind: 'Rollout', status: { phase: 'Healthy' }, ready: READY },
  {
    name: 'a Rollout that was healthy in an older generation',
    kind: 'Rollout',
    metadata: { generation: 3 },
    status: { phase: 'Healthy', observedGeneration: '2' },
    ready: PROGRESSING,
  },
  {
    name: 'a Rollout that is healthy in this generation',
    kind: 'Rollout',
    metadata: { generation: 3 },
    status: { phase: 'Healthy', observedGeneration: '3' },
    ready: READY,
  },
  { name: 'a paused Rollout', kind: 'Rollout', status: { phase: 'Paused' }, ready: ['paused', 'yellow', 'degraded'] },
  {
    name: 'a degraded Rollout',
    kind: 'Rollout',
    status: { phase: 'Degraded' },
    ready: ['Degraded', 'red', 'down'],
    reason: 'Degraded',
  },
  // cert-manager
  {
    name: 'a valid Certificate',
    kind: 'Certificate',
    status: conditions(condition('Ready', 'True', 'Ready')),
    ready: READY,
  },
  {
    name: 'a Certificate that is being issued',
    kind: 'Certificate',
    status: conditions(condition('Ready', 'False', 'DoesNotExist'), condition('Issuing', 'True', 'DoesNotExist')),
    ready: PROGRESSING,
  },
  {
    name: 'an expired Certificate',
    kind: 'Certificate',
    status: conditions(condition('Ready', 'False', 'Expired')),
    ready: ['Expired', 'red', 'down'],
    reason: 'Expired',
  },
  // Others with conditions
  {
    name: 'a database Cluster that is ready',
    kind: 'Cluster',
    status: conditions(condition('Ready', 'True', 'ClusterIsReady')),
    ready: READY,
  },
  {
    name: 'a cloud Bucket that is being created',
    kind: 'Bucket',
    status: conditions(
      condition('Synced', 'True', 'ReconcileSuccess'),
      condition('Ready', 'False', 'Creating', JUST_NOW),
    ),
    ready: PROGRESSING,
  },
  {
    name: 'a ScaledObject whose trigger fails',
    kind: 'ScaledObject',
    status: conditions(condition('Ready', 'False', 'TriggerError'), condition('Active', 'Unknown')),
    ready: ['TriggerError', 'red', 'down'],
    reason: 'TriggerError',
  },
  { name: 'a paused Machine', kind: 'Machine', spec: { paused: true }, ready: SUSPENDED },
  {
    name: 'a Machine that is available',
    kind: 'Machine',
    status: conditions(condition('Available', 'True', 'MachineAvailable')),
    ready: READY,
  },
  // Gateway API
  {
    name: 'a Gateway all of whose listeners are programmed',
    kind: 'Gateway',
    status: {
      ...conditions(condition('Accepted', 'True', 'Accepted'), condition('Programmed', 'True', 'Programmed')),
      listeners: [listener('http', condition('Programmed', 'True', 'Programmed'))],
    },
    ready: READY,
  },
  {
    name: 'a Gateway with a listener without a certificate',
    kind: 'Gateway',
    status: {
      ...conditions(condition('Programmed', 'True', 'Programmed')),
      listeners: [
        listener('http', condition('Programmed', 'True', 'Programmed')),
        listener('https', condition('ResolvedRefs', 'False', 'InvalidCertificateRef')),
      ],
    },
    ready: ['InvalidCertificateRef', 'red', 'down'],
    reason: 'InvalidCertificateRef',
  },
  {
    name: 'a Gateway without listeners',
    kind: 'Gateway',
    status: conditions(condition('Programmed', 'True', 'Programmed')),
    ready: NO_STATUS,
  },
  {
    name: 'an HTTPRoute that one of two parents refuses',
    kind: 'HTTPRoute',
    status: {
      parents: [
        parent(condition('Accepted', 'True', 'Accepted'), condition('ResolvedRefs', 'True', 'ResolvedRefs')),
        parent(condition('Accepted', 'False', 'NotAllowedByListeners')),
      ],
    },
    ready: ['NotAllowedByListeners', 'red', 'down'],
    reason: 'NotAllowedByListeners',
  },
  {
    name: 'an HTTPRoute that is accepted for an older generation',
    kind: 'HTTPRoute',
    metadata: { generation: 2 },
    status: { parents: [parent(condition('Accepted', 'True', 'Accepted', { observedGeneration: 1 }))] },
    ready: PROGRESSING,
  },
  {
    name: 'a TCPRoute, which the preferred version of its group lacks',
    kind: 'TCPRoute',
    status: { parents: [parent(condition('Accepted', 'True', 'Accepted'))] },
    ready: READY,
  },
  // Built-in kinds
  {
    name: 'a Node that is ready',
    kind: 'Node',
    status: { nodeInfo: NODE_INFO, ...conditions(condition('Ready', 'True', 'KubeletReady')) },
    ready: READY,
    version: 'v1.36.1',
  },
  {
    name: 'a Node whose kubelet does not respond',
    kind: 'Node',
    status: conditions(condition('Ready', 'Unknown', 'NodeStatusUnknown', JUST_NOW)),
    ready: ['not ready', 'red', 'down'],
    reason: 'NodeStatusUnknown',
  },
  {
    name: 'a cordoned Node',
    kind: 'Node',
    spec: { unschedulable: true },
    status: conditions(condition('Ready', 'True', 'KubeletReady')),
    ready: ['cordoned', 'yellow', 'degraded'],
  },
  {
    name: 'a Node that is out of disk',
    kind: 'Node',
    status: conditions(condition('DiskPressure', 'True', 'KubeletHasDiskPressure'), condition('Ready', 'True')),
    ready: ['DiskPressure', 'yellow', 'degraded'],
    reason: 'DiskPressure',
  },
  { name: 'a bound PersistentVolumeClaim', kind: 'PersistentVolumeClaim', status: { phase: 'Bound' }, ready: READY },
  {
    name: 'a pending PersistentVolumeClaim',
    kind: 'PersistentVolumeClaim',
    status: { phase: 'Pending' },
    ready: ['pending', 'yellow', 'degraded'],
  },
  {
    name: 'a lost PersistentVolumeClaim',
    kind: 'PersistentVolumeClaim',
    status: { phase: 'Lost' },
    ready: ['lost', 'red', 'down'],
  },
  {
    name: 'a HorizontalPodAutoscaler that works',
    kind: 'HorizontalPodAutoscaler',
    status: {
      desiredReplicas: 1,
      ...conditions(
        condition('AbleToScale', 'True', 'ReadyForNewScale'),
        condition('ScalingActive', 'True', 'ValidMetricFound'),
      ),
    },
    ready: READY,
  },
  {
    name: 'a HorizontalPodAutoscaler without metrics',
    kind: 'HorizontalPodAutoscaler',
    status: {
      desiredReplicas: 1,
      ...conditions(
        condition('AbleToScale', 'True', 'SucceededGetScale'),
        condition('ScalingActive', 'False', 'FailedGetResourceMetric'),
      ),
    },
    ready: ['FailedGetResourceMetric', 'red', 'down'],
    reason: 'FailedGetResourceMetric',
  },
  {
    name: 'a HorizontalPodAutoscaler of a workload that is scaled to zero',
    kind: 'HorizontalPodAutoscaler',
    status: {
      desiredReplicas: 1,
      ...conditions(
        condition('AbleToScale', 'True', 'SucceededGetScale'),
        condition('ScalingActive', 'False', 'ScalingDisabled'),
      ),
    },
    ready: SUSPENDED,
  },
  {
    name: 'a PodDisruptionBudget that allows a disruption',
    kind: 'PodDisruptionBudget',
    status: conditions(condition('DisruptionAllowed', 'True', 'SufficientPods')),
    ready: READY,
  },
  {
    name: 'a PodDisruptionBudget whose status is about an older generation',
    kind: 'PodDisruptionBudget',
    metadata: { generation: 2 },
    status: {
      observedGeneration: 1,
      ...{ currentHealthy: 1, desiredHealthy: 1, disruptionsAllowed: 1, expectedPods: 2 },
      ...conditions(condition('DisruptionAllowed', 'True', 'SufficientPods')),
    },
    ready: PROGRESSING,
  },
  {
    name: 'a PodDisruptionBudget that allows no disruption',
    kind: 'PodDisruptionBudget',
    status: conditions(condition('DisruptionAllowed', 'False', 'InsufficientPods')),
    ready: ['InsufficientPods', 'yellow', 'degraded'],
    reason: 'InsufficientPods',
  },
  {
    name: 'a Service of type LoadBalancer with an address',
    kind: 'Service',
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
    ready: READY,
  },
  {
    name: 'a Service of type LoadBalancer that waits for its address',
    kind: 'Service',
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: {} },
    ready: ['no address', 'yellow', 'degraded'],
  },
  { name: 'a Service without a load balancer', kind: 'Service', spec: { type: 'ClusterIP' }, ready: NO_STATUS },
  { name: 'a Job that has started', kind: 'Job', status: { active: 1 }, ready: NO_STATUS },
  {
    name: 'a StatefulSet with OnDelete, all of whose pods are ready',
    kind: 'StatefulSet',
    spec: { updateStrategy: { type: 'OnDelete' } },
    status: { readyReplicas: 3, replicas: 3 },
    ready: NO_STATUS,
  },
  {
    name: 'a Certificate that is being deleted',
    kind: 'Certificate',
    metadata: { deletionTimestamp: LONG_AGO },
    status: conditions(condition('Ready', 'True')),
    ready: ['terminating', 'lightgrey', 'unknown'],
  },
];

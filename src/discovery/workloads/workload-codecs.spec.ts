// Every kind of workload through both codecs, against the simulator's encoder: both keep the same fields.
import { encodingFor } from '../../../simulator/server/encoding.ts';
import type { KubernetesObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import { container } from '../../../simulator/cluster/pod.ts';
import { realisticWorkload } from '../../../simulator/cluster/realistic-workload.ts';
import { BUILT_IN_TYPES, ROLLOUTS } from '../../../simulator/cluster/resource-types.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  rollout,
  statefulSet,
  template,
} from '../../../simulator/cluster/workload.ts';
import type { Codec, ListPage } from '../../kubernetes/decode/codec.ts';
import { createJsonCodec } from '../../kubernetes/decode/codec-json.ts';
import { createProtobufCodec } from '../../kubernetes/decode/codec-protobuf.ts';
import { protobufMessages } from '../../kubernetes/decode/protobuf-messages.ts';
import { loadSchema } from '../../kubernetes/decode/protobuf-schema.loader.ts';
import { fullName, pathOf } from '../../kubernetes/resource/resource.ts';
import { POD_PROTO } from '../pods/pod-resource.ts';
import type { Workload } from './workload.ts';
import { WORKLOAD_PROTO, type WorkloadResource, workloadResources } from './workload-resources.ts';

const RULES = { serviceLabels: ['team'], annotations: ['service', 'ignore', 'min', 'link', 'maintenance'] };
const SCHEMA = loadSchema([POD_PROTO, WORKLOAD_PROTO]);
const RESOURCES = workloadResources(RULES, SCHEMA);

const CREATED = Date.parse('2026-11-01T09:00:00Z');
const AT = '2026-11-01T10:00:00Z';
const PAUSED = { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', lastTransitionTime: AT } as const;
const QUOTA_EXCEEDED = {
  type: 'ReplicaFailure',
  status: 'True',
  reason: 'FailedCreate',
  lastTransitionTime: AT,
} as const;
const SIDECAR = container({ name: 'mesh', restartPolicy: 'Always' });
const INIT_CONTAINER = container({ name: 'wait' });

const TABLE: readonly (readonly [string, KubernetesObject, object])[] = [
  [
    'a Deployment',
    deployment({ spec: { replicas: 3 } }),
    {
      kind: 'Deployment',
      replicas: 3,
      updated: 3,
      ready: 3,
      available: 3,
      observedGeneration: 1,
      generation: 1,
      progressDeadline: 600_000,
      isPaused: false,
      progressing: { status: 'True', reason: 'NewReplicaSetAvailable' },
      containers: 1,
      createdAt: CREATED,
      serviceLabels: [],
      links: [],
      ignored: false,
    },
  ],
  ['a Deployment scaled to zero', deployment({ spec: { replicas: 0 } }), { replicas: 0, ready: 0 }],
  [
    'a paused Deployment without a deadline, whose pods exceed a quota',
    deployment({
      spec: { paused: true, progressDeadlineSeconds: 2 ** 31 - 1 },
      status: { conditions: [PAUSED, QUOTA_EXCEEDED], observedGeneration: 0 },
    }),
    {
      isPaused: true,
      observedGeneration: 0,
      progressing: { status: 'Unknown', reason: 'DeploymentPaused', since: Date.parse(AT) },
      replicaFailure: { status: 'True', reason: 'FailedCreate', since: Date.parse(AT) },
    },
  ],
  [
    'a Deployment with a sidecar, annotations and links',
    deployment({
      metadata: {
        labels: { team: 'not this one' },
        annotations: {
          'kube-shields/maintenance': '2026-12-01T22:00Z/2h',
          'kube-shields/link.docs': 'https://example.com/ä',
          'kube-shields/link.logs': 'https://logs.example.com',
          'kubectl.kubernetes.io/last-applied-configuration': '{"a":1}',
        },
      },
      spec: {
        template: template(
          { initContainers: [SIDECAR, INIT_CONTAINER], containers: [container(), container({ name: 'log' })] },
          { labels: { team: 'shop' }, annotations: { 'kube-shields/service': 'front', 'kube-shields/min': '2' } },
        ),
      },
    }),
    {
      containers: 3,
      serviceLabels: ['shop'],
      serviceAnnotation: 'front',
      minAnnotation: '2',
      maintenanceAnnotation: '2026-12-01T22:00Z/2h',
      links: [
        { name: 'docs', url: 'https://example.com/ä' },
        { name: 'logs', url: 'https://logs.example.com' },
      ],
    },
  ],
  [
    'an ignored Deployment that is being deleted',
    deployment({ metadata: { deletionTimestamp: AT, annotations: { 'kube-shields/ignore': 'true' } } }),
    { ignored: true, deletedAt: Date.parse(AT) },
  ],
  [
    'a Deployment whose template is ignored',
    deployment({ spec: { template: template({}, { annotations: { 'kube-shields/ignore': 'true' } }) } }),
    { ignored: true },
  ],
  [
    'a StatefulSet',
    statefulSet({ spec: { replicas: 4 }, status: { readyReplicas: 2, updatedReplicas: 1 } }),
    { kind: 'StatefulSet', replicas: 4, ready: 2, updated: 1, isOrdered: true },
  ],
  ['a parallel StatefulSet', statefulSet({ spec: { podManagementPolicy: 'Parallel' } }), { isOrdered: false }],
  [
    'a DaemonSet',
    daemonSet({ status: { desiredNumberScheduled: 4, numberReady: 2, numberMisscheduled: 1 } }),
    { kind: 'DaemonSet', desired: 4, ready: 2, misscheduled: 1, observedGeneration: 1 },
  ],
  ['a DaemonSet without a matching node', daemonSet({ status: { desiredNumberScheduled: 0 } }), { desired: 0 }],
  [
    'a Job between attempts',
    job({ status: { active: 0, failed: 2, terminating: 1, startTime: AT } }),
    {
      kind: 'Job',
      active: 0,
      failed: 2,
      succeeded: 0,
      terminating: 1,
      startedAt: Date.parse(AT),
      conditions: [],
      isSuspended: false,
    },
  ],
  [
    'a failed Job of a CronJob',
    job({
      metadata: {
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly', uid: 'uid-nightly', controller: true },
        ],
      },
      status: {
        active: 0,
        failed: 3,
        conditions: [
          { type: 'FailureTarget', status: 'True', reason: 'BackoffLimitExceeded', lastTransitionTime: AT },
          { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', lastTransitionTime: AT },
          { type: 'Suspended', status: 'False', lastTransitionTime: AT },
        ],
      },
    }),
    {
      owner: { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly', uid: 'uid-nightly' },
      conditions: [
        { type: 'FailureTarget', reason: 'BackoffLimitExceeded', since: Date.parse(AT) },
        { type: 'Failed', reason: 'BackoffLimitExceeded', since: Date.parse(AT) },
      ],
    },
  ],
  [
    'a suspended Job',
    job({ spec: { suspend: true }, status: { active: 0, completionTime: AT } }),
    { isSuspended: true, completedAt: Date.parse(AT) },
  ],
  [
    'a CronJob that never ran',
    cronJob(),
    { kind: 'CronJob', schedule: '0 * * * *', concurrency: 'Allow', active: 0, isSuspended: false },
  ],
  [
    'a CronJob with every field',
    cronJob({
      spec: {
        schedule: '30 2 * * *',
        timeZone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
        suspend: true,
        jobTemplate: { spec: { template: template({}, { labels: { team: 'shop' } }) } },
      },
      status: {
        active: [{ kind: 'Job', namespace: 'default', name: 'nightly-1', uid: 'u1', apiVersion: 'batch/v1' }],
        lastScheduleTime: AT,
        lastSuccessfulTime: AT,
      },
    }),
    {
      timeZone: 'Europe/Berlin',
      concurrency: 'Forbid',
      isSuspended: true,
      active: 1,
      lastScheduledAt: Date.parse(AT),
      lastSucceededAt: Date.parse(AT),
      serviceLabels: ['shop'],
    },
  ],
  [
    'a Rollout',
    rollout({ spec: { replicas: 2 } }),
    { kind: 'Rollout', replicas: 2, updated: 2, hasWorkloadRef: false },
  ],
];

it.each(TABLE)('decodes the fields of %s that rules need, equally from both encodings', (_, object, expected) => {
  for (const shape of [object, isWorkload(object) ? realisticWorkload(object) : object]) {
    const decoded = decodedByBoth(shape);
    expect(decoded.json).toMatchObject(expected);
    if (decoded.protobuf) expect(decoded.protobuf).toEqual(decoded.json);
  }
});

it("applies the API's defaults to omitted fields: one replica, ten minutes, nothing else", () => {
  const keep = (spec: object): Workload | undefined =>
    resourceOf('Deployment').keep({ metadata: { name: 'web', namespace: 'shop' }, spec });
  expect(keep({})).toMatchObject({ replicas: 1, progressDeadline: 600_000, observedGeneration: 0, containers: 0 });
  expect(keep({ progressDeadlineSeconds: 2 ** 31 - 1 })).not.toHaveProperty('progressDeadline');
});

it('decodes a Rollout with the template of another workload, and its observed generation, which is a string', () => {
  const raw = {
    metadata: { name: 'web', namespace: 'shop', generation: 7 },
    spec: { replicas: 2, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
    status: { observedGeneration: '7', phase: 'Degraded' },
  };
  expect(resourceOf('Rollout').keep(raw)).toMatchObject({
    hasWorkloadRef: true,
    generation: 7,
    observedGeneration: 7,
    phase: 'Degraded',
  });
});

it.each([{}, { metadata: null }, { metadata: { name: 'web' } }, { metadata: { namespace: 7, name: [] }, spec: 'no' }])(
  'keeps nothing of %j',
  (raw) => {
    for (const resource of RESOURCES) expect(resource.keep(raw)).toBeUndefined();
  },
);

it('has the path of each kind', () => {
  expect(RESOURCES.map((resource) => [pathOf(resource, 'shop'), fullName(resource)])).toEqual([
    ['/apis/apps/v1/namespaces/shop/deployments', 'deployments.apps'],
    ['/apis/apps/v1/namespaces/shop/statefulsets', 'statefulsets.apps'],
    ['/apis/apps/v1/namespaces/shop/daemonsets', 'daemonsets.apps'],
    ['/apis/batch/v1/namespaces/shop/jobs', 'jobs.batch'],
    ['/apis/batch/v1/namespaces/shop/cronjobs', 'cronjobs.batch'],
    ['/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts', 'rollouts.argoproj.io'],
  ]);
});

function resourceOf(kind: string): WorkloadResource {
  const found = RESOURCES.find((resource) => resource.kind === kind);
  if (found === undefined) throw new Error(`no workload resource of kind ${kind}`);
  return found;
}

function isWorkload(object: KubernetesObject): object is Parameters<typeof realisticWorkload>[0] {
  return object.kind !== 'Rollout';
}

function decodedByBoth(object: KubernetesObject): { readonly json: unknown; readonly protobuf: unknown } {
  const resource = resourceOf(String(object.kind));
  const cluster = new SimulatedCluster({ now: () => CREATED });
  cluster.define(ROLLOUTS);
  cluster.set(object);
  const { decode } = resource;
  const protobuf = decode && createProtobufCodec({ ...resource, decode }, protobufMessages(SCHEMA));
  return {
    json: decodedBy(createJsonCodec(resource), cluster, resource.kind),
    protobuf: protobuf && decodedBy(protobuf, cluster, resource.kind),
  };
}

function decodedBy(codec: Codec<Workload>, cluster: SimulatedCluster, kind: string): Workload | undefined {
  const type = [...BUILT_IN_TYPES, ROLLOUTS].find((known) => known.kind === kind);
  const encoding = encodingFor(codec.mediaType, type);
  if (encoding === undefined) throw new Error(`the simulator has no encoding ${codec.mediaType}`);
  const decoder = codec.openPage();
  for (const piece of encoding.list({ resourceVersion: '7' }, cluster.objects(kind))) decoder.push(piece);
  return (decoder.end() as ListPage<Workload>).objects[0];
}

// Workloads and custom resources, over real HTTP: paths, both encodings, generations, faults of one kind.
import protobuf from 'protobufjs';
import { until } from '../../test/support/time/until.ts';
import type { KubernetesObject } from '../cluster/kubernetes-objects.ts';
import { pod } from '../cluster/pod.ts';
import { realisticWorkload } from '../cluster/realistic-workload.ts';
import { customType, ROLLOUTS } from '../cluster/resource-types.ts';
import { SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { cronJob, daemonSet, deployment, job, rollout, statefulSet, template } from '../cluster/workload.ts';
import { SimulatedApiServer } from './simulated-api-server.ts';

let cluster: SimulatedCluster;
let server: SimulatedApiServer;
let url: string;

beforeEach(async () => {
  cluster = new SimulatedCluster();
  server = new SimulatedApiServer(cluster);
  url = await server.listen();
});
afterEach(() => server.close());

const WORKLOADS = [
  ['apps', 'deployments', deployment()],
  ['apps', 'statefulsets', statefulSet()],
  ['apps', 'daemonsets', daemonSet()],
  ['batch', 'jobs', job()],
  ['batch', 'cronjobs', cronJob()],
] as const;

describe.each(WORKLOADS)('%s/v1 %s', (group, plural, object) => {
  const path = `/apis/${group}/v1/${plural}`;

  it('are listed, of one namespace or all, without the pods', async () => {
    cluster.set(pod());
    cluster.set(object);
    cluster.set({ ...object, metadata: { ...object.metadata, namespace: 'other' } });
    const { kind, apiVersion, items } = await list(path);
    expect([kind, apiVersion, items.length]).toEqual([`${object.kind}List`, `${group}/v1`, 2]);
    expect(items.map(Object.keys)).toEqual(Array(2).fill(['metadata', 'spec', 'status']));
    expect(items[0]?.spec).toEqual(object.spec);
    expect((await list(`/apis/${group}/v1/namespaces/other/${plural}`)).items).toHaveLength(1);
    expect((await list('/api/v1/pods')).items).toHaveLength(1);
  });

  it('are listed in pages of one version', async () => {
    for (const name of ['a', 'b', 'c']) cluster.set({ ...object, metadata: { ...object.metadata, name } });
    const first = await list(`${path}?limit=2`);
    cluster.remove(object.kind, 'default', 'c');
    const rest = await list(`${path}?limit=2&continue=${String(first.metadata.continue)}`);
    expect([...first.items, ...rest.items].map(({ metadata }) => metadata?.name)).toEqual(['a', 'b', 'c']);
  });

  it('are watched: events of that kind alone, and bookmarks', async () => {
    const target = `${path}?watch=1&allowWatchBookmarks=true&resourceVersion=${cluster.version}`;
    const events = await watch(target, () => {
      cluster.set(pod());
      cluster.set(object);
      cluster.remove(object.kind, 'default', object.metadata.name);
      server.bookmark(plural);
    });
    expect(events.map(({ type, object: shown }) => [type, shown.kind, shown.apiVersion])).toEqual(
      ['ADDED', 'DELETED', 'BOOKMARK'].map((type) => [type, object.kind, `${group}/v1`]),
    );
    expect(server.requestsOf('watch', plural)).toHaveLength(1);
    expect(server.requestsOf('watch')).toHaveLength(0);
  });
});

describe('as protobuf', () => {
  it('a Deployment has the field numbers of apps/v1', async () => {
    const containers = [{ name: 'app', image: 'shop/web:v2' }];
    cluster.set(
      realisticWorkload(
        deployment({
          metadata: { annotations: { 'kube-shields/min': '2' } },
          spec: { replicas: 3, paused: true, template: template({ containers }, { labels: { app: 'web' } }) },
          status: { readyReplicas: 2 },
        }),
      ),
    );
    const [found] = await listProtobuf('/apis/apps/v1/deployments', 'apps/v1', 'DeploymentList');
    expect(found).toMatchObject({
      metadata: { name: 'web', namespace: 'default', generation: 1 },
      spec: { replicas: 3, paused: true, progressDeadlineSeconds: 600 },
      status: { observedGeneration: 1, replicas: 3, readyReplicas: 2, updatedReplicas: 3, availableReplicas: 3 },
    });
    expect(found?.spec).toMatchObject({ template: { metadata: { labels: { app: 'web' } }, spec: { containers } } });
    expect(found?.status).toMatchObject({
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
      ],
    });
  });

  it.each([
    ['apps', 'statefulsets', statefulSet({ spec: { replicas: 4 } }), 'spec.replicas', 4],
    ['apps', 'daemonsets', daemonSet({ status: { desiredNumberScheduled: 5 } }), 'status.desiredNumberScheduled', 5],
    ['batch', 'jobs', job({ spec: { suspend: true } }), 'spec.suspend', true],
    ['batch', 'jobs', job({ status: { failed: 3 } }), 'status.failed', 3],
    ['batch', 'cronjobs', cronJob({ spec: { timeZone: 'Europe/Berlin' } }), 'spec.timeZone', 'Europe/Berlin'],
    [
      'batch',
      'cronjobs',
      cronJob({ status: { lastScheduleTime: '2026-11-23T10:00:00Z' } }),
      'status.lastScheduleTime.seconds',
      Date.parse('2026-11-23T10:00:00Z') / 1000,
    ],
  ])('%s %s say what the object says', async (group, plural, object, path, value) => {
    cluster.set(object);
    const [found] = await listProtobuf(`/apis/${group}/v1/${plural}`, `${group}/v1`, `${object.kind}List`);
    expect(found).toHaveProperty(path, value);
  });

  it("a Job's conditions have their own numbers", async () => {
    const failed = { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' } as const;
    cluster.set(job({ status: { conditions: [{ ...failed, lastTransitionTime: '2026-11-23T10:00:00Z' }] } }));
    const [found] = await listProtobuf('/apis/batch/v1/jobs', 'batch/v1', 'JobList');
    const seconds = Date.parse('2026-11-23T10:00:00Z') / 1000;
    expect(found?.status).toMatchObject({ conditions: [{ ...failed, lastTransitionTime: { seconds } }] });
  });
});

describe('a custom resource', () => {
  it('does not exist until its definition is installed', async () => {
    expect((await fetch(`${url}/apis/argoproj.io/v1alpha1/rollouts`)).status).toBe(404);
    expect(() => cluster.set(rollout())).toThrow('define() it first');
  });

  it('is served as JSON only, whatever is requested first; the items of its lists have a kind', async () => {
    cluster.define(ROLLOUTS);
    cluster.set(rollout());
    const headers = { accept: 'application/vnd.kubernetes.protobuf,application/json' };
    const answer = await fetch(`${url}/apis/argoproj.io/v1alpha1/rollouts`, { headers });
    expect(answer.headers.get('content-type')).toBe('application/json');
    const { items } = (await answer.json()) as List;
    expect(items).toMatchObject([{ kind: 'Rollout', apiVersion: 'argoproj.io/v1alpha1' }]);
    expect(items[0]?.status).toMatchObject({ observedGeneration: '1' });
  });

  it('may belong to the cluster: no namespace in its path or its metadata', async () => {
    const type = customType('example.com/v1', 'walls', 'Wall', false);
    cluster.define(type);
    cluster.set({ kind: 'Wall', metadata: { name: 'north', namespace: '' } });
    const { items } = await list('/apis/example.com/v1/walls');
    expect(items[0]?.metadata).not.toHaveProperty('namespace');
    expect((await fetch(`${url}/apis/example.com/v1/namespaces/a/walls`)).status).toBe(404);
  });
});

describe('an object of the cluster itself', () => {
  it('is listed and watched without a namespace, as JSON', async () => {
    cluster.set({ kind: 'Node', metadata: { name: 'node-1', namespace: '' } });
    const { kind, items } = await list('/api/v1/nodes');
    expect([kind, items]).toEqual(['NodeList', [{ metadata: expect.objectContaining({ name: 'node-1' }) as object }]]);
    const events = await watch(`/api/v1/nodes?watch=1&resourceVersion=${cluster.version}`, () => {
      cluster.set({ kind: 'Node', metadata: { name: 'node-2', namespace: '' } });
    });
    expect(events).toMatchObject([{ type: 'ADDED', object: { kind: 'Node', metadata: { name: 'node-2' } } }]);
  });
});

describe('the documents of the API', () => {
  const get = async (path: string): Promise<unknown> => (await fetch(url + path)).json();

  it('list groups with their preferred version', async () => {
    cluster.define(ROLLOUTS);
    cluster.define(customType('argoproj.io/v1', 'rollouts', 'Rollout'));
    expect(await get('/apis')).toMatchObject({
      kind: 'APIGroupList',
      groups: expect.arrayContaining([
        expect.objectContaining({
          name: 'argoproj.io',
          preferredVersion: { groupVersion: 'argoproj.io/v1alpha1', version: 'v1alpha1' },
        }),
      ]) as object,
    });
    expect(await get('/apis/apps')).toMatchObject({ kind: 'APIGroup', preferredVersion: { version: 'v1' } });
  });

  it('list the resources of a group and version', async () => {
    const found = (await get('/api/v1')) as { readonly resources: readonly object[] };
    expect(found).toMatchObject({ kind: 'APIResourceList', groupVersion: 'v1' });
    expect(found.resources).toContainEqual(expect.objectContaining({ name: 'nodes', kind: 'Node', namespaced: false }));
    expect(await get('/apis/apps/v1')).toMatchObject({ groupVersion: 'apps/v1' });
    expect((await fetch(`${url}/apis/example.com/v1`)).status).toBe(404);
  });

  it("report the server's version", async () => {
    expect(await get('/version')).toMatchObject({ major: '1', minor: '36', gitVersion: 'v1.36.0' });
  });
});

describe('generations', () => {
  it('count the changes of a spec; a status without observedGeneration has observed the latest', () => {
    const generations = [
      deployment(),
      deployment({ status: { readyReplicas: 0 } }),
      deployment({ spec: { replicas: 2 } }),
      deployment({ spec: { replicas: 3 }, status: { observedGeneration: 2 } }),
    ].map((object) => {
      const { metadata, status } = cluster.set(object);
      return [metadata.generation, status.observedGeneration];
    });
    expect(generations).toEqual([
      [1, 1],
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
  });
});

describe('faults', () => {
  it('hit pods, unless they target another resource or all', async () => {
    server.faults.add({ times: 1, answer: { status: 503 } });
    server.faults.add({ resource: 'jobs', times: 1, answer: { status: 403 } });
    const remove = server.faults.add({ resource: '*', skip: 2, times: 1, answer: { status: 500 } });
    const statuses: number[] = [];
    for (const path of ['/apis/batch/v1/jobs', '/api/v1/pods', '/apis/apps/v1/deployments', '/api/v1/pods'])
      statuses.push((await fetch(url + path)).status);
    remove();
    expect(statuses).toEqual([403, 503, 500, 200]);
  });

  it('refuse with a message about the requested resource', async () => {
    server.faults.add({ resource: 'jobs', answer: { status: 403 } });
    const answer = await fetch(`${url}/apis/batch/v1/namespaces/shop/jobs`);
    expect(await answer.json()).toMatchObject({
      reason: 'Forbidden',
      message:
        'jobs.batch is forbidden: User "system:serviceaccount:kube-shields:kube-shields" cannot list resource "jobs" in API group "batch" in the namespace "shop"',
      details: { group: 'batch', kind: 'jobs' },
    });
  });

  it('silence or end the watches of one resource alone', async () => {
    const pods = watchText(`/api/v1/pods?watch=1&resourceVersion=${cluster.version}`);
    const jobs = watchText(`/apis/batch/v1/jobs?watch=1&resourceVersion=${cluster.version}`);
    await until('both are open', () => server.watches === 1 && server.watchesOn('jobs') === 1);
    server.endWatches('jobs');
    expect(await jobs).toBe('');
    expect(server.watches).toBe(1);
    server.endWatches();
    expect(await pods).toBe('');
  });
});

it('makes realistic Deployments as large as real ones', () => {
  const { length } = JSON.stringify(cluster.set(realisticWorkload(deployment())));
  expect(length).toBeGreaterThan(10_000);
  expect(length).toBeLessThan(25_000);
});

interface List {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly continue?: string };
  readonly items: readonly Partial<KubernetesObject>[];
}

async function list(path: string): Promise<List> {
  return (await (await fetch(url + path)).json()) as List;
}

interface Event {
  readonly type: string;
  readonly object: { readonly kind?: string; readonly apiVersion?: string };
}

async function watch(path: string, act: () => void): Promise<readonly Event[]> {
  const before = server.requests.length;
  const text = watchText(path);
  await until('it is answered', () => server.requests[before]?.status !== undefined);
  act();
  server.endWatches();
  return (await text)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Event);
}

async function watchText(path: string): Promise<string> {
  return (await fetch(url + path)).text();
}

async function listProtobuf(path: string, apiVersion: string, kind: string): Promise<readonly Decoded[]> {
  const headers = { accept: 'application/vnd.kubernetes.protobuf' };
  const bytes = Buffer.from(await (await fetch(url + path, { headers })).arrayBuffer());
  expect(bytes.subarray(0, 4).toString()).toBe('k8s\0');
  const unknown = decode('Unknown', bytes.subarray(4));
  expect(unknown['typeMeta']).toEqual({ apiVersion, kind });
  return decode(kind, Buffer.from(String(unknown['raw']), 'base64'))['items'] as readonly Decoded[];
}

interface Decoded {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
}

function decode(name: string, bytes: Uint8Array): Record<string, unknown> {
  const type = MESSAGES.lookupType(name);
  return type.toObject(type.decode(bytes), { longs: Number, bytes: String, arrays: true });
}

const LISTS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']
  .map(
    (kind) => `
      message ${kind}List { repeated ${kind} items = 2; }
      message ${kind} { optional ObjectMeta metadata = 1; optional ${kind}Spec spec = 2;
        optional ${kind}Status status = 3; }`,
  )
  .join('');

/** By the published generated.proto files. */
const MESSAGES = protobuf.parse(`syntax = "proto2";
  message Unknown { optional TypeMeta typeMeta = 1; optional bytes raw = 2; }
  message TypeMeta { optional string apiVersion = 1; optional string kind = 2; }
  message Time { optional int64 seconds = 1; }
  message ObjectMeta { optional string name = 1; optional string namespace = 3; optional int64 generation = 7;
    map<string, string> labels = 11; map<string, string> annotations = 12; }
  message PodTemplate { optional ObjectMeta metadata = 1; optional PodSpec spec = 2; }
  message PodSpec { repeated Container containers = 2; }
  message Container { optional string name = 1; optional string image = 2; }
  message Condition { optional string type = 1; optional string status = 2; optional string reason = 4; }
  message DeploymentSpec { optional int32 replicas = 1; optional PodTemplate template = 3; optional bool paused = 7;
    optional int32 progressDeadlineSeconds = 9; }
  message DeploymentStatus { optional int64 observedGeneration = 1; optional int32 replicas = 2;
    optional int32 updatedReplicas = 3; optional int32 availableReplicas = 4; repeated Condition conditions = 6;
    optional int32 readyReplicas = 7; }
  message StatefulSetSpec { optional int32 replicas = 1; optional PodTemplate template = 3; }
  message StatefulSetStatus { optional int32 readyReplicas = 3; }
  message DaemonSetSpec { optional PodTemplate template = 2; }
  message DaemonSetStatus { optional int32 desiredNumberScheduled = 3; }
  message JobSpec { optional PodTemplate template = 6; optional bool suspend = 10; }
  message JobCondition { optional string type = 1; optional string status = 2; optional Time lastTransitionTime = 4;
    optional string reason = 5; }
  message JobStatus { repeated JobCondition conditions = 1; optional int32 failed = 6; }
  message CronJobSpec { optional string schedule = 1; optional string timeZone = 8; }
  message CronJobStatus { optional Time lastScheduleTime = 4; optional Time lastSuccessfulTime = 5; }
  ${LISTS}
`).root;

// Over HTTP: which services are discovered in a cluster, how they are named, and when they appear and disappear.
import type { ObjectMeta, OwnerReference, PodObject, PodStatus } from '../../simulator/cluster/kubernetes-objects.ts';
import { containerStatus, controlledBy, pod } from '../../simulator/cluster/pod.ts';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { ShownCluster } from '../support/cluster/shown-cluster.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Row {
  readonly rule: string;
  readonly pods: readonly PodObject[];
  /** Name and kind of every discovered service, by name. */
  readonly found: readonly (readonly [string, string])[];
}

/** A pod owned by a ReplicaSet of that name. */
const ofReplicaSet = (name: string, meta: Partial<ObjectMeta> = {}): PodObject =>
  owned('ReplicaSet', name, { labels: { 'pod-template-hash': name.replace(/.*-/, '') }, ...meta });
const owned = (kind: string, name: string, meta: Partial<ObjectMeta> = {}): PodObject =>
  pod({
    metadata: { name: `${name}-x`, generateName: `${name}-`, ownerReferences: [controlledBy(kind, name)], ...meta },
  });
const job = (name: string): PodObject => owned('Job', name);
const annotated = (annotations: Record<string, string>): Partial<ObjectMeta> => ({ annotations });
const labelled = (labels: Record<string, string>): Partial<ObjectMeta> => ({
  labels: { 'pod-template-hash': '5d4f8c7b6d', ...labels },
});
/** A pod whose controller is an object of this kind with the name `owner`. */
const controlledByKind = (name: string, apiVersion: string, kind: string, meta: Partial<ObjectMeta> = {}): PodObject =>
  pod({
    metadata: { name, ownerReferences: [{ apiVersion, kind, name: 'owner', uid: 'uid', controller: true }], ...meta },
  });
const WEB = 'web-5d4f8c7b6d';
const DEPLOYMENT = [['web', 'Deployment']] as const;
/** The name and uid to which the pods that it owns refer. */
const RUNNER: Partial<ObjectMeta> = { name: 'runner', uid: 'uid-of-runner' };
const notController = (name: string): OwnerReference => ({ ...controlledBy('ConfigMap', name), controller: false });

const ROWS: readonly Row[] = [
  // Which pods count.
  { rule: 'a bare pod makes no service', pods: [pod()], found: [] },
  {
    rule: 'a mirror pod, whose owner is its node, makes no service',
    pods: [owned('Node', 'node-1', { generateName: '' })],
    found: [],
  },
  {
    rule: 'a pod whose only owner is not its controller makes no service',
    pods: [pod({ metadata: { ownerReferences: [notController('settings')] } })],
    found: [],
  },
  {
    rule: 'a pod that is annotated to be ignored makes no service',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/ignore': 'true' }))],
    found: [],
  },
  {
    rule: 'a pod is ignored only if the annotation is "true"',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/ignore': 'yes' }))],
    found: DEPLOYMENT,
  },
  // 1. The annotation.
  {
    rule: 'the annotation names the service',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/service': 'shop-front' }))],
    found: [['shop-front', 'Deployment']],
  },
  {
    rule: 'an annotation that is not a valid name is ignored',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/service': 'shop front' }))],
    found: DEPLOYMENT,
  },
  {
    rule: 'an empty annotation is ignored',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/service': '' }))],
    found: DEPLOYMENT,
  },
  {
    rule: 'the annotation takes precedence over the label',
    pods: [
      ofReplicaSet(WEB, {
        ...annotated({ 'kube-shields/service': 'shop-front' }),
        ...labelled({ 'serving.knative.dev/service': 'hello' }),
      }),
    ],
    found: [['shop-front', 'Deployment']],
  },
  {
    rule: 'the annotation does not make a bare pod a service',
    pods: [pod({ metadata: annotated({ 'kube-shields/service': 'shop-front' }) })],
    found: [],
  },
  // 2. Labels.
  {
    rule: "a Knative service is named by its label, not after its revision's Deployment",
    pods: [ofReplicaSet('hello-00001-deployment-5d4f8c7b6d', labelled({ 'serving.knative.dev/service': 'hello' }))],
    found: [['hello', 'Deployment']],
  },
  {
    rule: 'a label that is not a valid name is ignored',
    pods: [ofReplicaSet(WEB, labelled({ 'serving.knative.dev/service': '' }))],
    found: DEPLOYMENT,
  },
  {
    rule: 'other labels do not name a service',
    pods: [ofReplicaSet(WEB, labelled({ 'app.kubernetes.io/name': 'shop-front', app: 'front' }))],
    found: DEPLOYMENT,
  },
  // 3. Template hashes.
  {
    rule: "a pod of a Deployment's ReplicaSet belongs to the Deployment",
    pods: [ofReplicaSet(WEB)],
    found: DEPLOYMENT,
  },
  {
    rule: "a pod of a Rollout's ReplicaSet belongs to the Rollout",
    pods: [owned('ReplicaSet', WEB, { labels: { 'rollouts-pod-template-hash': '5d4f8c7b6d' } })],
    found: [['web', 'Rollout']],
  },
  {
    rule: 'a ReplicaSet without a template hash keeps its name',
    pods: [owned('ReplicaSet', 'web')],
    found: [['web', 'ReplicaSet']],
  },
  {
    rule: 'a name that does not end with the hash is kept',
    pods: [owned('ReplicaSet', 'web-one', { labels: { 'pod-template-hash': '5d4f8c7b6d' } })],
    found: [['web-one', 'ReplicaSet']],
  },
  {
    rule: 'a hash is removed only after a dash',
    pods: [owned('ReplicaSet', 'web5d4f8c7b6d', { labels: { 'pod-template-hash': '5d4f8c7b6d' } })],
    found: [['web5d4f8c7b6d', 'ReplicaSet']],
  },
  {
    rule: 'a template hash is removed only from names of ReplicaSets',
    pods: [owned('StatefulSet', WEB, { labels: { 'pod-template-hash': '5d4f8c7b6d' } })],
    found: [[WEB, 'StatefulSet']],
  },
  // 4. CronJobs.
  {
    rule: "a pod of a CronJob's Job belongs to the CronJob",
    pods: [job('tidy-29399040')],
    found: [['tidy', 'CronJob']],
  },
  {
    rule: 'the smallest number that a CronJob appends is removed',
    pods: [job('tidy-20000000')],
    found: [['tidy', 'CronJob']],
  },
  {
    rule: 'the largest number that a CronJob appends is removed',
    pods: [job('tidy-49999999')],
    found: [['tidy', 'CronJob']],
  },
  { rule: 'a smaller number is part of the name', pods: [job('tidy-19999999')], found: [['tidy-19999999', 'Job']] },
  { rule: 'a larger number is part of the name', pods: [job('tidy-50000000')], found: [['tidy-50000000', 'Job']] },
  { rule: 'a date is part of the name', pods: [job('tidy-20261102')], found: [['tidy-20261102', 'Job']] },
  {
    rule: 'a number with a thirteenth month is not a date',
    pods: [job('tidy-20261302')],
    found: [['tidy', 'CronJob']],
  },
  { rule: 'a number with a day 00 is not a date', pods: [job('tidy-20261100')], found: [['tidy', 'CronJob']] },
  { rule: 'ten digits that begin with 1 are removed', pods: [job('tidy-1793620800')], found: [['tidy', 'CronJob']] },
  {
    rule: 'ten digits that begin with 2 are part of the name',
    pods: [job('tidy-2793620800')],
    found: [['tidy-2793620800', 'Job']],
  },
  { rule: 'nine digits are part of the name', pods: [job('tidy-293990400')], found: [['tidy-293990400', 'Job']] },
  { rule: 'digits without a dash are part of the name', pods: [job('tidy29399040')], found: [['tidy29399040', 'Job']] },
  {
    rule: 'a number is removed only from names of Jobs',
    pods: [owned('Workflow', 'tidy-29399040')],
    found: [['tidy-29399040', 'Workflow']],
  },
  // 5. Pods whose controller is a pod.
  {
    rule: "a pod that a pod owns belongs to its owner's service",
    pods: [ofReplicaSet(WEB, RUNNER), owned('Pod', 'runner')],
    found: DEPLOYMENT,
  },
  {
    rule: "a pod that a pod owns belongs to its owner's service, whichever comes first",
    pods: [owned('Pod', 'runner'), ofReplicaSet(WEB, RUNNER)],
    found: DEPLOYMENT,
  },
  {
    rule: 'a pod that a bare pod owns is named after its owner',
    pods: [pod({ metadata: RUNNER }), owned('Pod', 'runner')],
    found: [['runner', 'Pod']],
  },
  {
    rule: "a pod that a pod owns does not belong to a later pod of its owner's name",
    pods: [ofReplicaSet(WEB, { name: 'runner', uid: 'another' }), owned('Pod', 'runner')],
    found: [['runner', 'Pod'], ...DEPLOYMENT],
  },
  {
    rule: 'a pod that an unknown pod owns is named after its owner',
    pods: [owned('Pod', 'runner')],
    found: [['runner', 'Pod']],
  },
  // 6. The owner.
  ...['StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'Workflow', 'MyController'].map((kind) => ({
    rule: `a pod of a ${kind} is named after it`,
    pods: [owned(kind, 'web')],
    found: [['web', kind]] as const,
  })),
  { rule: 'names may have dots', pods: [owned('StatefulSet', 'api.v2.shop')], found: [['api.v2.shop', 'StatefulSet']] },
  {
    rule: 'names may have dots before a hash',
    pods: [ofReplicaSet('api.v2-5d4f8c7b6d')],
    found: [['api.v2', 'Deployment']],
  },
  // 7. No owner.
  {
    rule: 'an orphan is named by its generateName',
    pods: [pod({ metadata: { name: 'web-x', generateName: 'web-' } })],
    found: [['web', 'Pod']],
  },
  {
    rule: 'an orphan of a Deployment belongs to the Deployment',
    pods: [
      pod({ metadata: { name: 'web-x', generateName: `${WEB}-`, labels: { 'pod-template-hash': '5d4f8c7b6d' } } }),
    ],
    found: DEPLOYMENT,
  },
  {
    rule: 'a pod whose only owner is not its controller is an orphan',
    pods: [pod({ metadata: { name: 'web-x', generateName: 'web-', ownerReferences: [notController('settings')] } })],
    found: [['web', 'Pod']],
  },
  {
    rule: "an owner of a kind that runs no pods is ignored: a virtual cluster's pod is named by its own name",
    pods: [
      controlledByKind('web-7f9c-x-shop-x-vc', 'v1', 'Service'),
      controlledByKind('api-0-x-shop-x-vc', 'v1', 'Service'),
    ],
    found: [
      ['api-0-x-shop-x-vc', 'Pod'],
      ['web-7f9c-x-shop-x-vc', 'Pod'],
    ],
  },
  ...['ConfigMap', 'Secret', 'Namespace'].map((kind) => ({
    rule: `an owner of kind ${kind} is ignored`,
    pods: [controlledByKind('web-x', 'v1', kind)],
    found: [['web-x', 'Pod']] as const,
  })),
  {
    rule: "a virtual cluster's pod with a generateName is named by that",
    pods: [controlledByKind('web-x', 'v1', 'Service', { generateName: 'web-' })],
    found: [['web', 'Pod']],
  },
  {
    rule: "an owner of kind Service in Knative's group is not ignored",
    pods: [controlledByKind('hello-x', 'serving.knative.dev/v1', 'Service')],
    found: [['owner', 'Service']],
  },
  // OpenShift.
  {
    rule: "a pod of a DeploymentConfig's ReplicationController belongs to the DeploymentConfig",
    pods: [owned('ReplicationController', 'web-3', { labels: { deploymentconfig: 'web' } })],
    found: [['web', 'DeploymentConfig']],
  },
  {
    rule: 'a ReplicationController whose name does not fit its label keeps its name',
    pods: [owned('ReplicationController', 'web-3', { labels: { deploymentconfig: 'api' } })],
    found: [['web-3', 'ReplicationController']],
  },
  {
    rule: 'a ReplicationController without a number keeps its name',
    pods: [owned('ReplicationController', 'web-blue', { labels: { deploymentconfig: 'web' } })],
    found: [['web-blue', 'ReplicationController']],
  },
  {
    rule: 'two ReplicationControllers of a DeploymentConfig are one service',
    pods: [3, 4].map((version) =>
      owned('ReplicationController', `web-${version}`, { labels: { deploymentconfig: 'web' } }),
    ),
    found: [['web', 'DeploymentConfig']],
  },
  // Merging.
  {
    rule: 'pods of several controllers with one name are one service, of the newest kind',
    pods: [
      ofReplicaSet(WEB, { creationTimestamp: '2026-11-02T09:00:00Z' }),
      owned('StatefulSet', 'web', { name: 'web-0', creationTimestamp: '2026-11-02T11:00:00Z' }),
    ],
    found: [['web', 'StatefulSet']],
  },
  {
    rule: 'two ReplicaSets of a Deployment are one service',
    pods: [ofReplicaSet(WEB), ofReplicaSet('web-6b7c8d9f5c')],
    found: DEPLOYMENT,
  },
];

let shown: ShownCluster;
const start = async (...args: Parameters<typeof ShownCluster.start>): Promise<void> => {
  shown = await ShownCluster.start(...args);
};

describe.each([
  ['protobuf', false],
  ['JSON', true],
])('discovered services and their names, read as %s', (_encoding, isJsonOnly) => {
  beforeAll(() => start({}, { isJsonOnly }));
  afterAll(() => shown.stop());

  it.each(ROWS.map((row, at) => [row.rule, row, `row-${at}`] as const))('%s', async (_, { pods, found }, namespace) => {
    await shown.add(...pods.map((one) => ({ ...one, metadata: { ...one.metadata, namespace } })));
    expect(await shown.services(namespace)).toEqual(found);
  });

  it('logs that an invalid name in an annotation is ignored', () => {
    const lines = shown.app.log.filter((line) => line.includes('kube-shields/service is ignored'));
    expect(lines.length).toBeGreaterThan(0);
  });

  it('shows no service of a system namespace', async () => {
    await shown.add(inNamespace('kube-system', ofReplicaSet(WEB)));
    expect(await shown.services('kube-system')).toEqual([]);
  });
});

describe.each<[string, Env, Partial<ObjectMeta>, string]>([
  ['ANNOTATION_NAMES=false', { ANNOTATION_NAMES: 'false' }, annotated({ 'kube-shields/service': 'front' }), 'web'],
  ['SERVICE_LABELS', { SERVICE_LABELS: 'team/a team/b' }, labelled({ 'team/b': 'second', 'team/a': 'first' }), 'first'],
  ['SERVICE_LABELS, the second', { SERVICE_LABELS: 'team/a team/b' }, labelled({ 'team/b': 'second' }), 'second'],
  [
    'SERVICE_LABELS, the first that is a name',
    { SERVICE_LABELS: 'team/a,team/b' },
    labelled({ 'team/a': '', 'team/b': 'second' }),
    'second',
  ],
  [
    'SERVICE_LABELS, which replaces the default',
    { SERVICE_LABELS: 'team/a' },
    labelled({ 'serving.knative.dev/service': 'hello' }),
    'web',
  ],
])('%s', (_, env, meta, name) => {
  beforeAll(() => start(env));
  afterAll(() => shown.stop());

  it('decides about the name', async () => {
    await shown.add(ofReplicaSet(WEB, { namespace: 'shop', ...meta }));
    expect(await shown.services('shop')).toEqual([[name, 'Deployment']]);
  });
});

describe('the service name of 0.0.6', () => {
  beforeAll(() => start({}, { pods: [inNamespace('shop', ofReplicaSet(WEB))] }));
  afterAll(() => shown.stop());

  it('answers at /_/ and /services/:name/', async () => {
    expect(await shown.badge(`/_/${WEB}/health/`)).toMatchObject({ service: 'web', status: '1/1 (0 restarts)' });
    expect(await shown.badge(`/_/${WEB}/health/?namespace=shop`)).toMatchObject({ service: 'web' });
    expect(await shown.status(`/_/${WEB}/health/?namespace=other&format=json`)).toBe(404);
    expect(await shown.json(`/services/${WEB}/`)).toEqual(['health', 'version']);
  });

  it('is never listed nor aggregated', async () => {
    await shown.catchUp();
    expect(await shown.json('/services/')).toEqual(['marker', 'web']);
    expect(await shown.status(`/v1/services/${WEB}`)).toBe(404);
    expect(await shown.status(`/a/${WEB}/health/?format=json`)).toBe(404);
    expect(await shown.badge('/a/web/health/')).toMatchObject({ status: '1/1 (0 restarts)' });
  });

  it('is removed with its last pod', async () => {
    const old = inNamespace('shop', ofReplicaSet('web-6b7c8d9f5c'));
    await shown.add(old);
    expect(await shown.status('/_/web-6b7c8d9f5c/health/?format=json')).toBe(200);
    await shown.remove(old);
    expect(await shown.status('/_/web-6b7c8d9f5c/health/?format=json')).toBe(404);
  });

  it('is overridden by a real name', async () => {
    await shown.add(inNamespace('blog', owned('StatefulSet', WEB)));
    expect(await shown.badge(`/_/${WEB}/health/`)).toMatchObject({ service: WEB, namespace: 'blog' });
    expect(await shown.badge(`/_/${WEB}/health/?namespace=shop`)).toMatchObject({ service: 'web', namespace: 'shop' });
  });
});

describe('services that appear and disappear', () => {
  beforeAll(() => start());
  afterAll(() => shown.stop());

  it('keeps a service without pods for FORGET_AFTER', async () => {
    const only = inNamespace('gone', ofReplicaSet(WEB));
    await shown.add(only);
    await shown.remove(only);
    expect(await shown.health('web', '?namespace=gone')).toEqual(['no pods', 'lightgrey', 'unknown']);
    expect(await shown.badge('/_/web/version/?namespace=gone')).toMatchObject({ status: 'v1.0.0', state: 'ok' });
    await shown.pass(DAY - SECOND);
    expect(await shown.services('gone')).toEqual(DEPLOYMENT);
    shown.clock.advance(SECOND);
    expect(await shown.services('gone')).toEqual([]);
    expect(await shown.status('/_/web/health/?namespace=gone&format=json')).toBe(404);
  });

  it("keeps the result of a CronJob's last run for 8 days, and the CronJob with it", async () => {
    const run = ended('tidy-29399040', 'Succeeded');
    await shown.add(run);
    await shown.remove(run);
    expect(await shown.health('tidy')).toEqual(['completed', 'green', 'ok']);
    await shown.pass(8 * DAY - SECOND);
    expect(await shown.health('tidy')).toEqual(['completed', 'green', 'ok']);
    shown.clock.advance(SECOND);
    expect(await shown.services('runs')).toEqual([]);
  });

  it('warns of a failed run while a newer one is running, and then shows the newer result', async () => {
    const run = ended('tidy-29399041', 'Failed');
    await shown.add(run);
    await shown.remove(run);
    shown.clock.advance(30 * SECOND);
    expect(await shown.health('tidy')).toEqual(['failed', 'red', 'down']);
    await shown.add(ended('tidy-29399042', 'Running'));
    expect(await shown.badge('/_/tidy/health/')).toMatchObject({ color: 'yellow', reason: 'LastRunFailed' });
    await shown.add(ended('tidy-29399042', 'Succeeded'));
    expect(await shown.health('tidy')).toEqual(['completed', 'green', 'ok']);
  });

  it.each(['Job', 'Workflow', 'TaskRun'])('forgets a one-off %s 10 minutes after its last pod', async (kind) => {
    const run = ended('build-42', 'Succeeded', { kind });
    await shown.add(run);
    await shown.remove(run);
    shown.clock.advance(10 * MINUTE - SECOND);
    expect(await shown.health('build-42')).toEqual(['completed', 'green', 'ok']);
    shown.clock.advance(SECOND);
    expect(await shown.status('/_/build-42/health/?format=json')).toBe(404);
  });

  it('keeps a virtual machine that ran for 40 days for FORGET_AFTER, and one that ran for a minute for 10 minutes', async () => {
    const launcher = (name: string, age: number): PodObject => {
      const reference = {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstance',
        name,
        uid: name,
        controller: true,
      };
      const creationTimestamp = new Date(shown.clock.now().wall - age).toISOString();
      return pod({
        metadata: { namespace: 'vms', name: `virt-launcher-${name}`, creationTimestamp, ownerReferences: [reference] },
        spec: { restartPolicy: 'Never' },
      });
    };
    const machines = [launcher('old', 40 * DAY), launcher('brief', MINUTE)];
    await shown.add(...machines);
    expect(await shown.health('old')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    await shown.remove(...machines);
    shown.clock.advance(10 * MINUTE);
    expect(await shown.services('vms')).toEqual([['old', 'VirtualMachineInstance']]);
    await shown.catchUp();
    await shown.pass(DAY);
    expect(await shown.services('vms')).toEqual([]);
  });

  it('keeps a run that is named by an annotation for as long as a durable service', async () => {
    const run = ended('build-43', 'Succeeded', { annotations: { 'kube-shields/service': 'nightly' } });
    await shown.add(run);
    await shown.remove(run);
    await shown.pass(2 * DAY);
    expect(await shown.health('nightly')).toEqual(['completed', 'green', 'ok']);
  });

  it.each([
    ['is renamed', { 'kube-shields/service': 'front' }, [['front', 'Deployment']]],
    ['is ignored', { 'kube-shields/ignore': 'true' }, []],
  ])('drops the old name at once when the only pod keeps running but %s', async (what, annotations, found) => {
    const namespace = what.replaceAll(' ', '-');
    await shown.add(inNamespace(namespace, ofReplicaSet(WEB)));
    await shown.add(inNamespace(namespace, ofReplicaSet(WEB, annotated(annotations))));
    expect(await shown.services(namespace)).toEqual(found);
  });

  it('shows a service again when its pods are created again', async () => {
    const only = inNamespace('back', ofReplicaSet(WEB));
    await shown.add(only);
    await shown.remove(only);
    await shown.add(only);
    expect(await shown.health('web', '?namespace=back')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
  });
});

describe('MAX_SERVICES', () => {
  beforeAll(() => start({ MAX_SERVICES: '3' }));
  afterAll(() => shown.stop());

  it('drops finished one-off services first, then refuses new names, and logs that', async () => {
    await shown.add(ended('build-1', 'Succeeded'), ended('build-2', 'Succeeded'));
    expect(await shown.services('runs')).toEqual([
      ['build-1', 'Job'],
      ['build-2', 'Job'],
    ]);
    const [first, second, third] = ['a', 'b', 'c'].map((name) => inNamespace('shop', owned('StatefulSet', name)));
    await shown.add(...[first, second, third].filter((one) => one !== undefined));
    expect(await shown.services('runs')).toEqual([]);
    expect(await shown.services('shop')).toEqual([
      ['a', 'StatefulSet'],
      ['b', 'StatefulSet'],
    ]);
    expect(shown.app.log.some((line) => line.includes('MAX_SERVICES is reached'))).toBe(true);
  });

  it('admits new names when there is room again', async () => {
    await shown.remove(inNamespace('shop', owned('StatefulSet', 'a')));
    await shown.pass(DAY);
    expect(await shown.services('shop')).toEqual([
      ['b', 'StatefulSet'],
      ['c', 'StatefulSet'],
    ]);
  });
});

describe('namespaces', () => {
  afterEach(() => shown.stop());
  const pods = ['shop', 'blog', 'kube-system'].map((namespace) => inNamespace(namespace, ofReplicaSet(WEB)));

  it('leaves out kube-system by default', async () => {
    await start({}, { pods });
    expect(await shown.badge('/a/*/health/')).toMatchObject({ status: '2/2 (0 restarts)' });
  });

  it('leaves out EXCLUDED_NAMESPACES instead', async () => {
    await start({ EXCLUDED_NAMESPACES: 'shop blog' }, { pods });
    expect(await shown.badge('/a/*/health/')).toMatchObject({ status: '1/1 (0 restarts)' });
    expect(await shown.services('kube-system')).toEqual(DEPLOYMENT);
  });

  it.each([true, false])(
    'leaves out namespaces that match a glob, in lists and watches (JSON only: %s)',
    async (isJsonOnly) => {
      await start({ EXCLUDED_NAMESPACES: 'kube-* *op' }, { pods, isJsonOnly });
      expect(await shown.badge('/a/*/health/')).toMatchObject({ status: '1/1 (0 restarts)' });
      await shown.add(inNamespace('kube-flannel', ofReplicaSet(WEB)), inNamespace('hop', ofReplicaSet(WEB)));
      expect(await shown.services('kube-flannel')).toEqual([]);
      expect(await shown.services('shop')).toEqual([]);
      expect(await shown.services('blog')).toEqual(DEPLOYMENT);
      await shown.add(inNamespace('operators', ofReplicaSet(WEB)));
      expect(await shown.services('operators')).toEqual(DEPLOYMENT);
    },
  );

  it('joins the namespaces that have a name in its badge, and lists them separately', async () => {
    await start({}, { pods });
    expect(await shown.badge('/_/web/health/')).toMatchObject({ status: '2/2 (0 restarts)' });
    expect(await shown.badge('/_/web/health/?namespace=shop')).toMatchObject({ status: '1/1 (0 restarts)' });
    expect(await shown.json('/v1/services/web')).toMatchObject({ total: 2 });
  });

  it('watches only WATCH_NAMESPACES', async () => {
    await start({ WATCH_NAMESPACES: 'shop' }, { pods, markerNamespace: 'shop' });
    expect(await shown.services('blog')).toEqual([]);
    expect(await shown.services('shop')).toEqual(DEPLOYMENT);
  });

  it('shows an aggregate as stale when one of WATCH_NAMESPACES is refused, but not the other namespaces', async () => {
    const refused = { answer: { status: 403 }, namespace: 'blog' } as const;
    await start(
      { WATCH_NAMESPACES: 'shop blog' },
      { pods, markerNamespace: 'shop', isHurried: true, prepare: (server) => void server.faults.add(refused) },
    );
    expect(await shown.health('web', '?namespace=shop')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    expect(await shown.badge('/a/*/health/')).toMatchObject({ color: 'lightgrey', state: 'stale', reason: 'stale' });
    expect(await shown.badge('/a/*/health/?namespace=shop')).toMatchObject({ color: 'green', state: 'ok' });
    expect(shown.app.log.some((line) => line.includes('pods/blog') && line.includes('"forbidden"'))).toBe(true);
  });

  it('shows a namespace as stale when it is refused later, until it is allowed again', async () => {
    await start({ WATCH_NAMESPACES: 'shop blog', STALE_AFTER: '60s' }, { pods, markerNamespace: 'shop' });
    const removeFault = shown.server.faults.add({ answer: { status: 403 }, namespace: 'blog' });
    shown.server.endWatches();
    await untilHealth('?namespace=blog', ['1/1 (0 restarts) (stale)', 'lightgrey', 'stale']);
    expect(await shown.health('web', '?namespace=shop')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    removeFault();
    await untilHealth('?namespace=blog', ['1/1 (0 restarts)', 'green', 'ok']);
  });
});

describe('time, without any change in the cluster', () => {
  afterEach(() => shown.stop());

  it('turns a pod that restarted once green when it is two days old', async () => {
    const status = { phase: 'Running', containerStatuses: [containerStatus({ restartCount: 1 })] } as const;
    await start({}, { pods: [{ ...inNamespace('shop', ofReplicaSet(WEB)), status }] });
    expect(await shown.health('web')).toEqual(['1/1 (1 restart)', 'yellow', 'degraded']);
    await shown.pass(2 * DAY - SECOND);
    expect(await shown.health('web')).toEqual(['1/1 (1 restart)', 'yellow', 'degraded']);
    shown.clock.advance(SECOND);
    expect(await shown.health('web')).toEqual(['1/1 (1 restart)', 'green', 'ok']);
  });

  it('turns a failed run from yellow to red after 30 s without a retry', async () => {
    await start();
    await shown.add(ended('tidy-29399040', 'Failed', { finishedAt: shown.clock.now().wall }));
    expect(await shown.health('tidy')).toEqual(['retrying', 'yellow', 'degraded']);
    shown.clock.advance(30 * SECOND);
    expect(await shown.health('tidy')).toEqual(['failed', 'red', 'down']);
  });

  it('turns a starting pod from yellow to red when START_GRACE is over', async () => {
    await start({ START_GRACE: '2m' }, { pods: oneNotReady(waitingFor('ContainerCreating')) });
    expect(await shown.health('web')).toEqual(['1/2 (0 restarts)', 'yellow', 'degraded']);
    shown.clock.advance(2 * MINUTE);
    expect(await shown.health('web')).toEqual(['1/2 (0 restarts)', 'red', 'degraded']);
  });

  it.each<[string, PodStatus, string]>([
    ['is starting, where START_GRACE is 0, the default', waitingFor('ContainerCreating'), '0'],
    ['restarted', waitingFor('PodInitializing', 1), '2m'],
    ['waits for something else', waitingFor('ImagePullBackOff'), '2m'],
  ])('gives no grace to a pod that %s', async (_, status, grace) => {
    await start({ START_GRACE: grace }, { pods: oneNotReady(status) });
    expect((await shown.health('web'))[1]).toBe('red');
  });

  it('counts a terminating pod as not ready 60 s past its deletion', async () => {
    await start();
    const terminating = inNamespace('shop', owned('StatefulSet', 'db'));
    const deletionTimestamp = new Date(shown.clock.now().wall).toISOString();
    await shown.add({ ...terminating, metadata: { ...terminating.metadata, deletionTimestamp } });
    expect(await shown.health('db')).toEqual(['no pods', 'lightgrey', 'unknown']);
    shown.clock.advance(60 * SECOND);
    expect(await shown.badge('/_/db/health/')).toMatchObject({ status: '0/1 (0 restarts)', reason: 'Terminating' });
  });
});

function inNamespace(namespace: string, one: PodObject): PodObject {
  return { ...one, metadata: { ...one.metadata, namespace } };
}

/** One pod of a run, created by a Job or a similar owner; finished pods ended an hour ago. */
function ended(
  name: string,
  phase: 'Succeeded' | 'Failed' | 'Running',
  { kind = 'Job', annotations = {}, finishedAt = Date.parse('2026-11-02T11:00:00Z') }: EndedOptions = {},
): PodObject {
  const terminated = { exitCode: phase === 'Failed' ? 1 : 0, finishedAt: new Date(finishedAt).toISOString() };
  const status = {
    containerStatuses: [containerStatus({ ready: false, state: { terminated } })],
    conditions: [],
    phase,
  };
  const run = inNamespace('runs', owned(kind, name, annotated(annotations)));
  return { ...run, spec: { ...run.spec, restartPolicy: 'Never' }, ...(phase !== 'Running' && { status }) };
}

interface EndedOptions {
  readonly kind?: string;
  readonly annotations?: Record<string, string>;
  /** Unix milliseconds. */
  readonly finishedAt?: number;
}

function waitingFor(reason: string, restartCount = 0): PodStatus {
  const status = containerStatus({ ready: false, restartCount, state: { waiting: { reason } } });
  return { phase: 'Pending', conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [status] };
}

/** Two pods of `web`, created when the shield starts: one ready, one with this status. */
function oneNotReady(status: PodStatus): readonly PodObject[] {
  const young = { ...ofReplicaSet(WEB, { name: 'web-young' }), status };
  return [ofReplicaSet(WEB), young].map((one) => inNamespace('shop', one));
}

/** Advances the clock second by second, because retries wait for it. */
async function untilHealth(query: string, expected: readonly string[]): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const health = await shown.health('web', query);
    if (health.join() === expected.join()) return;
    if (tries > 400) throw new Error(`The health of web is still ${health.join(', ')}, not ${expected.join(', ')}.`);
    shown.clock.advance(SECOND);
    await shown.catchUp();
  }
}

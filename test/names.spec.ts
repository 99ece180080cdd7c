// Which services are found in a cluster, their names, and when they appear and disappear: the rules, over HTTP.
import type { ObjectMeta, OwnerReference, PodObject, PodStatus } from '../simulator/cluster/kubernetes-objects.ts';
import { containerStatus, controlledBy, pod } from '../simulator/cluster/pod.ts';
import type { Env } from '../src/config/parse/env-reader.ts';
import { ShownCluster } from './support/cluster/shown-cluster.ts';

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
/** A pod with a controller that has no pod template. */
const virtual = (name: string, apiVersion: string, kind: string, meta: Partial<ObjectMeta> = {}): PodObject =>
  pod({
    metadata: { name, ownerReferences: [{ apiVersion, kind, name: 'owner', uid: 'uid', controller: true }], ...meta },
  });
const WEB = 'web-5d4f8c7b6d';
const DEPLOYMENT = [['web', 'Deployment']] as const;
/** As objects that it owns refer to it. */
const RUNNER: Partial<ObjectMeta> = { name: 'runner', uid: 'uid-of-runner' };
const notController = (name: string): OwnerReference => ({ ...controlledBy('ConfigMap', name), controller: false });

const ROWS: readonly Row[] = [
  // Which pods count.
  { rule: 'a bare pod is no service', pods: [pod()], found: [] },
  {
    rule: "a mirror pod, the node's own, is no service",
    pods: [owned('Node', 'node-1', { generateName: '' })],
    found: [],
  },
  {
    rule: 'an owner that is no controller makes no service',
    pods: [pod({ metadata: { ownerReferences: [notController('settings')] } })],
    found: [],
  },
  {
    rule: 'a pod that asks to be ignored is',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/ignore': 'true' }))],
    found: [],
  },
  {
    rule: 'only "true" asks to be ignored',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/ignore': 'yes' }))],
    found: DEPLOYMENT,
  },
  // 1. The annotation.
  {
    rule: 'the annotation names it',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/service': 'shop-front' }))],
    found: [['shop-front', 'Deployment']],
  },
  {
    rule: 'an annotation that is no name is ignored',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/service': 'shop front' }))],
    found: DEPLOYMENT,
  },
  {
    rule: 'an empty annotation is ignored',
    pods: [ofReplicaSet(WEB, annotated({ 'kube-shields/service': '' }))],
    found: DEPLOYMENT,
  },
  {
    rule: 'the annotation beats the label',
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
    rule: "Knative's service is the label's, not its revision's",
    pods: [ofReplicaSet('hello-00001-deployment-5d4f8c7b6d', labelled({ 'serving.knative.dev/service': 'hello' }))],
    found: [['hello', 'Deployment']],
  },
  {
    rule: 'a label that is no name is passed over',
    pods: [ofReplicaSet(WEB, labelled({ 'serving.knative.dev/service': '' }))],
    found: DEPLOYMENT,
  },
  {
    rule: 'other labels name nothing',
    pods: [ofReplicaSet(WEB, labelled({ 'app.kubernetes.io/name': 'shop-front', app: 'front' }))],
    found: DEPLOYMENT,
  },
  // 3. Template hashes.
  { rule: "a ReplicaSet's pod is the Deployment's", pods: [ofReplicaSet(WEB)], found: DEPLOYMENT },
  {
    rule: "a Rollout's pod is the Rollout's",
    pods: [owned('ReplicaSet', WEB, { labels: { 'rollouts-pod-template-hash': '5d4f8c7b6d' } })],
    found: [['web', 'Rollout']],
  },
  {
    rule: 'a ReplicaSet that nothing owns keeps its name',
    pods: [owned('ReplicaSet', 'web')],
    found: [['web', 'ReplicaSet']],
  },
  {
    rule: "a hash that is not the name's end cuts nothing",
    pods: [owned('ReplicaSet', 'web-one', { labels: { 'pod-template-hash': '5d4f8c7b6d' } })],
    found: [['web-one', 'ReplicaSet']],
  },
  {
    rule: 'a hash cuts only after a dash',
    pods: [owned('ReplicaSet', 'web5d4f8c7b6d', { labels: { 'pod-template-hash': '5d4f8c7b6d' } })],
    found: [['web5d4f8c7b6d', 'ReplicaSet']],
  },
  {
    rule: 'a template hash cuts no other kind',
    pods: [owned('StatefulSet', WEB, { labels: { 'pod-template-hash': '5d4f8c7b6d' } })],
    found: [[WEB, 'StatefulSet']],
  },
  // 4. CronJobs.
  { rule: "a CronJob's Job is the CronJob's", pods: [job('tidy-29399040')], found: [['tidy', 'CronJob']] },
  { rule: 'the first number of a CronJob', pods: [job('tidy-20000000')], found: [['tidy', 'CronJob']] },
  { rule: 'the last number of a CronJob', pods: [job('tidy-49999999')], found: [['tidy', 'CronJob']] },
  { rule: 'a number before those is a name', pods: [job('tidy-19999999')], found: [['tidy-19999999', 'Job']] },
  { rule: 'a number after those is a name', pods: [job('tidy-50000000')], found: [['tidy-50000000', 'Job']] },
  { rule: 'a date is a name', pods: [job('tidy-20261102')], found: [['tidy-20261102', 'Job']] },
  { rule: 'a thirteenth month is no date', pods: [job('tidy-20261302')], found: [['tidy', 'CronJob']] },
  { rule: 'a day nought is no date', pods: [job('tidy-20261100')], found: [['tidy', 'CronJob']] },
  { rule: 'ten digits with 1 first are a CronJob', pods: [job('tidy-1793620800')], found: [['tidy', 'CronJob']] },
  { rule: 'ten digits with 2 first are a name', pods: [job('tidy-2793620800')], found: [['tidy-2793620800', 'Job']] },
  { rule: 'nine digits are a name', pods: [job('tidy-293990400')], found: [['tidy-293990400', 'Job']] },
  { rule: 'digits without a dash are a name', pods: [job('tidy29399040')], found: [['tidy29399040', 'Job']] },
  {
    rule: 'only a Job is named so',
    pods: [owned('Workflow', 'tidy-29399040')],
    found: [['tidy-29399040', 'Workflow']],
  },
  // 5. Pods that pods own.
  {
    rule: "a pod's pod is of that pod's service",
    pods: [ofReplicaSet(WEB, RUNNER), owned('Pod', 'runner')],
    found: DEPLOYMENT,
  },
  {
    rule: "a pod's pod is of that pod's service, whichever comes first",
    pods: [owned('Pod', 'runner'), ofReplicaSet(WEB, RUNNER)],
    found: DEPLOYMENT,
  },
  {
    rule: "a pod's pod is named after the pod where that is no service",
    pods: [pod({ metadata: RUNNER }), owned('Pod', 'runner')],
    found: [['runner', 'Pod']],
  },
  {
    rule: "a pod's pod is not of another pod of that name",
    pods: [ofReplicaSet(WEB, { name: 'runner', uid: 'another' }), owned('Pod', 'runner')],
    found: [['runner', 'Pod'], ...DEPLOYMENT],
  },
  {
    rule: "a pod's pod is named after the pod where that is not known",
    pods: [owned('Pod', 'runner')],
    found: [['runner', 'Pod']],
  },
  // 6. The owner.
  ...['StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'Workflow', 'MyController'].map((kind) => ({
    rule: `the name of its ${kind}`,
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
    rule: 'an orphan is named after what made it',
    pods: [pod({ metadata: { name: 'web-x', generateName: 'web-' } })],
    found: [['web', 'Pod']],
  },
  {
    rule: "an orphan of a Deployment is the Deployment's",
    pods: [
      pod({ metadata: { name: 'web-x', generateName: `${WEB}-`, labels: { 'pod-template-hash': '5d4f8c7b6d' } } }),
    ],
    found: DEPLOYMENT,
  },
  {
    rule: 'an owner that is no controller leaves an orphan an orphan',
    pods: [pod({ metadata: { name: 'web-x', generateName: 'web-', ownerReferences: [notController('settings')] } })],
    found: [['web', 'Pod']],
  },
  {
    rule: "an owner that runs no pods owns none: a virtual cluster's pod goes by its own name",
    pods: [virtual('web-7f9c-x-shop-x-vc', 'v1', 'Service'), virtual('api-0-x-shop-x-vc', 'v1', 'Service')],
    found: [
      ['api-0-x-shop-x-vc', 'Pod'],
      ['web-7f9c-x-shop-x-vc', 'Pod'],
    ],
  },
  ...['ConfigMap', 'Secret', 'Namespace'].map((kind) => ({
    rule: `a ${kind} runs no pods`,
    pods: [virtual('web-x', 'v1', kind)],
    found: [['web-x', 'Pod']] as const,
  })),
  {
    rule: "a virtual cluster's pod that was made from a template goes by that",
    pods: [virtual('web-x', 'v1', 'Service', { generateName: 'web-' })],
    found: [['web', 'Pod']],
  },
  {
    rule: "a Service of Knative's own group runs pods",
    pods: [virtual('hello-x', 'serving.knative.dev/v1', 'Service')],
    found: [['owner', 'Service']],
  },
  // OpenShift.
  {
    rule: "a DeploymentConfig's pod is the DeploymentConfig's",
    pods: [owned('ReplicationController', 'web-3', { labels: { deploymentconfig: 'web' } })],
    found: [['web', 'DeploymentConfig']],
  },
  {
    rule: 'a ReplicationController of another name than the label says keeps its own',
    pods: [owned('ReplicationController', 'web-3', { labels: { deploymentconfig: 'api' } })],
    found: [['web-3', 'ReplicationController']],
  },
  {
    rule: 'a ReplicationController without a number keeps its name',
    pods: [owned('ReplicationController', 'web-blue', { labels: { deploymentconfig: 'web' } })],
    found: [['web-blue', 'ReplicationController']],
  },
  {
    rule: 'two versions of a DeploymentConfig are one service',
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
    rule: 'two ReplicaSets of a rollout are one service',
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

  it('logs nothing about pods of system namespaces', async () => {
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

  it('is respected', async () => {
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

  it('goes with its last pod', async () => {
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

describe('coming and going', () => {
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

  it("keeps a CronJob's verdict for 8 days, and the CronJob with it", async () => {
    const run = ended('tidy-29399040', 'Succeeded');
    await shown.add(run);
    await shown.remove(run);
    expect(await shown.health('tidy')).toEqual(['completed', 'green', 'ok']);
    await shown.pass(8 * DAY - SECOND);
    expect(await shown.health('tidy')).toEqual(['completed', 'green', 'ok']);
    shown.clock.advance(SECOND);
    expect(await shown.services('runs')).toEqual([]);
  });

  it('forgets a verdict when a newer run begins', async () => {
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

  it('keeps a virtual machine of 40 days for FORGET_AFTER, and one that ran for a moment for 10 minutes', async () => {
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

  it('keeps a run named by an annotation like a durable service', async () => {
    const run = ended('build-43', 'Succeeded', { annotations: { 'kube-shields/service': 'nightly' } });
    await shown.add(run);
    await shown.remove(run);
    await shown.pass(2 * DAY);
    expect(await shown.health('nightly')).toEqual(['completed', 'green', 'ok']);
  });

  it.each([
    ['is named otherwise', { 'kube-shields/service': 'front' }, [['front', 'Deployment']]],
    ['is ignored', { 'kube-shields/ignore': 'true' }, []],
  ])('leaves nothing behind when its only pod keeps running, and %s', async (what, annotations, found) => {
    const namespace = what.replaceAll(' ', '-');
    await shown.add(inNamespace(namespace, ofReplicaSet(WEB)));
    await shown.add(inNamespace(namespace, ofReplicaSet(WEB, annotated(annotations))));
    expect(await shown.services(namespace)).toEqual(found);
  });

  it('shows it again when its pods come back', async () => {
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

  it('drops finished one-offs first, then refuses new names, and logs that', async () => {
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

  it('joins the namespaces of a name in its badge, and separates them everywhere else', async () => {
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

  it('is stale when one of WATCH_NAMESPACES is refused, without affecting the others', async () => {
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

  it('is stale when a namespace is refused later, and recovers with it', async () => {
    await start({ WATCH_NAMESPACES: 'shop blog', STALE_AFTER: '60s' }, { pods, markerNamespace: 'shop' });
    const heal = shown.server.faults.add({ answer: { status: 403 }, namespace: 'blog' });
    shown.server.endWatches();
    await untilHealth('?namespace=blog', ['1/1 (0 restarts) (stale)', 'lightgrey', 'stale']);
    expect(await shown.health('web', '?namespace=shop')).toEqual(['1/1 (0 restarts)', 'green', 'ok']);
    heal();
    await untilHealth('?namespace=blog', ['1/1 (0 restarts)', 'green', 'ok']);
  });
});

describe('time alone', () => {
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
    ['is not starting any more, by default', waitingFor('ContainerCreating'), '0'],
    ['restarted', waitingFor('PodInitializing', 1), '2m'],
    ['waits for something else', waitingFor('ImagePullBackOff'), '2m'],
  ])('gives no grace to a pod that %s', async (_, status, grace) => {
    await start({ START_GRACE: grace }, { pods: oneNotReady(status) });
    expect((await shown.health('web'))[1]).toBe('red');
  });

  it('counts a terminating pod as not ready 60 s past its deletion', async () => {
    await start();
    const leaving = inNamespace('shop', owned('StatefulSet', 'db'));
    const deletionTimestamp = new Date(shown.clock.now().wall).toISOString();
    await shown.add({ ...leaving, metadata: { ...leaving.metadata, deletionTimestamp } });
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

/** Two pods of `web`, created as the product starts. */
function oneNotReady(status: PodStatus): readonly PodObject[] {
  const young = { ...ofReplicaSet(WEB, { name: 'web-young' }), status };
  return [ofReplicaSet(WEB), young].map((one) => inNamespace('shop', one));
}

/** Advances the clock second by second, as retries wait for it. */
async function untilHealth(query: string, expected: readonly string[]): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const seen = await shown.health('web', query);
    if (seen.join() === expected.join()) return;
    if (tries > 400) throw new Error(`Still ${seen.join(', ')}`);
    shown.clock.advance(SECOND);
    await shown.catchUp();
  }
}

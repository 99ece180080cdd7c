// Malformed pods: what is shown of each beside a healthy one, over JSON and over protobuf.
import type { ContainerStatus, PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { ShownCluster } from '../support/cluster/shown-cluster.ts';

const OLD = '2026-01-01T00:00:00Z';
/** Values that the simulator's types don't allow. */
type Odd = Readonly<Record<string, unknown>>;

interface OddPod {
  readonly metadata?: Odd;
  readonly spec?: Odd;
  readonly status?: Odd;
}

const readyApp = (of: Partial<ContainerStatus> = {}): ContainerStatus => containerStatus(of);
const RUNNING = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };

/** What is shown of the pod and a ready pod of the same Deployment. `json`: protobuf can't encode the pod. */
type Row = readonly [what: string, pod: OddPod, shown: string, encoding?: 'json'];

const ROWS: readonly Row[] = [
  ['no containers', { spec: { containers: [] } }, '1/2 (0 restarts) red'],
  ['no list of containers', { spec: { containers: null } }, '1/2 (0 restarts) red', 'json'],
  ['a string instead of containers', { spec: { containers: 'app' } }, '1/2 (0 restarts) red', 'json'],
  ['no spec', { spec: { containers: undefined } }, '1/2 (0 restarts) red', 'json'],
  ['a container that is null', { spec: { containers: [container(), null] } }, '2/3 (0 restarts) red', 'json'],
  ['a container without a name', { spec: { containers: [container(), {}] } }, '2/3 (0 restarts) red'],
  [
    'a container without a status',
    { spec: { containers: [container(), container({ name: 'x' })] } },
    '2/3 (0 restarts) red',
  ],
  ['no list of statuses', { status: { containerStatuses: null } }, '1/2 (0 restarts) red', 'json'],
  ['no statuses', { status: { containerStatuses: [] } }, '1/2 (0 restarts) red'],
  [
    'one status too many',
    { status: { containerStatuses: [readyApp(), readyApp({ name: 'other', ready: false })] } },
    '2/2 (0 restarts) green',
  ],
  ['an unknown phase', { status: { phase: 'Floating' } }, '2/2 (0 restarts) green'],
  ['no phase', { status: { phase: undefined } }, '2/2 (0 restarts) green'],
  ['an unknown phase, and no status', { status: { phase: 'Floating', containerStatuses: [] } }, '1/2 (0 restarts) red'],
  [
    'a status without a state',
    { status: { containerStatuses: [{ name: 'app', ready: true, restartCount: 0 }] } },
    '1/2 (0 restarts) red',
  ],
  [
    'ready as a string',
    { status: { containerStatuses: [{ ...readyApp(), ready: 'true' }] } },
    '1/2 (0 restarts) red',
    'json',
  ],
  [
    'a negative number of restarts',
    { status: { containerStatuses: [readyApp({ restartCount: -7 })] } },
    '2/2 (0 restarts) green',
  ],
  [
    'restarts as a string',
    { status: { containerStatuses: [{ ...readyApp(), restartCount: '7' }] } },
    '2/2 (0 restarts) green',
    'json',
  ],
  [
    'very many restarts',
    { status: { containerStatuses: [readyApp({ restartCount: 2_147_483_647 })] } },
    '2/2 (2147483647 restarts) yellow',
  ],
  [
    'ephemeral containers',
    {
      spec: { ephemeralContainers: [{ name: 'debug' }] },
      status: { ephemeralContainerStatuses: [readyApp({ name: 'debug', ready: false })] },
    },
    '2/2 (0 restarts) green',
  ],
  [
    'a readiness gate that is not met',
    { status: { conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady' }] } },
    '1/2 (0 restarts) red',
  ],
  ['conditions that are null', { status: { conditions: null } }, '2/2 (0 restarts) green', 'json'],
  [
    'a scheduling gate',
    {
      status: {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    },
    '1/2 (0 restarts) red',
  ],
  [
    'Windows as its operating system',
    { spec: { os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } } },
    '2/2 (0 restarts) green',
  ],
  [
    'a sidecar that has not started',
    {
      spec: { initContainers: [container({ name: 's', restartPolicy: 'Always' })] },
      status: { initContainerStatuses: [readyApp({ name: 's', started: false })] },
    },
    '2/3 (0 restarts) red',
  ],
  [
    'a sidecar without a status',
    { spec: { initContainers: [container({ name: 's', restartPolicy: 'Always' })] } },
    '2/3 (0 restarts) red',
  ],
  [
    'a Node as its owner, as a mirror pod has',
    {
      metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n-1', uid: 'n', controller: true }] },
      spec: { containers: [] },
    },
    '1/1 (0 restarts) green',
  ],
  [
    'an owner that is not its controller',
    {
      metadata: { generateName: undefined, ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'x' }] },
      spec: { containers: [] },
    },
    '1/1 (0 restarts) green',
  ],
];

describe.each([
  ['JSON', true],
  ['protobuf', false],
] as const)('over %s', (_, isJsonOnly) => {
  let shown: ShownCluster;
  beforeAll(async () => {
    shown = await ShownCluster.start({ WATCH_WORKLOADS: 'false' }, { isJsonOnly });
  });
  afterAll(() => shown.stop());

  const rows = ROWS.filter(([, , , encoding]) => encoding === undefined || isJsonOnly);
  for (const [what, odd, expected] of rows) {
    it(`shows ${expected} for a pod with ${what} beside a healthy one`, async () => {
      const name = what.toLowerCase().replaceAll(/[^a-z]+/g, '-');
      await shown.add(podFor(name, 0), podFor(name, 1, odd));
      const { status, color } = await shown.badge(`/_/${name}/health/?namespace=shop`);
      expect(`${status} ${color}`).toBe(expected);
    });
  }

  it('pods with two controllers are counted once, for the first', async () => {
    const owner = (kind: string, name: string): Odd => ({
      apiVersion: 'apps/v1',
      kind,
      name,
      uid: name,
      controller: true,
    });
    const ownerReferences: readonly Odd[] = [owner('DaemonSet', 'first'), owner('DaemonSet', 'second')];
    await shown.add(podFor('claimed', 0, { metadata: { ownerReferences } }));
    expect((await shown.badge('/_/first/health/')).status).toBe('1/1 (0 restarts)');
    expect((await shown.app.get('/_/second/health.json')).status).toBe(404);
  });

  it.each([
    ['0 999999999', '2/2 (0 restarts) green'],
    ['0 2 999999999', '3/4 (0 restarts) red'],
    ['0 5', '2/6 (0 restarts) red'],
    ['0 1001', '2/1002 (0 restarts) red'],
    ['0 1002', '2/2 (0 restarts) green'],
    ['7', '1/1 (0 restarts) green'],
    ['7 9 11', '3/5 (0 restarts) red'],
  ])('a gap in ordinals %s counts after 10 s, and one of more than 1,000 pods does not', async (ordinals, expected) => {
    const name = `gap-${ordinals.replaceAll(' ', '-')}`;
    const pods = ordinals
      .split(' ')
      .map((index) =>
        podOf(
          { kind: 'StatefulSet', name, index: Number(index) },
          { metadata: { namespace: 'shop', creationTimestamp: OLD } },
        ),
      );
    await shown.add(...pods);
    shown.clock.advance(11_000);
    await shown.catchUp();
    const { status, color } = await shown.badge(`/_/${name}/health/`);
    expect(`${status} ${color}`).toBe(expected);
    // A pod that was created again isn't missing.
    const gap = podOf(
      { kind: 'StatefulSet', name, index: 1 },
      { metadata: { namespace: 'shop', creationTimestamp: OLD } },
    );
    if (ordinals === '0 2 999999999') {
      await shown.add(gap);
      expect((await shown.badge(`/_/${name}/health/`)).status).toBe('4/4 (0 restarts)');
    }
  });

  it('duplicate or missing ordinals cause neither a gap nor a crash', async () => {
    const at = (name: string): PodObject => {
      const pod = podOf(
        { kind: 'StatefulSet', name: 'many' },
        { metadata: { namespace: 'shop', creationTimestamp: OLD } },
      );
      return { ...pod, metadata: { ...pod.metadata, name } };
    };
    await shown.add(...['many-0', 'many-00', 'many-1', 'many-99999999999', 'many--1', 'many-x'].map(at));
    shown.clock.advance(11_000);
    await shown.catchUp();
    const { status, color } = await shown.badge('/_/many/health/');
    expect(`${status} ${color}`).toBe('6/6 (0 restarts) green');
  });
});

function podFor(name: string, index: number, { metadata = {}, spec = {}, status = {} }: OddPod = {}): PodObject {
  const pod = podOf({ kind: 'Deployment', name, index }, { metadata: { namespace: 'shop', creationTimestamp: OLD } });
  return {
    metadata: { ...pod.metadata, ...metadata },
    spec: { ...pod.spec, ...spec },
    status: { ...RUNNING, containerStatuses: [readyApp()], ...status } as PodObject['status'],
  };
}

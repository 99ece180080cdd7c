import { ANNOTATION_NAMES } from '../../config/config.ts';
import type { Pod } from './pod.ts';
import type { RawPod } from './raw-pod.ts';
import { trimPod } from './trim-pod.ts';

const RULES = {
  serviceLabels: ['serving.knative.dev/service', 'team'],
  annotations: ANNOTATION_NAMES,
  sidecars: ['agent'],
};

/** A running pod with one ready container, apart from the overrides. */
function raw({ metadata = {}, spec = {}, status = {} }: Parts = {}): RawPod {
  return {
    metadata: {
      name: 'web-5d4f8c7b6d-abcde',
      namespace: 'shop',
      uid: 'u1',
      resourceVersion: '1234',
      creationTimestamp: '2026-11-01T00:00:00Z',
      ...metadata,
    },
    spec: { restartPolicy: 'Always', containers: [{ name: 'web', image: 'shop/web:1.4' }], ...spec },
    status: {
      phase: 'Running',
      podIP: '10.1.2.3',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'web', ready: true, restartCount: 0, state: { running: {} } }],
      ...status,
    },
  };
}

interface Parts {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
}

function trimmed(parts?: Parts): Pod {
  const pod = trimPod(raw(parts), RULES);
  if (pod === undefined) throw new Error('trimPod rejected the pod');
  return pod;
}

describe('a trimmed pod', () => {
  it('keeps a dozen fields and nothing else', () => {
    expect(trimPod(raw(), RULES)).toEqual({
      namespace: 'shop',
      name: 'web-5d4f8c7b6d-abcde',
      uid: 'u1',
      version: 1234,
      createdAt: Date.parse('2026-11-01T00:00:00Z'),
      serviceLabels: [],
      ignored: false,
      ip: '10.1.2.3',
      phase: 'Running',
      isRun: false,
      total: 1,
      ready: 1,
      restarts: 0,
      readyCondition: { isTrue: true },
      isStarting: false,
      image: '1.4',
    });
  });

  it('keeps the fields that name its service', () => {
    const pod = trimmed({
      metadata: {
        generateName: 'web-5d4f8c7b6d-',
        deletionTimestamp: '2026-11-02T00:00:30Z',
        labels: { 'pod-template-hash': '5d4f8c7b6d', 'rollouts-pod-template-hash': 'ab12', team: 'blue' },
        annotations: {
          'kube-shields/service': 'shop-web',
          'kube-shields/min': '3',
          'kube-shields/ignore': 'true',
          'batch.kubernetes.io/job-completion-index': '0',
        },
        ownerReferences: [
          { kind: 'ConfigMap', name: 'other', uid: 'u8' },
          { kind: 'ReplicaSet', name: 'web-5d4f8c7b6d', uid: 'u9', controller: true },
        ],
      },
    });
    expect(pod).toMatchObject({
      generateName: 'web-5d4f8c7b6d-',
      deletion: {
        endsAt: Date.parse('2026-11-02T00:00:30Z'),
        askedAt: Date.parse('2026-11-02T00:00:30Z'),
        wasReady: true,
      },
      templateHash: '5d4f8c7b6d',
      rolloutHash: 'ab12',
      serviceLabels: ['blue'],
      serviceAnnotation: 'shop-web',
      minAnnotation: '3',
      ignored: true,
      completionIndex: '0',
      owner: { kind: 'ReplicaSet', name: 'web-5d4f8c7b6d', uid: 'u9' },
    });
  });

  it("keeps service labels in SERVICE_LABELS' order", () => {
    const labels = { team: 'blue', 'serving.knative.dev/service': 'hello' };
    expect(trimmed({ metadata: { labels } }).serviceLabels).toEqual(['hello', 'blue']);
  });

  it('accepts protobuf timestamps, too', () => {
    expect(trimmed({ metadata: { creationTimestamp: { seconds: 1_700_000_000 } } }).createdAt).toBe(1_700_000_000_000);
  });

  it('shares strings that pods repeat', () => {
    const [one, two] = [trimmed(), trimmed()];
    expect(one.namespace).toBe(two.namespace);
    expect(one.serviceLabels).toBe(two.serviceLabels);
  });

  it('is identified by its name when it has no uid', () => {
    expect(trimPod(raw({ metadata: { uid: undefined } }), RULES)?.uid).toMatch(/.+\/.+/);
  });

  it('does not exist without a name or a namespace', () => {
    for (const field of ['name', 'namespace']) {
      expect(trimPod(raw({ metadata: { [field]: undefined } }), RULES)).toBeUndefined();
      expect(trimPod(raw({ metadata: { [field]: 7 } }), RULES)).toBeUndefined();
    }
  });
});

describe('wrong data from the API server', () => {
  const HOSTILE: readonly unknown[] = [null, 7, '', 'text', true, [], [null, 7, 'x', {}], {}, { length: -1 }, NaN];

  it.each(['metadata', 'spec', 'status'] as const)('is tolerated in every field of %s', (part) => {
    const fields = Object.keys({
      ...raw()[part],
      conditions: 0,
      labels: 0,
      annotations: 0,
      ownerReferences: 0,
      initContainers: 0,
    });
    for (const field of fields) {
      for (const value of HOSTILE) expect(() => trimPod(raw({ [part]: { [field]: value } }), RULES)).not.toThrow();
    }
    for (const value of HOSTILE) expect(() => trimPod({ ...raw(), [part]: value }, RULES)).not.toThrow();
  });

  it('has no version when resourceVersion is not a number', () => {
    for (const resourceVersion of ['abc', '-1', '1.5', '1e999', null, 12]) {
      expect(trimmed({ metadata: { resourceVersion } }).version).toBe(0);
    }
  });

  it('ignores inherited properties as labels', () => {
    expect(
      trimPod(raw({ metadata: { labels: {} } }), {
        ...RULES,
        serviceLabels: ['constructor', '__proto__'],
      })?.serviceLabels,
    ).toEqual([]);
  });

  it('is truncated when it is long', () => {
    const long = 'x'.repeat(5000);
    const status = { containerStatuses: [{ name: 'web', state: { waiting: { reason: long } } }] };
    const pod = trimmed({ metadata: { annotations: { 'kube-shields/service': long } }, status });
    expect(pod.serviceAnnotation).toHaveLength(254);
    expect(pod.reason?.reason).toHaveLength(64);
  });
});

describe('READY', () => {
  const ready = (name: string, restartCount = 0): object => ({
    name,
    ready: true,
    restartCount,
    state: { running: {} },
  });

  const done = (name: string, restartCount = 0): object => ({
    name,
    ready: true,
    restartCount,
    state: { terminated: { exitCode: 0, reason: 'Completed' } },
  });

  it.each<[string, Parts, { total: number; ready: number; restarts: number }]>([
    [
      'counts each container',
      {
        spec: { containers: [{ name: 'a' }, { name: 'b' }] },
        status: { containerStatuses: [ready('a', 2), { name: 'b', restartCount: 3 }] },
      },
      { total: 2, ready: 1, restarts: 5 },
    ],
    [
      'counts sidecars',
      {
        spec: { initContainers: [{ name: 's', restartPolicy: 'Always' }, { name: 'i' }] },
        status: { initContainerStatuses: [{ ...ready('s', 1), started: true }, done('i', 9)] },
      },
      { total: 2, ready: 2, restarts: 1 },
    ],
    [
      'counts the containers of the spec while there are no statuses',
      { spec: { containers: [{ name: 'a' }, { name: 'b' }] }, status: { containerStatuses: undefined } },
      { total: 2, ready: 0, restarts: 0 },
    ],
    [
      "ignores the status of a container that isn't in the spec",
      { status: { containerStatuses: [ready('other')] } },
      { total: 1, ready: 0, restarts: 0 },
    ],
    [
      'counts one unready container if no container can be read',
      { spec: { containers: null }, status: { containerStatuses: null } },
      { total: 1, ready: 0, restarts: 0 },
    ],
    [
      'counts one unready container beside its sidecar if no container can be read',
      {
        spec: { containers: 7, initContainers: [{ name: 's', restartPolicy: 'Always' }] },
        status: { initContainerStatuses: [{ ...ready('s'), started: true }] },
      },
      { total: 2, ready: 1, restarts: 0 },
    ],
    [
      'counts unreadable containers as unready',
      { spec: { containers: [{ name: 'a' }, null, 'b'] }, status: { containerStatuses: [ready('a'), null] } },
      { total: 3, ready: 1, restarts: 0 },
    ],
  ])('%s', (_, parts, expected) => {
    expect(trimmed(parts)).toMatchObject(expected);
  });

  it('marks containers that ended successfully', () => {
    const status = {
      containerStatuses: [
        { name: 'a', state: { terminated: { exitCode: 0, finishedAt: '2026-11-01T00:00:10Z' } } },
        { name: 'b', state: { terminated: { exitCode: 1 } } },
      ],
    };
    const pod = trimmed({ spec: { restartPolicy: 'Never', containers: [{ name: 'a' }, { name: 'b' }] }, status });
    expect(pod).toMatchObject({ isRun: true, exitedWellAt: [Date.parse('2026-11-01T00:00:10Z')], ready: 0, total: 2 });
  });
});

const waiting = (reason: string): object => ({ waiting: { reason } });
const terminated = (reason: string, exitCode = 1, finishedAt?: string): object => ({
  terminated: { reason, exitCode, finishedAt },
});

describe('reason', () => {
  const one = (status: object): Parts => ({ status: { containerStatuses: [{ name: 'web', ...status }] } });
  const unscheduled = (reason?: string): Parts => ({
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason }],
      containerStatuses: [],
    },
  });

  it.each<[string, Parts, Pod['reason']]>([
    ['none', {}, undefined],
    [
      'a waiting reason',
      one({ state: waiting('CrashLoopBackOff'), lastState: terminated('Error'), restartCount: 4 }),
      { rank: 0, reason: 'CrashLoopBackOff' },
    ],
    [
      'a waiting init container',
      {
        spec: { initContainers: [{ name: 'i' }] },
        status: {
          initContainerStatuses: [{ name: 'i', state: waiting('ImagePullBackOff') }],
          containerStatuses: [{ name: 'web', state: waiting('PodInitializing') }],
        },
      },
      { rank: 0, reason: 'ImagePullBackOff' },
    ],
    [
      'a container that is being created',
      one({ state: waiting('ContainerCreating') }),
      { rank: 0, reason: 'ContainerCreating' },
    ],
    ['a terminated reason', one({ state: terminated('OOMKilled', 137) }), { rank: 1, reason: 'OOMKilled' }],
    [
      'a terminated container without a reason',
      one({ state: { terminated: { exitCode: 3 } } }),
      { rank: 1, reason: 'Error' },
    ],
    ['none for a container that exited with 0', one({ state: terminated('Completed', 0) }), undefined],
    [
      'the cause of the last restart of a ready pod',
      one({ ready: true, restartCount: 1, state: { running: {} }, lastState: terminated('OOMKilled', 137) }),
      { rank: 1, reason: 'OOMKilled' },
    ],
    [
      'none for a container that restarted after exiting with 0',
      one({ ready: true, restartCount: 1, lastState: terminated('Completed', 0) }),
      undefined,
    ],
    ['not scheduled', unscheduled('Unschedulable'), { rank: 2, reason: 'Unschedulable' }],
    ['scheduling gated', unscheduled('SchedulingGated'), { rank: 2, reason: 'SchedulingGated' }],
    ["the pod's own", { status: { phase: 'Running', reason: 'NodeLost' } }, { rank: 3, reason: 'NodeLost' }],
    [
      'evicted',
      {
        status: {
          phase: 'Failed',
          reason: 'Evicted',
          containerStatuses: [{ name: 'web', state: terminated('Error') }],
        },
      },
      { rank: 3, reason: 'Evicted' },
    ],
    [
      'failed',
      { status: { phase: 'Failed', containerStatuses: [{ name: 'web', state: terminated('Error') }] } },
      { rank: 1, reason: 'Error' },
    ],
  ])('%s', (_, parts, expected) => {
    expect(trimmed(parts).reason).toEqual(expected);
  });
});

describe('a pod that is only starting', () => {
  const pending = (status: object, spec: object = {}): Parts => ({
    spec,
    status: { phase: 'Pending', conditions: [], ...status },
  });
  const web = (status: object): object => ({ containerStatuses: [{ name: 'web', ...status }] });

  it.each<[string, Parts, boolean]>([
    ['without statuses', pending({ containerStatuses: null }), true],
    ['creating', pending(web({ state: waiting('ContainerCreating') })), true],
    ['running, not ready yet', pending(web({ ready: false, state: { running: {} } })), true],
    ['ready', {}, false],
    ['restarted', pending(web({ restartCount: 1, state: { running: {} } })), false],
    ['waiting for an image', pending(web({ state: waiting('ErrImagePull') })), false],
    ['terminated', pending(web({ state: terminated('Error') })), false],
    [
      'behind a broken init container',
      pending(
        {
          ...web({ state: waiting('PodInitializing') }),
          initContainerStatuses: [{ name: 'i', state: waiting('CrashLoopBackOff') }],
        },
        { initContainers: [{ name: 'i' }] },
      ),
      false,
    ],
    [
      'behind an init container that is done',
      pending(
        {
          ...web({ state: waiting('PodInitializing') }),
          initContainerStatuses: [{ name: 'i', state: terminated('Completed', 0) }],
        },
        { initContainers: [{ name: 'i' }] },
      ),
      true,
    ],
    [
      'unschedulable',
      pending({ containerStatuses: [], conditions: [{ type: 'PodScheduled', status: 'False' }] }),
      false,
    ],
    ['failed', { status: { phase: 'Failed', containerStatuses: [] } }, false],
  ])('%s', (_, parts, expected) => {
    expect(trimmed(parts).isStarting).toBe(expected);
  });
});

describe('when a pod finished', () => {
  it.each<[string, Parts, string | undefined]>([
    ['is not known while it lives', {}, undefined],
    [
      'is when its last container ended',
      {
        spec: { containers: [{ name: 'a' }, { name: 'b' }] },
        status: {
          phase: 'Succeeded',
          containerStatuses: [
            { name: 'a', state: terminated('Completed', 0, '2026-11-01T00:05:00Z') },
            { name: 'b', state: terminated('Completed', 0, '2026-11-01T00:03:00Z') },
          ],
        },
      },
      '2026-11-01T00:05:00Z',
    ],
    [
      'is otherwise when a condition last changed',
      {
        status: {
          phase: 'Failed',
          containerStatuses: [],
          conditions: [
            { type: 'Ready', status: 'False', lastTransitionTime: '2026-11-01T00:07:00Z' },
            { type: 'X', lastTransitionTime: '2026-11-01T00:06:00Z' },
          ],
        },
      },
      '2026-11-01T00:07:00Z',
    ],
    [
      'is otherwise its creation',
      { status: { phase: 'Failed', containerStatuses: [], conditions: [] } },
      '2026-11-01T00:00:00Z',
    ],
  ])('%s', (_, parts, expected) => {
    expect(trimmed(parts).finishedAt).toBe(expected === undefined ? undefined : Date.parse(expected));
  });
});

describe('the version', () => {
  const containers = [
    { name: 'istio-proxy', image: 'istio/proxyv2:1.20' },
    { name: 'log', image: 'log:3' },
    { name: 'web', image: 'web:1.4' },
  ];

  it.each<[string, Parts, string]>([
    [
      'is that of the default container',
      { metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'web' } }, spec: { containers } },
      '1.4',
    ],
    ["is otherwise that of the first container that isn't a mesh proxy", { spec: { containers } }, '3'],
    [
      "is not that of a default container that doesn't exist",
      { metadata: { annotations: { 'kubectl.kubernetes.io/default-container': 'gone' } }, spec: { containers } },
      '3',
    ],
    [
      'is that of a mesh proxy if there is no other container',
      { spec: { containers: containers.slice(0, 1) } },
      '1.20',
    ],
    ['is latest without a container', { spec: { containers: [] } }, 'latest'],
  ])('%s', (_, parts, expected) => {
    expect(trimmed(parts).image).toBe(expected);
  });
});

describe('the Ready condition', () => {
  it('keeps its reason', () => {
    const status = { conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady' }] };
    expect(trimmed({ status }).readyCondition).toEqual({ isTrue: false, reason: 'ReadinessGatesNotReady' });
  });

  it('is not true while it is unknown', () => {
    expect(trimmed({ status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }).readyCondition).toEqual({
      isTrue: false,
    });
  });

  it('may be missing', () => {
    expect(trimmed({ status: { conditions: [] } })).not.toHaveProperty('readyCondition');
  });
});

import { container, containerStatus, controlledBy, pod, podOf, type PodOverrides } from './pod.ts';
import { realisticPod } from './realistic-pod.ts';

describe('pod()', () => {
  it('is running and ready, every container and sidecar of its spec included', () => {
    const sidecar = container({ name: 'proxy', restartPolicy: 'Always' });
    const { status } = pod({
      spec: { containers: [container(), container({ name: 'b' })], initContainers: [sidecar] },
    });
    expect(status.phase).toBe('Running');
    expect(status.containerStatuses?.map(({ name, ready }) => [name, ready])).toEqual([
      ['app', true],
      ['b', true],
    ]);
    expect(status.initContainerStatuses?.map(({ name }) => name)).toEqual(['proxy']);
  });

  it('accepts any other field, and lets a test remove a default', () => {
    const made = pod({ metadata: { finalizers: ['x'] }, status: { conditions: [], containerStatuses: [] } });
    expect(made).toMatchObject({ metadata: { finalizers: ['x'] }, status: { conditions: [], containerStatuses: [] } });
  });
});

describe('podOf()', () => {
  it.each([
    ['Deployment', 'web-5d4f8c7b6d-bbbbc', 'ReplicaSet', 'web-5d4f8c7b6d', 'Always'],
    ['Rollout', 'web-5d4f8c7b6d-bbbbc', 'ReplicaSet', 'web-5d4f8c7b6d', 'Always'],
    ['StatefulSet', 'web-1', 'StatefulSet', 'web', 'Always'],
    ['DaemonSet', 'web-bbbbc', 'DaemonSet', 'web', 'Always'],
    ['CronJob', 'web-29000000-bbbbc', 'Job', 'web-29000000', 'Never'],
    ['Job', 'web-bbbbc', 'Job', 'web', 'Never'],
    ['Workflow', 'web-bbbbc', 'Workflow', 'web', 'Never'],
    ['GameServer', 'web-bbbbc', 'GameServer', 'web', 'Always'],
  ])('has the name and owner that a %s gives it', (kind, name, ownerKind, owner, restartPolicy) => {
    const made = podOf({ kind, name: 'web', index: 1 });
    expect(made.metadata).toMatchObject({ name, ownerReferences: [controlledBy(ownerKind, owner)] });
    expect(made.spec.restartPolicy).toBe(restartPolicy);
  });
});

describe('realisticPod()', () => {
  it.each<[string, PodOverrides]>([
    ['a ready pod', {}],
    ['a crashing pod', { status: { containerStatuses: [containerStatus({ ready: false, restartCount: 4 })] } }],
    ['a pod with a word to the shield', { metadata: { annotations: { 'kube-shields/min': '2' } } }],
  ])('keeps the fields of %s, and adds others up to about 20 kB', (_, overrides) => {
    const lean = podOf({ kind: 'Deployment', name: 'web' }, overrides);
    const realistic = realisticPod(lean);
    expect(realistic).toMatchObject(lean);
    const bytes = JSON.stringify(realistic).length;
    expect(bytes).toBeGreaterThan(17_000);
    expect(bytes).toBeLessThan(24_000);
  });

  it('adds no statuses to a pod without them', () => {
    const { metadata, spec } = pod();
    const { status } = realisticPod({ metadata, spec, status: { phase: 'Pending' } });
    expect(status).not.toHaveProperty('containerStatuses');
  });
});

// Workloads and their pods over time, as events of the API server: what is shown after each step.
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { ROLLOUTS } from '../../simulator/cluster/resource-types.ts';
import { daemonSet, deployment, rollout, statefulSet, template } from '../../simulator/cluster/workload.ts';
import { WorkloadCluster } from '../support/cluster/workload-cluster.ts';
import {
  HOUR,
  iso,
  terminating,
  meta,
  MINUTE,
  nodeLostStatus,
  podsOf,
  SECOND,
  withStatus,
  notReady,
} from '../support/cluster/shop-objects.ts';

let world: WorkloadCluster;
beforeAll(async () => {
  world = await WorkloadCluster.start(
    {},
    {
      prepare: ({ cluster }) => {
        cluster.define(ROLLOUTS);
      },
    },
  );
});
afterAll(() => world.stop());

let count = 0;
const uniqueName = (): string => `svc-${(count += 1)}`;
const now = (): number => world.shown.clock.now().wall;
const deploymentPods = (name: string, indexes: readonly number[], hash?: string): readonly PodObject[] =>
  podsOf({ kind: 'Deployment', name, ...(hash !== undefined && { hash }) }, indexes, now() - HOUR);
const quota = [
  { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
  { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' },
] as const;
const stuck = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] as const;

describe('a Deployment', () => {
  it('whose new pods are refused keeps running with a stuck rollout, and is red once pods are missing', async () => {
    const name = uniqueName();
    const pods = deploymentPods(name, [1, 2, 3]);
    const of = (conditions: typeof quota | typeof stuck): ReturnType<typeof deployment> =>
      deployment({ metadata: meta(name), spec: { replicas: 3 }, status: { conditions } });
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 3 } }), ...pods);
    await world.set(of(quota));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('3/3 (rollout stuck) · yellow · ReplicaFailure');
    await world.wait(10 * MINUTE);
    await world.set(of(stuck));
    expect(await world.health(name)).toBe('3/3 (rollout stuck) · yellow · ProgressDeadlineExceeded');
    await world.remove(...pods.slice(1));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('1/3 (0 restarts) · red · MissingPods');
    await world.remove(...pods.slice(0, 1));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('0/3 (0 restarts) · red · MissingPods');
  });

  it.each(['ProgressDeadlineExceeded', 'ReplicaSetCreateError'])(
    'whose surge pods are refused (%s) keeps its pods, and is yellow',
    async (reason) => {
      const name = uniqueName();
      const conditions = [{ type: 'Progressing', status: 'False', reason }] as const;
      await world.set(
        deployment({ metadata: meta(name), spec: { replicas: 3 }, status: { updatedReplicas: 0, conditions } }),
        ...deploymentPods(name, [1, 2, 3]),
      );
      await world.wait(10 * SECOND);
      expect(await world.health(name)).toBe(`3/3 (rollout stuck) · yellow · ${reason}`);
    },
  );

  it('that is scaled to 0 keeps its state until its pods terminate, and is never red', async () => {
    const name = uniqueName();
    const of = (replicas: number): ReturnType<typeof deployment> =>
      deployment({ metadata: meta(name), spec: { replicas } });
    const pods = deploymentPods(name, [1, 2, 3]);
    await world.set(of(3), ...pods);
    await world.set(of(0));
    await world.wait(30 * SECOND);
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    await world.set(...pods.map((pod) => terminating(pod, now())));
    expect(await world.health(name)).toBe('scaled to 0 · lightgrey');
    await world.wait(30 * SECOND);
    await world.remove(...pods);
    await world.wait(HOUR);
    expect(await world.health(name)).toBe('scaled to 0 · lightgrey');
    await world.set(of(2));
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
    await world.set(...podsOf({ kind: 'Deployment', name }, [4, 5], now()));
    expect(await world.health(name)).toBe('2/2 (0 restarts) · green');
  });

  it('that is scaled from 10 to 500 is never red while its pods are created', async () => {
    const name = uniqueName();
    const of = (replicas: number): ReturnType<typeof deployment> =>
      deployment({ metadata: meta(name), spec: { replicas } });
    const numbers = (from: number, to: number): readonly number[] =>
      Array.from({ length: to - from }, (_, at) => from + at);
    await world.set(of(10), ...deploymentPods(name, numbers(0, 10)));
    await world.set(of(500));
    for (let from = 10; from < 500; from += 98) {
      const made = now();
      await world.set(...podsOf({ kind: 'Deployment', name }, numbers(from, from + 98), made, notReady()));
      await world.wait(9 * SECOND);
      expect(await world.health(name)).toMatch(/^10\/\d+ \(0 restarts\) · yellow/);
    }
    await world.set(...deploymentPods(name, numbers(10, 500)));
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('500/500 (0 restarts) · green');
  });

  it('that is deleted in the foreground has no desired replicas from then on', async () => {
    const name = uniqueName();
    const pods = deploymentPods(name, [1, 2, 3]);
    const one = deployment({ metadata: meta(name), spec: { replicas: 3 } });
    await world.set(one, ...pods);
    const deletion = { deletionTimestamp: iso(now()), finalizers: ['foregroundDeletion'] };
    const deleted = deployment({ metadata: meta(name, deletion), spec: { replicas: 3 } });
    await world.set(deleted);
    for (const [at, expected] of ['2/2 (0 restarts) · green', '1/1 (0 restarts) · green', 'no pods'].entries()) {
      await world.remove(...pods.slice(at, at + 1));
      await world.wait(15 * SECOND);
      expect(await world.health(name)).toContain(expected);
    }
    await world.remove(deleted);
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
    // A new Deployment of that name starts without history.
    await world.set(one);
    await world.wait(9 * SECOND);
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
    await world.wait(SECOND);
    expect(await world.health(name)).toBe('0/3 (0 restarts) · red · MissingPods');
  });

  it('that is scaled down is not red while surplus pods exist, nor while they terminate', async () => {
    const name = uniqueName();
    const of = (replicas: number): ReturnType<typeof deployment> =>
      deployment({ metadata: meta(name), spec: { replicas } });
    const pods = deploymentPods(name, [1, 2, 3, 4]);
    await world.set(of(4), ...pods);
    // The deletion of pods is received before the new number of replicas, then after it.
    await world.set(...pods.slice(3).map((pod) => terminating(pod, now())));
    await world.wait(5 * SECOND);
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    await world.set(of(3));
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    await world.set(of(1));
    await world.wait(MINUTE);
    await world.set(...pods.slice(1, 3).map((pod) => terminating(pod, now())));
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('1/1 (0 restarts) · green');
  });

  it('counts injected containers for missing pods', async () => {
    const name = uniqueName();
    const injected = {
      spec: { containers: [container(), container({ name: 'istio-proxy' })] },
      status: { containerStatuses: [containerStatus(), containerStatus({ name: 'istio-proxy' })] },
      metadata: { namespace: 'shop', creationTimestamp: iso(now() - HOUR) },
    };
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 3 } }),
      podOf({ kind: 'Deployment', name, index: 1 }, injected),
    );
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('2/6 (0 restarts) · red · MissingPods');
  });

  it('and a StatefulSet of the same name are judged separately', async () => {
    const name = uniqueName();
    const set = statefulSet({ metadata: meta(name), spec: { replicas: 2 } });
    const pods = [...deploymentPods(name, [1, 2]), ...podsOf({ kind: 'StatefulSet', name }, [0, 1], now() - HOUR)];
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 2 } }), set, ...pods);
    expect(await world.health(name)).toBe('4/4 (0 restarts) · green');
    await world.remove(...pods.slice(3));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('3/4 (0 restarts) · red · MissingPods');
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 0 } }));
    await world.remove(...pods.slice(0, 2));
    expect(await world.health(name)).toBe('1/2 (0 restarts) · red · MissingPods');
    await world.remove(set, ...pods.slice(2, 3));
    expect(await world.health(name)).toBe('scaled to 0 · lightgrey');
  });
});

describe('an Argo Rollout', () => {
  it('that takes its template from a Deployment has the desired pods, and the Deployment, scaled to 0, has none', async () => {
    const name = uniqueName();
    const argoRollout = rollout({
      metadata: meta(name),
      spec: {
        replicas: 3,
        template: template({ containers: [] }),
        workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      },
    });
    const pods = podsOf({ kind: 'Rollout', name }, [1, 2], now() - HOUR);
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 0 } }), argoRollout, ...pods);
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('2/3 (0 restarts) · red · MissingPods');
    await world.set(...podsOf({ kind: 'Rollout', name }, [3], now() - HOUR));
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    expect(await world.shown.json(`/v1/services/${name}`)).toMatchObject({ items: [{ kind: 'Rollout', wanted: 3 }] });
  });

  it.each([
    ['a hash, as before Argo Rollouts 1.0', '7d9f6c8b54', '1/1 (0 restarts) · green'],
    ['its generation', '5', '1/1 (0 restarts) · green'],
    ['an older generation', '4', '1/1 (not observed) · yellow · NotObserved'],
  ])('whose observedGeneration is %s (%s) is shown as %s', async (_, observedGeneration, expected) => {
    const name = uniqueName();
    await world.set(
      ...podsOf({ kind: 'Rollout', name }, [1], now() - HOUR),
      rollout({ metadata: meta(name, { generation: 5 }), status: { observedGeneration: observedGeneration as never } }),
    );
    await world.wait(2 * MINUTE);
    expect(await world.health(name)).toBe(expected);
  });

  it('with another name than its Deployment does not create a second service', async () => {
    const [name, service] = [uniqueName(), uniqueName()];
    const annotations = { 'kube-shields/service': service };
    const pods = [1, 2].map((index) =>
      podOf({ kind: 'Rollout', name, index }, { metadata: { namespace: 'shop', annotations } }),
    );
    const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: `${name}-base` };
    await world.set(
      ...pods,
      rollout({ metadata: meta(name), spec: { replicas: 3, template: template({ containers: [] }), workloadRef } }),
      deployment({
        metadata: meta(`${name}-base`),
        spec: { replicas: 0, template: template({}, { annotations }) },
      }),
    );
    await world.wait(10 * SECOND);
    expect(await world.health(service)).toBe('2/3 (0 restarts) · red · MissingPods');
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });
});

describe('a StatefulSet', () => {
  it('with 4 replicas that loses a node with two of its pods is red throughout, also while they are evicted', async () => {
    const name = uniqueName();
    const pods = podsOf({ kind: 'StatefulSet', name }, [0, 1, 2, 3], now() - HOUR);
    await world.set(statefulSet({ metadata: meta(name), spec: { replicas: 4 } }), ...pods);
    const lost = pods.slice(2).map((pod) => withStatus(pod, nodeLostStatus(iso(now()))));
    await world.set(...lost);
    const isRed = async (): Promise<void> => {
      expect(await world.health(name)).toMatch(/^2\/4 \(0 restarts\) · red/);
    };
    await isRed();
    await world.wait(5 * MINUTE);
    await isRed();
    await world.set(...lost.map((pod) => terminating(pod, now())));
    for (let waited = 0; waited < 3 * MINUTE; waited += 10 * SECOND) {
      await isRed();
      await world.wait(10 * SECOND);
    }
    // The node recovers: its terminating pods are removed, and created again.
    await world.remove(...lost);
    await world.set(...podsOf({ kind: 'StatefulSet', name }, [2, 3], now(), notReady()));
    expect(await world.health(name)).toMatch(/^2\/4 \(0 restarts\) · yellow/);
    await world.set(...pods);
    expect(await world.health(name)).toBe('4/4 (0 restarts) · green');
  });

  it.each(['RollingUpdate with a partition', 'OnDelete'])(
    'with %s stays green with pods of two revisions',
    async (strategy) => {
      const name = uniqueName();
      const updateStrategy =
        strategy === 'OnDelete'
          ? ({ type: 'OnDelete' } as const)
          : ({ type: 'RollingUpdate', rollingUpdate: { partition: 2 } } as const);
      await world.set(
        statefulSet({
          metadata: meta(name),
          spec: { replicas: 3, updateStrategy },
          status: { updatedReplicas: 1, currentRevision: `${name}-1`, updateRevision: `${name}-2` },
        }),
        ...podsOf({ kind: 'StatefulSet', name }, [0, 1, 2], now() - HOUR),
      );
      await world.wait(HOUR);
      expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    },
  );

  it('whose ordinals start at 5 is green or yellow while its pods are replaced one after the other', async () => {
    const name = uniqueName();
    const pods = podsOf({ kind: 'StatefulSet', name }, [5, 6, 7], now() - HOUR);
    await world.set(statefulSet({ metadata: meta(name), spec: { replicas: 3, ordinals: { start: 5 } } }), ...pods);
    for (const pod of [...pods].reverse()) {
      await world.set(terminating(pod, now(), 80));
      await world.wait(80 * SECOND);
      expect(await world.health(name)).toBe('2/2 (0 restarts) · green');
      await world.remove(pod);
      const replacement = { ...pod, metadata: { ...pod.metadata, creationTimestamp: iso(now()) } };
      await world.set(withStatus(replacement, notReady()));
      await world.wait(20 * SECOND);
      expect(await world.health(name)).toBe('2/3 (0 restarts) · yellow · ContainersNotReady');
      await world.set(replacement);
      expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    }
  });
});

describe('a DaemonSet', () => {
  const of = (name: string, nodes: number, status: object = {}): ReturnType<typeof daemonSet> =>
    daemonSet({ metadata: meta(name), status: { desiredNumberScheduled: nodes, ...status } });

  it('whose pods take 80 s to terminate at each step of a rollout is never red', async () => {
    const name = uniqueName();
    const pods = podsOf({ kind: 'DaemonSet', name }, [1, 2, 3], now() - HOUR);
    await world.set(of(name, 3), ...pods);
    for (const [at, pod] of pods.entries()) {
      await world.set(terminating(pod, now(), 90));
      await world.wait(80 * SECOND);
      expect(await world.health(name)).toBe('2/2 (0 restarts) · green');
      await world.remove(pod);
      await world.wait(5 * SECOND);
      expect(await world.health(name)).toBe('2/2 (0 restarts) · green');
      const [next] = podsOf({ kind: 'DaemonSet', name }, [at + 10], now());
      if (next === undefined) throw new Error('No pod was created.');
      await world.set(withStatus(next, notReady()));
      await world.wait(10 * SECOND);
      expect(await world.health(name)).toBe('2/3 (0 restarts) · yellow · ContainersNotReady');
      await world.set(next);
      expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    }
  });

  it('with a pod on a dead node is yellow, and red when any other pod is missing', async () => {
    const name = uniqueName();
    const pods = podsOf({ kind: 'DaemonSet', name }, [1, 2, 3], now() - HOUR);
    await world.set(of(name, 3), ...pods);
    await world.set(...pods.slice(2).map((pod) => withStatus(pod, nodeLostStatus(iso(now())))));
    await world.wait(HOUR);
    expect(await world.health(name)).toBe('2/3 (0 restarts) · yellow · NodeNotReady');
    await world.set(
      ...pods.slice(1, 2).map((pod) => withStatus(pod, notReady({ waiting: { reason: 'CrashLoopBackOff' } }))),
    );
    expect(await world.health(name)).toBe('1/3 (0 restarts) · red · CrashLoopBackOff');
    await world.set(...pods.slice(1, 2));
    // The node is removed: fewer pods are desired, and its pod is deleted later.
    await world.set(of(name, 2));
    await world.wait(20 * SECOND);
    await world.remove(...pods.slice(2));
    await world.wait(20 * SECOND);
    expect(await world.health(name)).toBe('2/2 (0 restarts) · green');
  });

  it('counts pods on nodes where none is desired, and shows a missing pod beside such a misscheduled one', async () => {
    const name = uniqueName();
    const pods = podsOf({ kind: 'DaemonSet', name }, [1, 2, 3], now() - HOUR);
    // Pods are desired on two nodes, of which one has its pod; the third pod is on a node where none should be.
    await world.set(of(name, 3), ...pods);
    await world.set(of(name, 2, { numberMisscheduled: 1 }));
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    await world.remove(...pods.slice(0, 1));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('2/3 (0 restarts) · red · MissingPods');
  });

  it('that fits no node any more desires 0 pods, unless its controller has not observed that yet', async () => {
    const [withoutNodes, unobserved] = [uniqueName(), uniqueName()];
    const pods = podsOf({ kind: 'DaemonSet', name: withoutNodes }, [1, 2], now() - HOUR);
    await world.set(of(withoutNodes, 2), ...pods);
    await world.set(of(withoutNodes, 0));
    await world.wait(20 * SECOND);
    expect(await world.health(withoutNodes)).toBe('2/2 (0 restarts) · green');
    await world.set(...pods.map((pod) => terminating(pod, now(), 90)));
    expect(await world.health(withoutNodes)).toBe('no nodes · lightgrey');
    await world.set(of(unobserved, 0, { observedGeneration: 0 }));
    await world.wait(2 * MINUTE);
    expect(await world.health(unobserved)).toBe('no pods · lightgrey · no-pods');
    const [item] = ((await world.shown.json(`/v1/services/${unobserved}`)) as { items: object[] }).items;
    expect(item).toMatchObject({ kind: 'DaemonSet', wanted: 'unknown' });
  });
});

describe('names and exclusions', () => {
  it('a workload with a service annotation has its missing pods in that service', async () => {
    const [name, service] = [uniqueName(), uniqueName()];
    const annotations = { 'kube-shields/service': service };
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 3, template: template({}, { annotations }) } }),
      podOf({ kind: 'Deployment', name, index: 1 }, { metadata: { namespace: 'shop', annotations } }),
    );
    await world.wait(10 * SECOND);
    expect(await world.health(service)).toBe('1/3 (0 restarts) · red · MissingPods');
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });

  it('a changed annotation moves first the workload and then its pods to the other service', async () => {
    const [name, service] = [uniqueName(), uniqueName()];
    const annotations = { 'kube-shields/service': service };
    const [pod] = deploymentPods(name, [1]);
    if (pod === undefined) throw new Error('No pod was created.');
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 2 } }), pod);
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('1/2 (0 restarts) · red · MissingPods');
    const spec = { replicas: 2, template: template({}, { annotations }) };
    await world.set(deployment({ metadata: meta(name), spec }));
    expect(await world.health(name)).toBe('1/1 (0 restarts) · green');
    expect(await world.health(service)).toBe('0/1 (0 restarts) · red · MissingPods');
    await world.set({ ...pod, metadata: { ...pod.metadata, annotations } });
    expect(await world.health(service)).toBe('1/2 (0 restarts) · red · MissingPods');
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });

  it.each(['on the workload', 'on its template'])(
    'an ignored workload never has missing pods (annotation %s)',
    async (where) => {
      const name = uniqueName();
      const annotations = { 'kube-shields/ignore': 'true' };
      const one =
        where === 'on the workload'
          ? deployment({ metadata: meta(name, { annotations }), spec: { replicas: 3 } })
          : deployment({ metadata: meta(name), spec: { replicas: 3, template: template({}, { annotations }) } });
      await world.set(one);
      await world.wait(HOUR);
      expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
      await world.set(deployment({ metadata: meta(name), spec: { replicas: 3 } }));
      await world.wait(10 * SECOND);
      expect(await world.health(name)).toBe('0/3 (0 restarts) · red · MissingPods');
      await world.set(one);
      expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
    },
  );

  it('the largest numbers that Kubernetes accepts are shown unchanged', async () => {
    const name = uniqueName();
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 2 ** 31 - 1 } }));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('0/2147483647 (0 restarts) · red · MissingPods');
  });
});

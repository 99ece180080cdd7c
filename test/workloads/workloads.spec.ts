// Desired pods: each workload compared with its pods, over HTTP. The clock stands still unless a test advances it.
import type { PodObject, PodStatus } from '../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, type Controlled, podOf } from '../../simulator/cluster/pod.ts';
import { cronJob, daemonSet, deployment, job, statefulSet, template } from '../../simulator/cluster/workload.ts';
import type { WorkloadObject } from '../../simulator/cluster/workload-objects.ts';
import { WorkloadCluster } from '../support/cluster/workload-cluster.ts';
import { ago } from '../support/rules/health-rules.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: WorkloadCluster;
beforeAll(async () => {
  world = await WorkloadCluster.start();
});
afterAll(() => world.stop());

let count = 0;
const uniqueName = (): string => `svc-${(count += 1)}`;
const meta = (name: string, rest: object = {}): { name: string; namespace: string } => ({
  name,
  namespace: 'shop',
  ...rest,
});

/** Metadata of a pod whose deletion is requested now. */
function deletedWith(grace: number): object {
  const deletionTimestamp = new Date(world.shown.clock.now().wall + grace).toISOString();
  return { deletionTimestamp, deletionGracePeriodSeconds: grace / SECOND };
}

function podsOf(controlled: Controlled, indexes: readonly number[], status: Partial<PodStatus> = {}): PodObject[] {
  return indexes.map((index) =>
    podOf({ ...controlled, index }, { metadata: { namespace: 'shop', creationTimestamp: ago(HOUR) }, status }),
  );
}

const unready: Partial<PodStatus> = {
  containerStatuses: [containerStatus({ ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } })],
  conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
};
const quota = [
  { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
  { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' },
] as const;

describe('desired pods', () => {
  it.each<[string, (name: string) => readonly (WorkloadObject | PodObject)[], string, string]>([
    [
      'a Deployment with 3 replicas and a quota of 2 pods',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 3 }, status: { conditions: quota } }),
        ...podsOf({ kind: 'Deployment', name }, [1, 2]),
      ],
      '2/2 (0 restarts) · green',
      '2/3 (0 restarts) · red · ReplicaFailure',
    ],
    [
      'a StatefulSet with 3 replicas and a quota of 1 pod',
      (name) => [
        statefulSet({ metadata: meta(name), spec: { replicas: 3 } }),
        ...podsOf({ kind: 'StatefulSet', name }, [0]),
      ],
      '1/1 (0 restarts) · green',
      '1/3 (0 restarts) · red · MissingPods',
    ],
    [
      'a DaemonSet on 4 nodes with a quota of 2 pods',
      (name) => [
        daemonSet({ metadata: meta(name), status: { desiredNumberScheduled: 4 } }),
        ...podsOf({ kind: 'DaemonSet', name }, [1, 2]),
      ],
      '2/2 (0 restarts) · green',
      '2/4 (0 restarts) · red · MissingPods',
    ],
    [
      'a new Deployment whose pods are all refused',
      (name) => [deployment({ metadata: meta(name), spec: { replicas: 2 } })],
      'no pods · lightgrey · no-pods',
      '0/2 (0 restarts) · red · MissingPods',
    ],
    [
      'a Job with a quota of 0 pods',
      (name) => [job({ metadata: meta(name), status: { active: 0, ready: 0 } })],
      'no pods · lightgrey · no-pods',
      '0/1 (0 restarts) · red · MissingPods',
    ],
    [
      'a StatefulSet whose first pod is stuck',
      (name) => [
        statefulSet({ metadata: meta(name), spec: { replicas: 3 } }),
        ...podsOf({ kind: 'StatefulSet', name }, [0], unready),
      ],
      '0/1 (0 restarts) · red · ImagePullBackOff',
      '0/3 (0 restarts) · red · ImagePullBackOff',
    ],
    [
      'a Deployment with a sidecar in its template',
      (name) => [
        deployment({
          metadata: meta(name),
          spec: {
            replicas: 1,
            template: template({
              containers: [container()],
              initContainers: [container({ name: 'proxy', restartPolicy: 'Always' }), container({ name: 'init' })],
            }),
          },
        }),
      ],
      'no pods · lightgrey · no-pods',
      '0/2 (0 restarts) · red · MissingPods',
    ],
    [
      'a workload with a missing pod beside one with a surplus pod',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 1 } }),
        statefulSet({ metadata: meta(name), spec: { replicas: 2 } }),
        ...podsOf({ kind: 'Deployment', name }, [1, 2]),
        ...podsOf({ kind: 'StatefulSet', name }, [0]),
      ],
      '3/3 (0 restarts) · green',
      '3/4 (0 restarts) · red · MissingPods',
    ],
  ])('of %s are shown as missing after 10 s', async (_, objects, before, after) => {
    const name = uniqueName();
    await world.set(...objects(name));
    expect(await world.health(name)).toBe(before);
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe(after);
  });

  it.each<[string, (name: string) => readonly (WorkloadObject | PodObject)[], string]>([
    [
      'a Deployment with all of its pods',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 2 } }),
        ...podsOf({ kind: 'Deployment', name }, [1, 2]),
      ],
      '2/2 (0 restarts) · green',
    ],
    [
      'a Deployment with a surge pod',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 2 } }),
        ...podsOf({ kind: 'Deployment', name }, [1, 2]),
        ...podsOf({ kind: 'Deployment', name, hash: '6b7c8d9f5c' }, [3]),
      ],
      '3/3 (0 restarts) · green',
    ],
    [
      'a Deployment scaled to 0',
      (name) => [deployment({ metadata: meta(name), spec: { replicas: 0 } })],
      'scaled to 0 · lightgrey',
    ],
    [
      'a DaemonSet without nodes',
      (name) => [daemonSet({ metadata: meta(name), status: { desiredNumberScheduled: 0 } })],
      'no nodes · lightgrey',
    ],
    [
      'a Deployment scaled to 0 with an evicted pod',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 0 } }),
        ...podsOf({ kind: 'Deployment', name }, [1], { phase: 'Failed', reason: 'Evicted' }),
      ],
      'scaled to 0 · lightgrey',
    ],
    [
      'a Deployment scaled to 0 beside a StatefulSet of the same name',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 0 } }),
        ...podsOf({ kind: 'StatefulSet', name }, [0]),
      ],
      '1/1 (0 restarts) · green',
    ],
    [
      'a paused Deployment with a new version',
      (name) => [
        deployment({
          metadata: meta(name),
          spec: { replicas: 1, paused: true },
          status: {
            updatedReplicas: 0,
            conditions: [{ type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused' }],
          },
        }),
        ...podsOf({ kind: 'Deployment', name }, [1]),
      ],
      '1/1 (0 restarts) · green',
    ],
    [
      'a StatefulSet with a terminating pod',
      (name) => [
        statefulSet({ metadata: meta(name), spec: { replicas: 2 } }),
        ...podsOf({ kind: 'StatefulSet', name }, [0]),
        podOf({ kind: 'StatefulSet', name, index: 1 }, { metadata: { namespace: 'shop', ...deletedWith(5 * MINUTE) } }),
      ],
      '1/1 (0 restarts) · green',
    ],
    [
      'a DaemonSet with a terminating pod',
      (name) => [
        daemonSet({ metadata: meta(name), status: { desiredNumberScheduled: 2 } }),
        ...podsOf({ kind: 'DaemonSet', name }, [1]),
        podOf({ kind: 'DaemonSet', name, index: 2 }, { metadata: { namespace: 'shop', ...deletedWith(5 * MINUTE) } }),
      ],
      '1/1 (0 restarts) · green',
    ],
    [
      'a Deployment with an ignored pod',
      (name) => [
        deployment({ metadata: meta(name), spec: { replicas: 2 } }),
        ...podsOf({ kind: 'Deployment', name }, [1]),
        podOf(
          { kind: 'Deployment', name, index: 2 },
          { metadata: { namespace: 'shop', annotations: { 'kube-shields/ignore': 'true' } } },
        ),
      ],
      '1/1 (0 restarts) · green',
    ],
    [
      'a Deployment that is being deleted',
      (name) => [
        deployment({ metadata: meta(name, { deletionTimestamp: ago(MINUTE) }), spec: { replicas: 3 } }),
        ...podsOf({ kind: 'Deployment', name }, [1]),
      ],
      '1/1 (0 restarts) · green',
    ],
    [
      'a DaemonSet with a pod on a dead node',
      (name) => [
        daemonSet({ metadata: meta(name), status: { desiredNumberScheduled: 2 } }),
        ...podsOf({ kind: 'DaemonSet', name }, [1]),
        ...podsOf({ kind: 'DaemonSet', name }, [2], { conditions: [{ type: 'Ready', status: 'False' }] }),
      ],
      '1/2 (0 restarts) · yellow · NodeNotReady',
    ],
  ])('of %s are not missing, also after 2 min', async (_, objects, expected) => {
    const name = uniqueName();
    await world.set(...objects(name));
    expect(await world.health(name)).toBe(expected);
    await world.wait(2 * MINUTE);
    expect(await world.health(name)).toBe(expected);
  });

  it('are not missing while their number grows, up to START_GRACE', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 20 } }),
      ...podsOf({ kind: 'Deployment', name }, [1]),
    );
    for (let index = 2; index <= 7; index += 1) {
      await world.wait(9 * SECOND);
      expect(await world.health(name)).toContain('green');
      await world.set(...podsOf({ kind: 'Deployment', name }, [index]));
    }
    await world.wait(9 * SECOND);
    expect(await world.health(name)).toBe('7/20 (0 restarts) · red · MissingPods');
  });

  it('stay missing while some of them are created', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 4 } }),
      ...podsOf({ kind: 'Deployment', name }, [1]),
    );
    await world.wait(10 * SECOND);
    await world.set(...podsOf({ kind: 'Deployment', name }, [2]));
    expect(await world.health(name)).toBe('2/4 (0 restarts) · red · MissingPods');
    await world.set(...podsOf({ kind: 'Deployment', name }, [3, 4]));
    expect(await world.health(name)).toBe('4/4 (0 restarts) · green');
  });

  it('are missing when they are deleted one by one', async () => {
    const name = uniqueName();
    const pods = podsOf({ kind: 'Deployment', name }, [1, 2, 3]);
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 3 } }), ...pods);
    await world.remove(...pods.slice(0, 2));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('1/3 (0 restarts) · red · MissingPods');
    await world.remove(...pods.slice(2));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('0/3 (0 restarts) · red · MissingPods');
  });

  it('follow the desired replicas, whichever event comes first', async () => {
    const name = uniqueName();
    const of = (replicas: number): WorkloadObject => deployment({ metadata: meta(name), spec: { replicas } });
    await world.set(of(1), ...podsOf({ kind: 'Deployment', name }, [1]));
    await world.set(of(2));
    await world.wait(5 * SECOND);
    await world.set(...podsOf({ kind: 'Deployment', name }, [2]));
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('2/2 (0 restarts) · green');
    await world.set(...podsOf({ kind: 'Deployment', name }, [3]));
    await world.set(of(3));
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    await world.set(of(0));
    expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    await world.remove(...podsOf({ kind: 'Deployment', name }, [1, 2, 3]));
    expect(await world.health(name)).toBe('scaled to 0 · lightgrey');
  });

  it('of an OrderedReady StatefulSet wait for their predecessor', async () => {
    const name = uniqueName();
    const starting: Partial<PodStatus> = {
      containerStatuses: [containerStatus({ ready: false, state: { running: {} } })],
      conditions: [{ type: 'Ready', status: 'False' }],
    };
    const now = new Date(world.shown.clock.now().wall).toISOString();
    await world.set(
      statefulSet({ metadata: meta(name), spec: { replicas: 3 } }),
      ...podsOf({ kind: 'StatefulSet', name }, [0]),
      podOf(
        { kind: 'StatefulSet', name, index: 1 },
        { metadata: { namespace: 'shop', creationTimestamp: now }, status: starting },
      ),
    );
    await world.wait(12 * SECOND);
    expect(await world.health(name)).toBe('1/3 (0 restarts) · yellow · ContainersNotReady');
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('1/3 (0 restarts) · red · ContainersNotReady');
  });

  it('of a workload with a service annotation count in that service', async () => {
    const [name, service] = [uniqueName(), uniqueName()];
    const annotations = { 'kube-shields/service': service };
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 2, template: template({}, { annotations }) } }),
    );
    await world.wait(10 * SECOND);
    expect(await world.health(service)).toBe('0/2 (0 restarts) · red · MissingPods');
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });

  it('of an ignored workload are not missing', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name, { annotations: { 'kube-shields/ignore': 'true' } }), spec: { replicas: 2 } }),
    );
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });

  it('are not missing once their workload is deleted', async () => {
    const name = uniqueName();
    const one = deployment({ metadata: meta(name), spec: { replicas: 2 } });
    await world.set(one);
    await world.wait(10 * SECOND);
    await world.remove(one);
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
    await world.wait(DAY);
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });
});

describe('a rollout', () => {
  it.each(['ProgressDeadlineExceeded', 'ReplicaSetCreateError'])(
    'that is stuck (%s) is yellow after 10 s',
    async (reason) => {
      const name = uniqueName();
      const at = new Date(world.shown.clock.now().wall).toISOString();
      const conditions = [{ type: 'Progressing', status: 'False', reason, lastTransitionTime: at }] as const;
      await world.set(
        deployment({ metadata: meta(name), spec: { replicas: 3 }, status: { conditions } }),
        ...podsOf({ kind: 'Deployment', name }, [1, 2, 3]),
      );
      expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
      await world.wait(10 * SECOND);
      expect(await world.health(name)).toBe(`3/3 (rollout stuck) · yellow · ${reason}`);
      await world.set(deployment({ metadata: meta(name), spec: { replicas: 3 } }));
      expect(await world.health(name)).toBe('3/3 (0 restarts) · green');
    },
  );

  it('with refused new pods is stuck, unless it is paused', async () => {
    const name = uniqueName();
    const of = (paused: boolean): WorkloadObject =>
      deployment({ metadata: meta(name), spec: { replicas: 1, paused }, status: { conditions: quota } });
    await world.set(of(false), ...podsOf({ kind: 'Deployment', name }, [1]));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('1/1 (rollout stuck) · yellow · ReplicaFailure');
    await world.set(of(true));
    expect(await world.health(name)).toBe('1/1 (0 restarts) · green');
  });

  it('that no controller observes is reported after a minute', async () => {
    const name = uniqueName();
    await world.set(
      statefulSet({ metadata: meta(name, { generation: 5 }), status: { observedGeneration: 4 } }),
      ...podsOf({ kind: 'StatefulSet', name }, [0]),
    );
    await world.wait(59 * SECOND);
    expect(await world.health(name)).toBe('1/1 (0 restarts) · green');
    await world.wait(SECOND);
    expect(await world.health(name)).toBe('1/1 (not observed) · yellow · NotObserved');
  });

  it('of pods that start slowly is yellow until its progress deadline', async () => {
    const name = uniqueName();
    const slow = podOf(
      { kind: 'Deployment', name, index: 9, hash: '6b7c8d9f5c' },
      {
        metadata: { namespace: 'shop', creationTimestamp: new Date(world.shown.clock.now().wall).toISOString() },
        status: {
          containerStatuses: [containerStatus({ ready: false, state: { running: {} } })],
          conditions: [{ type: 'Ready', status: 'False' }],
        },
      },
    );
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 1, progressDeadlineSeconds: 600 } }),
      ...podsOf({ kind: 'Deployment', name }, [1]),
      slow,
    );
    await world.wait(599 * SECOND);
    expect(await world.health(name)).toBe('1/2 (0 restarts) · yellow · ContainersNotReady');
    await world.wait(SECOND);
    expect(await world.health(name)).toBe('1/2 (0 restarts) · red · ContainersNotReady');
  });
});

function ended(name: string, owner: string, phase: 'Failed' | 'Succeeded', index = 1): PodObject {
  const at = new Date(world.shown.clock.now().wall).toISOString();
  const terminated = {
    exitCode: phase === 'Failed' ? 1 : 0,
    reason: phase === 'Failed' ? 'Error' : 'Completed',
    finishedAt: at,
  };
  return podOf(
    { kind: 'Job', name: owner, index },
    {
      metadata: {
        namespace: 'shop',
        creationTimestamp: at,
        ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: owner, uid: `job-${owner}`, controller: true }],
      },
      status: { phase, conditions: [], containerStatuses: [containerStatus({ ready: false, state: { terminated } })] },
    },
  );
}

describe('a Job', () => {
  const of = (name: string, status: object, spec: object = {}): WorkloadObject =>
    job({ metadata: meta(name, { uid: `job-${name}` }), spec, status: { active: 0, ready: 0, ...status } });
  const condition = (type: string, reason?: string): object => ({
    conditions: [{ type, status: 'True', ...(reason !== undefined && { reason }) }],
  });

  it('is retrying until its condition is Failed, and then failed at once', async () => {
    const name = uniqueName();
    await world.set(of(name, { failed: 1 }), ended(name, name, 'Failed'));
    expect(await world.health(name)).toBe('retrying · yellow · Error');
    await world.wait(10 * MINUTE);
    expect(await world.health(name)).toBe('retrying · yellow · Error');
    await world.set(of(name, { failed: 1, ...condition('FailureTarget', 'BackoffLimitExceeded') }));
    expect(await world.health(name)).toBe('failed · red · Error');
  });

  it.each([
    ['Complete', 'completed · green'],
    ['SuccessCriteriaMet', 'completed · green'],
    ['Failed', 'failed · red · DeadlineExceeded'],
  ])('with condition %s needs no pods for its verdict', async (type, expected) => {
    const name = uniqueName();
    await world.set(of(name, { failed: 1, ...condition(type, type === 'Failed' ? 'DeadlineExceeded' : undefined) }));
    expect(await world.health(name)).toBe(expected);
  });

  it('that is Complete is completed even when a pod failed without a retry', async () => {
    const name = uniqueName();
    await world.set(ended(name, name, 'Failed'), of(name, { succeeded: 1, failed: 1, ...condition('Complete') }));
    expect(await world.health(name)).toBe('completed · green');
  });

  it('whose pods all succeeded is completed for a minute, until its condition follows', async () => {
    const name = uniqueName();
    await world.set(of(name, { succeeded: 1 }, { completions: 2 }), ended(name, name, 'Succeeded'));
    expect(await world.health(name)).toBe('completed · green');
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
  });

  it('that was deleted before it ended has no verdict', async () => {
    const name = uniqueName();
    const one = of(name, { failed: 1 });
    const pod = ended(name, name, 'Failed');
    await world.set(one, pod);
    await world.remove(one, pod);
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
  });

  it('keeps its verdict when it is deleted by its TTL', async () => {
    const name = uniqueName();
    const annotations = { 'kube-shields/service': name };
    const one = of(name, condition('Failed', 'BackoffLimitExceeded'), {
      template: template({ restartPolicy: 'Never' }, { annotations }),
    });
    await world.set(one);
    await world.remove(one);
    expect(await world.health(name)).toBe('failed · red · BackoffLimitExceeded');
    await world.wait(8 * DAY);
    expect(await world.shown.status(`/v1/services/${name}`)).toBe(404);
  });

  it('that is suspended before its start is shown as suspended', async () => {
    const name = uniqueName();
    await world.set(of(name, {}, { suspend: true }));
    expect(await world.health(name)).toBe('suspended · lightgrey · Suspended');
  });
});

describe('a CronJob', () => {
  const iso = (wall: number): string => new Date(wall).toISOString().replace('.000', '');
  /** Advances the clock to the next full hour. */
  async function untilFullHour(): Promise<number> {
    await world.wait(HOUR - (world.shown.clock.now().wall % HOUR));
    return world.shown.clock.now().wall;
  }
  const of = (name: string, spec: object = {}, status: object = {}): WorkloadObject =>
    cronJob({
      metadata: meta(name, { creationTimestamp: iso(world.shown.clock.now().wall) }),
      spec: { schedule: '0 * * * *', ...spec },
      status,
    });

  it('that has not run yet is shown as such, until a start is missed for 5 min', async () => {
    await untilFullHour();
    const name = uniqueName();
    await world.set(of(name));
    expect(await world.health(name)).toBe('not run yet · lightgrey');
    await world.wait(HOUR + 5 * MINUTE);
    expect(await world.health(name)).toBe('not run yet · lightgrey');
    await world.wait(SECOND);
    expect(await world.health(name)).toBe('overdue 5 min · red · Overdue');
    await world.wait(7 * HOUR);
    expect(await world.health(name)).toBe('overdue 7 h · red · Overdue');
  });

  it('that runs often is overdue after a minute', async () => {
    await untilFullHour();
    const name = uniqueName();
    await world.set(of(name, { schedule: '*/5 * * * *' }));
    await world.wait(6 * MINUTE);
    expect(await world.health(name)).toBe('not run yet · lightgrey');
    await world.wait(SECOND);
    expect(await world.health(name)).toBe('overdue 1 min · red · Overdue');
  });

  it('is never green past a missed start, though its last run completed', async () => {
    const now = await untilFullHour();
    const name = uniqueName();
    const run = `${name}-${now / MINUTE}`;
    await world.set(of(name, {}, { lastScheduleTime: iso(now) }), ended(name, run, 'Succeeded'));
    expect(await world.health(name)).toBe('completed · green');
    await world.wait(HOUR + 5 * MINUTE + SECOND);
    expect(await world.health(name)).toBe('overdue 5 min · red · Overdue');
    await world.set(of(name, {}, { lastScheduleTime: iso(now + HOUR) }));
    expect(await world.health(name)).toBe('completed · green');
  });

  it('that is suspended is grey, and shows that its last run failed', async () => {
    const now = await untilFullHour();
    const [never, failed] = [uniqueName(), uniqueName()];
    await world.set(
      of(never, { suspend: true }),
      of(failed, { suspend: true }),
      ended(failed, `${failed}-${now / MINUTE}`, 'Failed'),
    );
    await world.wait(3 * HOUR);
    expect(await world.health(never)).toBe('suspended · lightgrey · Suspended');
    expect(await world.health(failed)).toBe('suspended · lightgrey · LastRunFailed');
    await world.set(of(never));
    expect(await world.health(never)).toBe('not run yet · lightgrey');
  });

  it('with an unreadable schedule shows that', async () => {
    const name = uniqueName();
    await world.set(of(name, { schedule: '0 0 L * *' }));
    expect(await world.health(name)).toBe('bad schedule · lightgrey · BadSchedule');
  });

  it('waits for a start that never occurs', async () => {
    const name = uniqueName();
    await world.set(of(name, { schedule: '0 0 31 2 *' }));
    await world.wait(3 * DAY);
    expect(await world.health(name)).toBe('not run yet · lightgrey');
  });

  it('uses its own time zone', async () => {
    await untilFullHour();
    const name = uniqueName();
    const hour = (new Date(world.shown.clock.now().wall).getUTCHours() + 6) % 24;
    // 5 h 30 min ahead of UTC all year, so a full hour there is half past the hour in UTC.
    await world.set(of(name, { schedule: `0 ${hour} * * *`, timeZone: 'Asia/Kolkata' }));
    await world.wait(35 * MINUTE + SECOND);
    expect(await world.health(name)).toBe('overdue 5 min · red · Overdue');
  });

  it('with Forbid is not overdue while its run hangs, but overruns', async () => {
    const now = await untilFullHour();
    const name = uniqueName();
    const run = `${name}-${now / MINUTE}`;
    await world.set(
      of(name, { concurrencyPolicy: 'Forbid' }, { lastScheduleTime: iso(now), active: [{ name: run }] }),
      podOf({ kind: 'Job', name: run }, { metadata: { namespace: 'shop', creationTimestamp: iso(now) } }),
    );
    await world.wait(2 * HOUR + 9 * MINUTE);
    expect(await world.health(name)).toBe('1/1 (0 restarts) · green');
    await world.wait(MINUTE);
    expect(await world.health(name)).toBe('1/1 (0 restarts) · yellow · Overrun');
    expect(await desiredSectionOf(world, name)).toContain('Overrun');
  });

  it('whose pods are refused shows a missing pod, run after run', async () => {
    const now = await untilFullHour();
    const name = uniqueName();
    const empty = (at: number): WorkloadObject =>
      job({
        metadata: meta(`${name}-${at / MINUTE}`, {
          creationTimestamp: iso(at),
          ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name, uid: `cron-${name}`, controller: true }],
        }),
        status: { active: 0, ready: 0 },
      });
    await world.set(of(name, {}, { lastScheduleTime: iso(now) }), empty(now));
    await world.wait(10 * SECOND);
    expect(await world.health(name)).toBe('0/1 (0 restarts) · red · MissingPods');
    await world.set(of(name, {}, { lastScheduleTime: iso(now + HOUR) }), empty(now + HOUR));
    expect(await world.health(name)).toBe('0/1 (0 restarts) · red · MissingPods');
  });

  it('that is deleted has no verdict any more', async () => {
    const now = await untilFullHour();
    const name = uniqueName();
    const pod = ended(name, `${name}-${now / MINUTE}`, 'Succeeded');
    const one = of(name, {}, { lastScheduleTime: iso(now) });
    await world.set(one, pod);
    await world.remove(one, pod);
    expect(await world.health(name)).toBe('no pods · lightgrey · no-pods');
  });

  it('with a schedule that is changed waits for its new start', async () => {
    await untilFullHour();
    const name = uniqueName();
    const one = of(name, { schedule: '0 * * * *' });
    await world.set(one);
    await world.wait(HOUR + 4 * MINUTE);
    world.shown.cluster.set({ ...one, spec: { ...one.spec, schedule: '30 * * * *' } } as WorkloadObject);
    await world.wait(2 * MINUTE);
    expect(await world.health(name)).toBe('not run yet · lightgrey');
  });
});

it('a CronJob whose starts were missed before the shield started is yellow', async () => {
  const early = await WorkloadCluster.start(
    {},
    {
      prepare: ({ cluster }) => {
        cluster.set(cronJob({ metadata: meta('old', { creationTimestamp: ago(DAY) }) }));
      },
    },
  );
  try {
    expect(await early.health('old')).toBe('not run yet · yellow · MissedBefore');
    expect(await desiredSectionOf(early, 'old')).toContain('MissedBefore');
    const next = HOUR - (early.shown.clock.now().wall % HOUR);
    await early.wait(next + 5 * MINUTE);
    expect(await early.health('old')).toBe('not run yet · yellow · MissedBefore');
    await early.wait(1);
    expect(await early.health('old')).toContain('overdue');
    expect(await desiredSectionOf(early, 'old')).toContain('Overdue');
  } finally {
    await early.stop();
  }
});

it('JSON has the desired pods, and when a CronJob starts', async () => {
  const [web, operator, cron] = [uniqueName(), uniqueName(), uniqueName()];
  await world.wait(HOUR - (world.shown.clock.now().wall % HOUR));
  const now = world.shown.clock.now().wall;
  const iso = (wall: number): string => new Date(wall).toISOString().replace('.000', '');
  await world.set(
    deployment({ metadata: meta(web), spec: { replicas: 3 } }),
    ...podsOf({ kind: 'KafkaNodePool', name: operator }, [1]),
    cronJob({
      metadata: meta(cron, { creationTimestamp: iso(now - DAY) }),
      status: { lastScheduleTime: iso(now), lastSuccessfulTime: iso(now - HOUR) },
    }),
  );
  const item = async (name: string): Promise<unknown> =>
    ((await world.shown.json(`/v1/services/${name}`)) as { items: unknown[] }).items[0];
  expect(await item(web)).toMatchObject({ wanted: 3, kind: 'Deployment' });
  expect(await item(operator)).toMatchObject({ wanted: 'unknown', kind: 'KafkaNodePool' });
  const starts = {
    next: new Date(now + HOUR).toISOString(),
    last: { start: new Date(now).toISOString(), success: new Date(now - HOUR).toISOString() },
  };
  expect(await item(cron)).toMatchObject({ kind: 'CronJob', ...starts });
  expect(await world.shown.badge(`/_/${web}/health/`)).toMatchObject({ wanted: 3 });
  expect(await world.shown.badge(`/_/${operator}/health/?namespace=shop`)).toMatchObject({ wanted: 'unknown' });
  expect(await world.shown.badge(`/_/${cron}/health/`)).toMatchObject({ wanted: 'unknown', ...starts });
  expect(await world.shown.badge(`/_/${web}/version/`)).not.toHaveProperty('wanted');
  expect(await world.shown.badge(`/a/${web}/health/`)).not.toHaveProperty('wanted');
});

it('a Deployment scaled to 0 with evicted pods is shown as scaled to 0 over JSON, too', async () => {
  const json = await WorkloadCluster.start({}, { isJsonOnly: true });
  try {
    const evicted: PodStatus = { phase: 'Failed', reason: 'Evicted' };
    await json.set(
      deployment({ metadata: meta('left'), spec: { replicas: 0 } }),
      ...podsOf({ kind: 'Deployment', name: 'left' }, [1, 2], evicted),
    );
    expect(await json.health('left')).toBe('scaled to 0 · lightgrey');
    expect(json.shown.server.requestsOf('list', 'deployments').map(({ status }) => status)).toContain(200);
  } finally {
    await json.stop();
  }
});

describe('with pods only', () => {
  it.each(['0', '5'])(
    'a StatefulSet with a gap between its ordinals, from %s on, has a missing pod after 10 s',
    async (from) => {
      const only = await WorkloadCluster.start({ WATCH_WORKLOADS: 'false' });
      try {
        const start = Number(from);
        const pods = podsOf({ kind: 'StatefulSet', name: 'db' }, [start, start + 1, start + 2]);
        await only.shown.add(...pods);
        await only.shown.remove(...pods.slice(1, 2));
        expect(await only.health('db')).toBe('2/2 (0 restarts) · green');
        only.shown.clock.leap(10 * SECOND);
        expect(await only.health('db')).toBe('2/3 (0 restarts) · red · MissingPods');
        await only.shown.add(...pods.slice(1, 2));
        expect(await only.health('db')).toBe('3/3 (0 restarts) · green');
      } finally {
        await only.stop();
      }
    },
  );
});

/** The section of its page that shows the desired pods. */
async function desiredSectionOf(of: WorkloadCluster, name: string): Promise<string> {
  const page = await (await of.shown.app.get(`/s/${name}?namespace=shop`)).text();
  return /Asked for<\/h2>(.*?)<\/section>/s.exec(page)?.[1] ?? '';
}

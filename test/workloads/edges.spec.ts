// Boundaries between rules of desired pods: what distinguishes similar cases.
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { cronJob, daemonSet, deployment, statefulSet, template } from '../../simulator/cluster/workload.ts';
import {
  endedPod,
  HOUR,
  iso,
  terminating,
  meta,
  MINUTE,
  podsOf,
  runningPod,
  SECOND,
  notReady,
} from '../support/cluster/shop-objects.ts';
import { WorkloadCluster } from '../support/cluster/workload-cluster.ts';
import { until } from '../support/time/until.ts';

let world: WorkloadCluster;
beforeAll(async () => {
  world = await WorkloadCluster.start();
});
afterAll(() => world.stop());

let count = 0;
const uniqueName = (): string => `svc-${(count += 1)}`;
const now = (): number => world.shown.clock.now().wall;
const health = (name: string): Promise<string> => world.health(name);
const ready = (kind: 'Deployment' | 'StatefulSet', name: string, indexes: readonly number[]): readonly PodObject[] =>
  podsOf({ kind, name }, indexes, now() - HOUR);
const starting = (name: string, index: number): readonly PodObject[] =>
  podsOf({ kind: 'Deployment', name }, [index], now(), {
    ...notReady({ waiting: { reason: 'ContainerCreating' } }),
    phase: 'Pending',
  });
const deadlineExceeded = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] as const;

describe('a rollout', () => {
  it('counts as observed while its controller makes progress, though it is behind', async () => {
    const name = uniqueName();
    const observe = (observedGeneration: number): Promise<void> =>
      world.set(deployment({ metadata: meta(name, { generation: 3 }), status: { observedGeneration } }));
    await observe(1);
    await world.set(...ready('Deployment', name, [1]));
    await world.wait(50 * SECOND);
    await observe(2);
    await world.wait(59 * SECOND);
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
    await world.wait(SECOND);
    expect(await health(name)).toBe('1/1 (not observed) · yellow · NotObserved');
  });

  it('is stuck at once when its condition has said so for a while', async () => {
    const name = uniqueName();
    const conditions = deadlineExceeded.map((one) => ({ ...one, lastTransitionTime: iso(now() - HOUR) }));
    await world.set(deployment({ metadata: meta(name), status: { conditions } }), ...ready('Deployment', name, [1]));
    expect(await health(name)).toBe('1/1 (rollout stuck) · yellow · ProgressDeadlineExceeded');
  });

  it('of a Deployment with 0 desired replicas does not affect another workload of the same name', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 0 }, status: { conditions: deadlineExceeded } }),
      statefulSet({ metadata: meta(name) }),
      ...ready('StatefulSet', name, [0]),
    );
    await world.wait(MINUTE);
    expect(await health(name)).toBe('1/1 (0 restarts) · green');
  });

  it('whose progress deadline is shorter than START_GRACE may take START_GRACE', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name), spec: { progressDeadlineSeconds: 10 } }),
      ...ready('Deployment', name, [1]),
      ...starting(name, 2),
    );
    await world.wait(59 * SECOND);
    expect(await health(name)).toMatch(/^1\/2 \(0 restarts\) · yellow/);
    await world.wait(SECOND);
    expect(await health(name)).toMatch(/^1\/2 \(0 restarts\) · red/);
  });

  it('may take no longer than START_GRACE for a pod without which too few are ready', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 2, progressDeadlineSeconds: 600 } }),
      ...ready('Deployment', name, [1]),
      ...starting(name, 2),
    );
    await world.wait(MINUTE);
    expect(await health(name)).toMatch(/^1\/2 \(0 restarts\) · red/);
  });
});

describe('a StatefulSet', () => {
  it('has a missing pod although a surplus pod is still terminating', async () => {
    const name = uniqueName();
    const gone = ready('StatefulSet', name, [5]).map((pod) => terminating(pod, now(), 3_600));
    await world.set(
      statefulSet({ metadata: meta(name), spec: { replicas: 2 } }),
      ...ready('StatefulSet', name, [0]),
      ...gone,
    );
    await world.wait(10 * SECOND);
    expect(await health(name)).toBe('1/2 (0 restarts) · red · MissingPods');
  });
});

describe('two workloads of the same name', () => {
  it('are shown as scaled to 0 only if both are', async () => {
    const name = uniqueName();
    await world.set(
      deployment({ metadata: meta(name), spec: { replicas: 0 } }),
      statefulSet({ metadata: meta(name), spec: { replicas: 2 } }),
    );
    expect(await health(name)).toBe('no pods · lightgrey · no-pods');
    await world.set(statefulSet({ metadata: meta(name), spec: { replicas: 0 } }));
    expect(await health(name)).toBe('scaled to 0 · lightgrey');
  });

  it('are shown as without nodes only if both are DaemonSets', async () => {
    const name = uniqueName();
    const status = { desiredNumberScheduled: 0 };
    await world.set(daemonSet({ metadata: meta(name), status }));
    expect(await health(name)).toBe('no nodes · lightgrey');
    await world.set(deployment({ metadata: meta(name), spec: { replicas: 0 } }));
    expect(await health(name)).toBe('scaled to 0 · lightgrey');
  });

  it('are overdue if one of them is, whatever the schedule of the other', async () => {
    const [name, one, other] = [uniqueName(), uniqueName(), uniqueName()];
    await world.wait(HOUR - (now() % HOUR));
    const jobTemplate = {
      spec: { template: template({ restartPolicy: 'Never' }, { annotations: { 'kube-shields/service': name } }) },
    };
    const of = (cron: string, schedule: string): ReturnType<typeof cronJob> =>
      cronJob({ metadata: meta(cron, { creationTimestamp: iso(now()) }), spec: { schedule, jobTemplate } });
    await world.set(of(one, 'whenever'), of(other, '0 * * * *'));
    expect(await health(name)).toBe('bad schedule · lightgrey · BadSchedule');
    await world.wait(HOUR + 6 * MINUTE);
    expect(await health(name)).toBe('overdue 6 min · red · Overdue');
  });
});

it('a CronJob that is suspended while a run is active shows the run', async () => {
  const name = uniqueName();
  const run = `${name}-${Math.floor(now() / MINUTE)}`;
  await world.set(
    cronJob({
      metadata: meta(name, { creationTimestamp: iso(now()) }),
      spec: { suspend: true },
      status: { lastScheduleTime: iso(now()), active: [{ name: run }] },
    }),
    runningPod(run, now()),
  );
  expect(await health(name)).toBe('1/1 (0 restarts) · green');
});

it('a CronJob that was replaced while no watch was open does not show the verdict of the old one', async () => {
  const name = uniqueName();
  const ran = Math.floor(now() / MINUTE) * MINUTE;
  const of = (uid: string, status: object): ReturnType<typeof cronJob> =>
    cronJob({ metadata: meta(name, { uid, creationTimestamp: iso(ran) }), status });
  await world.set(
    of('old', { lastScheduleTime: iso(ran) }),
    endedPod(`${name}-${ran / MINUTE}`, { exitCode: 0, at: now() }),
  );
  expect(await health(name)).toBe('completed · green');
  const { server, cluster, clock } = world.shown;
  server.failWatches();
  cluster.remove('CronJob', 'shop', name);
  cluster.set(of('new', {}));
  cluster.compact();
  await until(
    'the new CronJob is shown',
    async () => (await health(name)) === 'not run yet · lightgrey',
    () => {
      clock.advance(SECOND);
    },
  );
});

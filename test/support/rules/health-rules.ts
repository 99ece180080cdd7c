// The rules of health and version, a row each: the pods in the cluster, and the expected badge. The shield's clock is at
// NOW.
import type {
  ContainerStatus,
  ObjectMeta,
  PodObject,
  PodSpec,
  PodStatus,
} from '../../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, type Controlled, podOf } from '../../../simulator/cluster/pod.ts';

export const NOW = Date.parse('2026-11-02T12:00:00Z');

export interface Row {
  readonly rule: string;
  /** The pods of the service `name`. */
  readonly pods: (name: string) => readonly PodObject[];
  readonly health: readonly [status: string, color: string, state: string, reason?: string];
  readonly version?: readonly [status: string, color: string];
  readonly kind?: string;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

/** RFC 3339, `ms` before NOW. */
export const ago = (ms: number): string => new Date(NOW - ms).toISOString().replace('.000', '');

interface Shape {
  readonly of?: Partial<Controlled>;
  readonly meta?: Partial<ObjectMeta>;
  readonly spec?: Partial<PodSpec>;
  readonly status?: Partial<PodStatus>;
  /** How long ago it was created. */
  readonly age?: number;
  readonly image?: string;
}

/** A healthy pod of a Deployment, an hour old, with overrides. */
function web(name: string, { of = {}, meta = {}, spec = {}, status = {}, age = HOUR, image }: Shape = {}): PodObject {
  const containers = [container(image === undefined ? {} : { image })];
  return podOf(
    { kind: 'Deployment', name, ...of },
    {
      metadata: { namespace: 'shop', creationTimestamp: ago(age), ...meta },
      spec: { containers, ...spec },
      status,
    },
  );
}

const notReady = (status: ContainerStatus): Partial<PodStatus> => ({
  containerStatuses: [status],
  conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
});
const waiting = (reason: string, restarts = 0): Partial<PodStatus> =>
  notReady(containerStatus({ ready: false, restartCount: restarts, state: { waiting: { reason } } }));
const restarted = (times: number): Partial<PodStatus> => ({
  containerStatuses: [
    containerStatus({
      restartCount: times,
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: ago(HOUR) } },
    }),
  ],
});
const pending: Partial<PodStatus> = { phase: 'Pending', conditions: [], containerStatuses: [] };
const succeeded = (since: number): Partial<PodStatus> => ({
  phase: 'Succeeded',
  conditions: [],
  containerStatuses: [
    containerStatus({
      ready: false,
      state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: ago(since) } },
    }),
  ],
});
const failed = (since: number): Partial<PodStatus> => ({
  phase: 'Failed',
  conditions: [],
  containerStatuses: [
    containerStatus({ ready: false, state: { terminated: { exitCode: 1, reason: 'Error', finishedAt: ago(since) } } }),
  ],
});
const job = (name: string, shape: Shape = {}): PodObject => web(name, { ...shape, of: { kind: 'Job', ...shape.of } });
const cron = (name: string, minute: number, shape: Shape = {}): PodObject =>
  web(name, { ...shape, of: { kind: 'CronJob', minute, ...shape.of } });
const index = (at: number): Partial<ObjectMeta> => ({
  annotations: { 'batch.kubernetes.io/job-completion-index': String(at) },
});

const GREEN = ['1/1 (0 restarts)', 'green', 'ok'] as const;

/** A run's pod that any kind of controller owns. */
function owned(
  kind: string,
  name: string,
  suffix: string,
  shape: Shape = {},
  apiVersion = API_VERSIONS[kind],
): PodObject {
  const reference = {
    apiVersion: apiVersion ?? 'example.com/v1',
    kind,
    name,
    uid: `uid-of-${kind}-${name}`,
    controller: true,
  };
  const meta = { name: `${name}-${suffix}`, ownerReferences: [reference], ...shape.meta };
  return job(name, { ...shape, meta });
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  Job: 'batch/v1',
  Workflow: 'argoproj.io/v1alpha1',
  Deployment: 'apps/v1',
};

function driverOf(name: string, shape: Shape = {}): PodObject {
  return owned('SparkApplication', name, 'driver', { ...shape, meta: { uid: `pod-${name}-driver`, ...shape.meta } });
}

/** A Spark executor: the driver's pod owns it. */
function executorOf(name: string, shape: Shape = {}): PodObject {
  const driver = { apiVersion: 'v1', kind: 'Pod', name: `${name}-driver`, uid: `pod-${name}-driver`, controller: true };
  return job(name, { ...shape, meta: { name: `${name}-exec-1`, ownerReferences: [driver], ...shape.meta } });
}

/** An app container that exited with 0 that many milliseconds ago, and a mesh proxy that keeps running. */
function meshed(since: number): Shape {
  const ended = { terminated: { exitCode: 0, reason: 'Completed', finishedAt: ago(since) } };
  return {
    spec: { containers: [container(), container({ name: 'istio-proxy' })] },
    status: {
      conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
      containerStatuses: [containerStatus({ ready: false, state: ended }), containerStatus({ name: 'istio-proxy' })],
    },
  };
}

export const ROWS: readonly Row[] = [
  {
    rule: 'a ready pod is green',
    pods: (n) => [web(n)],
    health: GREEN,
    version: ['v1.0.0', 'blue'],
    kind: 'Deployment',
  },
  {
    rule: 'one restart is written in the singular',
    pods: (n) => [web(n, { status: restarted(1), age: 10 * DAY })],
    health: ['1/1 (1 restart)', 'green', 'ok'],
  },
  {
    rule: 'containers and restarts are summed over pods',
    pods: (n) => [
      web(n, { of: { index: 1 }, status: restarted(2), age: 30 * DAY }),
      web(n, { of: { index: 2 }, status: restarted(3), age: 30 * DAY }),
    ],
    health: ['2/2 (5 restarts)', 'green', 'ok'],
  },
  {
    rule: 'a service with nothing ready is down',
    pods: (n) =>
      [0, 1, 2].map((i) => web(n, { of: { index: i }, status: waiting('CrashLoopBackOff', i === 0 ? 5 : 0) })),
    health: ['0/3 (5 restarts)', 'red', 'down', 'CrashLoopBackOff'],
  },
  {
    rule: 'one container that is not ready makes the service red',
    pods: (n) => [web(n, { of: { index: 1 } }), web(n, { of: { index: 2 }, status: waiting('ImagePullBackOff') })],
    health: ['1/2 (0 restarts)', 'red', 'degraded', 'ImagePullBackOff'],
  },
  {
    rule: 'one restart makes a young pod yellow',
    pods: (n) => [web(n, { status: restarted(1), age: HOUR })],
    health: ['1/1 (1 restart)', 'yellow', 'degraded', 'OOMKilled'],
  },
  {
    rule: 'one restart is still more than every other day just before the second day',
    pods: (n) => [web(n, { status: restarted(1), age: 2 * DAY - SECOND })],
    health: ['1/1 (1 restart)', 'yellow', 'degraded', 'OOMKilled'],
  },
  {
    rule: 'one restart in two days is green',
    pods: (n) => [web(n, { status: restarted(1), age: 2 * DAY })],
    health: ['1/1 (1 restart)', 'green', 'ok'],
  },
  {
    rule: 'five restarts in nine days are yellow',
    pods: (n) => [web(n, { status: restarted(5), age: 10 * DAY - SECOND })],
    health: ['1/1 (5 restarts)', 'yellow', 'degraded', 'OOMKilled'],
  },
  {
    rule: 'five restarts in ten days are green',
    pods: (n) => [web(n, { status: restarted(5), age: 10 * DAY })],
    health: ['1/1 (5 restarts)', 'green', 'ok'],
  },
  {
    rule: 'the restart rule applies to each pod, not to their sum',
    pods: (n) => [
      web(n, { of: { index: 1 }, age: 100 * DAY }),
      web(n, { of: { index: 2 }, status: restarted(1), age: DAY }),
    ],
    health: ['2/2 (1 restart)', 'yellow', 'degraded', 'OOMKilled'],
  },
  {
    rule: 'a creation time in the future is age 0',
    pods: (n) => [web(n, { age: -DAY })],
    health: GREEN,
  },
  {
    rule: 'a restarted pod with a creation time in the future is yellow',
    pods: (n) => [web(n, { age: -DAY, status: restarted(1) })],
    health: ['1/1 (1 restart)', 'yellow', 'degraded', 'OOMKilled'],
  },
  {
    rule: 'a pod with a creation time in the future may be starting',
    pods: (n) => [web(n, { of: { index: 1 } }), web(n, { of: { index: 2 }, status: pending, age: -DAY })],
    health: ['1/2 (0 restarts)', 'yellow', 'degraded', 'ContainersNotReady'],
  },
  {
    rule: 'a pending pod without statuses is not ready',
    pods: (n) => [web(n, { of: { index: 1 } }), web(n, { of: { index: 2 }, status: pending })],
    health: ['1/2 (0 restarts)', 'red', 'degraded', 'ContainersNotReady'],
  },
  {
    rule: 'a pod that fits on no node has the reason Unschedulable',
    pods: (n) => [
      web(n, {
        status: { ...pending, conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
      }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'Unschedulable'],
  },
  {
    rule: 'sidecars count, plain init containers do not',
    pods: (n) => [
      web(n, {
        spec: {
          containers: [container()],
          initContainers: [container({ name: 'migrate' }), container({ name: 'proxy', restartPolicy: 'Always' })],
        },
        status: {
          containerStatuses: [containerStatus()],
          initContainerStatuses: [
            containerStatus({ name: 'migrate', restartCount: 9, state: { terminated: { exitCode: 0 } } }),
            containerStatus({ name: 'proxy', ready: true, restartCount: 0 }),
          ],
        },
      }),
    ],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
  },
  {
    rule: 'a sidecar that is not ready counts like any other container',
    pods: (n) => [
      web(n, {
        spec: { containers: [container()], initContainers: [container({ name: 'proxy', restartPolicy: 'Always' })] },
        status: {
          containerStatuses: [containerStatus()],
          initContainerStatuses: [
            containerStatus({
              name: 'proxy',
              ready: false,
              restartCount: 1,
              state: { waiting: { reason: 'CrashLoopBackOff' } },
            }),
          ],
        },
      }),
    ],
    health: ['1/2 (1 restart)', 'red', 'degraded', 'CrashLoopBackOff'],
  },
  {
    rule: 'a pod on a dead node has nothing ready, even when its containers are reported ready',
    pods: (n) => [web(n, { status: { conditions: [{ type: 'Ready', status: 'False' }] } })],
    health: ['0/1 (0 restarts)', 'red', 'down', 'NodeNotReady'],
  },
  {
    rule: 'a pod on an unresponsive node has Ready=Unknown, and nothing ready',
    pods: (n) => [
      web(n, { status: { conditions: [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }] } }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'NodeNotReady'],
  },
  {
    rule: 'a pod with an unmet readiness gate is not ready',
    pods: (n) => [
      web(n, { status: { conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady' }] } }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ReadinessGate'],
  },
  {
    rule: 'a pod without a Ready condition counts its ready containers',
    pods: (n) => [web(n, { status: { conditions: [] } })],
    health: GREEN,
  },
  {
    rule: 'a terminating pod is not counted',
    pods: (n) => [
      web(n, { of: { index: 1 } }),
      web(n, { of: { index: 2 }, meta: { deletionTimestamp: ago(30 * SECOND) } }),
    ],
    health: GREEN,
  },
  {
    rule: 'a service with only a terminating pod has no pods',
    pods: (n) => [web(n, { meta: { deletionTimestamp: ago(-30 * SECOND) } })],
    health: ['no pods', 'lightgrey', 'unknown', 'no-pods'],
  },
  {
    rule: "a ReplicaSet's pod that is stuck in terminating is not counted",
    pods: (n) => [web(n, { of: { index: 1 } }), web(n, { of: { index: 2 }, meta: { deletionTimestamp: ago(HOUR) } })],
    health: GREEN,
  },
  {
    rule: "a StatefulSet's pod that is stuck in terminating is not ready",
    pods: (n) => [
      web(n, { of: { kind: 'StatefulSet', index: 0 } }),
      web(n, { of: { kind: 'StatefulSet', index: 1 }, meta: { deletionTimestamp: ago(61 * SECOND) } }),
    ],
    health: ['1/2 (0 restarts)', 'red', 'degraded', 'Terminating'],
    kind: 'StatefulSet',
  },
  {
    rule: 'an evicted pod is not counted beside running ones',
    pods: (n) => [
      web(n, { of: { index: 1 } }),
      web(n, { of: { index: 2 }, status: { phase: 'Failed', reason: 'Evicted' } }),
    ],
    health: GREEN,
  },
  {
    rule: 'an evicted pod is not the reason why another is not ready',
    pods: (n) => [
      web(n, { of: { index: 1 }, status: { containerStatuses: [containerStatus({ ready: false })] } }),
      web(n, { of: { index: 2 }, status: { phase: 'Failed', reason: 'Evicted' } }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ContainersNotReady'],
  },
  {
    rule: 'a service with only evicted pods has failed',
    pods: (n) => [web(n, { status: { phase: 'Failed', reason: 'Evicted', containerStatuses: [] } })],
    health: ['failed', 'red', 'down', 'Evicted'],
  },
  {
    rule: 'a running Job counts like any other workload',
    pods: (n) => [job(n)],
    health: GREEN,
    kind: 'Job',
  },
  {
    rule: "a running Job's container that exited with 0 counts as ready",
    pods: (n) => [
      job(n, {
        spec: { containers: [container(), container({ name: 'side' })] },
        status: {
          conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
          containerStatuses: [
            containerStatus(),
            containerStatus({
              name: 'side',
              ready: false,
              state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: ago(599 * SECOND) } },
            }),
          ],
        },
      }),
    ],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
  },
  {
    rule: 'a completed Job is green',
    pods: (n) => [job(n, { status: succeeded(HOUR) })],
    health: ['completed', 'green', 'ok'],
    version: ['v1.0.0', 'blue'],
  },
  {
    rule: 'a failed Job is red',
    pods: (n) => [job(n, { status: failed(31 * SECOND) })],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'a Job that failed just now may be retried',
    pods: (n) => [job(n, { status: failed(10 * SECOND) })],
    health: ['retrying', 'yellow', 'degraded', 'Error'],
  },
  {
    rule: 'a successful retry counts, not the failure before it',
    pods: (n) => [
      job(n, { of: { index: 1 }, age: HOUR, status: failed(1800 * SECOND) }),
      job(n, { of: { index: 2 }, age: 1700 * SECOND, status: succeeded(900 * SECOND) }),
    ],
    health: ['completed', 'green', 'ok'],
  },
  {
    rule: 'a retry that is running is yellow',
    pods: (n) => [
      job(n, { of: { index: 1 }, age: HOUR, status: failed(1800 * SECOND) }),
      job(n, { of: { index: 2 }, age: 1700 * SECOND }),
    ],
    health: ['1/1 (0 restarts)', 'yellow', 'degraded', 'Retrying'],
  },
  {
    rule: 'an indexed Job with one failed index has failed',
    pods: (n) => [
      job(n, { of: { index: 1 }, meta: index(0), status: succeeded(60 * SECOND) }),
      job(n, { of: { index: 2 }, meta: index(1), status: failed(120 * SECOND) }),
      job(n, { of: { index: 3 }, meta: index(2), status: succeeded(50 * SECOND) }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'an indexed Job whose failed index was retried successfully is completed',
    pods: (n) => [
      job(n, { of: { index: 1 }, meta: index(0), status: failed(120 * SECOND) }),
      job(n, { of: { index: 2 }, age: 110 * SECOND, meta: index(0), status: succeeded(60 * SECOND) }),
      job(n, { of: { index: 3 }, meta: index(1), status: succeeded(200 * SECOND) }),
    ],
    health: ['completed', 'green', 'ok'],
  },
  {
    rule: 'a CronJob is judged by the run with the greatest number',
    pods: (n) => [
      cron(n, 29_399_100, { age: 2 * HOUR, status: succeeded(HOUR) }),
      cron(n, 29_399_040, { age: HOUR, status: failed(HOUR) }),
    ],
    health: ['completed', 'green', 'ok'],
    kind: 'CronJob',
  },
  {
    rule: 'a CronJob (Allow) with an older run still running is judged by its newest',
    pods: (n) => [
      cron(n, 29_399_040, { age: 2 * HOUR, status: waiting('ImagePullBackOff') }),
      cron(n, 29_399_100, { age: HOUR, status: succeeded(HOUR) }),
    ],
    health: ['completed', 'green', 'ok'],
  },
  {
    rule: 'a failed run counts beside running pods of the same service',
    pods: (n) => [web(n), cron(n, 29_399_040, { age: 2 * HOUR, status: failed(HOUR) })],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'a completed run does not count beside running pods',
    pods: (n) => [web(n), cron(n, 29_399_040, { age: 2 * HOUR, status: succeeded(HOUR) })],
    health: GREEN,
    kind: 'Deployment',
  },
  {
    rule: 'a run between attempts turns green pods yellow',
    pods: (n) => [web(n), cron(n, 29_399_040, { age: 2 * HOUR, status: failed(5 * SECOND) })],
    health: ['1/1 (0 restarts)', 'yellow', 'degraded', 'Error'],
  },
  {
    rule: 'a run between attempts leaves red pods red',
    pods: (n) => [
      web(n, { status: waiting('CrashLoopBackOff', 1) }),
      cron(n, 29_399_040, { age: 2 * HOUR, status: failed(5 * SECOND) }),
    ],
    health: ['0/1 (1 restart)', 'red', 'down', 'CrashLoopBackOff'],
  },
  {
    rule: 'the pods of a running run are added to other running pods',
    pods: (n) => [web(n), cron(n, 29_399_040, { age: 2 * HOUR })],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
  },
  {
    rule: 'fewer ready pods than kube-shields/min is yellow',
    pods: (n) => [1, 2].map((i) => web(n, { of: { index: i }, meta: { annotations: { 'kube-shields/min': '3' } } })),
    health: ['2/2 (0 restarts)', 'yellow', 'degraded', 'BelowMin'],
  },
  {
    rule: 'as many ready pods as kube-shields/min is green',
    pods: (n) => [1, 2].map((i) => web(n, { of: { index: i }, meta: { annotations: { 'kube-shields/min': '2' } } })),
    health: ['2/2 (0 restarts)', 'green', 'ok'],
  },
  {
    rule: "the newest pod's kube-shields/min counts",
    pods: (n) => [
      web(n, { of: { index: 1 }, age: 2 * HOUR, meta: { annotations: { 'kube-shields/min': '9' } } }),
      web(n, { of: { index: 2 }, age: HOUR, meta: { annotations: { 'kube-shields/min': '1' } } }),
    ],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
  },
  {
    rule: 'a kube-shields/min that is not a whole number is ignored',
    pods: (n) => [web(n, { meta: { annotations: { 'kube-shields/min': '2.5' } } })],
    health: GREEN,
  },
  {
    rule: 'a pod without readable containers counts as one that is not ready',
    pods: (n) => [web(n, { spec: { containers: [] }, status: { containerStatuses: [] } })],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ContainersNotReady'],
  },
  {
    rule: 'an unknown reason is shown as Other',
    pods: (n) => [web(n, { status: waiting('SomethingFromTheFuture') })],
    health: ['0/1 (0 restarts)', 'red', 'down', 'Other'],
  },
  {
    rule: 'the version of a digest is its first 7 digits',
    pods: (n) => [web(n, { image: `registry.example:5000/app@sha256:${'0123456789abcdef'.repeat(4)}` })],
    health: GREEN,
    version: ['0123456', 'blue'],
  },
  {
    rule: 'an image without tag is latest',
    pods: (n) => [web(n, { image: 'registry.example:5000/team/app' })],
    health: GREEN,
    version: ['latest', 'blue'],
  },
  {
    rule: 'a tag takes precedence over a digest',
    pods: (n) => [web(n, { image: `app:v2@sha256:${'0123456789abcdef'.repeat(4)}` })],
    health: GREEN,
    version: ['v2', 'blue'],
  },
  {
    rule: 'several versions at once are listed oldest first, in orange',
    pods: (n) => [
      web(n, { of: { index: 2, hash: '6b7c' }, age: 60 * SECOND, image: 'app:v1.5.0' }),
      web(n, { of: { index: 1 }, age: HOUR, image: 'app:v1.4.1' }),
      web(n, { of: { index: 3 }, age: HOUR, image: 'app:v1.4.1' }),
    ],
    health: ['3/3 (0 restarts)', 'green', 'ok'],
    version: ['v1.4.1 → v1.5.0', 'orange'],
  },
  {
    rule: 'mesh proxies do not determine the version',
    pods: (n) => [
      web(n, {
        spec: {
          containers: [
            container({ name: 'istio-proxy', image: 'proxy:1.2' }),
            container({ name: 'app', image: 'app:v7' }),
          ],
        },
        status: { containerStatuses: [containerStatus({ name: 'istio-proxy' }), containerStatus()] },
      }),
    ],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
    version: ['v7', 'blue'],
  },
  {
    rule: 'the default container determines the version',
    pods: (n) => [
      web(n, {
        meta: { annotations: { 'kubectl.kubernetes.io/default-container': 'main' } },
        spec: {
          containers: [container({ name: 'side', image: 'side:1' }), container({ name: 'main', image: 'main:2' })],
        },
        status: { containerStatuses: [containerStatus({ name: 'side' }), containerStatus({ name: 'main' })] },
      }),
    ],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
    version: ['2', 'blue'],
  },
  ...(['DaemonSet', 'ReplicationController', 'Workflow', 'MyController'] as const).map((kind) => ({
    rule: `pods of a ${kind} are discovered`,
    pods: (n: string) => [web(n, { of: { kind } })],
    health: GREEN,
    kind,
  })),
  ...(['StatefulSet', 'KafkaNodePool'] as const).flatMap((kind): readonly Row[] => {
    const of = (index: number): Partial<Controlled> => ({ kind, index });
    const deleted = (grace: number, since: number): Partial<ObjectMeta> => ({
      deletionTimestamp: ago(since - grace),
      deletionGracePeriodSeconds: grace / SECOND,
    });
    const unready = (since: number): Partial<PodStatus> => ({
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: ago(since) }],
      containerStatuses: [containerStatus({ ready: false })],
    });
    return [
      {
        rule: `a ${kind}'s pod that wasn't ready when it was deleted counts as not ready`,
        pods: (n) => [
          web(n, { of: of(0) }),
          web(n, { of: of(1) }),
          web(n, { of: of(2), meta: deleted(900 * SECOND, 100 * SECOND), status: unready(400 * SECOND) }),
        ],
        health: ['2/3 (0 restarts)', 'red', 'degraded', 'Terminating'],
      },
      {
        rule: `a ${kind}'s pod that was ready when it was deleted doesn't count while it terminates`,
        pods: (n) => [
          web(n, { of: of(0) }),
          web(n, { of: of(1), meta: deleted(900 * SECOND, 100 * SECOND), status: unready(100 * SECOND) }),
        ],
        health: GREEN,
      },
      {
        rule: `a ${kind}'s crashing pod still counts while it is deleted`,
        pods: (n) => [
          web(n, { of: of(0) }),
          web(n, {
            of: of(1),
            meta: deleted(30 * SECOND, 10 * SECOND),
            status: {
              conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: ago(HOUR) }],
              containerStatuses: [
                containerStatus({ ready: false, restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } }),
              ],
            },
          }),
        ],
        health: ['1/2 (4 restarts)', 'red', 'degraded', 'CrashLoopBackOff'],
      },
    ];
  }),
  {
    rule: "a Job's terminating pod is replaced at once, and doesn't count",
    pods: (n) => [
      job(n, { of: { index: 1 }, meta: { deletionTimestamp: ago(HOUR) } }),
      job(n, { of: { index: 2 }, age: 1_800 * SECOND }),
    ],
    health: GREEN,
  },
  ...(
    [
      ['waits', { waiting: { reason: 'CrashLoopBackOff' } }, 'CrashLoopBackOff'],
      ['has ended', { terminated: { exitCode: 1, reason: 'Error' } }, 'Error'],
      ['has no state', {}, 'ContainersNotReady'],
    ] as const
  ).map(([what, state, reason]): Row => ({
    rule: `a container that is reported ready while it ${what} isn't ready`,
    pods: (n) => [web(n, { age: 90 * DAY, status: { containerStatuses: [containerStatus({ ready: true, state })] } })],
    health: ['0/1 (0 restarts)', 'red', 'down', reason],
  })),
  {
    rule: 'a sidecar is ready only once it has started',
    pods: (n) => [
      web(n, {
        spec: { containers: [container()], initContainers: [container({ name: 'proxy', restartPolicy: 'Always' })] },
        status: {
          containerStatuses: [containerStatus()],
          initContainerStatuses: [containerStatus({ name: 'proxy', ready: true, started: false })],
        },
      }),
    ],
    health: ['1/2 (0 restarts)', 'red', 'degraded', 'ContainersNotReady'],
  },
  ...(['False', undefined] as const).map((initialized): Row => ({
    rule: `restarts of an init container count while the pod isn't initialized (${initialized ?? 'no condition'})`,
    pods: (n) => [
      web(n, {
        spec: { containers: [container()], initContainers: [container({ name: 'migrate' })] },
        status: {
          phase: 'Pending',
          conditions: initialized === undefined ? [] : [{ type: 'Initialized', status: initialized }],
          containerStatuses: [containerStatus({ ready: false, state: { waiting: { reason: 'PodInitializing' } } })],
          initContainerStatuses: [
            containerStatus({
              name: 'migrate',
              ready: false,
              restartCount: 47,
              state: { waiting: { reason: 'CrashLoopBackOff' } },
            }),
          ],
        },
      }),
    ],
    health: ['0/1 (47 restarts)', 'red', 'down', 'CrashLoopBackOff'],
  })),
  ...(['Failed', 'Succeeded'] as const).map((executor): Row => ({
    rule: `a failed driver decides its run's verdict, however its executor ended (${executor})`,
    pods: (n) => [
      driverOf(n, { status: failed(600 * SECOND) }),
      executorOf(n, { status: executor === 'Failed' ? failed(60 * SECOND) : succeeded(60 * SECOND) }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  })),
  {
    rule: "a completed driver decides its run's verdict, however its executor ended",
    pods: (n) => [driverOf(n, { status: succeeded(600 * SECOND) }), executorOf(n, { status: failed(60 * SECOND) })],
    health: ['completed', 'green', 'ok'],
  },
  {
    rule: 'a failed executor does not count beside its running driver',
    pods: (n) => [driverOf(n), executorOf(n, { status: failed(60 * SECOND) })],
    health: GREEN,
  },
  {
    rule: 'a running executor counts with its driver',
    pods: (n) => [driverOf(n), executorOf(n)],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
  },
  {
    rule: 'a failed step and a later successful pod are yellow when it is unknown whether that pod was a retry',
    pods: (n) => [
      owned('Workflow', n, 'step', { status: failed(600 * SECOND) }),
      owned('Workflow', n, 'exit', { age: 590 * SECOND, status: succeeded(500 * SECOND) }),
    ],
    health: ['1 of 2 failed', 'yellow', 'degraded'],
  },
  {
    rule: 'a step that failed after others succeeded has failed',
    pods: (n) => [
      owned('TaskRun', n, 'first', { status: succeeded(1_200 * SECOND) }),
      owned('TaskRun', n, 'second', { age: 1_100 * SECOND, status: failed(600 * SECOND) }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'a failure is final at once for kinds other than Job',
    pods: (n) => [owned('Workflow', n, 'step', { status: failed(SECOND) })],
    health: ['failed', 'red', 'down', 'Error'],
  },
  ...([0, 2, 600] as const).map((later): Row => ({
    rule: `a parallel Job's sibling, created ${later} s later, doesn't undo a failure`,
    pods: (n) => [
      job(n, { of: { index: 1 }, age: HOUR, status: failed(1_800 * SECOND) }),
      job(n, { of: { index: 2 }, age: HOUR - later * SECOND, status: succeeded(900 * SECOND) }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  })),
  {
    rule: 'a pod that was created in the second of a failure is not its retry',
    pods: (n) => [
      job(n, { of: { index: 1 }, age: HOUR, status: failed(1_800 * SECOND) }),
      job(n, { of: { index: 2 }, age: 1_800 * SECOND, status: succeeded(900 * SECOND) }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  },
  ...(['Job', 'Workflow', 'FlinkDeployment'] as const).flatMap((kind) =>
    ([0, 20] as const).map((after): Row => ({
      rule: `a ${kind}'s pod that was deleted, and ended ${after} s later, has no verdict`,
      pods: (n) => [
        owned(kind, n, 'a', {
          meta: { deletionTimestamp: ago(600 * SECOND), deletionGracePeriodSeconds: 30 },
          status: failed((630 - after) * SECOND),
        }),
      ],
      health: ['no pods', 'lightgrey', 'unknown', 'no-pods'],
    })),
  ),
  {
    rule: 'a pod that failed before it was deleted counts as failed',
    pods: (n) => [
      job(n, {
        meta: { deletionTimestamp: ago(600 * SECOND), deletionGracePeriodSeconds: 30 },
        status: failed(631 * SECOND),
      }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'a deleted task manager does not affect the Deployment that owns it',
    pods: (n) => [
      web(n),
      owned('Deployment', n, 'taskmanager', {
        meta: { deletionTimestamp: ago(600 * SECOND), deletionGracePeriodSeconds: 30 },
        status: failed(610 * SECOND),
      }),
    ],
    health: GREEN,
  },
  ...([6 * DAY, 601 * SECOND] as const).map((since): Row => ({
    rule: `a run whose container exited with 0 ${since / SECOND} s ago is unfinished while others keep running`,
    pods: (n) => [job(n, { age: 7 * DAY, ...meshed(since) })],
    health: ['1/2 (0 restarts)', 'yellow', 'degraded', 'Unfinished'],
  })),
  {
    rule: 'a container of a Deployment that exited with 0 is not ready',
    pods: (n) => [web(n, { age: 7 * DAY, ...meshed(60 * SECOND) })],
    health: ['1/2 (0 restarts)', 'red', 'degraded', 'ContainersNotReady'],
  },
  {
    rule: 'a starting CronJob pod is yellow',
    pods: (n) => [cron(n, 29_399_040, { age: 59 * SECOND, status: pending })],
    health: ['0/1 (0 restarts)', 'yellow', 'degraded', 'Starting'],
  },
  {
    rule: 'a CronJob that has not started within START_GRACE is red',
    pods: (n) => [cron(n, 29_399_040, { age: 60 * SECOND, status: pending })],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ContainersNotReady'],
  },
  {
    rule: 'a starting Deployment without ready pods is down',
    pods: (n) => [web(n, { age: 10 * SECOND, status: pending })],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ContainersNotReady'],
  },
  {
    rule: 'a running run after a failed one is yellow',
    pods: (n) => [
      cron(n, 29_399_040, { age: 2 * HOUR, status: failed(HOUR) }),
      cron(n, 29_399_100, { age: 600 * SECOND }),
    ],
    health: ['1/1 (0 restarts)', 'yellow', 'degraded', 'LastRunFailed'],
  },
  {
    rule: 'a running run after a completed one is green',
    pods: (n) => [
      cron(n, 29_398_980, { age: 3 * HOUR, status: failed(2 * HOUR) }),
      cron(n, 29_399_040, { age: 2 * HOUR, status: succeeded(HOUR) }),
      cron(n, 29_399_100, { age: 600 * SECOND }),
    ],
    health: GREEN,
  },
  ...(['OutOfnvidia.com/gpu', 'OutOfephemeral-storage', 'OutOfhugepages-2Mi'] as const).map((reason): Row => ({
    rule: `a pod rejected by its node (${reason}) has the reason OutOfResource`,
    pods: (n) => [web(n, { status: { phase: 'Failed', reason, containerStatuses: [] } })],
    health: ['failed', 'red', 'down', 'OutOfResource'],
  })),
  {
    rule: 'a pod rejected by a plugin of its node has the reason UnexpectedAdmissionError',
    pods: (n) => [web(n, { status: { phase: 'Failed', reason: 'UnexpectedAdmissionError', containerStatuses: [] } })],
    health: ['failed', 'red', 'down', 'UnexpectedAdmissionError'],
  },
  ...(
    ['PreemptionByScheduler', 'TerminationByKubelet', 'DeletionByTaintManager', 'EvictionByEvictionAPI'] as const
  ).map((reason): Row => ({
    rule: `a disrupted pod has the reason of its disruption (${reason})`,
    pods: (n) => [
      job(n, {
        status: { ...failed(HOUR), conditions: [{ type: 'DisruptionTarget', status: 'True', reason }] },
      }),
    ],
    health: ['failed', 'red', 'down', reason],
  })),
  {
    rule: 'a DisruptionTarget condition that is False is not a reason',
    pods: (n) => [
      job(n, {
        status: {
          ...failed(HOUR),
          conditions: [{ type: 'DisruptionTarget', status: 'False', reason: 'PreemptionByScheduler' }],
        },
      }),
    ],
    health: ['failed', 'red', 'down', 'Error'],
  },
  ...(['not ready', 'failed'] as const).map((how): Row => ({
    rule: `an orphaned pod doesn't count beside owned ones (${how})`,
    pods: (n) => [
      web(n, { of: { index: 1 } }),
      web(n, {
        of: { index: 2 },
        image: 'app:v0',
        meta: { ownerReferences: [] },
        status: how === 'failed' ? { phase: 'Failed', reason: 'Evicted' } : waiting('CrashLoopBackOff', 3),
      }),
    ],
    health: GREEN,
    version: ['v1.0.0', 'blue'],
  })),
  {
    rule: 'an orphaned pod counts when no owned pod is running',
    pods: (n) => [web(n, { meta: { ownerReferences: [] } })],
    health: GREEN,
    kind: 'Deployment',
  },
  {
    rule: 'a stopped virtual machine is neither completed nor failed',
    pods: (n) => [owned('VirtualMachineInstance', n, 'launcher', { status: succeeded(HOUR) }, 'kubevirt.io/v1')],
    health: ['stopped', 'lightgrey', 'unknown', 'no-pods'],
  },
  {
    rule: 'a failed virtual machine is failed',
    pods: (n) => [owned('VirtualMachineInstance', n, 'launcher', { status: failed(HOUR) }, 'kubevirt.io/v1')],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'the version of an image without a name is the first 7 digits of its digest',
    pods: (n) => [web(n, { image: `sha256:${'0123456789abcdef'.repeat(4)}` })],
    health: GREEN,
    version: ['0123456', 'blue'],
  },
  ...(['gke-gcsfuse-sidecar', 'cloud-sql-proxy', 'vault-agent', 'daprd', 'corp-agent'] as const).map((name): Row => ({
    rule: `an injected container that comes first (${name}) doesn't determine the version`,
    pods: (n) => [
      web(n, {
        spec: { containers: [container({ name, image: 'side:9' }), container({ name: 'app', image: 'app:v7' })] },
        status: { containerStatuses: [containerStatus({ name }), containerStatus()] },
      }),
    ],
    health: ['2/2 (0 restarts)', 'green', 'ok'],
    version: ['v7', 'blue'],
  })),
  {
    rule: 'pods of an Argo Rollout are discovered',
    pods: (n) => [web(n, { of: { kind: 'Rollout' } })],
    health: GREEN,
    kind: 'Rollout',
  },
];

// The rules of health and version, a row each: what is in the cluster, and what the badge must read. The clock of
// the shield stands at NOW.
import type {
  ContainerStatus,
  ObjectMeta,
  PodObject,
  PodSpec,
  PodStatus,
} from '../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, type Controlled, podOf } from '../simulator/cluster/pod.ts';

export const NOW = Date.parse('2026-11-02T12:00:00Z');

export interface Row {
  readonly rule: string;
  /** Of the service `NAME`, whatever that is in the test. */
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

/** A healthy pod of a Deployment, an hour old, and what is otherwise about it. */
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

const not = (status: ContainerStatus): Partial<PodStatus> => ({
  containerStatuses: [status],
  conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
});
const waiting = (reason: string, restarts = 0): Partial<PodStatus> =>
  not(containerStatus({ ready: false, restartCount: restarts, state: { waiting: { reason } } }));
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

export const ROWS: readonly Row[] = [
  {
    rule: 'a ready pod is green',
    pods: (n) => [web(n)],
    health: GREEN,
    version: ['v1.0.0', 'blue'],
    kind: 'Deployment',
  },
  {
    rule: 'one restart is one restart',
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
    rule: 'nothing ready is down',
    pods: (n) =>
      [0, 1, 2].map((i) => web(n, { of: { index: i }, status: waiting('CrashLoopBackOff', i === 0 ? 5 : 0) })),
    health: ['0/3 (5 restarts)', 'red', 'down', 'CrashLoopBackOff'],
  },
  {
    rule: 'any missing container is red',
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
    rule: 'the restart rule is judged per pod, not over all of them',
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
    rule: 'a restart of a pod from the future is yellow',
    pods: (n) => [web(n, { age: -DAY, status: restarted(1) })],
    health: ['1/1 (1 restart)', 'yellow', 'degraded', 'OOMKilled'],
  },
  {
    rule: 'a pod from the future is of age 0, and may start',
    pods: (n) => [web(n, { of: { index: 1 } }), web(n, { of: { index: 2 }, status: pending, age: -DAY })],
    health: ['1/2 (0 restarts)', 'yellow', 'degraded', 'ContainersNotReady'],
  },
  {
    rule: 'a pending pod without statuses is not ready',
    pods: (n) => [web(n, { of: { index: 1 } }), web(n, { of: { index: 2 }, status: pending })],
    health: ['1/2 (0 restarts)', 'red', 'degraded', 'ContainersNotReady'],
  },
  {
    rule: 'a pod that fits on no node says so',
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
    rule: 'a sidecar that is not ready is missing',
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
    rule: 'a dead node counts nothing ready, though its containers say so',
    pods: (n) => [web(n, { status: { conditions: [{ type: 'Ready', status: 'False' }] } })],
    health: ['0/1 (0 restarts)', 'red', 'down', 'NodeNotReady'],
  },
  {
    rule: 'a silent node makes Ready Unknown',
    pods: (n) => [
      web(n, { status: { conditions: [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }] } }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'NodeNotReady'],
  },
  {
    rule: 'a readiness gate holds the pod back',
    pods: (n) => [
      web(n, { status: { conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady' }] } }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ReadinessGate'],
  },
  {
    rule: 'no Ready condition at all says nothing against ready containers',
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
    rule: 'nothing but a terminating pod is no pods',
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
    rule: 'an evicted pod is not counted beside living ones',
    pods: (n) => [
      web(n, { of: { index: 1 } }),
      web(n, { of: { index: 2 }, status: { phase: 'Failed', reason: 'Evicted' } }),
    ],
    health: GREEN,
  },
  {
    rule: 'an evicted pod is no reason why another is not ready',
    pods: (n) => [
      web(n, { of: { index: 1 }, status: { containerStatuses: [containerStatus({ ready: false })] } }),
      web(n, { of: { index: 2 }, status: { phase: 'Failed', reason: 'Evicted' } }),
    ],
    health: ['0/1 (0 restarts)', 'red', 'down', 'ContainersNotReady'],
  },
  {
    rule: 'nothing but evicted pods is failed',
    pods: (n) => [web(n, { status: { phase: 'Failed', reason: 'Evicted', containerStatuses: [] } })],
    health: ['failed', 'red', 'down', 'Evicted'],
  },
  {
    rule: 'a running Job counts as any other',
    pods: (n) => [job(n)],
    health: GREEN,
    kind: 'Job',
  },
  {
    rule: "a running Job's container that exited well has done its part",
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
    rule: 'a retry that succeeded counts, not the failure before it',
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
    rule: 'an indexed Job whose failed index was retried well is completed',
    pods: (n) => [
      job(n, { of: { index: 1 }, meta: index(0), status: failed(120 * SECOND) }),
      job(n, { of: { index: 2 }, age: 110 * SECOND, meta: index(0), status: succeeded(60 * SECOND) }),
      job(n, { of: { index: 3 }, meta: index(1), status: succeeded(200 * SECOND) }),
    ],
    health: ['completed', 'green', 'ok'],
  },
  {
    rule: 'of a CronJob the run with the greatest number is judged',
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
    rule: 'a failed run counts beside living pods of the same name',
    pods: (n) => [web(n), cron(n, 29_399_040, { age: 2 * HOUR, status: failed(HOUR) })],
    health: ['failed', 'red', 'down', 'Error'],
  },
  {
    rule: 'a completed run does not count beside living pods',
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
    rule: 'a living run is summed with living pods',
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
    rule: 'a kube-shields/min that is no whole number is ignored',
    pods: (n) => [web(n, { meta: { annotations: { 'kube-shields/min': '2.5' } } })],
    health: GREEN,
  },
  {
    rule: 'a pod without any container we can read is nothing counted, and never green',
    pods: (n) => [web(n, { spec: { containers: [] }, status: { containerStatuses: [] } })],
    health: ['no pods', 'lightgrey', 'unknown', 'no-pods'],
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
    rule: 'a tag wins over a digest',
    pods: (n) => [web(n, { image: `app:v2@sha256:${'0123456789abcdef'.repeat(4)}` })],
    health: GREEN,
    version: ['v2', 'blue'],
  },
  {
    rule: 'several versions at once read oldest first, and orange',
    pods: (n) => [
      web(n, { of: { index: 2, hash: '6b7c' }, age: 60 * SECOND, image: 'app:v1.5.0' }),
      web(n, { of: { index: 1 }, age: HOUR, image: 'app:v1.4.1' }),
      web(n, { of: { index: 3 }, age: HOUR, image: 'app:v1.4.1' }),
    ],
    health: ['3/3 (0 restarts)', 'green', 'ok'],
    version: ['v1.4.1 → v1.5.0', 'orange'],
  },
  {
    rule: 'mesh proxies do not stand for the pod',
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
    rule: 'the default container stands for the pod',
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
    rule: `a ${kind} is found`,
    pods: (n: string) => [web(n, { of: { kind } })],
    health: GREEN,
    kind,
  })),
  {
    rule: 'an Argo Rollout is found',
    pods: (n) => [web(n, { of: { kind: 'Rollout' } })],
    health: GREEN,
    kind: 'Rollout',
  },
];

// Random stories of a cluster, its API server and time, as plain data, so that a failing one can be printed, shrunk and
// replayed.
import fc from 'fast-check';
import { type Fault, MISBEHAVIOURS } from '../../../simulator/server/faults.ts';
import type { PodObject, PodStatus } from '../../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, podOf } from '../../../simulator/cluster/pod.ts';
import { timestamp } from '../../../simulator/cluster/simulated-cluster.ts';

export type Turn =
  | { readonly do: 'set'; readonly pod: PodRef; readonly state: PodState }
  | { readonly do: 'delete'; readonly pod: PodRef }
  | { readonly do: 'wait'; readonly ms: number }
  /** The machine's clock is set. */
  | { readonly do: 'jump'; readonly hours: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  /** etcd is restored from a backup taken `back` changes ago, if its history still has that. */
  | { readonly do: 'restore'; readonly back: number }
  /** A client requests a badge, and revalidates the response that it received last. */
  | { readonly do: 'request badge'; readonly pod: PodRef }
  | { readonly do: ServerTurn };

export type ServerTurn = (typeof SERVER_TURNS)[number];
const SERVER_TURNS = ['bookmark', 'end watches', 'fail watches', 'silence', 'cut', 'compact', 'clear faults'] as const;

/** Which pod of which controller. */
export interface PodRef {
  readonly of: keyof typeof CONTROLLERS;
  readonly namespace: 'shop' | 'blog';
  readonly index: number;
}

export type PodState = (typeof POD_STATES)[number];
const POD_STATES = [
  'ready',
  'not ready',
  'crashing',
  'restarted',
  'pending',
  'no status',
  'node dead',
  'terminating',
  'terminating unready',
  'terminating as it turns unready',
  'failed',
  'succeeded',
  'half ready',
  'with sidecar',
] as const;

const CONTROLLERS = {
  deployment: { kind: 'Deployment', name: 'web' },
  'next deployment': { kind: 'Deployment', name: 'web', hash: 'b6b9d7c5f4' },
  rollout: { kind: 'Rollout', name: 'web' },
  statefulset: { kind: 'StatefulSet', name: 'db' },
  daemonset: { kind: 'DaemonSet', name: 'logs' },
  job: { kind: 'Job', name: 'import' },
  'cron job': { kind: 'CronJob', name: 'tick', minute: 29_000_000 },
  'next cron job': { kind: 'CronJob', name: 'tick', minute: 29_000_001 },
  'cron job of web': { kind: 'CronJob', name: 'web', minute: 29_000_002 },
  annotated: { kind: 'StatefulSet', name: 'canary' },
  ignored: { kind: 'StatefulSet', name: 'db' },
  bare: { kind: 'Pod', name: 'alone' },
} as const;

const ANNOTATIONS: Partial<Record<PodRef['of'], Readonly<Record<string, string>>>> = {
  annotated: { 'kube-shields/service': 'web' },
  ignored: { 'kube-shields/ignore': 'true' },
};

export const stories: fc.Arbitrary<readonly Turn[]> = fc.array(turns(), { minLength: 3, maxLength: 30 });

const WEB: PodRef = { of: 'deployment', namespace: 'shop', index: 0 };
const DB: PodRef = { of: 'statefulset', namespace: 'shop', index: 0 };
const TICK: PodRef = { of: 'cron job', namespace: 'shop', index: 0 };
const AGENT: PodRef = { of: 'daemonset', namespace: 'shop', index: 0 };

/** Shrunk stories that failed once. They run first. */
export const REGRESSIONS: readonly (readonly Turn[])[] = [
  // A starting pod with a creation time in the future was yellow.
  [
    { do: 'set', pod: WEB, state: 'no status' },
    { do: 'set', pod: { ...WEB, index: 1 }, state: 'ready' },
    { do: 'fault', fault: { on: 'list', times: 1, does: 'refuse' } },
    { do: 'jump', hours: -1 },
    { do: 'bookmark' },
  ],
  // An accepted watch counted as proof, though it stayed silent.
  [
    { do: 'fault', fault: { on: 'watch', times: 1, does: 'silence' } },
    { do: 'set', pod: WEB, state: 'ready' },
    { do: 'end watches' },
    { do: 'set', pod: WEB, state: 'restarted' },
    { do: 'wait', ms: 12_352 },
    { do: 'wait', ms: 26_684 },
    { do: 'wait', ms: 50_965 },
  ],
  // The first of two missed events was shown as current, for the moment before the second.
  [
    { do: 'silence' },
    { do: 'fault', fault: { on: 'watch', times: 1, does: 'end-after-first' } },
    { do: 'set', pod: WEB, state: 'ready' },
    { do: 'set', pod: WEB, state: 'half ready' },
    { do: 'fault', fault: { on: 'list', times: 1, answer: { status: 400 } } },
    { do: 'wait', ms: 33_356 },
    { do: 'wait', ms: 56_645 },
  ],
  // After an outage the first of two missed events counted as proof for both, though the watch ended before the second.
  [
    { do: 'set', pod: DB, state: 'ready' },
    { do: 'set', pod: AGENT, state: 'ready' },
    { do: 'fault', fault: { on: 'watch', times: 4, answer: { status: 401 } } },
    { do: 'fault', fault: { on: 'watch', times: 1, does: 'end-after-first' } },
    { do: 'fault', fault: { on: 'watch', times: 60, answer: { status: 401 } } },
    { do: 'fault', fault: { on: 'list', times: 60, answer: { status: 401 } } },
    { do: 'cut' },
    { do: 'set', pod: DB, state: 'not ready' },
    { do: 'set', pod: AGENT, state: 'not ready' },
    ...Array.from({ length: 26 }, (): Turn => ({ do: 'wait', ms: 5_000 })),
  ],
  // A run whose pods were deleted had failed for good, and the clock was set back to when it could still be retried.
  [
    { do: 'set', pod: { ...WEB, of: 'job' }, state: 'failed' },
    { do: 'delete', pod: { ...WEB, of: 'job' } },
    { do: 'jump', hours: -1 },
    { do: 'set', pod: WEB, state: 'ready' },
    { do: 'delete', pod: WEB },
    { do: 'wait', ms: 0 },
  ],
  // In a restored etcd a run was running again, was deleted, and was green because it had completed in the lost history.
  [
    { do: 'set', pod: TICK, state: 'ready' },
    { do: 'set', pod: TICK, state: 'succeeded' },
    { do: 'restore', back: 1 },
    { do: 'wait', ms: 60_000 },
    { do: 'wait', ms: 60_000 },
    { do: 'delete', pod: TICK },
  ],
  // A missing pod counts as many containers as the newest pod has; which pod that was depended on the order of events.
  [
    { do: 'set', pod: { ...DB, index: 2 }, state: 'ready' },
    { do: 'set', pod: DB, state: 'half ready' },
    { do: 'wait', ms: 15_000 },
    { do: 'set', pod: { ...DB, index: 2 }, state: 'restarted' },
    { do: 'wait', ms: 15_000 },
  ],
  [
    { do: 'set', pod: DB, state: 'half ready' },
    { do: 'wait', ms: 5_000 },
    { do: 'set', pod: { ...DB, index: 3 }, state: 'ready' },
    { do: 'wait', ms: 5_000 },
    { do: 'set', pod: { ...DB, index: 4 }, state: 'with sidecar' },
    { do: 'wait', ms: 5_000 },
    { do: 'delete', pod: { ...DB, index: 4 } },
    { do: 'wait', ms: 20_000 },
  ],
];

function turns(): fc.Arbitrary<Turn> {
  const pod = fc.record({
    of: fc.constantFrom(...(Object.keys(CONTROLLERS) as PodRef['of'][])),
    namespace: fc.constantFrom('shop' as const, 'blog' as const),
    index: fc.nat(2),
  });
  const turn = <D extends Turn['do']>(name: D): { do: fc.Arbitrary<D> } => ({ do: fc.constant(name) });
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ ...turn('set'), pod, state: fc.constantFrom(...POD_STATES) }) },
    { weight: 4, arbitrary: fc.record({ ...turn('delete'), pod }) },
    { weight: 4, arbitrary: fc.record({ ...turn('wait'), ms: fc.oneof(fc.nat(5_000), fc.nat(60_000)) }) },
    { weight: 1, arbitrary: fc.record({ ...turn('jump'), hours: fc.integer({ min: -30, max: 60 }) }) },
    { weight: 4, arbitrary: fc.record({ ...turn('fault'), fault: faults() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom(...SERVER_TURNS) }) },
    { weight: 1, arbitrary: fc.record({ ...turn('restore'), back: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 4, arbitrary: fc.record({ ...turn('request badge'), pod }) },
  );
}

/** All faults except `swap`: a server that reorders events and confirms them can't be detected. */
function faults(): fc.Arbitrary<Fault> {
  const aim = {
    on: fc.constantFrom('list' as const, 'watch' as const),
    skip: fc.nat(2),
    times: fc.integer({ min: 1, max: 6 }),
  };
  const detectable = MISBEHAVIOURS.filter((does) => does !== 'swap');
  const statuses = fc.constantFrom(400, 401, 403, 404, 410, 429, 500, 503, 504);
  return fc.oneof(
    fc.record({ ...aim, does: fc.constantFrom(...detectable) }),
    fc.record({ ...aim, answer: fc.record({ status: statuses }) }),
  );
}

/** The service of its pods, if any. */
export function nameFor({ of }: PodRef): string {
  return of === 'annotated' ? 'web' : CONTROLLERS[of].name;
}

/** The pod at Unix milliseconds `wall`, which is also its end if it ends. */
export function podFor({ of, namespace, index }: PodRef, state: PodState, wall: number): PodObject {
  const pod = podOf({ ...CONTROLLERS[of], index }, { metadata: { namespace } });
  const annotations = ANNOTATIONS[of] ?? {};
  const deletion = TERMINATING.has(state)
    ? { deletionTimestamp: timestamp(wall + GRACE_PERIOD), deletionGracePeriodSeconds: GRACE_PERIOD / 1_000 }
    : {};
  const metadata = { ...pod.metadata, annotations, ...deletion, ...(of === 'bare' && BARE) };
  const name = { ignored: `${metadata.name}-x`, bare: `alone-${index}` }[of as string] ?? metadata.name;
  const isHalfReady = state === 'half ready';
  const spec = {
    ...pod.spec,
    containers: [container(), ...(isHalfReady ? [container({ name: 'second' })] : [])],
    ...(state === 'with sidecar' && { initContainers: [container({ name: 'proxy', restartPolicy: 'Always' })] }),
  };
  return { metadata: { ...metadata, name }, spec, status: statusFor(state, wall) };
}

const TERMINATING: ReadonlySet<PodState> = new Set([
  'terminating',
  'terminating unready',
  'terminating as it turns unready',
]);
/** Milliseconds. */
const GRACE_PERIOD = 30_000;
const BARE = { ownerReferences: [], generateName: undefined as never };

function statusFor(state: PodState, wall: number): PodStatus {
  const finishedAt = timestamp(wall);
  const running = (...containerStatuses: readonly ReturnType<typeof containerStatus>[]): PodStatus => ({
    phase: 'Running',
    conditions: [{ type: 'Ready', status: containerStatuses.every(({ ready }) => ready) ? 'True' : 'False' }],
    containerStatuses,
  });
  const ended = (phase: 'Failed' | 'Succeeded', exitCode: number): PodStatus => ({
    phase,
    containerStatuses: [containerStatus({ ready: false, state: { terminated: { exitCode, finishedAt } } })],
  });
  switch (state) {
    case 'ready':
    case 'terminating':
      return running(containerStatus());
    case 'terminating unready':
    case 'terminating as it turns unready': {
      const lastTransitionTime = timestamp(state === 'terminating unready' ? wall - 10_000 : wall);
      return {
        ...running(containerStatus({ ready: false })),
        conditions: [{ type: 'Ready', status: 'False', lastTransitionTime }],
      };
    }
    case 'not ready':
      return running(containerStatus({ ready: false }));
    case 'crashing':
      return running(
        containerStatus({ ready: false, restartCount: 7, state: { waiting: { reason: 'CrashLoopBackOff' } } }),
      );
    case 'restarted':
      return running(containerStatus({ restartCount: 1 }));
    case 'pending':
      return { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] };
    case 'no status':
      return { phase: 'Pending' };
    case 'node dead':
      return { ...running(containerStatus()), conditions: [{ type: 'Ready', status: 'False' }] };
    case 'failed':
      return ended('Failed', 1);
    case 'succeeded':
      return ended('Succeeded', 0);
    case 'half ready':
      return running(containerStatus(), containerStatus({ name: 'second', ready: false, restartCount: 1 }));
    case 'with sidecar':
      return { ...running(containerStatus()), initContainerStatuses: [containerStatus({ name: 'proxy' })] };
  }
}

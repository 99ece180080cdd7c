// Random stories of a cluster, its API server and time, as plain data, so that a failing one can be printed, shrunk and
// played again.
import fc from 'fast-check';
import { type Fault, MISBEHAVIOURS } from '../../../simulator/server/faults.ts';
import type { PodObject, PodStatus } from '../../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, podOf } from '../../../simulator/cluster/pod.ts';
import { timestamp } from '../../../simulator/cluster/simulated-cluster.ts';

export type Turn =
  | { readonly do: 'set'; readonly who: Who; readonly how: How }
  | { readonly do: 'delete'; readonly who: Who }
  | { readonly do: 'wait'; readonly ms: number }
  /** Somebody sets the machine's clock. */
  | { readonly do: 'jump'; readonly hours: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  /** etcd comes back from a backup taken so many changes ago, if its history still has that. */
  | { readonly do: 'restore'; readonly back: number }
  /** A reader looks at one badge, and shows what it saw there last. */
  | { readonly do: 'look'; readonly who: Who }
  | { readonly do: ServerTurn };

export type ServerTurn = (typeof SERVER_TURNS)[number];
const SERVER_TURNS = ['bookmark', 'end watches', 'fail watches', 'silence', 'cut', 'compact', 'heal'] as const;

/** A place for a pod: which controller's, and which of its pods. */
export interface Who {
  readonly of: keyof typeof MAKERS;
  readonly namespace: 'shop' | 'blog';
  readonly index: number;
}

export type How = (typeof HOWS)[number];
const HOWS = [
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

const MAKERS = {
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

const ANNOTATIONS: Partial<Record<Who['of'], Readonly<Record<string, string>>>> = {
  annotated: { 'kube-shields/service': 'web' },
  ignored: { 'kube-shields/ignore': 'true' },
};

export const stories: fc.Arbitrary<readonly Turn[]> = fc.array(turns(), { minLength: 3, maxLength: 30 });

const WEB: Who = { of: 'deployment', namespace: 'shop', index: 0 };
const DB: Who = { of: 'statefulset', namespace: 'shop', index: 0 };
const TICK: Who = { of: 'cron job', namespace: 'shop', index: 0 };
const AGENT: Who = { of: 'daemonset', namespace: 'shop', index: 0 };

/** Shrunk stories that once ended badly. They are played first. */
export const OLD_STORIES: readonly (readonly Turn[])[] = [
  // A starting pod from the future was yellow.
  [
    { do: 'set', who: WEB, how: 'no status' },
    { do: 'set', who: { ...WEB, index: 1 }, how: 'ready' },
    { do: 'fault', fault: { on: 'list', times: 1, does: 'refuse' } },
    { do: 'jump', hours: -1 },
    { do: 'bookmark' },
  ],
  // A watch was believed for being accepted, though it stayed mute.
  [
    { do: 'fault', fault: { on: 'watch', times: 1, does: 'silence' } },
    { do: 'set', who: WEB, how: 'ready' },
    { do: 'end watches' },
    { do: 'set', who: WEB, how: 'restarted' },
    { do: 'wait', ms: 12_352 },
    { do: 'wait', ms: 26_684 },
    { do: 'wait', ms: 50_965 },
  ],
  // The first of two events that had been missed was shown as fresh, for the moment before the second.
  [
    { do: 'silence' },
    { do: 'fault', fault: { on: 'watch', times: 1, does: 'end-after-first' } },
    { do: 'set', who: WEB, how: 'ready' },
    { do: 'set', who: WEB, how: 'half ready' },
    { do: 'fault', fault: { on: 'list', times: 1, answer: { status: 400 } } },
    { do: 'wait', ms: 33_356 },
    { do: 'wait', ms: 56_645 },
  ],
  // After an outage the first of two missed events proved both, though the watch ended before the second.
  [
    { do: 'set', who: DB, how: 'ready' },
    { do: 'set', who: AGENT, how: 'ready' },
    { do: 'fault', fault: { on: 'watch', times: 4, answer: { status: 401 } } },
    { do: 'fault', fault: { on: 'watch', times: 1, does: 'end-after-first' } },
    { do: 'fault', fault: { on: 'watch', times: 60, answer: { status: 401 } } },
    { do: 'fault', fault: { on: 'list', times: 60, answer: { status: 401 } } },
    { do: 'cut' },
    { do: 'set', who: DB, how: 'not ready' },
    { do: 'set', who: AGENT, how: 'not ready' },
    ...Array.from({ length: 26 }, (): Turn => ({ do: 'wait', ms: 5_000 })),
  ],
  // A run without pods had failed for good, and the clock went back to when it might still have been tried again.
  [
    { do: 'set', who: { ...WEB, of: 'job' }, how: 'failed' },
    { do: 'delete', who: { ...WEB, of: 'job' } },
    { do: 'jump', hours: -1 },
    { do: 'set', who: WEB, how: 'ready' },
    { do: 'delete', who: WEB },
    { do: 'wait', ms: 0 },
  ],
  // In a restored etcd a run lived again, went, and was green for having completed in the history that was lost.
  [
    { do: 'set', who: TICK, how: 'ready' },
    { do: 'set', who: TICK, how: 'succeeded' },
    { do: 'restore', back: 1 },
    { do: 'wait', ms: 60_000 },
    { do: 'wait', ms: 60_000 },
    { do: 'delete', who: TICK },
  ],
  // A missing pod counts as the newest has containers; which that was depended on what was seen last.
  [
    { do: 'set', who: { ...DB, index: 2 }, how: 'ready' },
    { do: 'set', who: DB, how: 'half ready' },
    { do: 'wait', ms: 15_000 },
    { do: 'set', who: { ...DB, index: 2 }, how: 'restarted' },
    { do: 'wait', ms: 15_000 },
  ],
  [
    { do: 'set', who: DB, how: 'half ready' },
    { do: 'wait', ms: 5_000 },
    { do: 'set', who: { ...DB, index: 3 }, how: 'ready' },
    { do: 'wait', ms: 5_000 },
    { do: 'set', who: { ...DB, index: 4 }, how: 'with sidecar' },
    { do: 'wait', ms: 5_000 },
    { do: 'delete', who: { ...DB, index: 4 } },
    { do: 'wait', ms: 20_000 },
  ],
];

function turns(): fc.Arbitrary<Turn> {
  const who = fc.record({
    of: fc.constantFrom(...(Object.keys(MAKERS) as Who['of'][])),
    namespace: fc.constantFrom('shop' as const, 'blog' as const),
    index: fc.nat(2),
  });
  const turn = <D extends Turn['do']>(name: D): { do: fc.Arbitrary<D> } => ({ do: fc.constant(name) });
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ ...turn('set'), who, how: fc.constantFrom(...HOWS) }) },
    { weight: 4, arbitrary: fc.record({ ...turn('delete'), who }) },
    { weight: 4, arbitrary: fc.record({ ...turn('wait'), ms: fc.oneof(fc.nat(5_000), fc.nat(60_000)) }) },
    { weight: 1, arbitrary: fc.record({ ...turn('jump'), hours: fc.integer({ min: -30, max: 60 }) }) },
    { weight: 4, arbitrary: fc.record({ ...turn('fault'), fault: faults() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom(...SERVER_TURNS) }) },
    { weight: 1, arbitrary: fc.record({ ...turn('restore'), back: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 4, arbitrary: fc.record({ ...turn('look'), who }) },
  );
}

/** All that a server can do but one thing: a server that holds events back and says that all are sent can't be found out. */
function faults(): fc.Arbitrary<Fault> {
  const aim = {
    on: fc.constantFrom('list' as const, 'watch' as const),
    skip: fc.nat(2),
    times: fc.integer({ min: 1, max: 6 }),
  };
  const honest = MISBEHAVIOURS.filter((does) => does !== 'swap');
  const statuses = fc.constantFrom(400, 401, 403, 404, 410, 429, 500, 503, 504);
  return fc.oneof(
    fc.record({ ...aim, does: fc.constantFrom(...honest) }),
    fc.record({ ...aim, answer: fc.record({ status: statuses }) }),
  );
}

/** The service that its pods belong to, where they belong to one. */
export function nameFor({ of }: Who): string {
  return of === 'annotated' ? 'web' : MAKERS[of].name;
}

/** The pod, at Unix milliseconds `wall`, at which it ends, where it ends. */
export function podFor({ of, namespace, index }: Who, how: How, wall: number): PodObject {
  const made = podOf({ ...MAKERS[of], index }, { metadata: { namespace } });
  const annotations = ANNOTATIONS[of] ?? {};
  const leaves = LEAVING.has(how)
    ? { deletionTimestamp: timestamp(wall + GRACE_PERIOD), deletionGracePeriodSeconds: GRACE_PERIOD / 1_000 }
    : {};
  const metadata = { ...made.metadata, annotations, ...leaves, ...(of === 'bare' && BARE) };
  const name = { ignored: `${metadata.name}-x`, bare: `alone-${index}` }[of as string] ?? metadata.name;
  const isHalf = how === 'half ready';
  const spec = {
    ...made.spec,
    containers: [container(), ...(isHalf ? [container({ name: 'second' })] : [])],
    ...(how === 'with sidecar' && { initContainers: [container({ name: 'proxy', restartPolicy: 'Always' })] }),
  };
  return { metadata: { ...metadata, name }, spec, status: statusFor(how, wall) };
}

const LEAVING: ReadonlySet<How> = new Set(['terminating', 'terminating unready', 'terminating as it turns unready']);
/** Milliseconds. */
const GRACE_PERIOD = 30_000;
const BARE = { ownerReferences: [], generateName: undefined as never };

function statusFor(how: How, wall: number): PodStatus {
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
  switch (how) {
    case 'ready':
    case 'terminating':
      return running(containerStatus());
    case 'terminating unready':
    case 'terminating as it turns unready': {
      const lastTransitionTime = timestamp(how === 'terminating unready' ? wall - 10_000 : wall);
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

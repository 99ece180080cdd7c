// What one pod adds to its service. It counts like READY in `kubectl get pods`, and also considers dead nodes and
// deletion, which containers' statuses don't show.
import { DAY } from '../../config/duration.ts';
import { type Deletion, isOwnerOf, type Pod, type PodReason } from './pod.ts';
import type { Naming } from './service-name.ts';

export interface PodTally {
  /** Running or starting, and not being deleted: its containers are summed. */
  readonly isCounted: boolean;
  /** Not counted while it is being deleted, because its successor can't exist yet. */
  readonly isLeaving: boolean;
  /** Not counted, but makes an ordinary service down if no other pod is running. */
  readonly isFailed: boolean;
  readonly total: number;
  readonly ready: number;
  readonly restarts: number;
  /** It restarted more than once every other day of its life. */
  readonly restartsOften: boolean;
  /** Why it isn't ready, if that isn't a fault; absent if it is ready, or should be. */
  readonly delay: Delay | undefined;
  /** Why it isn't ready, or why it restarted. */
  readonly reason: PodReason | undefined;
}

/**
 * `starting`: younger than START_GRACE, never restarted, and waiting for nothing else. `unfinished`: of a run's pod some
 * containers have ended well, and those that are left are ready. `node lost`: a DaemonSet can't put its pod elsewhere.
 */
export type Delay = 'starting' | 'unfinished' | 'node lost';

export interface JudgedPod {
  readonly tally: PodTally;
  /** Unix milliseconds at which the tally changes by time alone. */
  readonly until?: number;
}

export interface TallyRules {
  /** Milliseconds. */
  readonly startGrace: number;
}

/** The parts of a naming that matter for counting. */
export type Membership = Pick<Naming, 'run' | 'isPart' | 'workload'>;

/** A pod that its node can't stop counts as missing only this long after its deletion. */
const STUCK_AFTER = 60_000;
/** A run's container that exited with 0 counts as ready this long: the other ones should end soon. */
const EXITED_WELL_FOR = 600_000;

/** Judges a pod at Unix milliseconds `wall`. */
export function judgePod(pod: Pod, member: Membership, rules: TallyRules, wall: number): JudgedPod {
  switch (pod.phase) {
    case 'Succeeded':
      return { tally: NOTHING };
    case 'Failed':
      return judgeFailed(pod, member, wall);
    default:
      return pod.deletion ? judgeLeaving(pod, pod.deletion, wall) : judgeLiving(pod, member, rules, wall);
  }
}

const NOTHING: PodTally = {
  isCounted: false,
  isLeaving: false,
  isFailed: false,
  total: 0,
  ready: 0,
  restarts: 0,
  restartsOften: false,
  delay: undefined,
  reason: undefined,
};
const LEAVING: PodTally = { ...NOTHING, isLeaving: true };

const TERMINATING: PodReason = { rank: 3, reason: 'Terminating' };
const NODE_NOT_READY: PodReason = { rank: 3, reason: 'NodeNotReady' };
const READINESS_GATE: PodReason = { rank: 3, reason: 'ReadinessGate' };
const UNFINISHED: PodReason = { rank: 3, reason: 'Unfinished' };
const NOT_READY: PodReason = { rank: 4, reason: 'ContainersNotReady' };

/** A ReplicaSet or a Job replaces a pod as soon as its deletion begins; any other owner only once it is gone. */
function judgeLeaving(pod: Pod, deletion: Deletion, wall: number): JudgedPod {
  if (isReplacedAtOnce(pod)) return { tally: LEAVING };
  const stuckAt = deletion.endsAt + STUCK_AFTER;
  if (deletion.wasReady && wall < stuckAt) return { tally: LEAVING, until: stuckAt };
  const reason = deletion.wasReady ? TERMINATING : (unreadyReasonOf(pod) ?? TERMINATING);
  return { tally: share({ ...living(pod), ready: 0, reason }) };
}

function isReplacedAtOnce({ owner }: Pod): boolean {
  return isOwnerOf('apps', 'ReplicaSet', owner) || isOwnerOf('batch', 'Job', owner);
}

function judgeFailed(pod: Pod, { run, isPart }: Membership, wall: number): JudgedPod {
  if (run !== undefined || isPart) return { tally: NOTHING };
  const stuckAt = pod.deletion === undefined ? 0 : pod.deletion.endsAt + STUCK_AFTER;
  if (wall < stuckAt) return { tally: LEAVING, until: stuckAt };
  return { tally: share({ ...NOTHING, isFailed: true, reason: pod.reason }) };
}

function judgeLiving(pod: Pod, { run, workload }: Membership, rules: TallyRules, wall: number): JudgedPod {
  const exitedWellAt = run === undefined ? NONE : (pod.exitedWellAt ?? NONE);
  const counting = exitedWellAt === NONE ? NONE : exitedWellAt.filter((at) => wall < at + EXITED_WELL_FOR);
  const ready = saysNotReadyThoughAllAre(pod) ? 0 : pod.ready + counting.length;
  const calmAt = calmAtOf(pod);
  // Without a grace period, a pod whose creation time is in our future has none either.
  const graceEndsAt =
    rules.startGrace > 0 && ready < pod.total && pod.isStarting ? pod.createdAt + rules.startGrace : 0;
  const restartsOften = wall < calmAt;
  const isUnfinished = counting.length < exitedWellAt.length && pod.ready + exitedWellAt.length === pod.total;
  const reason = isUnfinished ? UNFINISHED : reasonOf(pod, ready, restartsOften);
  const isNodeLost = reason === NODE_NOT_READY && workload?.kind === 'DaemonSet';
  const delay = isUnfinished ? 'unfinished' : isNodeLost ? 'node lost' : wall < graceEndsAt ? 'starting' : undefined;
  const tally = share({ ...living(pod), ready, restartsOften, delay, reason });
  const exitedEndsAt = counting[0] === undefined ? 0 : counting[0] + EXITED_WELL_FOR;
  if (calmAt === 0 && graceEndsAt === 0 && exitedEndsAt === 0) return { tally };
  const until = earliestAfter(wall, [calmAt, graceEndsAt, exitedEndsAt]);
  return until === undefined ? { tally } : { tally, until };
}

const NONE: readonly number[] = [];

function earliestAfter(wall: number, times: readonly number[]): number | undefined {
  const ahead = times.filter((time) => time > wall);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

function living(pod: Pod): PodTally {
  return { ...NOTHING, isCounted: true, total: pod.total, restarts: pod.restarts };
}

/** The node controller sets `Ready` to False when a node is lost; the containers' statuses stay unchanged. */
function saysNotReadyThoughAllAre(pod: Pod): boolean {
  return pod.total > 0 && pod.ready === pod.total && pod.readyCondition?.isTrue === false;
}

/** `restarts / max(whole days, 1) > 0.5` is true until the pod's age in days is twice its restarts. */
function calmAtOf(pod: Pod): number {
  return pod.restarts === 0 ? 0 : pod.createdAt + 2 * pod.restarts * DAY;
}

function reasonOf(pod: Pod, ready: number, restartsOften: boolean): PodReason | undefined {
  if (ready < pod.total) return unreadyReasonOf(pod) ?? NOT_READY;
  return restartsOften ? pod.reason : undefined;
}

function unreadyReasonOf(pod: Pod): PodReason | undefined {
  return saysNotReadyThoughAllAre(pod) ? conditionReasonOf(pod) : pod.reason;
}

/** A condition without a reason was set by the node controller. */
function conditionReasonOf({ readyCondition }: Pod): PodReason {
  const reason = readyCondition?.reason;
  if (reason === undefined || NODE_REASONS.has(reason)) return NODE_NOT_READY;
  return reason === 'ReadinessGatesNotReady' ? READINESS_GATE : { rank: 3, reason };
}

const NODE_REASONS: ReadonlySet<string> = new Set(['NodeStatusUnknown', NODE_NOT_READY.reason]);

// Most pods of a cluster add the same: they share one object, which keeps 150,000 of them small. Dropped when full,
// which costs memory and no truth.
const shared = new Map<string, PodTally>();
const MAX_SHARED = 4096;

function share(tally: PodTally): PodTally {
  const { isCounted, isFailed, total, ready, restarts, restartsOften, delay, reason } = tally;
  const how = `${String(isCounted)},${String(isFailed)},${String(restartsOften)},${delay ?? ''}`;
  const key = `${total},${ready},${restarts},${how},${reason?.rank ?? ''},${reason?.reason ?? ''}`;
  const known = shared.get(key);
  if (known) return known;
  if (shared.size >= MAX_SHARED) shared.clear();
  shared.set(key, tally);
  return tally;
}

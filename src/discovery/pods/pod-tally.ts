// What one pod adds to its service. It counts as `kubectl get pods` counts READY, and beyond: containers don't know
// that their node died, nor that their pod is being deleted.
import type { Pod, PodReason } from './pod.ts';

export interface PodTally {
  /** Living, and neither leaving nor left: its containers are summed. */
  readonly isCounted: boolean;
  /** Not counted, but enough to say that an ordinary service is down when nothing lives beside it. */
  readonly isFailed: boolean;
  readonly total: number;
  readonly ready: number;
  readonly restarts: number;
  /** It restarted more than once every other day of its life. */
  readonly restartsOften: boolean;
  /** Not ready, but younger than START_GRACE, never restarted, and only starting. */
  readonly isStarting: boolean;
  /** Why it isn't ready, or why it restarted. */
  readonly reason: PodReason | undefined;
}

export interface JudgedPod {
  readonly tally: PodTally;
  /** Unix milliseconds at which the tally changes by time alone. */
  readonly until?: number;
}

export interface TallyRules {
  /** Milliseconds. */
  readonly startGrace: number;
}

/** A pod that its node can't stop any more keeps its place this long past its deletion. */
const STUCK_AFTER = 60_000;
const DAY = 86_400_000;

/** Judges a pod at Unix milliseconds `wall`. */
export function judgePod(pod: Pod, rules: TallyRules, wall: number): JudgedPod {
  if (pod.phase === 'Succeeded') return { tally: NOTHING };
  if (pod.deletedAt !== undefined && pod.phase !== 'Failed')
    return judgeLeaving(pod, pod.deletedAt + STUCK_AFTER, wall);
  if (pod.phase === 'Failed') return judgeFailed(pod, wall);
  return judgeLiving(pod, rules, wall);
}

const NOTHING: PodTally = {
  isCounted: false,
  isFailed: false,
  total: 0,
  ready: 0,
  restarts: 0,
  restartsOften: false,
  isStarting: false,
  reason: undefined,
};

const TERMINATING: PodReason = { rank: 3, reason: 'Terminating' };
const NODE_NOT_READY: PodReason = { rank: 3, reason: 'NodeNotReady' };
const READINESS_GATE: PodReason = { rank: 3, reason: 'ReadinessGate' };
const NOT_READY: PodReason = { rank: 4, reason: 'ContainersNotReady' };

/** A ReplicaSet replaces a pod as soon as it is leaving, so one that is stuck is no loss. */
function judgeLeaving(pod: Pod, stuckAt: number, wall: number): JudgedPod {
  if (pod.owner?.kind === 'ReplicaSet') return { tally: NOTHING };
  if (wall < stuckAt) return { tally: NOTHING, until: stuckAt };
  return { tally: share({ ...living(pod), ready: 0, restartsOften: false, reason: TERMINATING }) };
}

function judgeFailed(pod: Pod, wall: number): JudgedPod {
  if (pod.isRun) return { tally: NOTHING };
  const failed = share({ ...NOTHING, isFailed: true, reason: pod.reason });
  const stuckAt = pod.deletedAt === undefined ? 0 : pod.deletedAt + STUCK_AFTER;
  return wall < stuckAt ? { tally: NOTHING, until: stuckAt } : { tally: failed };
}

function judgeLiving(pod: Pod, rules: TallyRules, wall: number): JudgedPod {
  const ready = readyOf(pod);
  const calmAt = calmAtOf(pod);
  const hasGrace = rules.startGrace > 0 && ready < pod.total && pod.isStarting;
  // Without a grace, a pod from a clock that is ahead of ours has none either.
  const graceEnds = hasGrace ? pod.createdAt + rules.startGrace : 0;
  const restartsOften = wall < calmAt;
  const isStarting = wall < graceEnds;
  const until = Math.min(restartsOften ? calmAt : Infinity, isStarting ? graceEnds : Infinity);
  const tally = share({
    ...living(pod),
    ready,
    restartsOften,
    isStarting,
    reason: reasonOf(pod, ready, restartsOften),
  });
  return until === Infinity ? { tally } : { tally, until };
}

function living(pod: Pod): PodTally {
  return { ...NOTHING, isCounted: true, total: pod.total, restarts: pod.restarts };
}

/** A run's container that exited well has done its part. */
function readyOf(pod: Pod): number {
  if (saysNotReadyThoughAllAre(pod)) return 0;
  return pod.isRun ? pod.ready + pod.exitedWell : pod.ready;
}

/** The node controller turns `Ready` to False when a node is lost; the containers' own statuses stay as they were. */
function saysNotReadyThoughAllAre(pod: Pod): boolean {
  return pod.total > 0 && pod.ready === pod.total && pod.readyCondition?.isTrue === false;
}

/** `restarts / max(whole days, 1) > 0.5` holds until the pod is twice as many days old as it has restarts. */
function calmAtOf(pod: Pod): number {
  return pod.restarts === 0 ? 0 : pod.createdAt + 2 * pod.restarts * DAY;
}

function reasonOf(pod: Pod, ready: number, restartsOften: boolean): PodReason | undefined {
  if (saysNotReadyThoughAllAre(pod)) {
    return pod.readyCondition?.reason === 'ReadinessGatesNotReady' ? READINESS_GATE : NODE_NOT_READY;
  }
  if (ready < pod.total) return pod.reason ?? NOT_READY;
  return restartsOften ? pod.reason : undefined;
}

// Most pods of a cluster add the same: they share one object, which keeps 150,000 of them small. Dropped when full,
// which costs memory and no truth.
const shared = new Map<string, PodTally>();
const MAX_SHARED = 4096;

function share(tally: PodTally): PodTally {
  const key = [
    tally.isCounted,
    tally.isFailed,
    tally.total,
    tally.ready,
    tally.restarts,
    tally.restartsOften,
    tally.isStarting,
    tally.reason?.rank,
    tally.reason?.reason,
  ].join();
  const known = shared.get(key);
  if (known) return known;
  if (shared.size >= MAX_SHARED) shared.clear();
  shared.set(key, tally);
  return tally;
}

// Snapshots of a cluster, and whether what a shield shows was true of one of them.
import type { StoredPod } from '../../../simulator/cluster/kubernetes-objects.ts';
import { keyOf } from '../../../simulator/cluster/simulated-cluster.ts';
import type { Moment } from '../../../src/config/clock.ts';
import {
  type Counted,
  countOf,
  gapsIn,
  hasEnded,
  isRunPod,
  recount,
  type Recount,
  serviceOf,
} from '../cluster/recount.ts';
import type { Shown } from '../cluster/shielded-cluster.ts';

/** The cluster at one version. */
export interface Snapshot {
  readonly version: number;
  readonly pods: readonly StoredPod[];
  /** Finished pods of runs that were deleted before: a shield may or may not have received how they ended. */
  readonly deletedRuns: readonly StoredPod[];
  /** `namespace/name` of every service that existed in this story. */
  readonly knownServices: ReadonlySet<string>;
  /** Monotonic milliseconds at which the next snapshot replaced it. */
  replacedAt: number;
}

/** The cluster as it is now; `last` is the snapshot before. */
export function snapshotOf(version: number, pods: readonly StoredPod[], last: Snapshot | undefined): Snapshot {
  const uids = new Set(pods.map(({ metadata }) => metadata.uid));
  const deleted = (last?.pods ?? []).filter((pod) => isRunPod(pod) && hasEnded(pod) && !uids.has(pod.metadata.uid));
  const names = pods.map((pod) => serviceOf(pod, pods)).filter((name) => name !== undefined);
  return {
    version,
    pods,
    deletedRuns: [...(last?.deletedRuns ?? []), ...deleted],
    knownServices: new Set([...(last?.knownServices ?? []), ...names]),
    replacedAt: Infinity,
  };
}

/** The difference between the snapshot and what is shown; undefined when they are equal. */
export function difference(shown: ReadonlyMap<string, Shown>, snapshot: Snapshot, wall: number): string | undefined {
  const truth = recount(snapshot.pods, wall);
  for (const name of new Set([...truth.keys(), ...shown.keys()])) {
    const is = shown.get(name);
    if (is === undefined) return `${name} is missing`;
    if (isSame(is, truth.get(name))) continue;
    const others = alternatives(name, truth, snapshot, wall);
    if (!others.some((other) => isSame(is, other))) {
      return `${name} is shown as ${is.status} ${is.color}, not as ${others.map(({ status }) => status).join(' or ')}`;
    }
  }
  return undefined;
}

/** Other valid results: a shield may have received the end of any of the deleted runs' pods. */
function alternatives(
  name: string,
  truth: Recount,
  { pods, deletedRuns, knownServices }: Snapshot,
  wall: number,
): readonly Counted[] {
  const current = pods.filter((pod) => serviceOf(pod, pods) === name);
  const uids = new Set(current.map(({ metadata }) => metadata.uid));
  const deleted = deletedRuns.filter((pod) => serviceOf(pod, deletedRuns) === name && !uids.has(pod.metadata.uid));
  const counts = subsets(deleted.slice(-6)).flatMap((received) => countsOf([...current, ...received], wall));
  const empty = truth.has(name) ? [] : knownServices.has(name) ? [NO_PODS] : [];
  return [...counts, ...empty].filter(({ status }) => truth.has(name) || knownServices.has(name) || status === '');
}

export function mismatchText(
  shown: ReadonlyMap<string, Shown>,
  possible: readonly Snapshot[],
  { isStale, now: { wall, monotonic } }: { readonly isStale: boolean; readonly now: Moment },
): string {
  const reasons = possible.map((snapshot) => {
    const age = snapshot.replacedAt === Infinity ? 'now' : `${(monotonic - snapshot.replacedAt) / 1_000} s ago`;
    return `as of ${age}: ${difference(shown, snapshot, wall) ?? ''} (${snapshot.pods.map(keyOf).join(' ')})`;
  });
  const lines = [...shown].map(([name, { status, color }]) => `${name}: ${status} ${color}`);
  return `${isStale ? 'Shown as stale' : 'Shown as current'}, and never true:\n${lines.join('\n')}\n${reasons.join('\n')}`;
}

const NO_PODS: Counted = { status: 'no pods', color: 'lightgrey' };

function isSame({ status, color, state }: Shown, counted: Counted | undefined): boolean {
  if (state === 'stale') return status === `${counted?.status ?? ''} (stale)` && color === 'lightgrey';
  return status === counted?.status && color === counted.color;
}

/** Gaps in the ordinals of a StatefulSet count only after a while, which isn't tracked here: both are valid. */
function countsOf(pods: readonly StoredPod[], wall: number): readonly Counted[] {
  return Array.from({ length: gapsIn(pods) + 1 }, (_, missing) => countOf(pods, wall, missing));
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>((some, one) => [...some, ...some.map((few) => [...few, one])], [[]]);
}

// Pictures of a cluster at one version each, and whether what a shield shows was true of one of them.
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
export interface Picture {
  readonly version: number;
  readonly pods: readonly StoredPod[];
  /** Finished pods of runs that were deleted before: a shield may have seen how they ended, or not. */
  readonly goneRuns: readonly StoredPod[];
  /** `namespace/name` of every service that existed in this story. */
  readonly everything: ReadonlySet<string>;
  /** Monotonic milliseconds at which the next picture replaced it. */
  until: number;
}

/** The cluster as it is now; `last` is the picture before. */
export function pictureOf(version: number, pods: readonly StoredPod[], last: Picture | undefined): Picture {
  const uids = new Set(pods.map(({ metadata }) => metadata.uid));
  const went = (last?.pods ?? []).filter((pod) => isRunPod(pod) && hasEnded(pod) && !uids.has(pod.metadata.uid));
  const names = pods.map((pod) => serviceOf(pod, pods)).filter((name) => name !== undefined);
  return {
    version,
    pods,
    goneRuns: [...(last?.goneRuns ?? []), ...went],
    everything: new Set([...(last?.everything ?? []), ...names]),
    until: Infinity,
  };
}

/** The difference between the picture and what is shown; undefined when they are equal. */
export function difference(shown: ReadonlyMap<string, Shown>, picture: Picture, wall: number): string | undefined {
  const truth = recount(picture.pods, wall);
  for (const name of new Set([...truth.keys(), ...shown.keys()])) {
    const is = shown.get(name);
    if (is === undefined) return `${name} is missing`;
    if (isSame(is, truth.get(name))) continue;
    const others = otherwise(name, truth, picture, wall);
    if (!others.some((other) => isSame(is, other))) {
      return `${name} reads ${is.status} ${is.color}, and not ${others.map(({ status }) => status).join(' or ')}`;
    }
  }
  return undefined;
}

/** Other valid texts: deleted pods of runs ended, and a shield may have seen any of them. */
function otherwise(
  name: string,
  truth: Recount,
  { pods, goneRuns, everything }: Picture,
  wall: number,
): readonly Counted[] {
  const here = pods.filter((pod) => serviceOf(pod, pods) === name);
  const uids = new Set(here.map(({ metadata }) => metadata.uid));
  const went = goneRuns.filter((pod) => serviceOf(pod, goneRuns) === name && !uids.has(pod.metadata.uid));
  const gone = went.slice(-6);
  const seen = subsets(gone).flatMap((some) => countsOf([...here, ...some], wall));
  const known = truth.has(name) ? [] : everything.has(name) ? [NO_PODS] : [];
  return [...seen, ...known].filter(({ status }) => truth.has(name) || everything.has(name) || status === '');
}

export function complaint(
  shown: ReadonlyMap<string, Shown>,
  possible: readonly Picture[],
  { isStale, now: { wall, monotonic } }: { readonly isStale: boolean; readonly now: Moment },
): string {
  const reasons = possible.map((picture) => {
    const age = picture.until === Infinity ? 'now' : `${(monotonic - picture.until) / 1_000} s ago`;
    return `as of ${age}: ${difference(shown, picture, wall) ?? ''} (${picture.pods.map(keyOf).join(' ')})`;
  });
  const lines = [...shown].map(([name, { status, color }]) => `${name}: ${status} ${color}`);
  return `${isStale ? 'Stale' : 'Fresh'}, and never true:\n${lines.join('\n')}\n${reasons.join('\n')}`;
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

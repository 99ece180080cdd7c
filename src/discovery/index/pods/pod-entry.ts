// A pod in the index: its stored fields, the service that it belongs to, and what it adds to that. Immutable: a change takes
// it out and adds another.
import { isTerminal, type Pod } from '../../pods/pod.ts';
import type { PodTally } from '../../pods/pod-tally.ts';
import type { Naming } from '../../pods/service-name.ts';
import { compareText } from '../collections/sorted-list.ts';

export interface PodEntry {
  readonly pod: Pod;
  readonly naming: Naming;
  readonly tally: PodTally;
  /** It ended by itself, so its end is its run's. */
  readonly endsRun: boolean;
}

export function byAge(a: PodEntry, b: PodEntry): number {
  return a.pod.createdAt - b.pod.createdAt || compareText(a.pod.name, b.pod.name);
}

/** The later made of two, where there are two. */
export function newerOf(a: PodEntry | undefined, b: PodEntry | undefined): PodEntry | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return byAge(a, b) > 0 ? a : b;
}

/**
 * Whether the pod's end is the end of its run. A pod that finished at or after the moment its deletion was requested was
 * evicted or deleted; one that was seen to end before ended by itself.
 */
export function isEndOfRun(pod: Pod, { isPart }: Naming, before: PodEntry | undefined): boolean {
  if (isPart || !isTerminal(pod.phase)) return false;
  if (before?.endsRun === true && before.pod.uid === pod.uid) return true;
  return pod.deletion === undefined || (pod.finishedAt ?? 0) < pod.deletion.askedAt;
}

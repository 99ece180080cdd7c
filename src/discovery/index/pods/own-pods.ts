// The pods of one workload, whichever service they belong to, to count how many are missing.
import type { Pod } from '../../pods/pod.ts';
import type { PodTally } from '../../pods/pod-tally.ts';
import type { WorkloadRef } from '../../pods/service-name.ts';
import { compareText, SortedList } from '../collections/sorted-list.ts';

/** A pod as far as it fills a place that its workload wants. */
export interface OwnPod {
  readonly pod: Pod;
  readonly tally: PodTally;
  /** Absent for an ignored one. */
  readonly naming?: { readonly name: string };
}

export class OwnPods {
  size = 0;
  /** Those that count, ignored ones too. */
  counted = 0;
  /** Those whose containers are all ready. */
  ready = 0;
  /** Terminating ones, which don't count for now. */
  leaving = 0;
  /** Within START_GRACE. */
  starting = 0;
  /** The name of the service that the last one belongs to. */
  serviceName: string | undefined;
  /** By age, ignored ones apart. */
  private named: SortedList<Pod> | undefined;
  /** Not ready, never restarted and waiting for nothing but to start, by age. */
  private waiting: SortedList<Pod> | undefined;
  /** Of a StatefulSet: the ordinals that count, and those that are going. */
  private ordinals: SortedList<number> | undefined;
  private leavingOrdinals: SortedList<number> | undefined;

  constructor(
    readonly namespace: string,
    readonly ref: WorkloadRef,
  ) {}

  add(own: OwnPod): void {
    const { pod, tally, naming } = own;
    this.count(tally, 1);
    this.serviceName = naming?.name ?? this.serviceName;
    if (naming) (this.named ??= new SortedList(byAge)).add(pod);
    if (isWaiting(own)) (this.waiting ??= new SortedList(byAge)).add(pod);
    const ordinal = this.ordinalOf(pod);
    if (ordinal === undefined) return;
    if (tally.isCounted) (this.ordinals ??= new SortedList(byNumber)).add(ordinal);
    if (tally.isLeaving) (this.leavingOrdinals ??= new SortedList(byNumber)).add(ordinal);
  }

  remove(own: OwnPod): void {
    const { pod, tally, naming } = own;
    this.count(tally, -1);
    if (naming) this.named?.delete(pod);
    if (isWaiting(own)) this.waiting?.delete(pod);
    const ordinal = this.ordinalOf(pod);
    if (ordinal === undefined) return;
    if (tally.isCounted) this.ordinals?.delete(ordinal);
    if (tally.isLeaving) this.leavingOrdinals?.delete(ordinal);
  }

  /** The same pod in another state. */
  replace(before: OwnPod, own: OwnPod): void {
    if (before.naming && own.naming && this.named && isInTheSameLists(before, own)) {
      this.count(before.tally, -1);
      this.count(own.tally, 1);
      this.serviceName = own.naming.name;
      this.named.exchange(before.pod, own.pod);
    } else {
      this.remove(before);
      this.add(own);
    }
  }

  /**
   * What READY counts of the newest one, what was injected into it included. Of those that are there, whatever order they were
   * seen in: a new list says the same.
   */
  get containers(): number | undefined {
    return this.named?.last?.total;
  }

  /** Pods that wait for nothing but to start, made after Unix milliseconds `after`. */
  slowStarters(after: number): number {
    const { waiting } = this;
    return waiting === undefined ? 0 : waiting.size - waiting.firstNot((pod) => pod.createdAt <= after);
  }

  /** Unix milliseconds of the creation of the next that is made after `after`. */
  nextSlowStarter(after: number): number | undefined {
    const { waiting } = this;
    return waiting?.all()[waiting.firstNot((pod) => pod.createdAt <= after)]?.createdAt;
  }

  /** Of a StatefulSet of so many pods, numbered from `first` on: those that are going, and will come again. */
  leavingAmong(first: number, replicas: number): number {
    const { leavingOrdinals: list } = this;
    if (list === undefined) return 0;
    return list.firstNot((ordinal) => ordinal < first + replicas) - list.firstNot((ordinal) => ordinal < first);
  }

  /** Of a StatefulSet: ordinals between the first and the last that no pod has. */
  get gaps(): number {
    const filled = this.ordinals;
    if (filled?.first === undefined || filled.last === undefined) return 0;
    const { first, last } = filled;
    const going = (this.leavingOrdinals?.all() ?? []).filter((ordinal) => ordinal > first && ordinal < last);
    const gaps = Math.max(last - first + 1 - filled.size - going.length, 0);
    return gaps <= MAX_GAP ? gaps : smallGaps([...filled.all(), ...going]);
  }

  private count(tally: PodTally, by: 1 | -1): void {
    this.size += by;
    if (tally.isLeaving) this.leaving += by;
    if (!tally.isCounted) return;
    this.counted += by;
    if (tally.total > 0 && tally.ready === tally.total) this.ready += by;
    if (tally.delay === 'starting') this.starting += by;
  }

  private ordinalOf({ name }: Pod): number | undefined {
    if (this.ref.kind !== 'StatefulSet') return undefined;
    const digits = name.slice(this.ref.name.length + 1);
    return /^(?:0|[1-9]\d{0,8})$/.test(digits) ? Number(digits) : undefined;
  }
}

/** Pods. A wider gap comes from ordinals that once started elsewhere, not from missing pods. */
const MAX_GAP = 1_000;

function smallGaps(ordinals: readonly number[]): number {
  const sorted = [...new Set(ordinals)].sort(byNumber);
  const gaps = sorted.slice(1).map((ordinal, at) => ordinal - (sorted[at] ?? ordinal) - 1);
  return gaps.reduce((sum, gap) => (gap <= MAX_GAP ? sum + gap : sum), 0);
}

/** Neither of them is in `waiting`, and their ordinals, if they have any, are in one list. */
function isInTheSameLists(a: OwnPod, b: OwnPod): boolean {
  return (
    !isWaiting(a) && !isWaiting(b) && a.tally.isCounted === b.tally.isCounted && a.tally.isLeaving === b.tally.isLeaving
  );
}

function isWaiting({ pod, tally: { isCounted, ready, total } }: OwnPod): boolean {
  return pod.isStarting && isCounted && ready < total;
}

function byAge(a: Pod, b: Pod): number {
  return a.createdAt - b.createdAt || compareText(a.name, b.name);
}

function byNumber(a: number, b: number): number {
  return a - b;
}

// A relist: the difference between a list of pods and the known pods. An unchanged pod costs a look-up. Changes are applied
// in place, all of one service in one step.
import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../pods/pod.ts';
import type { PlacedPod } from './placed-pod.ts';
import type { PodSet } from './pod-set.ts';

/** A pod that isn't as it was, or isn't listed any more. */
interface PodChange {
  /** The services that it is part of, or was. */
  readonly services: readonly string[];
  readonly pod?: Pod;
  readonly gone?: PlacedPod;
}

export class Relist {
  private readonly changed: Pod[] = [];
  /** Namespaces and names of ignored pods. */
  private readonly ignored = new Set<string>();
  /** The next at the end. */
  private groups: (readonly PodChange[])[] = [];
  /** Changes. */
  private left = 0;

  constructor(private readonly pods: PodSet) {
    pods.known.beginList();
  }

  add(listed: readonly Pod[], wall: number): void {
    for (const pod of listed) {
      const known = this.pods.known.markListed(pod);
      if (pod.ignored) this.ignored.add(`${pod.namespace}/${pod.name}`);
      if (known ? isSameState(known.pod, pod) : pod.ignored && this.pods.known.ownPods.isIgnored(pod)) continue;
      // A pod without a service is only checked for warnings.
      if (known || pod.ignored || this.pods.namingOf(pod)) this.changed.push(pod);
      else this.pods.put(pod, wall);
    }
  }

  /** Groups the changes by service: a piece of the work at each step. */
  *sort(): Iterable<void> {
    const changes: PodChange[] = [];
    let seen = 0;
    for (const gone of this.pods.known.unlisted()) {
      if (gone) changes.push({ services: this.servicesOf(gone.pod, gone), gone });
      seen += 1;
      if (seen % SCANNED === 0) yield;
    }
    for (const pod of this.changed) {
      changes.push({ services: this.servicesOf(pod, this.pods.known.find(pod.namespace, pod.name)), pod });
      if (changes.length % SORTED === 0) yield;
    }
    this.groups = grouped(changes).reverse();
    this.left = changes.length;
  }

  /** What is left is more than a piece. */
  get isLarge(): boolean {
    return this.left > APPLIED;
  }

  /** Applies the changes of one service after the other, until it has been some milliseconds' work. */
  applyPiece(wall: number): void {
    for (const end = this.left - APPLIED; this.left > Math.max(end, 0);) {
      const group = this.groups.pop() ?? [];
      this.left -= group.length;
      this.apply(group, wall);
    }
  }

  /** Applies what is left. */
  end(wall: number): void {
    this.applyPiece(wall);
    for (const pod of this.pods.known.ownPods.ignoredBeside(this.ignored)) this.pods.known.ownPods.deleteIgnored(pod);
    this.pods.endList();
  }

  private apply(group: readonly PodChange[], wall: number): void {
    for (const { pod } of group) if (pod) this.pods.putListed(pod, wall);
    // Meanwhile time may have put another entry in the place of one, or another pod may have renamed it.
    const gone = group.flatMap(({ gone: one }) => (one && this.pods.known.find(one.pod.namespace, one.pod.name)) ?? []);
    this.pods.vanish(gone, wall);
  }

  private servicesOf(pod: Pod, known: PlacedPod | undefined): readonly string[] {
    if (this.pods.known.hasKin(pod)) return KIN;
    const names = [known?.naming.name, this.pods.namingOf(pod)?.name].filter((name) => name !== undefined);
    return [...new Set(names)].map((name) => `${pod.namespace}/${name}`);
  }
}

/** The key of what is applied in one step though it is of several services. */
const TOGETHER = '';
/** Pods that own pods, or are owned by one, may rename each other. */
const KIN = [TOGETHER];

/** Entries, pods and changes that take some milliseconds. */
const SCANNED = 20_000;
const SORTED = 1_000;
const APPLIED = 250;

/** By service; services between which pods move go together. */
function grouped(changes: readonly PodChange[]): (readonly PodChange[])[] {
  const joined = new Set(changes.flatMap(({ services }) => (services.length > 1 ? services : [])));
  const groups = new Map<string, PodChange[]>();
  for (const change of changes) {
    const [service = TOGETHER] = change.services;
    const key = joined.has(service) ? TOGETHER : service;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

/** After signs of another history pods come as if nothing was known, and even of one version may be in another state. */
function isSameState(known: Pod, pod: Pod): boolean {
  if (known === pod) return true;
  return known.uid === pod.uid && known.version === pod.version && pod.version > 0 && isDeepStrictEqual(known, pod);
}

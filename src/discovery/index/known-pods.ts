// The pods of one watch, by name and by the pod or workload that made them; and which of them the last list shows.
import type { ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import { isOwnerOf, type Pod } from '../pods/pod.ts';
import { dropInner, innerMap } from './collections/nested-map.ts';
import { OwnedPods } from './owned-pods.ts';
import type { PlacedPod } from './placed-pod.ts';
import { OwnPodsMap } from './pods/own-pods-map.ts';

export class KnownPods {
  private readonly pods = new Map<string, Map<string, PlacedPod>>();
  private readonly owned = new OwnedPods();
  readonly ownPods = new OwnPodsMap();
  /** The number of the list that came in last, or is coming in. */
  private list = 0;
  count = 0;
  /** Of those: of phase `Running`. */
  runningCount = 0;

  find(namespace: string, name: string): PlacedPod | undefined {
    return this.pods.get(namespace)?.get(name);
  }

  /** The stored copy, if it has the same resourceVersion: a relist then costs a list of pods, and not the pods. */
  sameVersion({ namespace, name, uid, version }: ObjectIdentity): Pod | undefined {
    const known = this.find(namespace, name)?.pod;
    return known?.uid === uid && known.version === version && version > 0 ? known : undefined;
  }

  *all(): Iterable<PlacedPod> {
    for (const named of this.pods.values()) yield* named.values();
  }

  /** Pods that this pod owns. */
  ownedBy(pod: Pod): readonly PlacedPod[] {
    return this.owned.of(pod);
  }

  /** Whether its service is named after a pod that owns it, or others' after this one. */
  hasKin(pod: Pod): boolean {
    return isOwnerOf('', 'Pod', pod.owner) || this.ownedBy(pod).length > 0;
  }

  /** A list begins: the pods that it shows are marked with its number. */
  beginList(): void {
    this.list += 1;
  }

  get listNumber(): number {
    return this.list;
  }

  /** The list shows a pod of that name. Returns what is known of it. */
  markListed({ namespace, name }: ObjectIdentity): PlacedPod | undefined {
    const entry = this.find(namespace, name);
    if (entry) entry.list = this.list;
    return entry;
  }

  /** Those that the list doesn't show; undefined for each that it does, as looking at them takes time. */
  *unlisted(): Iterable<PlacedPod | undefined> {
    for (const entry of this.all()) yield entry.list === this.list ? undefined : entry;
  }

  add(entry: PlacedPod): void {
    innerMap(this.pods, entry.pod.namespace).set(entry.pod.name, entry);
    this.count += 1;
    if (entry.pod.phase === 'Running') this.runningCount += 1;
    this.owned.add(entry);
    this.ownPods.add(entry);
  }

  /** Another state of the pod of that name. */
  replace(before: PlacedPod, entry: PlacedPod): void {
    this.pods.get(entry.pod.namespace)?.set(entry.pod.name, entry);
    if (before.pod.phase === 'Running') this.runningCount -= 1;
    if (entry.pod.phase === 'Running') this.runningCount += 1;
    this.owned.delete(before);
    this.owned.add(entry);
    this.ownPods.replace(before, entry);
  }

  delete(entry: PlacedPod): void {
    dropInner(this.pods, entry.pod.namespace, entry.pod.name);
    this.count -= 1;
    if (entry.pod.phase === 'Running') this.runningCount -= 1;
    this.owned.delete(entry);
    this.ownPods.remove(entry);
  }
}

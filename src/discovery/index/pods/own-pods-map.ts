// The pods of each workload, ignored ones too: they count as replicas.
import { isTerminal, type Pod } from '../../pods/pod.ts';
import { judgePod, type TallyRules } from '../../pods/pod-tally.ts';
import { isSameWorkload, type WorkloadRef, workloadRefOf } from '../../pods/service-name.ts';
import { dropInner, innerMap } from '../collections/nested-map.ts';
import { TouchedItems } from '../collections/touched-items.ts';
import { type OwnPod, OwnPods } from './own-pods.ts';
import type { PodEntry } from './pod-entry.ts';

export class OwnPodsMap {
  /** By namespace, then kind and name. */
  private readonly byWorkload = new Map<string, Map<string, OwnPods>>();
  /** Ignored pods, by namespace and name. */
  private readonly ignored = new Map<string, Map<string, OwnPod & { readonly ref: WorkloadRef }>>();
  private readonly touched = new TouchedItems<OwnPods>();

  get(namespace: string, ref: { readonly kind: string; readonly name: string }): OwnPods | undefined {
    return this.byWorkload.get(namespace)?.get(keyOf(ref));
  }

  all(): readonly OwnPods[] {
    return [...this.byWorkload.values()].flatMap((named) => [...named.values()]);
  }

  /** Those that changed since the last call. */
  takeTouched(): Iterable<OwnPods> {
    return this.touched.take();
  }

  add(entry: PodEntry): void {
    const { workload } = entry.naming;
    if (workload) this.addTo(workload, entry);
  }

  remove(entry: PodEntry): void {
    const { workload } = entry.naming;
    if (workload) this.removeFrom(workload, entry);
  }

  /** Another state of one pod. */
  replace(before: PodEntry, entry: PodEntry): void {
    const { workload } = before.naming;
    const pods = workload && isSameWorkload(workload, entry.naming.workload) && this.get(entry.pod.namespace, workload);
    if (pods) {
      pods.replace(before, entry);
      this.touched.add(pods);
    } else {
      this.remove(before);
      this.add(entry);
    }
  }

  /** The pod looks like this now: it may be ignored, or not any more. */
  setIgnored(pod: Pod, wall: number, rules: TallyRules): void {
    if (!pod.ignored && this.ignored.size === 0) return;
    this.deleteIgnored(pod);
    const ref = pod.ignored && !isTerminal(pod.phase) ? workloadRefOf(pod) : undefined;
    if (ref === undefined) return;
    const { tally } = judgePod(pod, { isPart: false }, rules, wall);
    innerMap(this.ignored, pod.namespace).set(pod.name, { pod, tally, ref });
    this.addTo(ref, { pod, tally });
  }

  /** The ignored pod is known as it is. */
  isIgnored({ namespace, name, uid, version }: Pod): boolean {
    const known = this.ignored.get(namespace)?.get(name)?.pod;
    return known?.uid === uid && known.version === version && version > 0;
  }

  /** Ignored pods that aren't among these, by namespace and name. */
  ignoredBeside(listed: ReadonlySet<string>): readonly Pod[] {
    const known = [...this.ignored.values()].flatMap((named) => [...named.values()]);
    return known.map(({ pod }) => pod).filter(({ namespace, name }) => !listed.has(`${namespace}/${name}`));
  }

  deleteIgnored({ namespace, name }: Pod): void {
    const known = this.ignored.get(namespace)?.get(name);
    if (known === undefined) return;
    dropInner(this.ignored, namespace, name);
    this.removeFrom(known.ref, known);
  }

  private addTo(ref: WorkloadRef, own: OwnPod): void {
    const named = innerMap(this.byWorkload, own.pod.namespace);
    const key = keyOf(ref);
    const pods = named.get(key) ?? new OwnPods(own.pod.namespace, ref);
    named.set(key, pods);
    pods.add(own);
    this.touched.add(pods);
  }

  private removeFrom(ref: WorkloadRef, own: OwnPod): void {
    const pods = this.get(own.pod.namespace, ref);
    if (pods === undefined) return;
    pods.remove(own);
    this.touched.add(pods);
    if (pods.size === 0) dropInner(this.byWorkload, own.pod.namespace, keyOf(ref));
  }
}

function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

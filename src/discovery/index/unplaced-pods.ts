// Unplaced pods: pods whose service MAX_SERVICES leaves no room for, or that was dropped to make room. All pods of one
// service are placed together, as a service with some of its pods would be shown wrong.
import { isTerminal } from '../pods/pod.ts';
import { innerMap, dropInner } from './collections/nested-map.ts';
import type { PlacedPod } from './placed-pod.ts';

export class UnplacedPods {
  /** By namespace, then the name of the service. */
  private readonly byService = new Map<string, Map<string, Set<PlacedPod>>>();
  /** How many of a service wait, by namespace and name. One-offs that are done aren't missed, and don't wait. */
  private readonly waiting = new Map<string, Map<string, number>>();
  /** Pods that are placed as soon as there is room. */
  waitingCount = 0;

  get isEmpty(): boolean {
    return this.byService.size === 0;
  }

  /** Services without room. */
  get waitingServices(): number {
    let count = 0;
    for (const names of this.waiting.values()) count += names.size;
    return count;
  }

  /** Namespaces with something that waits. */
  waitingNamespaces(): Iterable<string> {
    return this.waiting.keys();
  }

  add(entry: PlacedPod): void {
    const { namespace, name } = keyOf(entry);
    const named = innerMap(this.byService, namespace);
    named.set(name, (named.get(name) ?? new Set()).add(entry));
    if (!isDone(entry)) this.wait(entry, 1);
  }

  has(entry: PlacedPod): boolean {
    return this.of(entry)?.has(entry) === true;
  }

  delete(entry: PlacedPod): void {
    const entries = this.of(entry);
    if (entries?.delete(entry) !== true) return;
    if (!isDone(entry)) this.wait(entry, -1);
    if (entries.size === 0) dropInner(this.byService, entry.pod.namespace, entry.naming.name);
  }

  /** Those of the same service as this pod: they are unplaced no more. */
  takeSameService(entry: PlacedPod): readonly PlacedPod[] {
    const taken = [...(this.of(entry) ?? [])];
    for (const one of taken) this.delete(one);
    return taken;
  }

  /** A pod of that namespace that is placed next. */
  firstWaiting(namespace: string): PlacedPod | undefined {
    const [name] = this.waiting.get(namespace)?.keys() ?? [];
    for (const entry of this.byService.get(namespace)?.get(name ?? '') ?? []) if (!isDone(entry)) return entry;
    return undefined;
  }

  private of(entry: PlacedPod): Set<PlacedPod> | undefined {
    const { namespace, name } = keyOf(entry);
    return this.byService.get(namespace)?.get(name);
  }

  private wait(entry: PlacedPod, by: 1 | -1): void {
    const { namespace, name } = keyOf(entry);
    const counts = innerMap(this.waiting, namespace);
    const count = (counts.get(name) ?? 0) + by;
    this.waitingCount += by;
    if (count > 0) counts.set(name, count);
    else dropInner(this.waiting, namespace, name);
  }
}

/** The pod of a one-off, and ended. */
export function isDone({ pod, naming }: PlacedPod): boolean {
  return naming.isOneOff && isTerminal(pod.phase);
}

function keyOf({ pod, naming }: PlacedPod): { readonly namespace: string; readonly name: string } {
  return { namespace: pod.namespace, name: naming.name };
}

// Pods whose service isn't known for want of room: those of names that were refused, and those of one-offs that went to
// make room. All pods of one name come in together, as half of them would be half of the truth.
import { isTerminal } from '../pods/pod.ts';
import type { PodEntry } from './service-tally.ts';

export class UnplacedPods {
  private readonly byService = new Map<string, Set<PodEntry>>();
  /** Pods that come in as soon as there is room. A one-off that is done isn't missed, and stays out. */
  waitingCount = 0;

  get size(): number {
    return this.byService.size;
  }

  add(entry: PodEntry): void {
    const place = serviceKeyOf(entry);
    this.byService.set(place, (this.byService.get(place) ?? new Set()).add(entry));
    if (!isDone(entry)) this.waitingCount += 1;
  }

  has(entry: PodEntry): boolean {
    return this.byService.get(serviceKeyOf(entry))?.has(entry) === true;
  }

  delete(entry: PodEntry): void {
    const place = serviceKeyOf(entry);
    const entries = this.byService.get(place);
    if (entries?.delete(entry) !== true) return;
    if (!isDone(entry)) this.waitingCount -= 1;
    if (entries.size === 0) this.byService.delete(place);
  }

  /** Those of the same service as this pod: they are left out no more. */
  takeSameService(entry: PodEntry): readonly PodEntry[] {
    const taken = [...(this.byService.get(serviceKeyOf(entry)) ?? [])];
    for (const one of taken) this.delete(one);
    return taken;
  }

  /** The next that comes in. */
  firstWaiting(): PodEntry | undefined {
    if (this.waitingCount === 0) return undefined;
    for (const entries of this.byService.values()) for (const entry of entries) if (!isDone(entry)) return entry;
    return undefined;
  }
}

/** The pod of a one-off, and ended. */
export function isDone({ pod, naming }: PodEntry): boolean {
  return naming.isOneOff && isTerminal(pod.phase);
}

/** Of its service. */
function serviceKeyOf({ pod, naming }: PodEntry): string {
  return `${pod.namespace}/${naming.name}`;
}

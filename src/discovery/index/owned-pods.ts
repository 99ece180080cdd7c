// Pods that a pod owns, so that they are found when the owner becomes known, or belongs to another service.
import { isOwnerOf, type Pod } from '../pods/pod.ts';
import type { PlacedPod } from './placed-pod.ts';

export class OwnedPods {
  private readonly byOwner = new Map<string, Set<PlacedPod>>();

  add(entry: PlacedPod): void {
    const owner = podOwnerOf(entry.pod);
    if (owner === undefined) return;
    this.byOwner.set(owner, (this.byOwner.get(owner) ?? new Set()).add(entry));
  }

  delete(entry: PlacedPod): void {
    const owner = podOwnerOf(entry.pod);
    const siblings = owner === undefined ? undefined : this.byOwner.get(owner);
    siblings?.delete(entry);
    if (owner !== undefined && siblings?.size === 0) this.byOwner.delete(owner);
  }

  of({ namespace, uid }: Pod): readonly PlacedPod[] {
    return this.byOwner.size === 0 ? NONE : [...(this.byOwner.get(`${namespace}/${uid}`) ?? [])];
  }
}

const NONE: readonly PlacedPod[] = [];

/** Its namespace and uid. */
function podOwnerOf({ namespace, owner }: Pod): string | undefined {
  return isOwnerOf('', 'Pod', owner) ? `${namespace}/${owner?.uid ?? ''}` : undefined;
}

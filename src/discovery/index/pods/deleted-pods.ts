// The last pods that were deleted, so that a late event doesn't bring one back.
import type { Pod } from '../../pods/pod.ts';

export class DeletedPods {
  /** The version of their deletion, by uid. */
  private readonly versions = new Map<string, number>();

  add({ uid, version }: Pod): void {
    const [oldest] = this.versions.keys();
    if (this.versions.size >= MAX_KEPT && oldest !== undefined) this.versions.delete(oldest);
    this.versions.set(uid, version);
  }

  clear(): void {
    this.versions.clear();
  }

  isLate({ uid, version }: Pod): boolean {
    return version <= (this.versions.get(uid) ?? -1);
  }
}

const MAX_KEPT = 4096;

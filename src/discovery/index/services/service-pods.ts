// The pods of one service, in two groups: those with an owner, and those that have lost it, which count only where no owned
// pod lives.
import { byAge, type PodEntry } from '../pods/pod-entry.ts';
import { byFirstPod } from '../runs/run.ts';
import { PodGroup } from './pod-group.ts';

export class ServicePods {
  readonly owned = new PodGroup();
  private readonly onlyOwned: readonly PodGroup[] = [this.owned];
  private orphaned: PodGroup | undefined;

  get count(): number {
    return this.owned.size + (this.orphaned?.size ?? 0);
  }

  get newest(): PodEntry | undefined {
    return this.owned.newest ?? this.orphaned?.newest;
  }

  all(): readonly PodEntry[] {
    return this.orphaned === undefined ? this.owned.all() : [...this.owned.all(), ...this.orphaned.all()];
  }

  groupOf({ naming }: PodEntry): PodGroup {
    return naming.isOwned ? this.owned : (this.orphaned ??= new PodGroup());
  }

  /** The groups that count now. */
  counting(): readonly PodGroup[] {
    return this.orphaned === undefined || this.owned.livingPods > 0 ? this.onlyOwned : [this.owned, this.orphaned];
  }

  /** The group with the newest run. */
  get newestGroup(): PodGroup | undefined {
    if (this.orphaned === undefined) return this.owned;
    return this.counting().reduce<PodGroup | undefined>((newest, group) => {
      const [a, b] = [newest?.runs?.newest, group.runs?.newest];
      return b === undefined || (a && byFirstPod(a, b) > 0) ? newest : group;
    }, undefined);
  }

  /** The image tags of all that is counted, the oldest pod's first. */
  imageTags(): readonly string[] {
    const oldest = this.counting().flatMap((group) => group.oldestByImage());
    const [only] = oldest;
    if (only !== undefined && oldest.length === 1) return [only.pod.image];
    return [...new Set([...oldest].sort(byAge).map(({ pod }) => pod.image))];
  }

  /** Runs whose pods a list doesn't show any more: these are already taken out. */
  settleVanished(entries: readonly PodEntry[]): void {
    for (const group of [this.owned, this.orphaned]) group?.runs?.settleVanished(entries);
  }

  /** Sorts what was added now, so that its first reader needn't. */
  order(): void {
    this.owned.order();
    this.orphaned?.order();
  }
}

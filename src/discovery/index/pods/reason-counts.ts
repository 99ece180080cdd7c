// How many pods give which reason.
import type { PodReason } from '../../pods/pod.ts';
import { compareText } from '../collections/sorted-list.ts';

interface ReasonCount {
  readonly reason: PodReason;
  readonly pods: number;
}

export class ReasonCounts {
  /** Most services are well: they need no map. */
  private counts: Map<string, ReasonCount> | undefined;

  count(reason: PodReason, by: number): void {
    this.counts ??= new Map();
    const key = `${reason.rank} ${reason.reason}`;
    const pods = (this.counts.get(key)?.pods ?? 0) + by;
    if (pods === 0) this.counts.delete(key);
    else this.counts.set(key, { reason, pods });
  }

  all(): readonly ReasonCount[] {
    return this.counts === undefined ? [] : [...this.counts.values()];
  }
}

/** The one that is shown of several: a waiting reason before a terminated one, then what most pods say. */
export function worstReason(counts: readonly ReasonCounts[]): string | undefined {
  return counts.flatMap((some) => some.all()).sort(byWeight)[0]?.reason.reason;
}

function byWeight(a: ReasonCount, b: ReasonCount): number {
  return a.reason.rank - b.reason.rank || b.pods - a.pods || compareText(a.reason.reason, b.reason.reason);
}

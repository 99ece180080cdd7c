// How many pods give which reason.
import type { PodReason } from '../../pods/pod.ts';
import { compareText } from '../collections/sorted-list.ts';

interface ReasonCount {
  readonly reason: PodReason;
  pods: number;
}

export class ReasonCounts {
  /** Most services are well: they need no map. */
  private counts: Map<string, ReasonCount> | undefined;

  count(reason: PodReason, by: number): void {
    this.counts ??= new Map();
    const key = `${reason.rank} ${reason.reason}`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { reason, pods: by });
    else if (known.pods + by === 0) this.counts.delete(key);
    else known.pods += by;
  }

  /** Undefined where none does. */
  get worst(): ReasonCount | undefined {
    let worst: ReasonCount | undefined;
    for (const each of this.counts?.values() ?? NONE)
      if (worst === undefined || byWeight(each, worst) < 0) worst = each;
    return worst;
  }
}

/** The one that is shown of several: a waiting reason before a terminated one, then what most pods say. */
export function worstReason(counts: readonly ReasonCounts[]): string | undefined {
  let worst: ReasonCount | undefined;
  for (const some of counts) {
    const own = some.worst;
    if (own !== undefined && (worst === undefined || byWeight(own, worst) < 0)) worst = own;
  }
  return worst?.reason.reason;
}

const NONE: readonly ReasonCount[] = [];

function byWeight(a: ReasonCount, b: ReasonCount): number {
  return a.reason.rank - b.reason.rank || b.pods - a.pods || compareText(a.reason.reason, b.reason.reason);
}

// Of results of `health` that look the same the first stays, and one has the counts of all others: as an aggregate sums
// them up, in the order in which it takes the worst.
import type { HealthCounts, SummedResult } from './result/result.ts';

/** Of all lists, in order: the first result of each look unchanged, then one for all others of that look. */
export function condense(lists: readonly (readonly SummedResult[])[]): readonly SummedResult[] {
  const condensed: SummedResult[] = [];
  const looks: Look[] = [];
  for (const results of lists) for (const result of results) take(result, looks, condensed);
  for (const { rest } of looks) if (rest !== undefined) condensed[rest.at] = rest.sum();
  return condensed;
}

/** Peers choose colors and reasons: more looks than these are left as they are, so that each result is compared with few. */
const MAX_LOOKS = 32;

function take(result: SummedResult, looks: Look[], condensed: SummedResult[]): void {
  const look = new Look(result);
  const known = looks.find((other) => other.isLike(look));
  if (known === undefined) {
    condensed.push(result);
    if (looks.length < MAX_LOOKS) looks.push(look);
  } else if (known.rest === undefined) known.rest = new Rest(result, condensed.push(result) - 1);
  else known.rest.add(look.counts, result.parts);
}

/**
 * Everything that an aggregate uses of a result, except the numbers. Results have many shapes, which makes reading them slow:
 * each is read once, and compared as often as needed.
 */
class Look {
  readonly source: SummedResult['source'];
  readonly state: string;
  readonly color: string;
  readonly reason: string | undefined;
  readonly label: string;
  readonly counts: HealthCounts | undefined;
  readonly ended: HealthCounts['ended'];
  readonly isMaintained: boolean;
  /** The sum of all of this look but the first. */
  rest: Rest | undefined;

  constructor({ source, state, color, reason, label, counts, actual }: SummedResult) {
    this.source = source;
    this.state = state;
    this.color = color;
    this.reason = reason;
    this.label = label;
    this.counts = counts;
    this.ended = counts?.ended;
    this.isMaintained = actual !== undefined;
    this.rest = undefined;
  }

  isLike(other: Look): boolean {
    return (
      this.state === other.state &&
      this.color === other.color &&
      this.reason === other.reason &&
      this.source === other.source &&
      this.label === other.label &&
      this.ended === other.ended &&
      this.isMaintained === other.isMaintained
    );
  }
}

class Rest {
  private ready = 0;
  private total = 0;
  private restarts = 0;
  private parts = 0;

  /** `at`: where the sum belongs. */
  constructor(
    private readonly first: SummedResult,
    readonly at: number,
  ) {
    this.add(first.counts, first.parts);
  }

  add(counts: HealthCounts | undefined, parts = 1): void {
    this.parts += parts;
    if (counts === undefined) return;
    this.ready += counts.ready;
    this.total += counts.total;
    this.restarts += counts.restarts;
  }

  /** A result that stands alone stays as it is. */
  sum(): SummedResult {
    const { first, ready, total, restarts, parts } = this;
    if (parts === (first.parts ?? 1)) return first;
    const ended = first.counts?.ended;
    return { ...first, counts: { ready, total, restarts, ...(ended !== undefined && { ended }) }, parts };
  }
}

// Of results that look the same the first stays, and one has the counts of all others: as an aggregate sums them up, in the
// order in which it takes the worst.
import type { HealthCounts, SummedResult } from './result/result.ts';

/**
 * Of all lists, in order: the first result of each look unchanged, then one for all others of that look. `byStatus`: those
 * with other statuses look different.
 */
export function condense(lists: readonly (readonly SummedResult[])[], byStatus = false): readonly SummedResult[] {
  const condensed: SummedResult[] = [];
  const looks: Look[] = [];
  for (const results of lists) for (const result of results) take(result, looks, condensed, byStatus);
  for (const look of looks) if (look.parts > 1) condensed[look.at] = sumOf(look);
  return condensed;
}

/** Peers choose colors and reasons: more looks than these are left as they are, so that each result is compared with few. */
const MAX_LOOKS = 32;

function take(result: SummedResult, looks: Look[], condensed: SummedResult[], byStatus: boolean): void {
  const look = lookOf(result, looks, byStatus);
  // Several services may share the result of a check file, but not their health.
  if (byStatus && look?.first === result) return;
  if (look !== undefined) addTo(look, result, condensed);
  else if (looks.length < MAX_LOOKS) looks.push(newLook(result, condensed.push(result) - 1));
  else condensed.push(result);
}

/** Everything that an aggregate uses of a result, except the numbers; and the sum of all of that look but the first. */
interface Look {
  readonly first: SummedResult;
  readonly source: SummedResult['source'];
  readonly state: string;
  readonly color: string;
  readonly reason: string | undefined;
  readonly label: string;
  readonly status: string;
  readonly ended: HealthCounts['ended'];
  readonly isMaintained: boolean;
  /** Where the sum belongs; where the first is while there is nothing to sum. */
  at: number;
  ready: number;
  total: number;
  restarts: number;
  parts: number;
}

/** Results have many shapes, which makes reading them slow: each is read once, and compared as often as needed. */
function lookOf(
  { source, state, color, reason, label, status, counts, actual }: SummedResult,
  looks: readonly Look[],
  byStatus: boolean,
): Look | undefined {
  const ended = counts?.ended;
  const isMaintained = actual !== undefined;
  for (const look of looks) {
    if (
      look.state === state &&
      look.color === color &&
      look.reason === reason &&
      look.source === source &&
      look.ended === ended &&
      look.label === label &&
      (!byStatus || look.status === status) &&
      look.isMaintained === isMaintained
    )
      return look;
  }
  return undefined;
}

function newLook(first: SummedResult, at: number): Look {
  const { source, state, color, reason, label, status, counts, actual } = first;
  const key = { source, state, color, reason, label, status, ended: counts?.ended, isMaintained: actual !== undefined };
  return { first, ...key, at, ready: 0, total: 0, restarts: 0, parts: 0 };
}

function addTo(look: Look, result: SummedResult, condensed: SummedResult[]): void {
  const { counts, parts = 1 } = result;
  // What stands alone stays as it is.
  if (look.parts === 0) look.at = condensed.push(result) - 1;
  look.parts += parts;
  if (counts === undefined) return;
  look.ready += counts.ready;
  look.total += counts.total;
  look.restarts += counts.restarts;
}

function sumOf({ first, ready, total, restarts, ended, parts }: Look): SummedResult {
  return { ...first, counts: { ready, total, restarts, ...(ended !== undefined && { ended }) }, parts };
}

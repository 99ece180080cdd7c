// The first few of many items in some order, without sorting them all: sorting 20,000 takes longer than a turn of the event
// loop may.

/** At most `count` of them. Equal items stay in the order that they come in. */
export function firstInOrder<T>(items: readonly T[], count: number, compare: (a: T, b: T) => number): readonly T[] {
  if (count > FEW) return [...items].sort(compare).slice(0, count);
  const first: T[] = [];
  for (const item of count > 0 ? items : []) {
    const last = first[count - 1];
    if (last !== undefined && compare(item, last) >= 0) continue;
    first.splice(placeOf(item, first, compare), 0, item);
    first.length = Math.min(first.length, count);
  }
  return first;
}

/** Of more, each that comes first moves too many. */
const FEW = 1_000;

/** After those that come before it, or are equal. */
function placeOf<T>(item: T, sorted: readonly T[], compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as T, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

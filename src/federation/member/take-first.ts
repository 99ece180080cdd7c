// Takes entries from the front of a map, in the order in which they came.

/** At most so many, which are no longer in the map. */
export function* takeFirst<K, V>(map: Map<K, V>, count: number): Generator<readonly [K, V]> {
  let left = count;
  for (const entry of map) {
    if (left === 0) return;
    left -= 1;
    map.delete(entry[0]);
    yield entry;
  }
}

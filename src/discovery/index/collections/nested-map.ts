// Maps in a map, where an inner one is there only while something is in it.

export function innerMap<K, L, V>(outer: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = outer.get(key) ?? new Map<L, V>();
  if (!outer.has(key)) outer.set(key, known);
  return known;
}

export function dropInner<K, L, V>(outer: Map<K, Map<L, V>>, key: K, innerKey: L): void {
  const inner = outer.get(key);
  inner?.delete(innerKey);
  if (inner?.size === 0) outer.delete(key);
}

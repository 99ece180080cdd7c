// Which peers' services are visible. Names are unique: this cluster's own has precedence, then the earlier entry of
// OTHER_SHIELDS.

/** One entry of OTHER_SHIELDS. */
export interface PeerEntry {
  /** `''` until it is known. */
  readonly name: string;
  /** It is this shield itself. */
  readonly isSelf: boolean;
}

export interface PeerNames<T extends PeerEntry> {
  /** In the order of OTHER_SHIELDS. */
  readonly visible: readonly T[];
  /** Their name is this cluster's or an earlier entry's. */
  readonly conflicting: readonly T[];
  /** Their name isn't known yet. */
  readonly unnamed: readonly T[];
}

export function peerNames<T extends PeerEntry>(own: string, entries: readonly T[]): PeerNames<T> {
  const taken = new Set([own]);
  const names = { visible: [] as T[], conflicting: [] as T[], unnamed: [] as T[] };
  for (const entry of entries) {
    if (entry.isSelf) continue;
    if (entry.name === '') names.unnamed.push(entry);
    else if (taken.has(entry.name)) names.conflicting.push(entry);
    else names.visible.push(entry);
    taken.add(entry.name);
  }
  return names;
}

// Which peers' services are shown. A name belongs to one cluster: this one's own, then the earlier entry of
// OTHER_SHIELDS.

/** What is known of one entry. */
export interface Entry {
  /** `''` until it is known. */
  readonly name: string;
  /** It is this very shield. */
  readonly isSelf: boolean;
}

export interface Roster<T extends Entry> {
  /** In their order. */
  readonly shown: readonly T[];
  /** Their name is somebody else's. */
  readonly clashing: readonly T[];
  /** Nobody knows yet what they are called. */
  readonly nameless: readonly T[];
}

export function rosterOf<T extends Entry>(own: string, entries: readonly T[]): Roster<T> {
  const taken = new Set([own]);
  const roster = { shown: [] as T[], clashing: [] as T[], nameless: [] as T[] };
  for (const entry of entries) {
    if (entry.isSelf) continue;
    if (entry.name === '') roster.nameless.push(entry);
    else if (taken.has(entry.name)) roster.clashing.push(entry);
    else roster.shown.push(entry);
    taken.add(entry.name);
  }
  return roster;
}

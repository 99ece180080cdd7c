// One copy of each text that many pods repeat: namespaces, owners, images, reasons. 150,000 pods of 3,000 services
// say the same few thousand words.

export interface SharedStrings {
  /** The kept copy of this text. It never keeps a longer string alive that the text was cut from. */
  share(text: string): string;
}

/**
 * Bounded by two generations: what wasn't asked for during a whole generation is forgotten, so names of things long
 * gone don't stay. A forgotten word costs a second copy, nothing else.
 */
export function createSharedStrings(generation: number): SharedStrings {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return {
    share(text) {
      const known = young.get(text);
      if (known !== undefined) return known;
      const kept = old.get(text) ?? detached(text);
      if (young.size >= generation) {
        old = young;
        young = new Map();
      }
      young.set(kept, kept);
      return kept;
    },
  };
}

/** V8 keeps a slice as a pointer into the whole; a round trip through bytes is a string of its own. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}

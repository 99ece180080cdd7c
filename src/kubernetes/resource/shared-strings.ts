// String interning: one copy of each text that many pods repeat (namespaces, owners, images, reasons). 150,000 pods of
// 3,000 services repeat a few thousand texts.

export interface SharedStrings {
  /** The shared copy of this text. It doesn't keep a longer string alive that the text is a slice of. */
  share(text: string): string;
}

/**
 * Bounded by two generations: texts that weren't used for a whole generation are dropped, so names of deleted objects
 * don't stay. Dropping one that is still in use only costs a second copy.
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

/** In V8 a slice references the whole string; a round trip through bytes makes an independent copy. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}

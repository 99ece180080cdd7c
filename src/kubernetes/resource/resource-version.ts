// Resource versions are opaque to clients, with one exception: decimal ones may be compared as whole numbers of any
// length (KEP-5504).

/** Whether `version` is older than `other`; undefined if they can't be compared. */
export function isOlder(version: string, other: string): boolean | undefined {
  if (!DECIMAL.test(version) || !DECIMAL.test(other)) return undefined;
  return version.length === other.length ? version < other : version.length < other.length;
}

const DECIMAL = /^(0|[1-9]\d*)$/;

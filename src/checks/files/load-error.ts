// Why a check file isn't in force: a closed list, for anyone to read. docs/custom-checks.md explains each.

export const LOAD_ERRORS = [
  'syntax',
  'invalid',
  'unsupported-typescript',
  'threw',
  'timed-out',
  'crashed',
  'no-checks',
  'unreadable',
  'too-large',
  'no-room',
  'double',
] as const;

export type LoadError = (typeof LOAD_ERRORS)[number];

/** Errors in the file's text or name, which a retry can't solve. */
const MENDED_BY_HAND: ReadonlySet<LoadError> = new Set([
  'syntax',
  'invalid',
  'unsupported-typescript',
  'no-checks',
  'double',
]);

export function isMendedByHand(error: LoadError): boolean {
  return MENDED_BY_HAND.has(error);
}

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

/** The file's text is at fault, or its name: trying it again changes nothing. */
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

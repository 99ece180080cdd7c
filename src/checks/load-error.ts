// Why a check file isn't in force: a closed list, for anyone to read. docs/custom-checks.md tells each.

export const LOAD_ERRORS = [
  'syntax',
  'unsupported-typescript',
  'threw',
  'timed-out',
  'crashed',
  'no-checks',
  'unreadable',
  'too-large',
  'double',
] as const;

export type LoadError = (typeof LOAD_ERRORS)[number];

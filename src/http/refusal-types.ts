// How a signature can fail: `type` of the problem that answers it.

export const REFUSALS = [
  'unsigned',
  'malformed',
  'unknown-key',
  'bad-signature',
  'clock',
  'replayed',
  'authority',
] as const;
export type RefusalType = (typeof REFUSALS)[number];

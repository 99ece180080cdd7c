// How a signature can fail, and the answer then. Its bytes say nothing about what was asked for, so that names can't be
// probed.
import type { Problem } from './problem.ts';

/** `type` of the problem that answers it. */
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

/** Says what is wrong and what to do. */
export interface Refusal {
  readonly type: RefusalType;
  readonly detail: string;
  /** `clock`: seconds by which `created` lies before our clock; negative where it lies after. */
  readonly skew?: number;
  /** `authority`: the one that was asked. */
  readonly authority?: string;
}

export const UNSIGNED: Refusal = {
  type: 'unsigned',
  detail:
    'This needs a signature with the key in INTRA_SECRET. For curl: node dist/main.js sign GET URL prints the headers.',
};

export function refusalProblem({ type, detail, skew, authority }: Refusal): Problem {
  const members = { ...(skew !== undefined && { skew }), ...(authority !== undefined && { authority }) };
  return { type, title: 'Forbidden', status: 403, detail, members };
}

// A refusal as an answer. Its bytes say nothing about what was asked for, so that names can't be probed.
import type { Problem } from '../http/problem.ts';
import type { Refusal } from './signature.ts';

export function refusalProblem({ type, detail, skew, authority }: Refusal): Problem {
  const members = { ...(skew !== undefined && { skew }), ...(authority !== undefined && { authority }) };
  return { type, title: 'Forbidden', status: 403, detail, members };
}

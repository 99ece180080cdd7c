// Errors as RFC 9457 problem details: the kind, and what the reader can do about it.
import type { Answer } from '../answer/answer.ts';
import { PROBLEM_HEADERS } from '../answer/headers.ts';

export interface Problem {
  /** A short name of the kind of problem; part of the API. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What to do about it. Public: no address, path or secret of the shield. */
  readonly detail: string;
  /** Further headers: `Allow`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the body. */
  readonly members?: Readonly<Record<string, string | number>>;
}

/** Thrown where a response can't be returned: in guards, and deep inside handlers. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** `requestId` is a UUID, which is also in the log. */
export function problemAnswer(problem: Problem, requestId: string): Answer {
  const { type, title, status, detail, headers, members } = problem;
  const body = { type, title, status, detail, instance: `urn:uuid:${requestId}`, ...members };
  return { status, headers: { ...PROBLEM_HEADERS, ...headers }, body: JSON.stringify(body) };
}

export const badRequest = (detail: string): Problem => ({
  type: 'bad-request',
  title: 'Bad request',
  status: 400,
  detail,
});

export const notFound = (detail: string): Problem => ({ type: 'not-found', title: 'Not found', status: 404, detail });

/** `retryAfter` in seconds. */
export const unavailable = (detail: string, retryAfter: number): Problem => ({
  type: 'unavailable',
  title: 'Service unavailable',
  status: 503,
  detail,
  headers: { 'Retry-After': String(retryAfter) },
});

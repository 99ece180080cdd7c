// How a problem is answered. The app has one that draws a page for browsers (overview/problem); without it, as JSON.
import type { Answer } from '../answer/answer.ts';
import { type Problem, problemAnswer } from '../problem/problem.ts';
import type { RequestTarget } from '../request/request-target.ts';
import type { Listener } from '../request/routes.ts';

export interface ProblemRequest {
  /** As in the request line. */
  readonly url: string;
  readonly accept: string | undefined;
  /** A UUID, which is also in the log. */
  readonly id: string;
  readonly listener: Listener;
  /** Undefined: it was refused before its route was looked at, so the answer must not depend on the route. */
  readonly target?: RequestTarget;
}

export type AnswerProblem = (problem: Problem, request: ProblemRequest) => Answer;

export const answerAsJson: AnswerProblem = (problem, { id }) => problemAnswer(problem, id);

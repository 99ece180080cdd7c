// Turns what a handler throws into a problem. Anything but a ProblemError or HttpException is a bug: the log has it in
// full, the response nothing of it.
import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { contextOf } from '../request/request-context.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { INTERNAL_ERROR } from '../problem/problems.ts';
import { answerAsJson, type AnswerProblem } from './answer-problem.ts';
import { sendAnswer } from './send-answer.ts';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly answer: AnswerProblem = answerAsJson) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { id, target, listener } = contextOf(request);
    const problem = problemOf(thrown);
    if (problem === INTERNAL_ERROR) {
      this.logger.error({ message: 'a handler failed', request: id, route: target.route, err: thrown });
    }
    // The response has begun, so the connection is closed to signal the error.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const asked = { url: target.raw, accept: request.headers.accept, id, listener, target };
    sendAnswer(request, response, this.answer(problem, asked));
  }
}

function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (!(thrown instanceof HttpException) || thrown.getStatus() >= 500) return INTERNAL_ERROR;
  const status = thrown.getStatus();
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: title.toLowerCase().replaceAll(/[^a-z]+/g, '-'), title, status, detail: detailOf(thrown) };
}

/** Validation gives a list of messages, one a parameter. */
function detailOf(exception: HttpException): string {
  const body = exception.getResponse();
  const message: unknown = typeof body === 'object' && 'message' in body ? body.message : body;
  return Array.isArray(message) ? message.map(String).join('. ') : String(message);
}

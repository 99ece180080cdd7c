// Errors as the OpenAPI document describes them: the body of all of them, and the answer of each status.
import { ApiProperty, ApiPropertyOptional, type ResponseObject, getSchemaPath } from '@nestjs/swagger';
import type { Problem as AnsweredProblem } from '../http/problem/problem.ts';
import {
  BAD_LIMIT,
  CONTENT_TOO_LARGE,
  HEADERS_TOO_LARGE,
  INTERNAL_ERROR,
  METHOD_NOT_ALLOWED,
  NO_SUCH_PATH,
  REQUEST_TIMEOUT,
  TOO_MANY_NONCES,
  UNKNOWN_SERVICE,
  URI_TOO_LONG,
} from '../http/problem/problems.ts';
import { REFUSALS, refusalProblem, UNSIGNED } from '../http/problem/refusal.ts';
import { HEADERS_OF } from './openapi-headers.dto.ts';

const TYPES = [
  'bad-request',
  'not-found',
  'method-not-allowed',
  'request-timeout',
  'content-too-large',
  'uri-too-long',
  'headers-too-large',
  'internal-error',
  'unavailable',
  ...REFUSALS,
];

/** RFC 9457 */
export class Problem implements Omit<AnsweredProblem, 'headers' | 'members'> {
  @ApiProperty({
    description: 'The kind of problem. Those with status 403 say why the signature is refused.',
    enum: TYPES,
  })
  readonly type!: string;

  @ApiProperty({ description: 'The kind of problem in words.', type: String })
  readonly title!: string;

  @ApiProperty({ description: 'The HTTP status.', type: 'integer', minimum: 400, maximum: 599 })
  readonly status!: number;

  @ApiProperty({ description: 'What is wrong, and what to do about it.', type: String })
  readonly detail!: string;

  @ApiProperty({
    description: 'The id of this request, which the log has too.',
    type: String,
    format: 'uri',
    pattern: '^urn:uuid:[0-9a-f-]{36}$',
  })
  readonly instance!: string;

  @ApiPropertyOptional({
    description:
      "Only of `clock`: the seconds by which the signature was created before the shield's time; negative if after.",
    type: 'integer',
  })
  readonly skew?: number;

  @ApiPropertyOptional({
    description: 'Only of `authority`: the authority of the request as the shield received it.',
    type: String,
  })
  readonly authority?: string;
}

/** What any route may answer, whatever it is for. */
export const COMMON_PROBLEMS = {
  405: problem('The method is neither GET nor HEAD.', METHOD_NOT_ALLOWED, HEADERS_OF.notAllowed),
  408: problem('The request did not arrive within 15 s.', REQUEST_TIMEOUT),
  413: problem('The request has a body.', CONTENT_TOO_LARGE),
  414: problem('Path and query are longer than 4096 bytes.', URI_TOO_LONG),
  431: problem('The header fields are longer than 16 kB.', HEADERS_TOO_LARGE),
  500: problem('A fault in kube-shields.', INTERNAL_ERROR),
} satisfies Record<number, ResponseObject>;

export const BAD_REQUEST = problem('Invalid names or parameters.', BAD_LIMIT);

/** For routes that need a signature. Its bytes never depend on the request. */
export const REFUSED = problem(
  'The request needs a signature (private mode), which is missing or refused. A browser gets a page that says so.',
  refusalProblem(UNSIGNED),
);

export const HIDDEN = alsoAsPage(problem('The shield is private: there are no pages.', NO_SUCH_PATH));

export const NO_SERVICE = problem('No service with this name is known.', UNKNOWN_SERVICE);

export const BUSY = problem(
  'More signed requests were received than the shield can remember the nonces of.',
  TOO_MANY_NONCES,
  HEADERS_OF.busy,
);

/** `example`: one of those that are answered. */
export function problem(
  description: string,
  { type, title, status, detail, members }: AnsweredProblem,
  headers: ResponseObject['headers'] = HEADERS_OF.problem,
): ResponseObject {
  const instance = 'urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42';
  const example = { type, title, status, detail, instance, ...members };
  return {
    description,
    headers,
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) }, example } },
  };
}

/** To browsers it is a page: by `Accept`. */
export function alsoAsPage(response: ResponseObject): ResponseObject {
  return {
    ...response,
    headers: { ...response.headers, ...HEADERS_OF.problemPage },
    content: { ...response.content, 'text/html': { schema: { type: 'string' } } },
  };
}

/** `components.responses`: those that many routes have word for word. */
export const RESPONSE_COMPONENTS: Readonly<Record<string, ResponseObject>> = {
  BadRequest: BAD_REQUEST,
  Refused: REFUSED,
  Hidden: HIDDEN,
  UnknownService: NO_SERVICE,
  MethodNotAllowed: COMMON_PROBLEMS[405],
  RequestTimeout: COMMON_PROBLEMS[408],
  ContentTooLarge: COMMON_PROBLEMS[413],
  UriTooLong: COMMON_PROBLEMS[414],
  HeadersTooLarge: COMMON_PROBLEMS[431],
  InternalError: COMMON_PROBLEMS[500],
  Busy: BUSY,
  PageBadRequest: alsoAsPage(BAD_REQUEST),
  PageMethodNotAllowed: alsoAsPage(COMMON_PROBLEMS[405]),
  PageContentTooLarge: alsoAsPage(COMMON_PROBLEMS[413]),
  PageUriTooLong: alsoAsPage(COMMON_PROBLEMS[414]),
  PageInternalError: alsoAsPage(COMMON_PROBLEMS[500]),
};

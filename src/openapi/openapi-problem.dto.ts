// Errors as the OpenAPI document describes them: the body of all of them, and the answer of each status.
import { ApiProperty, ApiPropertyOptional, type ResponseObject, getSchemaPath } from '@nestjs/swagger';
import { REFUSALS } from '../http/refusal-types.ts';
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
export class Problem {
  @ApiProperty({ description: 'Which kind of problem. Those of 403 say how a signature fails.', enum: TYPES })
  readonly type!: string;

  @ApiProperty({ description: 'The kind in words.', type: String })
  readonly title!: string;

  @ApiProperty({ description: 'The HTTP status.', type: 'integer', minimum: 400, maximum: 599 })
  readonly status!: number;

  @ApiProperty({ description: 'What to do about it.', type: String })
  readonly detail!: string;

  @ApiProperty({
    description: 'The id of this request, which is in the log too.',
    type: String,
    format: 'uri',
    pattern: '^urn:uuid:[0-9a-f-]{36}$',
  })
  readonly instance!: string;

  @ApiPropertyOptional({
    description: "`clock`: seconds by which the signature was created before the shield's time; negative: after.",
    type: 'integer',
  })
  readonly skew?: number;

  @ApiPropertyOptional({ description: '`authority`: the one that was seen.', type: String })
  readonly authority?: string;
}

/** What any route may answer, whatever it is for. */
export const COMMON_PROBLEMS = {
  405: problem(
    'Any other method than GET and HEAD.',
    ['method-not-allowed', 'Method not allowed', 405, 'Nothing can be changed here. Ask with GET or HEAD.'],
    HEADERS_OF.notAllowed,
  ),
  408: problem('The request did not arrive within 15 s.', [
    'request-timeout',
    'Request Timeout',
    408,
    'The request did not arrive in time. Send it again, as a whole.',
  ]),
  413: problem('The request has a body.', [
    'content-too-large',
    'Content too large',
    413,
    'No request may have a body. Send it without one.',
  ]),
  414: problem('Path and query are longer than 4096 bytes.', [
    'uri-too-long',
    'URI too long',
    414,
    'Path and query together may have 4096 bytes. Leave parameters out, or shorten them.',
  ]),
  431: problem('The header fields are longer than 16 kB.', [
    'headers-too-large',
    'Request Header Fields Too Large',
    431,
    'All header fields together may have 16 kB. Send fewer cookies and headers.',
  ]),
  500: problem('A mistake in kube-shields.', [
    'internal-error',
    'Internal error',
    500,
    "This is a mistake in kube-shields. Its log tells what happened, under this answer's instance: please report it.",
  ]),
} satisfies Record<number, ResponseObject>;

export const BAD_REQUEST = problem("Names or parameters that don't fit.", [
  'bad-request',
  'Bad request',
  400,
  'limit must be a whole number from 1 to 500.',
]);

/** Of routes that are closed to those who can't sign. Its bytes never depend on what was asked for. */
export const REFUSED = problem('A signature is wanted (private mode), and it is missing or refused.', [
  'unsigned',
  'Forbidden',
  403,
  'This needs a signature with the key in INTRA_SECRET. For curl: node dist/main.js sign GET URL prints the headers.',
]);

export const HIDDEN = problem('The shield is private: there are no pages.', [
  'not-found',
  'Not found',
  404,
  'There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.',
]);

export const UNKNOWN_SERVICE = problem('No service of that name is known.', [
  'not-found',
  'Not found',
  404,
  'No service of that name is known. /services/ lists those of this cluster.',
]);

export const BUSY = problem(
  'More signed requests than can be remembered.',
  ['unavailable', 'Service unavailable', 503, 'More signed requests have come than can be remembered. Ask less often.'],
  HEADERS_OF.busy,
);

/** `example`: type, title, status and detail. */
export function problem(
  description: string,
  [type, title, status, detail]: readonly [type: string, title: string, status: number, detail: string],
  headers: ResponseObject['headers'] = HEADERS_OF.problem,
): ResponseObject {
  const instance = 'urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42';
  const example = { type, title, status, detail, instance };
  return {
    description,
    headers,
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) }, example } },
  };
}

/** `components.responses`: those that many routes have word for word. */
export const RESPONSE_COMPONENTS: Readonly<Record<string, ResponseObject>> = {
  BadRequest: BAD_REQUEST,
  Refused: REFUSED,
  Hidden: HIDDEN,
  UnknownService: UNKNOWN_SERVICE,
  MethodNotAllowed: COMMON_PROBLEMS[405],
  RequestTimeout: COMMON_PROBLEMS[408],
  ContentTooLarge: COMMON_PROBLEMS[413],
  UriTooLong: COMMON_PROBLEMS[414],
  HeadersTooLarge: COMMON_PROBLEMS[431],
  InternalError: COMMON_PROBLEMS[500],
  Busy: BUSY,
};

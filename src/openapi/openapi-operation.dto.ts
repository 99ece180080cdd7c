// One route's entry in the OpenAPI document, composed of Swagger's decorators. What follows from the route's access
// class, and what every route may answer, is added here.
import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  type ContentObject,
  type HeadersObject,
  type ParameterObject,
  type ResponseObject,
  type SecurityRequirementObject,
} from '@nestjs/swagger';
import { type AccessClass, ROUTES, type RouteName } from '../http/request/routes.ts';
import { alsoAsPage, BUSY, COMMON_PROBLEMS, HIDDEN, Problem, REFUSED } from './openapi-problem.dto.ts';

export type Tag = 'badges' | 'services' | 'pages' | 'federation' | 'probes' | 'docs';

export interface OperationParts {
  /** The name of the function in generated clients. */
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly ParameterObject[];
  /** By status. Two answers of one status are joined. */
  readonly answers: readonly Answers[];
  /** Classes that the answers' schemas refer to. */
  readonly models?: readonly (new () => object)[];
}

export type Answers = Readonly<Record<number, ResponseObject>>;

export function operation(route: RouteName, parts: OperationParts): MethodDecorator {
  const { id, tag, summary, description, parameters = [], models = [] } = parts;
  const { access } = ROUTES[route];
  const all = joined([...parts.answers, BY_ACCESS[access].answers, COMMON_PROBLEMS]);
  const answers = access === 'page' ? withPages(all) : all;
  const security = [...BY_ACCESS[access].security];
  return applyDecorators(
    ApiOperation({ operationId: id, tags: [tag], summary, description, security }),
    ...parameters.map(parameterOf),
    ApiExtraModels(Problem, ...models),
    ...Object.entries(answers).map(([status, answer]) => ApiResponse({ status: Number(status), ...answer })),
  );
}

/** Where a browser gets no page, it gets one that says why: whatever is no answer of the socket alone. */
function withPages(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      Number(status) < 400 || ['408', '431'].includes(status) ? answer : alsoAsPage(answer),
    ]),
  );
}

function parameterOf({ in: place, ...parameter }: ParameterObject): MethodDecorator {
  switch (place) {
    case 'path':
      return ApiParam(parameter);
    case 'query':
      return ApiQuery(parameter);
    case 'header':
      return ApiHeader(parameter);
    case 'cookie':
      throw new Error('No route reads a cookie.');
  }
}

/** The schemes of `components.securitySchemes`; both headers belong together. */
const SIGNED: SecurityRequirementObject = { signatureInput: [], signature: [] };
/** One of READ_TOKENS. */
const TOKEN: SecurityRequirementObject = { readToken: [] };
/** Without either is one of the ways. */
const MAYBE_SIGNED = [{}, SIGNED, TOKEN];

interface ByAccess {
  readonly security: readonly SecurityRequirementObject[];
  readonly answers: Answers;
}

const BY_ACCESS: Readonly<Record<AccessClass, ByAccess>> = {
  probe: { security: [], answers: {} },
  page: { security: [{}, TOKEN], answers: { 404: HIDDEN } },
  badge: { security: MAYBE_SIGNED, answers: { 403: REFUSED, 503: BUSY } },
  card: { security: MAYBE_SIGNED, answers: { 403: REFUSED, 503: BUSY } },
  api: { security: MAYBE_SIGNED, answers: { 403: REFUSED, 503: BUSY } },
  intra: { security: [SIGNED], answers: { 403: REFUSED, 503: BUSY } },
};

function joined(all: readonly Answers[]): Answers {
  const statuses = new Set(all.flatMap((answers) => Object.keys(answers).map(Number)));
  return Object.fromEntries([...statuses].sort((a, b) => a - b).map((status) => [status, joinedAt(all, status)]));
}

function joinedAt(all: readonly Answers[], status: number): ResponseObject {
  const answers = all.map((one) => one[status]).filter((answer) => answer !== undefined);
  const description = answers.map((answer) => answer.description).join(' Or: ');
  const headers: HeadersObject = Object.fromEntries(answers.flatMap((answer) => Object.entries(answer.headers ?? {})));
  const content: ContentObject = Object.fromEntries(answers.flatMap((answer) => Object.entries(answer.content ?? {})));
  return { description, headers, ...(Object.keys(content).length > 0 && { content }) };
}

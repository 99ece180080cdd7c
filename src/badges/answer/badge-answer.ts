// The answer to a request for a badge, in the format it asked for. It knows no web framework: Express's handler and a
// response cache before it give the same bytes.
import { FACTS } from '../../services/objects/cluster-facts.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { withEtag } from '../../http/answer/etag.ts';
import { type Audience, type Headers, jsonHeaders } from '../../http/answer/headers.ts';
import { type Problem, badRequest, notFound, problemAnswer } from '../../http/problem/problem.ts';
import { cacheSeconds, shieldsHeaders, svgHeaders } from './badge-headers.ts';
import { badgeJson, rawJson, shieldsJson } from './badge-json.ts';
import type { BadgeRequest, Subject } from '../request/badge-request.ts';
import { badgeOf } from '../draw/badge.ts';
import { type Outcome, kindOf, resolvedResultOf, httpStatusOf } from '../request/outcome.ts';
import type { RenderedBadges } from '../draw/rendered-badges.ts';

export interface BadgeQuestion {
  readonly request: BadgeRequest;
  /** What came of it: `invalid` where the request has faults. */
  readonly outcome: Outcome;
  readonly audience: Audience;
  /** BADGE_MAX_AGE, in milliseconds. */
  readonly maxAge: number;
  readonly requestId: string;
}

export function badgeAnswer(question: BadgeQuestion, rendered: RenderedBadges): Answer {
  const { request, outcome, audience } = question;
  const result = resolvedResultOf(outcome, request);
  const status = httpStatusOf(kindOf(outcome), request.query);
  if (request.query.format === 'svg') return svgAnswer(status, result, question, rendered);
  if (status !== 200) return problemAnswer(problemOf(question), question.requestId);
  switch (request.query.format) {
    case 'json':
      return dataAnswer(badgeJson(result), jsonHeaders(audience));
    case 'raw':
      return dataAnswer(rawJson(result), jsonHeaders(audience));
    case 'shields':
      return shieldsAnswer(result, question);
  }
}

/** The image is the same for every status. */
function svgAnswer(status: number, result: ResolvedResult, question: BadgeQuestion, rendered: RenderedBadges): Answer {
  const { request, outcome, maxAge, audience } = question;
  const isKnown = typeof outcome !== 'string';
  const { svg, etag } = rendered.draw(badgeOf(result, request.query), { keep: isKnown });
  const headers = { ...svgHeaders(result, maxAge, audience), ...strictHeaders(status), ETag: etag };
  return { status, headers, body: svg };
}

/** No cache may store an error: some store a 404 for minutes. */
export function strictHeaders(status: number): Headers {
  if (status === 200) return {};
  const noStore = { 'Cache-Control': 'no-store' };
  return status === 503 ? { ...noStore, 'Retry-After': String(RETRY_SECONDS) } : noStore;
}

const RETRY_SECONDS = 10;

function shieldsAnswer(result: ResolvedResult, { request, outcome, maxAge, audience }: BadgeQuestion): Answer {
  const badge = badgeOf(result, request.query);
  const isError = kindOf(outcome) !== 'result';
  const body = shieldsJson(badge, request.query, { isError, cacheSeconds: cacheSeconds(result, maxAge) });
  return dataAnswer(body, shieldsHeaders(result, maxAge, audience));
}

function dataAnswer(value: object, headers: Headers): Answer {
  return withEtag({ status: 200, headers, body: JSON.stringify(value) });
}

function problemOf({ request: { subject, faults }, outcome }: BadgeQuestion): Problem {
  if (outcome === 'invalid') return badRequest(faults.join(' '));
  return UNKNOWN[subject.of];
}

export const UNKNOWN_BADGE = notFound(
  'No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.',
);
const UNKNOWN: Readonly<Record<Subject['of'], Problem>> = {
  service: UNKNOWN_BADGE,
  aggregate: notFound(
    'No service whose name starts so has this check in the namespace and cluster asked for. GET /v1/services lists what is known.',
  ),
  object: notFound(
    'No such object, check or cluster is known here. GET /v1/objects lists the objects of the kinds in WATCH_OBJECTS; a kind whose name two groups have is written with its group, as certificates.cert-manager.io.',
  ),
  cluster: notFound(
    `No such check or cluster is known here. A cluster's checks are ${FACTS.join(', ')}; GET /v1/peers lists the other clusters.`,
  ),
};

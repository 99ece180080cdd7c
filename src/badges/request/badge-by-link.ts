// Badges by link: shown as in public mode until the link expires. Without a valid link the image is always the same
// grey one, so that it doesn't reveal which names exist.
import type { Moment } from '../../config/clock.ts';
import type { Answer } from '../../http/answer/answer.ts';
import type { RequestContext } from '../../http/request/request-context.ts';
import type { BadgeRequest } from './badge-request.ts';
import type { Outcome } from './outcome.ts';

export interface Link {
  /** Unix milliseconds; Infinity: it is good until its key is removed. */
  readonly expires: number;
  /** Of the keys by which it was found good. */
  readonly revision: number;
}

/** Undefined where the request needed none. */
export function usedLink({ entry, expires = Infinity }: RequestContext, revision = 0): Link | undefined {
  return entry === 'link' ? { expires, revision } : undefined;
}

/** Links are for images only: other formats and `strict` are ignored, because they would reveal more. */
export function asImage(request: BadgeRequest): BadgeRequest {
  const { query } = request;
  const format = query.format === 'shields' ? 'shields' : 'svg';
  return { ...request, faults: [], query: { ...query, strict: false, format } };
}

/** What was found, drawn for a request that came by that link, or needed none. */
export function drawnFor(
  link: Link | undefined,
  found: Outcome,
  now: Moment,
  draw: (outcome: Outcome) => Answer,
): Answer {
  return link === undefined ? draw(found) : untilExpiry(draw(throughLink(found, link, now)), link, now);
}

/** Nothing that isn't there, or doesn't fit, looks otherwise than what there is no link to. */
function throughLink(outcome: Outcome, link: Link, now: Moment): Outcome {
  if (outcome === 'no-match' || outcome === 'invalid') return 'not-found';
  if (typeof outcome === 'string') return outcome;
  return { ...outcome, validFor: Math.min(outcome.validFor, link.expires - now.wall) };
}

/** Grey badges have a few seconds for caches, which the end of a link may cut short. */
function untilExpiry(answer: Answer, { expires }: Link, now: Moment): Answer {
  const left = Math.max(0, Math.floor((expires - now.wall) / 1000));
  const { 'Cache-Control': cacheControl = '' } = answer.headers;
  const [, maxAge = '0'] = /max-age=(\d+)/.exec(cacheControl) ?? [];
  if (Number(maxAge) <= left) return answer;
  return { ...answer, headers: { ...answer.headers, 'Cache-Control': `public, max-age=${left}, s-maxage=${left}` } };
}

// Headers of badges: caching, embedding, and the service's state.
import { colorRank } from '../../services/result/color.ts';
import { closedReason } from '../../services/result/reason.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import { type Audience, type Headers, PRIVATE_HEADERS, jsonHeaders } from '../../http/answer/headers.ts';
import { timestamp } from '../../config/timestamp.ts';
import { GREY_CACHE_CONTROL, GREY_SECONDS, badgeCacheControl, maxAgeSeconds } from './cache-headers.ts';

/** `maxAge` is BADGE_MAX_AGE, in milliseconds. */
export function svgHeaders(result: ResolvedResult, maxAge: number, { isPublic }: Audience): Headers {
  const own = isPublic
    ? { ...EMBEDDABLE, 'Cache-Control': cacheControl(result, result.validFor, maxAge) }
    : PRIVATE_HEADERS;
  return { ...IMAGE, ...own, ...stateHeaders(result) };
}

/** shields.io, and scripts on any page, may read it. */
export function shieldsHeaders(result: ResolvedResult, maxAge: number, { isPublic }: Audience): Headers {
  const json = jsonHeaders({ isPublic, corsOrigins: [] });
  if (!isPublic) return json;
  return { ...json, ...READABLE, 'Cache-Control': cacheControl(result, result.validFor, maxAge) };
}

/** For how many seconds the badge may be shown without asking again. */
export function cacheSeconds(result: ResolvedResult, maxAge: number): number {
  return isGrey(result, result.validFor) ? GREY_SECONDS : maxAgeSeconds(result.validFor, maxAge);
}

/** `validFor`: milliseconds until the result would turn stale, by now. */
export function cacheControl(result: ResolvedResult, validFor: number, maxAge: number): string {
  return isGrey(result, validFor) ? GREY_CACHE_CONTROL : badgeCacheControl(validFor, maxAge);
}

/** Unknown, stale, or grey by its color. */
function isGrey({ state, color }: ResolvedResult, validFor: number): boolean {
  return state === 'stale' || state === 'unknown' || validFor <= 0 || colorRank(color) === GREY_RANK;
}

const GREY_RANK = colorRank('lightgrey');

const IMAGE: Headers = {
  'Content-Type': 'image/svg+xml; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

const READABLE: Headers = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
};

const EMBEDDABLE: Headers = {
  ...READABLE,
  'Access-Control-Expose-Headers': 'ETag, X-Shield-State, X-Shield-Reason, X-Shield-Since, X-Shield-Checked',
};

function stateHeaders({ resource, state, reason, since, checked }: ResolvedResult): Headers {
  return {
    'X-Shield-State': state,
    ...(reason === undefined ? {} : { 'X-Shield-Reason': resource === undefined ? closedReason(reason) : reason }),
    ...timeHeader('X-Shield-Since', since),
    ...timeHeader('X-Shield-Checked', checked),
  };
}

function timeHeader(name: string, time: number | undefined): Headers {
  return time === undefined ? {} : { [name]: timestamp(time) };
}

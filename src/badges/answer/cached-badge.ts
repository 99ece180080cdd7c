// An entry of the badge response cache: the response, what it was made from, and until when it is valid.
import type { Moment } from '../../config/clock.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { COMMON_HEADERS } from '../../http/answer/headers.ts';
import type { RequestTarget } from '../../http/request/request-target.ts';
import type { RouteName } from '../../http/request/routes.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import type { Link } from '../request/badge-by-link.ts';
import { BADGE_PARAMETERS } from '../request/badge-query.ts';
import type { BadgeRequest } from '../request/badge-request.ts';

export interface AnsweredBadge {
  readonly answer: Answer;
  /** Undefined where there was nothing to show. */
  readonly result: ResolvedResult | undefined;
  readonly resolvedAt: Moment;
}

export interface CachedBadge {
  readonly route: RouteName;
  readonly request: BadgeRequest;
  /** The link that it was requested with, if it needed one. */
  readonly link: Link | undefined;
  result: ResolvedResult;
  /** Monotonic milliseconds, as is `validUntil`, after which it is resolved again. */
  resolvedAt: number;
  validUntil: number;
  /** The cache's generation when it was read. */
  generation: number;
  /** Monotonic milliseconds before which a newer generation doesn't matter. */
  cooldownUntil: number;
  readonly body: string;
  /** For ASCII both encodings give the same bytes, and latin1 is written faster. */
  readonly encoding: 'latin1' | 'utf8';
  readonly etag: string;
  /** Names and values alternate, as node:http writes them fastest; it reads them within the call. */
  readonly headers: string[];
  /** Where the values of Cache-Control and X-Shield-Checked are. */
  readonly cacheAt: number;
  readonly checkedAt: number;
  /** Whole seconds of freshness that its Cache-Control was written for. */
  cachedFor: number;
}

interface CacheTerms {
  readonly link: Link | undefined;
  readonly generation: number;
  readonly maxValidFor: number;
}

/** Undefined where the badge has to be answered in full: unknown names, and whatever `strict` makes an error of. */
export function cachedBadgeOf(
  route: RouteName,
  request: BadgeRequest,
  { answer, result, resolvedAt }: AnsweredBadge,
  { link, generation, maxValidFor }: CacheTerms,
): CachedBadge | undefined {
  const { status, headers, body } = answer;
  const { ETag: etag, 'Cache-Control': cacheControl } = headers;
  if (result === undefined || status !== 200 || typeof body !== 'string') return undefined;
  if (etag === undefined || cacheControl === undefined) return undefined;
  const length = Buffer.byteLength(body);
  const lines = Object.entries({ ...COMMON_HEADERS, ...headers, 'Content-Length': String(length) });
  const valueOf = (name: string): number => lines.findIndex(([one]) => one === name) * 2 + 1;
  return {
    route,
    request,
    link,
    result,
    resolvedAt: resolvedAt.monotonic,
    validUntil: resolvedAt.monotonic + cacheableFor(result, maxValidFor),
    generation,
    cooldownUntil: 0,
    body,
    encoding: length === body.length ? 'latin1' : 'utf8',
    etag,
    headers: lines.flat(),
    cacheAt: valueOf('Cache-Control'),
    checkedAt: valueOf('X-Shield-Checked'),
    cachedFor: NaN,
  };
}

/** Milliseconds. A result that isn't fresh promises nothing, so it may be read again a little later. */
export function cacheableFor({ validFor }: ResolvedResult, max: number): number {
  return validFor <= 0 ? max : Math.min(max, validFor);
}

/** Both give the same bytes and headers, X-Shield-Checked and Cache-Control apart. */
export function isSameBadge(a: ResolvedResult, b: ResolvedResult): boolean {
  return (
    a.validFor > 0 &&
    b.validFor > 0 &&
    a.checked !== undefined &&
    b.checked !== undefined &&
    (a.missing ?? []).length === 0 &&
    (b.missing ?? []).length === 0 &&
    COMPARED.every((key) => a[key] === b[key])
  );
}

const COMPARED = ['check', 'label', 'status', 'color', 'state', 'reason', 'since'] as const;

/** Longer ones are rare, and would take much memory. */
const MAX_TARGET = 512;

/** Only public images without unknown parameters: made-up spellings (`?x=1`) would evict real ones. */
export function isCacheable(
  target: RequestTarget,
  { query }: BadgeRequest,
): target is RequestTarget & { route: RouteName } {
  const isShort = target.raw.length <= MAX_TARGET;
  // Names need no escapes: a path with one is one of many spellings.
  const isPlain = !target.raw.split('?', 1)[0]?.includes('%');
  const isKnown = [...target.query.keys()].every((name) => BADGE_PARAMETERS.has(name));
  return query.format === 'svg' && isShort && isPlain && isKnown;
}

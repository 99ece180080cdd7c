// An entry of the badge response cache: the response, what it was made from, and until when it is valid.
import type { Moment } from '../../config/clock.ts';
import type { Answer } from '../../http/answer/answer.ts';
import type { RequestTarget } from '../../http/request/request-target.ts';
import type { RouteName } from '../../http/request/routes.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import type { Link } from '../request/badge-by-link.ts';
import { BADGE_PARAMETERS } from '../request/badge-query.ts';
import type { BadgeRequest } from '../request/badge-request.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { EVERYTHING, type ChangeScope } from './change-numbers.ts';
import type { Heads } from './answer-heads.ts';
import { type ReadyAnswer, readyAnswerOf } from './ready-answer.ts';

export interface AnsweredBadge {
  readonly answer: Answer;
  /** Undefined where there was nothing to show. */
  readonly result: ResolvedResult | undefined;
  /** No service of that name is known, nor may come to be known by what is still awaited. */
  readonly isUnknown: boolean;
  readonly resolvedAt: Moment;
}

export interface CachedBadge extends ReadyAnswer {
  readonly request: BadgeRequest;
  /** The link that it was requested with, if it needed one. */
  readonly link: Link | undefined;
  result: ResolvedResult;
  /** Milliseconds for which it was valid at `resolvedAt`. */
  validFor: number;
  /** Monotonic milliseconds, as is `validUntil`, after which it is resolved again. */
  resolvedAt: number;
  validUntil: number;
  /** What may change it, and the number of that when it was read. */
  scope: ChangeScope;
  changes: number;
  /** By which alone it is confirmed; undefined where it has to be read again to know. */
  source: Source | undefined;
  /** Monotonic milliseconds before which a change doesn't matter. */
  cooldownUntil: number;
  /** Unix milliseconds that X-Shield-Checked was written for. */
  checked: number | undefined;
  /** Whole seconds of freshness that its Cache-Control was written for. */
  cachedFor: number;
}

/** Undefined where the badge has to be answered in full. It is as good as never read: `confirm` says from when on it is. */
export function cachedBadgeOf(
  route: RouteName,
  request: BadgeRequest,
  link: Link | undefined,
  { answer, result }: AnsweredBadge,
  heads: Heads,
): CachedBadge | undefined {
  const ready = readyAnswerOf(route, answer, heads);
  if (result === undefined || ready === undefined) return undefined;
  return {
    ...ready,
    request,
    link,
    result,
    validFor: 0,
    resolvedAt: -Infinity,
    validUntil: -Infinity,
    scope: EVERYTHING,
    changes: NaN,
    source: undefined,
    cooldownUntil: 0,
    checked: result.checked,
    cachedFor: NaN,
  };
}

/** Milliseconds. What isn't fresh promises nothing, so it may be read again a little later. */
export function cacheableFor(validFor: number, max: number): number {
  return validFor <= 0 ? max : Math.min(max, validFor);
}

/** Both give the same bytes and headers, X-Shield-Checked and Cache-Control apart. */
export function isSameBadge(a: ResolvedResult, b: ResolvedResult): boolean {
  return isConfirmed(a) && isConfirmed(b) && COMPARED.every((key) => a[key] === b[key]);
}

/** Its sources are proven, and all of them are known. */
export function isConfirmed({ validFor, checked, missing = [] }: ResolvedResult): boolean {
  return validFor > 0 && checked !== undefined && missing.length === 0;
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

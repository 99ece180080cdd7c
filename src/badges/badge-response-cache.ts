// Caches answers to requests for badges and gives them before Express runs, which answers about a fifth of what a bare
// node:http server does. A badge's first request passes the gate and the controller; the same target is then answered
// here, from the bytes already drawn, until something changes.
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../http/request-context.ts';
import type { RouteName } from '../http/routes.ts';
import type { ResolvedResult } from '../services/result.ts';
import { BOUNDS } from '../config/bounds.ts';
import type { Clock, Moment } from '../config/clock.ts';
import type { Answer } from '../http/answer.ts';
import { matchesEtag, mayBeConfirmed } from '../http/etag.ts';
import { type BodyHeaders, hasBody } from '../http/has-body.ts';
import { cacheControl } from './badge-headers.ts';
import { timestamp } from '../config/timestamp.ts';
import type { BadgeRequest } from './badge-request.ts';
import {
  type AnsweredBadge,
  cacheableFor,
  type CachedBadge,
  cachedBadgeOf,
  isCacheable,
  isSameBadge,
} from './cached-badge.ts';
import type { CacheBounds } from './rendered-badges.ts';

export interface ResponseCacheParts {
  readonly clock: Clock;
  /** BADGE_MAX_AGE, in milliseconds. */
  readonly maxAge: number;
  /** Brings what is read up to date; what that changes calls `invalidate`. */
  advance(now: Moment): void;
  /** Undefined where there is nothing to show. */
  read(request: BadgeRequest, now: Moment): ResolvedResult | undefined;
  /** Draws it for anyone. */
  draw(request: BadgeRequest, result: ResolvedResult): Answer;
}

/** What is needed of node:http's IncomingMessage and ServerResponse. */
interface Question {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: BodyHeaders & { readonly 'if-none-match'?: string | undefined };
}

interface Writer {
  writeHead(status: number, headers: string[]): unknown;
  end(): unknown;
  end(body: string, encoding: 'latin1' | 'utf8'): unknown;
}

/** Labels of the metric that counts answers: the same object each time, so that it can be a key. */
export interface Answered {
  readonly route: RouteName;
  readonly method: 'GET' | 'HEAD';
  readonly status: number;
}

export class BadgeResponseCache {
  /** By the request line's target, byte for byte, as the gate let it through to the public. */
  private readonly badges: LRUCache<string, CachedBadge>;
  /** A few: routes of badges, methods, 200 and 304. */
  private readonly allAnswered: Answered[] = [];
  private generation = 0;
  /** Unix milliseconds of the last `advance`: a busy server is asked many times in one millisecond. */
  private advancedTo = NaN;

  constructor(
    private readonly parts: ResponseCacheParts,
    { max = BOUNDS.badges, maxSize = BOUNDS.badgeCharacters }: Partial<CacheBounds> = {},
  ) {
    this.badges = new LRUCache({ max, maxSize, sizeCalculation: ({ body }, target) => body.length + target.length });
  }

  get size(): number {
    return this.badges.size;
  }

  /** Something that badges show has changed: each is read again before it is sent again. */
  invalidate(): void {
    this.generation += 1;
  }

  /** A request that the gate let through, and how its badge was answered. */
  store({ target, access }: RequestContext, request: BadgeRequest, badge: AnsweredBadge): void {
    if (access === 'open' && isCacheable(target, request)) this.put(target.raw, target.route, request, badge);
  }

  /** Undefined where the request must pass the gate and the controller. */
  answer(question: Question, writer: Writer, now: Moment): Answered | undefined {
    const { url = '' } = question;
    const known = this.badges.get(url);
    if (known === undefined || !isBodylessRead(question)) return undefined;
    if (now.wall !== this.advancedTo) this.advance(now);
    const cached = this.isCurrent(known, now) ? known : this.renew(url, known, now);
    return cached && this.send(question, writer, cached, now);
  }

  private advance(now: Moment): void {
    this.parts.advance(now);
    this.advancedTo = now.wall;
  }

  private isCurrent(cached: CachedBadge, now: Moment): boolean {
    return (
      now.monotonic < cached.validUntil &&
      (cached.generation === this.generation || now.monotonic < cached.cooldownUntil)
    );
  }

  /** Most often only the proof is newer. */
  private renew(url: string, known: CachedBadge, now: Moment): CachedBadge | undefined {
    const { route, request } = known;
    const result = this.parts.read(request, now);
    const cached =
      result !== undefined && isSameBadge(result, known.result)
        ? this.prolong(known, result, now)
        : this.put(url, route, request, result && this.drawn(request, result, now));
    if (cached && request.subject.of === 'aggregate') cached.cooldownUntil = this.cooldownAfter(now);
    return cached;
  }

  private drawn(request: BadgeRequest, result: ResolvedResult, resolvedAt: Moment): AnsweredBadge {
    return { answer: this.parts.draw(request, result), result, resolvedAt };
  }

  /** Joining thousands takes milliseconds: many requests and changes together must not delay everything else. */
  private cooldownAfter(began: Moment): number {
    const ended = this.parts.clock.now().monotonic;
    return ended + COOLDOWN_FACTOR * (ended - began.monotonic);
  }

  private prolong(cached: CachedBadge, result: ResolvedResult, now: Moment): CachedBadge {
    cached.result = result;
    cached.resolvedAt = now.monotonic;
    cached.validUntil = now.monotonic + cacheableFor(result, MAX_VALID_FOR);
    cached.generation = this.generation;
    cached.headers[cached.checkedAt] = result.checked === undefined ? '' : timestamp(result.checked);
    return cached;
  }

  private put(
    url: string,
    route: RouteName,
    request: BadgeRequest,
    badge: AnsweredBadge | undefined,
  ): CachedBadge | undefined {
    const cached =
      badge && cachedBadgeOf(route, request, badge, { generation: this.generation, maxValidFor: MAX_VALID_FOR });
    if (cached === undefined) this.badges.delete(url);
    else this.badges.set(url, cached);
    return cached;
  }

  /** Cache-Control is written again whenever the seconds left change. */
  private send(
    { method, headers: asked }: Question,
    writer: Writer,
    cached: CachedBadge,
    { monotonic }: Moment,
  ): Answered {
    const { route, body, encoding, headers, result, resolvedAt, etag } = cached;
    const validFor = result.validFor - (monotonic - resolvedAt);
    if (Math.floor(validFor / 1000) !== cached.cachedFor) this.renewCacheControl(cached, validFor);
    const tags = asked['if-none-match'];
    const isKnown = tags !== undefined && (tags === etag || matchesEtag(tags, etag));
    const status = isKnown && mayBeConfirmed(headers[cached.cacheAt]) ? 304 : 200;
    writer.writeHead(status, headers);
    if (status === 304 || method === 'HEAD') writer.end();
    else writer.end(body, encoding);
    return this.answered(route, method === 'HEAD' ? 'HEAD' : 'GET', status);
  }

  private answered(route: RouteName, method: Answered['method'], status: number): Answered {
    for (const one of this.allAnswered) {
      if (one.status === status && one.route === route && one.method === method) return one;
    }
    const first = { route, method, status };
    this.allAnswered.push(first);
    return first;
  }

  private renewCacheControl(cached: CachedBadge, validFor: number): void {
    cached.headers[cached.cacheAt] = cacheControl(cached.result, validFor, this.parts.maxAge);
    cached.cachedFor = Math.floor(validFor / 1000);
  }
}

/** Milliseconds. A newer proof isn't a change, so X-Shield-Checked may lag by this much. */
const MAX_VALID_FOR = 500;

/** For so many times the time an aggregate takes to join it isn't joined again: at most a fifth of a core. */
const COOLDOWN_FACTOR = 4;

/** GET or HEAD without a body: the rest is for the gate to refuse. */
function isBodylessRead({ method, headers }: Question): boolean {
  return (method === 'GET' || method === 'HEAD') && !hasBody(headers);
}

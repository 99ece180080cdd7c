// Caches answers to requests for badges and gives them before Express runs, which answers about a fifth of what a bare
// node:http server does. A badge's first request passes the gate and the controller; the same target is then answered
// here, from the bytes already drawn, until something changes.
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../../http/request/request-context.ts';
import type { Listener, RouteName } from '../../http/request/routes.ts';
import type { Link } from '../request/badge-by-link.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import { BOUNDS } from '../../config/bounds.ts';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { matchesEtag, mayBeConfirmed } from '../../http/answer/etag.ts';
import { type BodyHeaders, hasBody } from '../../http/request/has-body.ts';
import { cacheControl } from './badge-headers.ts';
import { timestamp } from '../../config/timestamp.ts';
import type { BadgeRequest } from '../request/badge-request.ts';
import {
  type AnsweredBadge,
  cacheableFor,
  type CachedBadge,
  cachedBadgeOf,
  isCacheable,
  isSameBadge,
} from './cached-badge.ts';
import type { CacheBounds } from '../draw/rendered-badges.ts';

export interface ResponseCacheParts {
  readonly clock: Clock;
  /** BADGE_MAX_AGE, in milliseconds. */
  readonly maxAge: number;
  /** Applies what changes by time alone; changes call `invalidate`. */
  advance(now: Moment): void;
  /** Changes when the keys of links change: links are checked again then. */
  linkRevision(): number;
  /** Undefined if there is nothing to show. */
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
export interface AnswerCount {
  readonly route: RouteName;
  readonly method: 'GET' | 'HEAD';
  readonly status: number;
}

export class BadgeResponseCache {
  /** By the request line's target, byte for byte, as the gate let it through to the public. */
  private readonly badges: LRUCache<string, CachedBadge>;
  /** A few: routes of badges, methods, 200 and 304. */
  private readonly allAnswered: AnswerCount[] = [];
  private generation = 0;
  /** Unix milliseconds of the last `advance`: a busy server is asked many times in one millisecond. */
  private advancedTo = NaN;

  constructor(
    private readonly parts: ResponseCacheParts,
    { max = BOUNDS.badges, maxSize = BOUNDS.maxBadgeCharacters }: Partial<CacheBounds> = {},
  ) {
    this.badges = new LRUCache({ max, maxSize, sizeCalculation: ({ body }, target) => body.length + target.length });
  }

  get size(): number {
    return this.badges.size;
  }

  /** Data has changed: each badge is resolved again before it is sent again. */
  invalidate(): void {
    this.generation += 1;
  }

  /** A request that the gate let through, and how its badge was answered. */
  store({ target, entry, listener }: RequestContext, request: BadgeRequest, badge: AnsweredBadge, link?: Link): void {
    if ((entry !== 'open' && entry !== 'link') || !isCacheable(target, request)) return;
    this.put(keyOf(target.raw, listener), { route: target.route, request, link }, badge);
  }

  /** Undefined: the request must pass the gate and the controller. */
  answer(question: Question, writer: Writer, now: Moment, listener: Listener = 'readers'): AnswerCount | undefined {
    const url = keyOf(question.url ?? '', listener);
    const known = this.badges.get(url);
    if (known === undefined || !isBodylessRead(question) || !this.isStillShown(known, now)) return undefined;
    if (now.wall !== this.advancedTo) this.advance(now);
    const cached = this.isCurrent(known, now) ? known : this.renew(url, known, now);
    return cached && this.send(question, writer, cached, now);
  }

  /** Near its expiry a link is checked by the gate: caches must not show the badge any longer. */
  private isStillShown({ link }: CachedBadge, now: Moment): boolean {
    if (link === undefined) return true;
    return link.revision === this.parts.linkRevision() && now.wall < link.expires - LAST_SECONDS;
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

  /** Usually only the proof is newer. */
  private renew(url: string, known: CachedBadge, now: Moment): CachedBadge | undefined {
    const { request } = known;
    const result = this.parts.read(request, now);
    const cached =
      result !== undefined && isSameBadge(result, known.result)
        ? this.prolong(known, result, now)
        : this.put(url, known, result && this.drawn(request, result, now));
    if (cached && request.subject.of === 'aggregate') cached.cooldownUntil = this.cooldownAfter(now);
    return cached;
  }

  private drawn(request: BadgeRequest, result: ResolvedResult, resolvedAt: Moment): AnsweredBadge {
    return { answer: this.parts.draw(request, result), result, resolvedAt };
  }

  /** Aggregating thousands of services takes milliseconds: many requests and changes must not block the event loop. */
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
    { route, request, link }: Pick<CachedBadge, 'route' | 'request' | 'link'>,
    badge: AnsweredBadge | undefined,
  ): CachedBadge | undefined {
    const terms = { link, generation: this.generation, maxValidFor: MAX_VALID_FOR };
    const cached = badge && cachedBadgeOf(route, request, badge, terms);
    if (cached === undefined) this.badges.delete(url);
    else this.badges.set(url, cached);
    return cached;
  }

  /** Cache-Control is written again whenever the seconds left change. */
  private send(
    { method, headers: asked }: Question,
    writer: Writer,
    cached: CachedBadge,
    { wall, monotonic }: Moment,
  ): AnswerCount {
    const { route, body, encoding, headers, result, resolvedAt, etag } = cached;
    const left = result.validFor - (monotonic - resolvedAt);
    const validFor = cached.link === undefined ? left : Math.min(left, cached.link.expires - wall);
    if (Math.floor(validFor / 1000) !== cached.cachedFor) this.renewCacheControl(cached, validFor);
    const tags = asked['if-none-match'];
    const isKnown = tags !== undefined && (tags === etag || matchesEtag(tags, etag));
    const status = isKnown && mayBeConfirmed(headers[cached.cacheAt]) ? 304 : 200;
    writer.writeHead(status, headers);
    if (status === 304 || method === 'HEAD') writer.end();
    else writer.end(body, encoding);
    return this.answered(route, method === 'HEAD' ? 'HEAD' : 'GET', status);
  }

  private answered(route: RouteName, method: AnswerCount['method'], status: number): AnswerCount {
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

/** Milliseconds: more than caches are given for any grey badge. */
const LAST_SECONDS = 10_000;

/** By listener and target, as the listeners have different access. No target begins with a space. */
function keyOf(target: string, listener: Listener): string {
  return listener === 'readers' ? target : ` ${target}`;
}

/** Milliseconds. A newer proof isn't a change, so X-Shield-Checked may lag by this much. */
const MAX_VALID_FOR = 500;

/** An aggregate isn't computed again for this multiple of its computing time: at most a fifth of a core. */
const COOLDOWN_FACTOR = 4;

/** GET or HEAD without a body: the rest is for the gate to refuse. */
function isBodylessRead({ method, headers }: Question): boolean {
  return (method === 'GET' || method === 'HEAD') && !hasBody(headers);
}

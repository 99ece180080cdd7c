// Caches answers to requests for badges and gives them before Express runs, which answers about a fifth of what a bare
// node:http server does. A badge's first request passes the gate and the controller; the same target is then answered
// here, from the bytes already drawn, until something changes.
import { BOUNDS } from '../../config/bounds.ts';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { hasBody } from '../../http/request/has-body.ts';
import type { RequestContext } from '../../http/request/request-context.ts';
import type { RequestHead } from '../../http/request/request-head.ts';
import type { Listener } from '../../http/request/routes.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import type { Change } from '../../services/changes/change.ts';
import type { ResolvedResult } from '../../services/result/result.ts';
import { type CacheBounds, GrowingCache } from '../draw/growing-cache.ts';
import type { Link } from '../request/badge-by-link.ts';
import type { BadgeRequest } from '../request/badge-request.ts';
import { Heads } from './answer-heads.ts';
import { type AnswerCount, AnswerSender } from './answer-sender.ts';
import { cacheControl } from './badge-headers.ts';
import {
  type AnsweredBadge,
  cacheableFor,
  type CachedBadge,
  cachedBadgeOf,
  isCacheable,
  isConfirmed,
  isSameBadge,
} from './cached-badge.ts';
import { ChangeNumbers, EVERYTHING, scopeOf } from './change-numbers.ts';
import { readyAnswerOf, type Writer } from './ready-answer.ts';
import { SourceProofs } from './source-proofs.ts';
import { UnknownBadges } from './unknown-badges.ts';

export interface ResponseCacheParts {
  readonly clock: Clock;
  /** BADGE_MAX_AGE, in milliseconds. */
  readonly maxAge: number;
  /** Applies what changes by time alone; changes call `note`. */
  advance(now: Moment): void;
  /** What badges depend on and no change announces: the same text as long as it is the same. */
  standing(now: Moment): string;
  /** Changes when the keys of links change: links are checked again then. */
  linkRevision(): number;
  /** Undefined if there is nothing to show, or if reading it takes several turns of the event loop. */
  read(request: BadgeRequest, now: Moment): ResolvedResult | undefined;
  /** By which alone a service's badge is confirmed; undefined where there are several. */
  sourceOf(request: BadgeRequest, now: Moment): Source | undefined;
  /** Whether the same request for a service of that name finds nothing, and waits for nothing. */
  isUnknown(request: BadgeRequest, name: string, now: Moment): boolean;
  /** Draws it for anyone. */
  draw(request: BadgeRequest, result: ResolvedResult): Answer;
}

export class BadgeResponseCache {
  /** By the request line's target, byte for byte, as the gate let it through to the public. */
  private readonly badges: GrowingCache<CachedBadge>;
  private readonly unknown = new UnknownBadges();
  private readonly numbers = new ChangeNumbers();
  /** Unix milliseconds of the last `advance`: a busy server is asked many times in one millisecond. */
  private advancedTo = NaN;
  private standing: string | undefined;
  /** Monotonic milliseconds at which `standing` is compared again. */
  private comparesAt = -Infinity;
  private readonly proofs = new SourceProofs();
  private readonly heads = new Heads();
  private readonly sender = new AnswerSender(this.heads);

  constructor(
    private readonly parts: ResponseCacheParts,
    { max = BOUNDS.badges, maxSize = BOUNDS.maxBadgeCharacters }: Partial<CacheBounds> = {},
  ) {
    this.badges = new GrowingCache({ max, maxSize }, ({ body }, target) => body.length + target.length);
  }

  get size(): number {
    return this.badges.size;
  }

  /** Data has changed: the badges concerned are resolved again before they are sent again. */
  note(change: Change): void {
    this.numbers.note(change);
  }

  /** Something has changed that no service's badge shows. */
  noteOther(): void {
    this.numbers.noteOther();
  }

  /** A request that the gate let through, and how its badge was answered. */
  store({ target, entry, listener }: RequestContext, request: BadgeRequest, badge: AnsweredBadge, link?: Link): void {
    if ((entry !== 'open' && entry !== 'link') || !isCacheable(target, request)) return;
    if (badge.result !== undefined)
      this.put(keyOf(target.raw, listener), { route: target.route, request, link }, badge);
    else if (entry === 'open' && badge.isUnknown) {
      const ready = readyAnswerOf(target.route, badge.answer, this.heads);
      if (ready !== undefined) this.unknown.store(target.raw, listener, { ...ready, request });
    }
  }

  /** Undefined: the request must pass the gate and the controller. */
  answer(incoming: RequestHead, writer: Writer, now: Moment, listener: Listener = 'readers'): AnswerCount | undefined {
    if (!isBodylessRead(incoming)) return undefined;
    const url = keyOf(incoming.url ?? '', listener);
    const known = this.badges.get(url);
    if (known === undefined) return this.answerUnknown(incoming, writer, now, listener);
    if (now.wall !== this.advancedTo) this.advance(now);
    if (!this.isStillShown(known, now)) return undefined;
    const cached = this.isCurrent(known, now) ? known : this.renew(url, known, now);
    return cached && this.send(incoming, writer, cached, now);
  }

  private answerUnknown(
    incoming: RequestHead,
    writer: Writer,
    now: Moment,
    listener: Listener,
  ): AnswerCount | undefined {
    const found = this.unknown.find(incoming.url ?? '', listener);
    // Nothing is looked up for a request that the gate hasn't let through before.
    if (found === undefined) return undefined;
    if (now.wall !== this.advancedTo) this.advance(now);
    if (!this.parts.isUnknown(found.badge.request, found.name, now)) return undefined;
    return this.sender.send(incoming, writer, found.badge, now);
  }

  /** Near its expiry a link is checked by the gate: caches must not show the badge any longer. */
  private isStillShown({ link }: CachedBadge, now: Moment): boolean {
    if (link === undefined) return true;
    return link.revision === this.parts.linkRevision() && now.wall < link.expires - LAST_SECONDS;
  }

  private advance(now: Moment): void {
    this.parts.advance(now);
    this.advancedTo = now.wall;
    if (now.monotonic < this.comparesAt) return;
    this.comparesAt = now.monotonic + MAX_VALID_FOR;
    const before = this.standing;
    this.standing = this.parts.standing(now);
    if (this.standing !== before) this.numbers.noteAll();
  }

  private isCurrent(cached: CachedBadge, now: Moment): boolean {
    const isSame = cached.changes === this.numbers.numberOf(cached.scope);
    if (isSame && cached.source !== undefined) return this.prolong(cached, cached.source, now);
    return now.monotonic < cached.validUntil && (isSame || now.monotonic < cached.cooldownUntil);
  }

  /** Where nothing of it has changed, its source says for how long it is valid. */
  private prolong(cached: CachedBadge, source: Source, now: Moment): boolean {
    const { left, checked } = this.proofs.of(source, now);
    if (left <= 0 || checked === undefined) return false;
    this.extend(cached, left, checked, now);
    return true;
  }

  private extend(cached: CachedBadge, left: number, checked: number | undefined, now: Moment): void {
    cached.validFor = left;
    cached.resolvedAt = now.monotonic;
    cached.validUntil = now.monotonic + cacheableFor(left, MAX_VALID_FOR);
    if (checked === cached.checked || checked === undefined) return;
    cached.checked = checked;
    if (cached.head.checked !== '') cached.head.checked = this.heads.checkedLine(this.proofs.textOf(checked));
  }

  /** Usually only the proof is newer. */
  private renew(url: string, known: CachedBadge, now: Moment): CachedBadge | undefined {
    const { request } = known;
    const result = this.parts.read(request, now);
    const cached =
      result !== undefined && isSameBadge(result, known.result)
        ? this.confirm(known, result, now)
        : this.put(url, known, result && this.drawn(request, result, now));
    if (cached && request.subject.of === 'aggregate') cached.cooldownUntil = this.cooldownAfter(now);
    return cached;
  }

  private drawn(request: BadgeRequest, result: ResolvedResult, resolvedAt: Moment): AnsweredBadge {
    return { answer: this.parts.draw(request, result), result, isUnknown: false, resolvedAt };
  }

  /** Aggregating thousands of services takes milliseconds: many requests and changes must not block the event loop. */
  private cooldownAfter(began: Moment): number {
    const ended = this.parts.clock.now().monotonic;
    return ended + COOLDOWN_FACTOR * (ended - began.monotonic);
  }

  /** It was read, and says what it said. */
  private confirm(cached: CachedBadge, result: ResolvedResult, now: Moment): CachedBadge {
    const { request } = cached;
    const isNamed = request.subject.of === 'service' && request.subject.service === result.service;
    cached.result = result;
    cached.scope = isNamed ? scopeOf(request.subject.service) : EVERYTHING;
    cached.source = isNamed && isConfirmed(result) ? this.parts.sourceOf(request, now) : undefined;
    cached.changes = this.numbers.numberOf(cached.scope);
    this.extend(cached, result.validFor, result.checked, now);
    return cached;
  }

  private put(
    url: string,
    { route, request, link }: Pick<CachedBadge, 'route' | 'request' | 'link'>,
    badge: AnsweredBadge | undefined,
  ): CachedBadge | undefined {
    const cached = badge && cachedBadgeOf(route, request, link, badge, this.heads);
    if (badge === undefined || cached === undefined) this.badges.delete(url);
    else this.badges.set(url, this.confirm(cached, cached.result, badge.resolvedAt));
    return cached;
  }

  /** Cache-Control is written again whenever the seconds left change. */
  private send(incoming: RequestHead, writer: Writer, cached: CachedBadge, now: Moment): AnswerCount {
    const left = cached.validFor - (now.monotonic - cached.resolvedAt);
    const shownFor = cached.link === undefined ? left : Math.min(left, cached.link.expires - now.wall);
    if (Math.floor(shownFor / 1000) !== cached.cachedFor) this.renewCacheControl(cached, shownFor);
    return this.sender.send(incoming, writer, cached, now);
  }

  private renewCacheControl(cached: CachedBadge, left: number): void {
    cached.head.cache = this.heads.cacheLine(cacheControl(cached.result, left, this.parts.maxAge));
    cached.cachedFor = Math.floor(left / 1000);
  }
}

/** Milliseconds: more than caches are given for any grey badge. */
const LAST_SECONDS = 10_000;

/** By listener and target, as the listeners have different access. No target begins with a space. */
function keyOf(target: string, listener: Listener): string {
  return listener === 'readers' ? target : ` ${target}`;
}

/** Milliseconds. Where several sources confirm a badge, X-Shield-Checked may lag by this much: a newer proof isn't a change. */
const MAX_VALID_FOR = 500;

/** An aggregate isn't computed again for this multiple of its computing time: at most a fifth of a core. */
const COOLDOWN_FACTOR = 4;

/** GET or HEAD without a body: the rest is for the gate to refuse. */
function isBodylessRead({ method, headers }: RequestHead): boolean {
  return (method === 'GET' || method === 'HEAD') && !hasBody(headers);
}

// Answers for badges that were asked for before, given in front of everything else. Express answers about a fifth of
// what a bare node:http server does, so a badge passes through it once: the gate judges its target, the controller
// answers, and from then on that very target is answered here, from what was drawn, until something changes.
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../http/request-context.ts';
import type { RequestTarget } from '../http/request-target.ts';
import type { RouteName } from '../http/routes.ts';
import type { ResolvedResult } from '../services/result.ts';
import { BOUNDS } from '../config/bounds.ts';
import type { Clock, Moment } from '../config/clock.ts';
import type { Answer } from '../http/answer.ts';
import { matchesEtag } from '../http/etag.ts';
import { type BodyHeaders, hasBody } from '../http/has-body.ts';
import { COMMON_HEADERS } from '../http/headers.ts';
import { cacheControl } from './badge-headers.ts';
import { timestamp } from '../config/timestamp.ts';
import { BADGE_PARAMETERS } from './badge-query.ts';
import type { BadgeRequest } from './badge-request.ts';
import type { CacheBounds } from './rendered-badges.ts';

/** A badge as it was answered, and what it was made from. */
export interface AnsweredBadge {
  readonly answer: Answer;
  /** Undefined where there was nothing to show. */
  readonly reading: ResolvedResult | undefined;
  readonly readAt: Moment;
}

export interface ListenerParts {
  readonly clock: Clock;
  /** BADGE_MAX_AGE, in milliseconds. */
  readonly maxAge: number;
  /** Brings what is read up to date; what that changes is told by `forget`. */
  advance(now: Moment): void;
  /** Undefined where there is nothing to show. */
  read(request: BadgeRequest, now: Moment): ResolvedResult | undefined;
  /** Draws it for anyone. */
  draw(request: BadgeRequest, reading: ResolvedResult): Answer;
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

/** What was answered: labels of a metric. The same ones each time, so that they can be counted. */
export interface Answered {
  readonly route: RouteName;
  readonly method: 'GET' | 'HEAD';
  readonly status: number;
}

export class BadgeListener {
  /** By the request line's target, byte for byte, as the gate let it through for anyone. */
  private readonly kept: LRUCache<string, Kept>;
  /** A few: routes of badges, methods, 200 and 304. */
  private readonly allAnswered: Answered[] = [];
  private news = 0;
  /** Unix milliseconds up to which everything has been brought: a busy server is asked many times in one. */
  private advancedTo = NaN;

  constructor(
    private readonly parts: ListenerParts,
    { max = BOUNDS.badges, maxSize = BOUNDS.badgeCharacters }: Partial<CacheBounds> = {},
  ) {
    this.kept = new LRUCache({ max, maxSize, sizeCalculation: ({ body }, target) => body.length + target.length });
  }

  get size(): number {
    return this.kept.size;
  }

  /** Something that badges show has changed: each is read again before it is sent again. */
  changed(): void {
    this.news += 1;
  }

  /** A request that the gate let through, and how its badge was answered. */
  keep({ target, access }: RequestContext, request: BadgeRequest, badge: AnsweredBadge): void {
    if (access === 'open' && isWorthKeeping(target, request)) this.put(target.raw, target.route, request, badge);
  }

  /** Undefined where the request must go the long way. */
  answer(question: Question, writer: Writer, now: Moment): Answered | undefined {
    const { url = '' } = question;
    const known = this.kept.get(url);
    if (known === undefined || !isPlainRead(question)) return undefined;
    if (now.wall !== this.advancedTo) this.advance(now);
    const kept = this.isGood(known, now) ? known : this.renew(url, known, now);
    return kept && this.send(question, writer, kept, now);
  }

  private advance(now: Moment): void {
    this.parts.advance(now);
    this.advancedTo = now.wall;
  }

  private isGood(kept: Kept, now: Moment): boolean {
    return now.monotonic < kept.goodUntil && (kept.news === this.news || now.monotonic < kept.restsUntil);
  }

  /** Most often only the proof is another. */
  private renew(url: string, known: Kept, now: Moment): Kept | undefined {
    const { route, request } = known;
    const reading = this.parts.read(request, now);
    const kept =
      reading !== undefined && looksAlike(reading, known.reading)
        ? this.prolong(known, reading, now)
        : this.put(url, route, request, reading && this.drawn(request, reading, now));
    if (kept && request.subject.of === 'aggregate') kept.restsUntil = this.restAfter(now);
    return kept;
  }

  private drawn(request: BadgeRequest, reading: ResolvedResult, readAt: Moment): AnsweredBadge {
    return { answer: this.parts.draw(request, reading), reading, readAt };
  }

  /** An aggregate over thousands takes milliseconds: readers and news together must not keep everything else waiting. */
  private restAfter(began: Moment): number {
    const ended = this.parts.clock.now().monotonic;
    return ended + REST * (ended - began.monotonic);
  }

  private prolong(kept: Kept, reading: ResolvedResult, now: Moment): Kept {
    kept.reading = reading;
    kept.readAt = now.monotonic;
    kept.goodUntil = now.monotonic + this.goodFor(reading);
    kept.news = this.news;
    kept.headers[kept.checkedAt] = reading.checked === undefined ? '' : timestamp(reading.checked);
    return kept;
  }

  private put(
    url: string,
    route: RouteName,
    request: BadgeRequest,
    badge: AnsweredBadge | undefined,
  ): Kept | undefined {
    const kept = badge && this.keptOf(route, request, badge);
    if (kept === undefined) this.kept.delete(url);
    else this.kept.set(url, kept);
    return kept;
  }

  /** Names that aren't known are answered the long way, and so is whatever `strict` makes an error of. */
  private keptOf(
    route: RouteName,
    request: BadgeRequest,
    { answer, reading, readAt }: AnsweredBadge,
  ): Kept | undefined {
    const { status, headers, body } = answer;
    const { ETag: etag, 'Cache-Control': cacheControl } = headers;
    if (reading === undefined || status !== 200 || typeof body !== 'string') return undefined;
    if (etag === undefined || cacheControl === undefined) return undefined;
    const length = Buffer.byteLength(body);
    const lines = Object.entries({ ...COMMON_HEADERS, ...headers, 'Content-Length': String(length) });
    const valueOf = (name: string): number => lines.findIndex(([one]) => one === name) * 2 + 1;
    const goodUntil = readAt.monotonic + this.goodFor(reading);
    return {
      route,
      request,
      reading,
      readAt: readAt.monotonic,
      goodUntil,
      news: this.news,
      restsUntil: 0,
      body,
      encoding: length === body.length ? 'latin1' : 'utf8',
      etag,
      headers: lines.flat(),
      cacheAt: valueOf('Cache-Control'),
      checkedAt: valueOf('X-Shield-Checked'),
      cachedFor: NaN,
    };
  }

  /** What isn't fresh promises nothing, so it may be looked at again a little later. */
  private goodFor({ validFor }: ResolvedResult): number {
    return validFor <= 0 ? LOOK_AGAIN : Math.min(LOOK_AGAIN, validFor);
  }

  /** How long it may be shown is said anew each time. */
  private send({ method, headers: asked }: Question, writer: Writer, kept: Kept, { monotonic }: Moment): Answered {
    const { route, body, encoding, headers, reading, readAt, etag } = kept;
    const validFor = reading.validFor - (monotonic - readAt);
    if (Math.floor(validFor / 1000) !== kept.cachedFor) this.renewCacheControl(kept, validFor);
    const tags = asked['if-none-match'];
    const status = tags !== undefined && (tags === etag || matchesEtag(tags, etag)) ? 304 : 200;
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

  private renewCacheControl(kept: Kept, validFor: number): void {
    kept.headers[kept.cacheAt] = cacheControl(kept.reading, validFor, this.parts.maxAge);
    kept.cachedFor = Math.floor(validFor / 1000);
  }
}

interface Kept {
  readonly route: RouteName;
  readonly request: BadgeRequest;
  reading: ResolvedResult;
  /** Monotonic milliseconds, as is `goodUntil`: from then on it is read again. */
  readAt: number;
  goodUntil: number;
  /** How much news there had been when it was read. */
  news: number;
  /** Monotonic milliseconds before which news doesn't matter. */
  restsUntil: number;
  readonly body: string;
  /** Of ASCII both make the same bytes, and one is written faster. */
  readonly encoding: 'latin1' | 'utf8';
  readonly etag: string;
  /** Names and values by turns, as node:http writes them fastest; it reads them within the call. */
  readonly headers: string[];
  /** Where the values of Cache-Control and X-Shield-Checked are. */
  readonly cacheAt: number;
  readonly checkedAt: number;
  /** Whole seconds for which it is fresh still, by what Cache-Control says: it counts in nothing smaller. */
  cachedFor: number;
}

/** The same bytes and headers would come of both, X-Shield-Checked and Cache-Control apart. */
function looksAlike(a: ResolvedResult, b: ResolvedResult): boolean {
  return (
    a.validFor > 0 &&
    b.validFor > 0 &&
    a.checked !== undefined &&
    b.checked !== undefined &&
    (a.missing ?? []).length === 0 &&
    (b.missing ?? []).length === 0 &&
    LOOKS.every((key) => a[key] === b[key])
  );
}

const LOOKS = ['check', 'label', 'status', 'color', 'state', 'reason', 'since'] as const;

/** Longer ones are rare, and many of them would be a lot of memory. */
const LONGEST_TARGET = 512;

/** Milliseconds. Proofs are no news, so X-Shield-Checked may be this much older than it could be. */
const LOOK_AGAIN = 500;

/** Times as long as an aggregate takes to be added up, it is not added up again: it may have a fifth of a core. */
const REST = 4;

/** Images for anyone. Spellings that mean nothing (`?x=1`) would push real ones out. */
function isWorthKeeping(
  target: RequestTarget,
  { query }: BadgeRequest,
): target is RequestTarget & { route: RouteName } {
  const isShort = target.raw.length <= LONGEST_TARGET;
  // No name needs an escape: with one, a path is one of very many spellings.
  const isPlain = !target.raw.split('?', 1)[0]?.includes('%');
  const isKnown = [...target.query.keys()].every((name) => BADGE_PARAMETERS.has(name));
  return query.format === 'svg' && isShort && isPlain && isKnown;
}

/** GET or HEAD without a body: the rest is for the gate to refuse. */
function isPlainRead({ method, headers }: Question): boolean {
  return (method === 'GET' || method === 'HEAD') && !hasBody(headers);
}

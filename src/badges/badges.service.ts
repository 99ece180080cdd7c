// Answers requests for badges from memory. It owns the caches of drawings and responses.
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../http/request/request-context.ts';
import type { RouteName } from '../http/request/routes.ts';
import type { ResolvedResult } from '../services/result/result.ts';
import { BOUNDS as USUAL, type Bounds } from '../config/bounds.ts';
import type { Clock, Moment } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { BadgeKeysService } from '../auth/keys/key-ring.service.ts';
import { type Link, asImage, drawnFor, usedLink } from './request/badge-by-link.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { ObjectFleetService } from '../federation/object-fleet.service.ts';
import type { Answer } from '../http/answer/answer.ts';
import type { Audience } from '../http/answer/headers.ts';
import { badgeAnswer } from './answer/badge-answer.ts';
import { BadgeResponseCache, type ResponseCacheParts } from './answer/badge-response-cache.ts';
import type { AnsweredBadge } from './answer/cached-badge.ts';
import { type BadgeRequest, parseBadgeRequest, pickedScope } from './request/badge-request.ts';
import type { Outcome } from './request/outcome.ts';
import type { CacheBounds } from './draw/growing-cache.ts';
import { RenderedBadges } from './draw/rendered-badges.ts';

@Injectable()
export class BadgesService {
  /** Answers repeated targets before Express runs. */
  readonly responseCache: BadgeResponseCache;
  readonly rendered: RenderedBadges;
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly maxAge: number;

  constructor(
    fleet: FleetService,
    private readonly objects: ObjectFleetService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(BadgeKeysService) private readonly keys: Pick<BadgeKeysService, 'revision'>,
    @Inject(BOUNDS) { badges: max, maxBadgeCharacters: maxSize }: Bounds = USUAL,
  ) {
    this.fleet = fleet;
    this.clock = clock;
    this.maxAge = config.badges.maxAge;
    this.rendered = new RenderedBadges({ max, maxSize });
    this.responseCache = this.createResponseCache({ max, maxSize });
  }

  /** A request that the gate let through, by a route of badges. */
  answer(context: RequestContext): Answer {
    return this.answerOf(context, parseBadgeRequest(context.target));
  }

  /** Images need neither Express nor Nest. Undefined: the controller has to answer. */
  image(context: RequestContext): Answer | undefined {
    const { route, params } = context.target;
    if (route === undefined || !IMAGES.has(route) || params['check'] === 'uptime') return undefined;
    const request = parseBadgeRequest(context.target);
    if (request.query.format !== 'svg' || !this.isReady(context, request)) return undefined;
    return this.answerOf(context, request);
  }

  /** Await it before `answer`, which then is quick however many services an aggregate has to read. */
  async prepare(context: RequestContext): Promise<void> {
    const request = parseBadgeRequest(context.target);
    const { subject, query } = request;
    if (subject.of !== 'aggregate' || this.isReady(context, request)) return;
    await this.fleet.prepareAggregate({ ...subject, ...pickedScope(query) });
  }

  private isReady({ entry }: Pick<RequestContext, 'entry'>, request: BadgeRequest): boolean {
    const isRead = entry !== 'refused-link' && request.faults.length === 0;
    return !isRead || this.isQuick(request, this.clock.now());
  }

  /** Aggregates of thousands of services are read in several turns of the event loop. */
  private isQuick({ subject, query }: Pick<BadgeRequest, 'subject' | 'query'>, now: Moment): boolean {
    return subject.of !== 'aggregate' || this.fleet.isAggregateReady({ ...subject, ...pickedScope(query) }, now);
  }

  private answerOf(context: RequestContext, request: BadgeRequest): Answer {
    if (context.entry === 'refused-link') return this.draw(asImage(request), 'not-found', ANYONE, context.id);
    const link = usedLink(context, this.keys.revision);
    const answered = this.answerTo(request, context, link, this.clock.now());
    this.responseCache.store(context, request, answered, link);
    return answered.answer;
  }

  private createResponseCache(bounds: CacheBounds): BadgeResponseCache {
    const fleet = this.fleet;
    const parts: ResponseCacheParts = {
      clock: this.clock,
      maxAge: this.maxAge,
      advance: (now) => {
        fleet.advance(now);
      },
      standing: (now) => fleet.standing(now),
      read: (request, now) => (this.isQuick(request, now) ? shown(this.lookUp(request, now)) : undefined),
      sourceOf: ({ subject, query }, now) =>
        subject.of === 'service' && subject.check !== 'drift'
          ? fleet.sourceOf({ ...subject, ...pickedScope(query) }, now)
          : undefined,
      isUnknown: ({ subject, query }, service, now) =>
        subject.of === 'service' && this.lookUp({ subject: { ...subject, service }, query }, now) === 'not-found',
      linkRevision: () => this.keys.revision,
      draw: (request, result) => this.draw(request, result, ANYONE, ''),
    };
    const cache = new BadgeResponseCache(parts, bounds);
    fleet.changes$.subscribe((change) => {
      cache.note(change);
    });
    this.objects.changes$.subscribe(() => {
      cache.noteOther();
    });
    return cache;
  }

  private answerTo(
    request: BadgeRequest,
    { audience, id }: RequestContext,
    link: Link | undefined,
    now: Moment,
  ): AnsweredBadge {
    const found = request.faults.length > 0 ? 'invalid' : this.lookUp(request, now);
    const answer = drawnFor(link, found, now, (outcome) => this.draw(request, outcome, audience, id));
    return { answer, result: shown(found), isUnknown: found === 'not-found', resolvedAt: now };
  }

  private draw(request: BadgeRequest, outcome: Outcome, audience: Audience, requestId: string): Answer {
    return badgeAnswer({ request, outcome, audience, maxAge: this.maxAge, requestId }, this.rendered);
  }

  private lookUp({ subject, query }: Pick<BadgeRequest, 'subject' | 'query'>, now: Moment): Outcome {
    const scope = pickedScope(query);
    switch (subject.of) {
      case 'service':
        return subject.check === 'drift'
          ? this.fleet.readDrift({ ...subject, ...scope }, now)
          : this.fleet.read({ ...subject, ...scope }, now);
      case 'aggregate':
        return this.fleet.readAggregate({ ...subject, ...scope }, now);
      case 'object':
        return this.objects.read({ ...subject, ...scope }, now);
      case 'cluster':
        return this.objects.readFact({ ...subject, ...scope }, now);
    }
  }
}

const IMAGES: ReadonlySet<RouteName> = new Set(['badge', 'aggregate', 'object', 'cluster'] as const);

function shown(outcome: Outcome): ResolvedResult | undefined {
  return typeof outcome === 'string' ? undefined : outcome;
}

/** An image's headers are the same for every origin. */
const ANYONE: Audience = { isPublic: true, corsOrigins: [] };

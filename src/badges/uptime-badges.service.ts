// Badges of how long services were up. They come out of the history, so they are no part of a service's results.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Moment } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { UptimeService } from '../history/windows/uptime.service.ts';
import type { Answer } from '../http/answer/answer.ts';
import type { RequestContext } from '../http/request/request-context.ts';
import { DEFAULT_WINDOW } from '../services/result/uptime.ts';
import { badgeAnswer } from './answer/badge-answer.ts';
import { drawnFor, usedLink } from './request/badge-by-link.ts';
import { type BadgeRequest, parseBadgeRequest, pickedScope } from './request/badge-request.ts';
import { BadgesService } from './badges.service.ts';
import type { Outcome } from './request/outcome.ts';

@Injectable()
export class UptimeBadgesService {
  private readonly uptime: UptimeService;
  private readonly badges: BadgesService;
  private readonly clock: Clock;
  private readonly maxAge: number;

  constructor(
    uptime: UptimeService,
    badges: BadgesService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { badges: { maxAge } }: Config,
  ) {
    this.uptime = uptime;
    this.badges = badges;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  async answer(context: RequestContext): Promise<Answer> {
    if (context.entry === 'refused-link') return this.badges.answer(context);
    const { target, audience, id: requestId } = context;
    const request = parseBadgeRequest(target);
    const now = this.clock.now();
    const found = request.faults.length > 0 ? 'invalid' : await this.lookUp(request, now);
    return drawnFor(usedLink(context), found, now, (outcome) =>
      badgeAnswer({ request, outcome, audience, maxAge: this.maxAge, requestId }, this.badges.rendered),
    );
  }

  private lookUp({ subject, query }: BadgeRequest, now: Moment): Promise<Outcome> {
    const window = query.window ?? DEFAULT_WINDOW;
    switch (subject.of) {
      case 'service':
        return this.uptime.ofService({ service: subject.service, ...pickedScope(query) }, window, now);
      case 'aggregate':
        return this.uptime.ofAll({ prefix: subject.prefix, ...pickedScope(query) }, window, now);
      case 'object':
        return this.uptime.ofObjects(
          { resource: subject.resource, name: subject.name, ...pickedScope(query) },
          window,
          now,
        );
      // A cluster has no history of its own.
      case 'cluster':
        return Promise.resolve('not-found');
    }
  }
}

// Answers requests for badges, from memory alone. It owns what has been drawn.
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../auth/request-context.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import type { Answer } from '../http/answer.ts';
import { badgeAnswer } from './badge-answer.ts';
import { type BadgeRequest, parseBadgeRequest, placeOf } from './badge-request.ts';
import type { Outcome } from './outcome.ts';
import { RenderedBadges } from './rendered-badges.ts';

@Injectable()
export class BadgesService {
  readonly #fleet: FleetService;
  readonly #clock: Clock;
  readonly #maxAge: number;
  readonly #rendered = new RenderedBadges();

  constructor(fleet: FleetService, @Inject(CLOCK) clock: Clock, @Inject(CONFIG) config: Config) {
    this.#fleet = fleet;
    this.#clock = clock;
    this.#maxAge = config.badges.maxAge;
  }

  /** A request that the gate let through, by a `badge` or an `aggregate` route. */
  answer({ target, audience, id }: RequestContext): Answer {
    const request = parseBadgeRequest(target);
    const outcome = request.faults.length > 0 ? 'invalid' : this.#lookUp(request);
    return badgeAnswer({ request, outcome, audience, maxAge: this.#maxAge, requestId: id }, this.#rendered);
  }

  #lookUp({ subject, query }: BadgeRequest): Outcome {
    const now = this.#clock.now();
    const place = placeOf(query);
    return subject.of === 'service'
      ? this.#fleet.read({ service: subject.service, check: subject.check, ...place }, now)
      : this.#fleet.readAggregate({ prefix: subject.prefix, check: subject.check, ...place }, now);
  }
}

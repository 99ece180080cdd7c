// Why a service is in its state, as JSON.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { isName } from '../../config/names.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { ProblemError } from '../../http/problem/problem.ts';
import { badName, UNKNOWN_IN_SCOPE } from '../services/service-problems.ts';
import { parseQuery } from '../../http/request/query.dto.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { listJson } from '../list-json.ts';
import { scopeOf } from '../services/service-page.ts';
import { ScopeQuery } from '../services/services-query.dto.ts';
import { whyItem } from './why-item.ts';
import { ExplanationService } from './explanation.service.ts';

@Controller()
export class WhyController {
  private readonly fleet: FleetService;
  private readonly why: ExplanationService;
  private readonly clock: Clock;

  constructor(fleet: FleetService, why: ExplanationService, @Inject(CLOCK) clock: Clock) {
    this.fleet = fleet;
    this.why = why;
    this.clock = clock;
  }

  @AnswersRoute('v1-why')
  async answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { target, audience } = contextOf(request);
    const { name = '' } = target.params;
    if (!isName(name)) throw new ProblemError(BAD_NAME);
    const now = this.clock.now();
    const isInScope = scopeOf(parseQuery(ScopeQuery, target.query));
    const services = this.fleet.named(name, now).filter(isInScope);
    if (services.length === 0) throw new ProblemError(UNKNOWN_IN_SCOPE);
    const items = [];
    for (const service of services.slice(0, MAX_ITEMS)) items.push(whyItem(await this.why.of(service, now), now));
    sendAnswer(request, response, jsonAnswer(listJson(items, services.length), audience));
  }
}

/** Each has all pods in trouble: of a name that very many namespaces have, pick one. */
const MAX_ITEMS = 50;

const BAD_NAME = badName('/v1/services/web/why');

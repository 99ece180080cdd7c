// The services, as lists of names and as JSON with everything that is known of them.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { isName } from '../../config/names.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { ProblemError } from '../../http/problem/problem.ts';
import { UNKNOWN_SERVICE } from '../../http/problem/problems.ts';
import { badName } from './service-problems.ts';
import { parseQuery } from '../../http/request/query.dto.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { HistoryService } from '../../history/history.service.ts';
import { MomentsService } from '../../history/windows/moments.service.ts';
import { knownPage, type KnownServicesJson } from '../known-service.ts';
import { momentFound, NO_PAST_ATTENTION } from '../moment-problems.ts';
import { listJson } from '../list-json.ts';
import { serviceItem, stateSpan } from './service-item.ts';
import { matching, pageOf, parseToken } from './service-page.ts';
import { ServicesQuery } from './services-query.dto.ts';

@Controller()
export class ServicesController {
  private readonly fleet: FleetService;
  private readonly local: LocalCatalog;
  private readonly history: HistoryService;
  private readonly moments: MomentsService;
  private readonly clock: Clock;

  constructor(
    fleet: FleetService,
    local: LocalCatalog,
    history: HistoryService,
    moments: MomentsService,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.moments = moments;
    this.fleet = fleet;
    this.local = local;
    this.history = history;
    this.clock = clock;
  }

  @AnswersRoute('services')
  names(@Req() request: Request, @Res() response: Response): void {
    this.local.advance(this.clock.now());
    answer(request, response, this.local.names());
  }

  @AnswersRoute('service-checks')
  checks(@Req() request: Request, @Res() response: Response): void {
    const name = nameOf(request);
    this.local.advance(this.clock.now());
    const services = this.local.named(name).length > 0 ? this.local.named(name) : this.local.withAlias(name);
    if (services.length === 0) throw new ProblemError(UNKNOWN_SERVICE);
    answer(request, response, [...new Set(services.flatMap((service) => [...service.results.keys()]))]);
  }

  @AnswersRoute('v1-services')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const query = parseQuery(ServicesQuery, contextOf(request).target.query);
    answer(request, response, query.at === undefined ? this.page(query) : await this.pastPage(query, query.at));
  }

  private page({ limit, continue: token, ...filter }: ServicesQuery): unknown {
    const now = this.clock.now();
    const found = matching(this.fleet.services({}, now), filter, now);
    const { services, ...page } = pageOf(found, limit, token === undefined ? undefined : parseToken(token));
    return { items: services.map((service) => serviceItem(service, now)), ...page };
  }

  private async pastPage(query: ServicesQuery, at: number): Promise<KnownServicesJson> {
    if (query.attention !== undefined) throw new ProblemError(NO_PAST_ATTENTION);
    return knownPage(momentFound(await this.moments.at(at)), query, query);
  }

  @AnswersRoute('v1-service')
  one(@Req() request: Request, @Res() response: Response): void {
    const now = this.clock.now();
    const services = this.fleet.named(nameOf(request), now);
    if (services.length === 0) throw new ProblemError(UNKNOWN_SERVICE);
    const items = services.map((service) => ({
      ...serviceItem(service, now),
      history: this.history.of(service).map(stateSpan),
    }));
    answer(request, response, listJson(items));
  }
}

function nameOf(request: Request): string {
  const { name = '' } = contextOf(request).target.params;
  if (!isName(name)) throw new ProblemError(BAD_NAME);
  return name;
}

function answer(request: Request, response: Response, value: unknown): void {
  sendAnswer(request, response, jsonAnswer(value, contextOf(request).audience));
}

const BAD_NAME = badName('/services/web/');

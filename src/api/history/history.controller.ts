// What was seen of a service or an object in a window of time, as JSON: its changes, and the sums of days.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { isName, isObjectName } from '../../config/names.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { HistoryService } from '../../history/history.service.ts';
import type { SubjectKey } from '../../history/spans/subject-key.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { badRequest, ProblemError } from '../../http/problem/problem.ts';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { parseQuery } from '../../http/request/query.dto.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { scopeOf } from '../services/service-page.ts';
import { badName, UNKNOWN_IN_SCOPE } from '../services/service-problems.ts';
import { type HistoryJson, historyBody, type KnownHistory } from './history-body.ts';
import { HistoryQuery, intervalOf } from './history-query.dto.ts';
import { BAD_OBJECT, UNKNOWN_OBJECT } from './object-problems.ts';

@Controller()
export class HistoryController {
  private readonly fleet: FleetService;
  private readonly objects: ObjectFleetService;
  private readonly history: HistoryService;
  private readonly clock: Clock;

  constructor(fleet: FleetService, objects: ObjectFleetService, history: HistoryService, @Inject(CLOCK) clock: Clock) {
    this.fleet = fleet;
    this.objects = objects;
    this.history = history;
    this.clock = clock;
  }

  @AnswersRoute('v1-history')
  async ofService(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { target, audience } = contextOf(request);
    const { name = '' } = target.params;
    if (!isName(name)) throw new ProblemError(BAD_NAME);
    const query = parseQuery(HistoryQuery, target.query);
    const services = this.fleet.named(name, this.clock.now()).filter(scopeOf(query));
    if (services.length === 0) throw new ProblemError(UNKNOWN_IN_SCOPE);
    sendAnswer(request, response, jsonAnswer(await this.bodyOf(services, query), audience));
  }

  @AnswersRoute('v1-object-history')
  async ofObject(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { target, audience } = contextOf(request);
    const { resource = '', name = '' } = target.params;
    if (!isName(resource) || !isObjectName(name)) throw new ProblemError(BAD_OBJECT);
    const query = parseQuery(HistoryQuery, target.query);
    const objects = this.objects.named({ resource, name }, this.clock.now()).filter(scopeOf(query));
    if (objects.length === 0) throw new ProblemError(UNKNOWN_OBJECT);
    sendAnswer(request, response, jsonAnswer(await this.bodyOf(objects, query), audience));
  }

  private async bodyOf(subjects: readonly SubjectKey[], query: HistoryQuery): Promise<HistoryJson> {
    const interval = intervalOf(query, this.clock.now().wall);
    if (interval === undefined) throw new ProblemError(BAD_INTERVAL);
    const known: KnownHistory[] = [];
    for (const place of subjects.slice(0, MAX_PLACES)) {
      known.push({ place, ...(await this.history.changesAndDays(place, interval)) });
    }
    return historyBody(known, { interval, since: this.history.start, after: query.continue ?? 0 });
  }
}

/** Of one name: pick a namespace where there are more. */
const MAX_PLACES = 50;

const BAD_NAME = badName('/v1/services/web/history');
const BAD_INTERVAL = badRequest(
  '`from` must be before `to`, by at most 400 days; give both with the page before this one’s `continue`.',
);

// What was seen of a service in a window of time, as JSON: its changes, and the sums of days.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { isName } from '../../config/names.ts';
import { timestamp } from '../../config/timestamp.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { HistoryService } from '../../history/history.service.ts';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { badRequest, ProblemError } from '../../http/problem/problem.ts';
import { badName, UNKNOWN_IN_SCOPE } from '../services/service-problems.ts';
import { parseQuery } from '../../http/request/query.dto.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { type DayItem, dayItem, historicItem, type HistoricItem } from './history-item.ts';
import { HistoryQuery, intervalOf } from './history-query.dto.ts';
import { scopeOf } from '../services/service-page.ts';

@Controller()
export class HistoryController {
  private readonly fleet: FleetService;
  private readonly history: HistoryService;
  private readonly clock: Clock;

  constructor(fleet: FleetService, history: HistoryService, @Inject(CLOCK) clock: Clock) {
    this.fleet = fleet;
    this.history = history;
    this.clock = clock;
  }

  @AnswersRoute('v1-history')
  async answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { target, audience } = contextOf(request);
    const { name = '' } = target.params;
    if (!isName(name)) throw new ProblemError(BAD_NAME);
    const query = parseQuery(HistoryQuery, target.query);
    const now = this.clock.now();
    const interval = intervalOf(query, now.wall);
    if (interval === undefined) throw new ProblemError(BAD_INTERVAL);
    const services = this.fleet.named(name, now).filter(scopeOf(query));
    if (services.length === 0) throw new ProblemError(UNKNOWN_IN_SCOPE);
    const items: HistoricItem[] = [];
    const days: DayItem[] = [];
    for (const service of services.slice(0, MAX_SERVICES)) {
      const known = await this.history.changesAndDays(service, interval);
      for (const change of known.changes) items.push(historicItem(service, change));
      for (const day of known.days) days.push(dayItem(service, day));
    }
    const from = query.continue ?? 0;
    const isMore = from + MAX_ITEMS < items.length;
    const body = {
      from: timestamp(interval.from),
      to: timestamp(interval.to),
      since: timestamp(this.history.start),
      items: items.slice(from, from + MAX_ITEMS),
      days: from === 0 ? days : [],
      ...(isMore && { continue: String(from + MAX_ITEMS) }),
    };
    sendAnswer(request, response, jsonAnswer(body, audience));
  }
}

/** Changes on a page. */
const MAX_ITEMS = 1_000;
/** Of one name: pick a namespace where there are more. */
const MAX_SERVICES = 50;

const BAD_NAME = badName('/v1/services/web/history');
const BAD_INTERVAL = badRequest(
  '`from` must be before `to`, by at most 400 days; give both with the page before this one’s `continue`.',
);

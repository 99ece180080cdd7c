// The objects of WATCH_OBJECTS, as JSON.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Clock } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { AnswersRoute } from '../http/answers-route.decorator.ts';
import { jsonAnswer } from '../http/json-answer.ts';
import { parseQuery } from '../http/query.dto.ts';
import { contextOf } from '../http/request-context.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { ObjectFleetService } from '../federation/object-fleet.service.ts';
import { objectItems, objectPage } from './object-item.ts';
import { ObjectsQuery } from './objects-query.dto.ts';

@Controller()
export class ObjectsController {
  constructor(
    private readonly objects: ObjectFleetService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @AnswersRoute('v1-objects')
  list(@Req() request: Request, @Res() response: Response): void {
    const { audience, target } = contextOf(request);
    const { limit, continue: after, ...filter } = parseQuery(ObjectsQuery, target.query);
    const items = objectItems(this.objects.views(), filter, this.clock.now());
    sendAnswer(request, response, jsonAnswer(objectPage(items, limit, after), audience));
  }
}

// The objects of WATCH_OBJECTS, as JSON.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { parseQuery } from '../../http/request/query.dto.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { objectPage } from './object-item.ts';
import { ObjectsQuery } from './objects-query.dto.ts';

@Controller()
export class ObjectsController {
  constructor(
    private readonly objects: ObjectFleetService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @AnswersRoute('v1-objects')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { audience, target } = contextOf(request);
    const { limit, continue: after, ...filter } = parseQuery(ObjectsQuery, target.query);
    const page = await objectPage(this.objects.views(), { filter, limit, after }, this.clock.now(), () => nextTurn());
    sendAnswer(request, response, jsonAnswer(page, audience));
  }
}

// Every custom check: where it comes from, and how its runs go.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { listJson } from '../list-json.ts';
import { checkItems } from './check-item.ts';
import { ChecksService } from '../../checks/checks.service.ts';

@Controller()
export class ChecksController {
  private readonly checks: ChecksService;

  constructor(checks: ChecksService) {
    this.checks = checks;
  }

  @AnswersRoute('v1-checks')
  list(@Req() request: Request, @Res() response: Response): void {
    const items = this.checks.all().flatMap(checkItems);
    sendAnswer(request, response, jsonAnswer(listJson(items), contextOf(request).audience));
  }
}

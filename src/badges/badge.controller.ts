// The badges: one service's, and those of all services whose names begin alike.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/answers-route.decorator.ts';
import { contextOf } from '../http/request-context.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { BadgesService } from './badges.service.ts';

@Controller()
export class BadgeController {
  private readonly badges: BadgesService;

  constructor(badges: BadgesService) {
    this.badges = badges;
  }

  @AnswersRoute('badge')
  badge(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, this.badges.answer(contextOf(request)));
  }

  @AnswersRoute('aggregate')
  aggregate(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, this.badges.answer(contextOf(request)));
  }
}

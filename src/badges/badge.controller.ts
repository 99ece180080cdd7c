// The badges: one service's, those of all services whose names begin alike, an object's, and the cluster's.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/answers-route.decorator.ts';
import { contextOf } from '../http/request-context.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { BadgesService } from './badges.service.ts';
import { UptimeBadgesService } from './uptime-badges.service.ts';

@Controller()
export class BadgeController {
  private readonly badges: BadgesService;
  private readonly uptime: UptimeBadgesService;

  constructor(badges: BadgesService, uptime: UptimeBadgesService) {
    this.badges = badges;
    this.uptime = uptime;
  }

  @AnswersRoute('badge')
  async badge(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(request, response);
  }

  @AnswersRoute('aggregate')
  async aggregate(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(request, response);
  }

  @AnswersRoute('object')
  object(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, this.badges.answer(contextOf(request)));
  }

  @AnswersRoute('cluster')
  cluster(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, this.badges.answer(contextOf(request)));
  }

  private async send(request: Request, response: Response): Promise<void> {
    const context = contextOf(request);
    const isUptime = context.target.params['check'] === 'uptime';
    const answer = isUptime ? await this.uptime.answer(context) : this.badges.answer(context);
    sendAnswer(request, response, answer);
  }
}

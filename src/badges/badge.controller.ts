// The badges: one service's, those of all services whose names begin alike, an object's, and the cluster's; and
// the card that says why.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/request/answers-route.decorator.ts';
import type { Answer } from '../http/answer/answer.ts';
import { contextOf, type RequestContext } from '../http/request/request-context.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { BadgesService } from './badges.service.ts';
import { UptimeBadgesService } from './uptime-badges.service.ts';
import { WhyCardsService } from './why-cards.service.ts';

@Controller()
export class BadgeController {
  private readonly badges: BadgesService;
  private readonly uptime: UptimeBadgesService;
  private readonly cards: WhyCardsService;

  constructor(badges: BadgesService, uptime: UptimeBadgesService, cards: WhyCardsService) {
    this.badges = badges;
    this.uptime = uptime;
    this.cards = cards;
  }

  /** Before `badge`: to Express its path is one of those too. */
  @AnswersRoute('why-card')
  async card(@Req() request: Request, @Res() response: Response): Promise<void> {
    sendAnswer(request, response, await this.cards.answer(contextOf(request)));
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
  async object(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.send(request, response);
  }

  @AnswersRoute('cluster')
  cluster(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, this.badges.answer(contextOf(request)));
  }

  private async send(request: Request, response: Response): Promise<void> {
    const context = contextOf(request);
    const isUptime = context.target.params['check'] === 'uptime';
    sendAnswer(request, response, isUptime ? await this.uptime.answer(context) : await this.answer(context));
  }

  private async answer(context: RequestContext): Promise<Answer> {
    await this.badges.prepare(context);
    return this.badges.answer(context);
  }
}

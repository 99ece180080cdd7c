// All badges as Markdown, to paste into a README or a wiki.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/request/answers-route.decorator.ts';
import { contextOf } from '../http/request/request-context.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { matching } from '../api/services/service-page.ts';
import { ServicesFilter } from '../api/services/services-query.dto.ts';
import { jsonHeaders } from '../http/answer/headers.ts';
import { parseQuery } from '../http/request/query.dto.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { slicedAnswer } from '../http/answer/sliced-answer.ts';
import { badgesMarkdown } from './badges-markdown.ts';

@Controller()
export class BadgesMarkdownController {
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly config: Config;
  /** The table that is being made, or was made last. */
  private last: Promise<void> = Promise.resolve();

  constructor(fleet: FleetService, @Inject(CLOCK) clock: Clock, @Inject(CONFIG) config: Config) {
    this.fleet = fleet;
    this.clock = clock;
    this.config = config;
  }

  @AnswersRoute('badges-markdown')
  async table(@Req() request: Request, @Res() response: Response): Promise<void> {
    const filter = parseQuery(ServicesFilter, contextOf(request).target.query);
    // One at a time: several at once would be as much memory, and no sooner.
    this.last = this.last.then(() => this.send(request, response, filter));
    await this.last;
  }

  private async send(request: Request, response: Response, filter: ServicesFilter): Promise<void> {
    if (response.destroyed) return;
    const now = this.clock.now();
    const services = matching(this.fleet.services({}, now), filter, now);
    const { site, peers } = this.config;
    const lines = badgesMarkdown(services, { base: site.publicUrl ?? '', isHub: peers.length > 0 });
    const headers = { ...jsonHeaders(contextOf(request).audience), 'Content-Type': 'text/markdown; charset=utf-8' };
    sendAnswer(request, response, await slicedAnswer(lines, headers, () => nextTurn()));
  }
}

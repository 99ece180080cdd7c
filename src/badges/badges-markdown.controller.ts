// All badges as Markdown, to paste into a README or a wiki.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/answers-route.decorator.ts';
import { contextOf } from '../http/request-context.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { matching } from '../api/service-page.ts';
import { ServicesFilter } from '../api/services-query.dto.ts';
import { withEtag } from '../http/etag.ts';
import { jsonHeaders } from '../http/headers.ts';
import { parseQuery } from '../http/query.dto.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { badgesMarkdown } from './badges-markdown.ts';

@Controller()
export class BadgesMarkdownController {
  private readonly fleet: FleetService;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(fleet: FleetService, @Inject(CLOCK) clock: Clock, @Inject(CONFIG) config: Config) {
    this.fleet = fleet;
    this.clock = clock;
    this.config = config;
  }

  @AnswersRoute('badges-markdown')
  table(@Req() request: Request, @Res() response: Response): void {
    const { target, audience } = contextOf(request);
    const filter = parseQuery(ServicesFilter, target.query);
    const now = this.clock.now();
    const services = matching(this.fleet.services(filter, now), filter, now);
    const { site, peers } = this.config;
    const body = badgesMarkdown(services, { base: site.publicUrl ?? '', isHub: peers.length > 0 });
    const headers = { ...jsonHeaders(audience), 'Content-Type': 'text/markdown; charset=utf-8' };
    sendAnswer(request, response, withEtag({ status: 200, headers, body }));
  }
}

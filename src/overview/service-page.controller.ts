// The page of one service.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Bounds } from '../config/bounds.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { isName } from '../config/names.ts';
import { AnswersRoute } from '../http/request/answers-route.decorator.ts';
import { withEtag } from '../http/answer/etag.ts';
import { NO_STORE, pageHeaders } from '../http/answer/headers.ts';
import { ProblemError } from '../http/problem/problem.ts';
import { BAD_NAME, NOT_ON_THE_OVERVIEW, UNKNOWN_CHECK } from './page-problems.ts';
import { parseQuery } from '../http/request/query.dto.ts';
import { contextOf } from '../http/request/request-context.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { LiveService } from './stream/live.service.ts';
import { OverviewService } from './page/overview.service.ts';
import { PastService } from './past/past.service.ts';
import type { PastFilter } from './past/past-view.ts';
import { RenderedPages } from './page/rendered-pages.ts';
import { selfHref } from './query/service-href.ts';
import { siteRoot } from './query/site-root.ts';
import { ServiceQuery } from './query/service-query.dto.ts';
import { renderPanel } from './views/badge-panel.tsx';
import { renderServicePage, scopeOf } from './views/service/service-page.tsx';

@Controller()
export class ServicePageController {
  private readonly overview: OverviewService;
  private readonly live: LiveService;
  private readonly past: PastService;
  private readonly frameAncestors: string;
  private readonly clock: Clock;
  private readonly rendered: RenderedPages<Promise<string>>;

  constructor(
    overview: OverviewService,
    live: LiveService,
    past: PastService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(BOUNDS) { pages }: Bounds,
  ) {
    this.clock = clock;
    this.rendered = new RenderedPages(pages);
    this.overview = overview;
    this.live = live;
    this.past = past;
    this.frameAncestors = config.site.frameAncestors;
  }

  @AnswersRoute('service-page')
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { target } = contextOf(request);
    const { name = '' } = target.params;
    const position = this.live.catchUp();
    const body = await this.rendered.get(target.raw, position, this.clock.now().monotonic, () =>
      this.render(name, target.query, siteRoot(target.raw), position),
    );
    const headers = { ...pageHeaders(this.frameAncestors), ...(this.overview.makesLinks && NO_STORE) };
    sendAnswer(request, response, withEtag({ status: 200, headers, body }));
  }

  private async render(name: string, search: URLSearchParams, root: string, position: string): Promise<string> {
    if (!isName(name)) throw new ProblemError(BAD_NAME);
    const query = parseQuery(ServiceQuery, search);
    if (query.at !== undefined) return this.past.servicePage(query.at, name, listsOf(query), root);
    const view = await this.overview.serviceView(name, query, position, root);
    if (view === undefined) throw new ProblemError(NOT_ON_THE_OVERVIEW);
    if (query.part !== 'badge') return renderServicePage(view);
    if (view.panel === undefined) throw new ProblemError(UNKNOWN_CHECK);
    return renderPanel({ panel: view.panel, closeHref: selfHref(view), query: scopeOf(view.summary.service) });
  }
}

function listsOf({ cluster, namespace }: ServiceQuery): PastFilter {
  return { ...(cluster && { cluster: [cluster] }), ...(namespace && { namespace: [namespace] }) };
}

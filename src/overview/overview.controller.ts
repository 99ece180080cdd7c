// The overview page, its live stream, and the files that it needs.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/request/answers-route.decorator.ts';
import { contextOf } from '../http/request/request-context.ts';
import type { Bounds } from '../config/bounds.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { withEtag } from '../http/answer/etag.ts';
import { assetHeaders, COMMON_HEADERS, NO_STORE, pageHeaders, STREAM_HEADERS } from '../http/answer/headers.ts';
import { ProblemError } from '../http/problem/problem.ts';
import { SHUTTING_DOWN } from '../http/problem/problems.ts';
import { TOO_MANY_PAGES, UNKNOWN_CHECK, UNKNOWN_FILE } from './page-problems.ts';
import { parseQuery } from '../http/request/query.dto.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { ReadinessService } from '../observability/readiness.service.ts';
import { LiveService } from './stream/live.service.ts';
import type { Topic } from './stream/topic.ts';
import { type OverviewQuery, PageQueryParameters, StreamQuery } from './query/overview-query.dto.ts';
import { OverviewService } from './page/overview.service.ts';
import { hrefOf, joinRepeated, pageQueryOf, searchOf } from './query/page-query.ts';
import { PastService } from './past/past.service.ts';
import { RenderedPages } from './page/rendered-pages.ts';
import { renderPanel } from './views/badge-panel.tsx';
import { renderPage } from './views/page.tsx';
import { renderWall } from './views/wall.tsx';

@Controller()
export class OverviewController {
  private readonly overview: OverviewService;
  private readonly live: LiveService;
  private readonly past: PastService;
  private readonly readiness: ReadinessService;
  private readonly clock: Clock;
  private readonly frameAncestors: string;
  readonly rendered: RenderedPages<Promise<string>>;

  constructor(
    overview: OverviewService,
    live: LiveService,
    past: PastService,
    readiness: ReadinessService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(BOUNDS) { pages }: Bounds,
  ) {
    this.overview = overview;
    this.live = live;
    this.past = past;
    this.readiness = readiness;
    this.clock = clock;
    this.rendered = new RenderedPages(pages);
    this.frameAncestors = config.site.frameAncestors;
  }

  @AnswersRoute('page')
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const query = parseQuery(PageQueryParameters, joinRepeated(contextOf(request).target.query));
    const body = query.at === undefined ? await this.livePage(query) : await this.past.page(query.at, query);
    const headers = { ...pageHeaders(this.frameAncestors), ...(this.overview.makesLinks && NO_STORE) };
    sendAnswer(request, response, withEtag({ status: 200, headers, body }));
  }

  private async livePage(query: OverviewQuery): Promise<string> {
    if (query.part === 'badge') return this.panel(query);
    // Names the position first: what changes while the page is drawn is sent again, never lost.
    const position = this.live.catchUp();
    const { monotonic } = this.clock.now();
    return this.rendered.get(searchOf(query), position, monotonic, () => this.render(query, position));
  }

  private async render(query: OverviewQuery, position: string): Promise<string> {
    const view = await this.overview.viewInTurns(query, position);
    return (query.view === 'wall' ? renderWall : renderPage)(view);
  }

  private panel(query: OverviewQuery): string {
    const panel = this.overview.panel(query);
    if (panel === undefined) throw new ProblemError(UNKNOWN_CHECK);
    return renderPanel({ panel, closeHref: hrefOf(pageQueryOf(query), {}), query: pageQueryOf(query) });
  }

  @AnswersRoute('page-stream')
  stream(@Req() request: Request, @Res() response: Response): void {
    const query = parseQuery(StreamQuery, contextOf(request).target.query);
    if (this.readiness.isDraining) throw new ProblemError(SHUTTING_DOWN);
    if (this.live.isFull) throw new ProblemError(TOO_MANY_PAGES);
    // A connection that breaks ends in `close`.
    response.on('error', () => undefined);
    response.writeHead(200, { ...COMMON_HEADERS, ...STREAM_HEADERS });
    if (request.method === 'HEAD') response.end();
    else response.once('close', this.live.open(topicOf(query), request.get('last-event-id') ?? query.at, response));
  }

  @AnswersRoute('asset')
  asset(@Req() request: Request, @Res() response: Response): void {
    const { file = '' } = contextOf(request).target.params;
    const asset = this.overview.asset(file);
    if (asset === undefined) throw new ProblemError(UNKNOWN_FILE);
    sendAnswer(request, response, { status: 200, headers: assetHeaders(asset.contentType), body: asset.bytes });
  }
}

function topicOf(query: StreamQuery): Topic {
  const { service } = query;
  return { query: pageQueryOf(query), ...(service !== undefined && { service }) };
}

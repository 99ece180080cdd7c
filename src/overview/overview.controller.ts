// The overview page, its live stream, and the files that it needs.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/answers-route.decorator.ts';
import { contextOf } from '../http/request-context.ts';
import type { Bounds } from '../config/bounds.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { withEtag } from '../http/etag.ts';
import { assetHeaders, COMMON_HEADERS, NO_STORE, pageHeaders, STREAM_HEADERS } from '../http/headers.ts';
import { notFound, ProblemError, unavailable } from '../http/problem.ts';
import { parseQuery } from '../http/query.dto.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { ReadinessService } from '../observability/readiness.service.ts';
import { LiveService, type Topic } from './live.service.ts';
import { OverviewQuery, StreamQuery } from './overview-query.dto.ts';
import { OverviewService } from './overview.service.ts';
import { hrefOf, joinRepeated, pageQueryOf, searchOf } from './page-query.ts';
import { RenderedPages } from './rendered-pages.ts';
import { renderPanel } from './views/badge-panel.tsx';
import { renderPage } from './views/page.tsx';
import { renderWall } from './views/wall.tsx';

@Controller()
export class OverviewController {
  private readonly overview: OverviewService;
  private readonly live: LiveService;
  private readonly readiness: ReadinessService;
  private readonly clock: Clock;
  private readonly frameAncestors: string;
  readonly rendered: RenderedPages;

  constructor(
    overview: OverviewService,
    live: LiveService,
    readiness: ReadinessService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
    @Inject(BOUNDS) { pages }: Bounds,
  ) {
    this.overview = overview;
    this.live = live;
    this.readiness = readiness;
    this.clock = clock;
    this.rendered = new RenderedPages(pages);
    this.frameAncestors = config.site.frameAncestors;
  }

  @AnswersRoute('page')
  page(@Req() request: Request, @Res() response: Response): void {
    const query = parseQuery(OverviewQuery, joinRepeated(contextOf(request).target.query));
    const body = query.part === 'badge' ? this.panel(query) : this.renderPage(query);
    const headers = { ...pageHeaders(this.frameAncestors), ...(this.overview.makesLinks && NO_STORE) };
    sendAnswer(request, response, withEtag({ status: 200, headers, body }));
  }

  /** Names the position first: what changes while the page is drawn is sent again, never lost. */
  private renderPage(query: OverviewQuery): string {
    const position = this.live.catchUp();
    const { monotonic } = this.clock.now();
    return this.rendered.get(searchOf(query), position, monotonic, () =>
      (query.view === 'wall' ? renderWall : renderPage)(this.overview.view(query, position)),
    );
  }

  private panel(query: OverviewQuery): string {
    const panel = this.overview.panel(query);
    if (panel === undefined) throw new ProblemError(noSuchCheck);
    return renderPanel({ panel, closeHref: hrefOf(pageQueryOf(query), {}), query: pageQueryOf(query) });
  }

  @AnswersRoute('page-stream')
  stream(@Req() request: Request, @Res() response: Response): void {
    const query = parseQuery(StreamQuery, contextOf(request).target.query);
    if (this.readiness.isDraining) throw new ProblemError(going);
    if (this.live.isFull) throw new ProblemError(tooMany);
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
    if (asset === undefined) throw new ProblemError(noSuchFile);
    sendAnswer(request, response, { status: 200, headers: assetHeaders(asset.contentType), body: asset.bytes });
  }
}

function topicOf(query: StreamQuery): Topic {
  const { service } = query;
  return { query: pageQueryOf(query), ...(service !== undefined && { service }) };
}

const noSuchFile = notFound('The page has no such file. It may be of an older version: load the page again.');
const noSuchCheck = notFound('No such check is known any more. Load the page again to see which are.');
const going = unavailable('This shield is shutting down. Ask again: another replica, or the next process, answers.', 1);
const tooMany = unavailable(
  'As many pages are open as may be live at once, 1,000. This one tries again by itself.',
  30,
);

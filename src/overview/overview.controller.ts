// The overview page, and the files that it needs.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../auth/gate.middleware.ts';
import { contextOf } from '../auth/request-context.ts';
import type { Config } from '../config/config.ts';
import { CONFIG } from '../config/config.module.ts';
import { withEtag } from '../http/etag.ts';
import { assetHeaders, pageHeaders } from '../http/headers.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import { parseQuery } from '../http/query.dto.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { OverviewQuery } from './overview-query.dto.ts';
import { OverviewService } from './overview.service.ts';
import { renderPage } from './views/page.tsx';

@Controller()
export class OverviewController {
  readonly #overview: OverviewService;
  readonly #frameAncestors: string;

  constructor(overview: OverviewService, @Inject(CONFIG) config: Config) {
    this.#overview = overview;
    this.#frameAncestors = config.site.frameAncestors;
  }

  @AnswersRoute('page')
  page(@Req() request: Request, @Res() response: Response): void {
    const query = parseQuery(OverviewQuery, contextOf(request).target.query);
    const body = renderPage(this.#overview.view(query));
    sendAnswer(request, response, withEtag({ status: 200, headers: pageHeaders(this.#frameAncestors), body }));
  }

  @AnswersRoute('asset')
  asset(@Req() request: Request, @Res() response: Response): void {
    const { file = '' } = contextOf(request).target.params;
    const asset = this.#overview.asset(file);
    if (asset === undefined) throw new ProblemError(noSuchFile);
    sendAnswer(request, response, { status: 200, headers: assetHeaders(asset.contentType), body: asset.bytes });
  }
}

const noSuchFile = notFound('The page has no such file. It may be of an older version: load the page again.');

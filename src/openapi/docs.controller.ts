// The API's documentation: the OpenAPI document, and Swagger UI to read it with. What is answered here names no
// deployment, and Swagger UI asks no other host for anything.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/request/answers-route.decorator.ts';
import { contextOf } from '../http/request/request-context.ts';
import type { Config } from '../config/config.ts';
import { CONFIG } from '../config/config.module.ts';
import { withEtag } from '../http/answer/etag.ts';
import { jsonHeaders } from '../http/answer/headers.ts';
import { ProblemError } from '../http/problem/problem.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { assetHeaders, docsHeaders } from './docs-headers.ts';
import { docsPage, isAssetName, NO_SUCH_ASSET, typeOf } from './docs-page.ts';
import { DocsService } from './docs.service.ts';

@Controller()
export class DocsController {
  private readonly docs: DocsService;
  private readonly frameAncestors: string;

  constructor(docs: DocsService, @Inject(CONFIG) { site }: Config) {
    this.docs = docs;
    this.frameAncestors = site.frameAncestors;
  }

  @AnswersRoute('docs')
  page(@Req() request: Request, @Res() response: Response): void {
    const [path = ''] = contextOf(request).target.raw.split('?');
    const body = docsPage(path.endsWith('/') ? './' : './docs/');
    sendAnswer(request, response, withEtag({ status: 200, headers: docsHeaders(this.frameAncestors), body }));
  }

  @AnswersRoute('openapi')
  async document(@Req() request: Request, @Res() response: Response): Promise<void> {
    const headers = jsonHeaders(contextOf(request).audience);
    sendAnswer(request, response, withEtag({ status: 200, headers, body: await this.docs.document() }));
  }

  @AnswersRoute('docs-asset')
  async asset(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { asset = '' } = contextOf(request).target.params;
    if (!isAssetName(asset)) throw new ProblemError(NO_SUCH_ASSET);
    const body = await this.docs.asset(asset);
    sendAnswer(request, response, withEtag({ status: 200, headers: assetHeaders(typeOf(asset)), body }));
  }
}

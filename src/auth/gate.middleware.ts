// The gate: every request passes here before anything else sees it. What has no route, no access or no business having
// a body is answered at once; what goes on has its context, and a URL that Express can read in one way only.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.ts';
import { CONFIG } from '../config/config.module.ts';
import { hasBody } from '../http/has-body.ts';
import { type Problem, CONTENT_TOO_LARGE, METHOD_NOT_ALLOWED, notFound, problemAnswer } from '../http/problem.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { accessOf } from './access-policy.ts';
import { AuthService } from './auth.service.ts';
import { type RequestContext, rememberContext } from '../http/request-context.ts';
import { type RequestTarget, type TargetFault, parseRequestTarget } from '../http/request-target.ts';
import type { Access } from '../http/routes.ts';

@Injectable()
export class GateMiddleware {
  private readonly config: Config;
  private readonly auth: AuthService;

  constructor(@Inject(CONFIG) config: Config, auth: AuthService) {
    this.config = config;
    this.auth = auth;
  }

  /** The context of a request that goes on to its handler; undefined where it has been answered here. */
  admit(request: IncomingMessage, response: ServerResponse): RequestContext | undefined {
    const id = randomUUID();
    const admitted = this.judge(request, id);
    if ('fault' in admitted) {
      sendAnswer(request, response, problemAnswer(admitted.fault, id));
      return undefined;
    }
    rememberContext(request, admitted);
    request.url = admitted.target.path + admitted.target.search;
    return admitted;
  }

  private judge(request: IncomingMessage, id: string): RequestContext | TargetFault {
    const target = parseRequestTarget(request.url ?? '');
    if ('fault' in target) return target;
    const access = accessOf(target, this.config.access.mode);
    const fault = this.refusalOf(request, target, access);
    if (fault !== undefined) return { fault };
    const { corsOrigins } = this.config.site;
    return {
      id,
      target,
      access,
      audience: { isPublic: access === 'open', origin: request.headers.origin, corsOrigins },
    };
  }

  private refusalOf(request: IncomingMessage, target: RequestTarget, access: Access): Problem | undefined {
    switch (access) {
      case 'hidden':
        return NO_SUCH_PATH;
      case 'signed':
        return this.auth.problemOf(request, target.raw);
      case 'open':
        if (request.method !== 'GET' && request.method !== 'HEAD') return METHOD_NOT_ALLOWED;
        return hasBody(request.headers) ? CONTENT_TOO_LARGE : undefined;
    }
  }
}

const NO_SUCH_PATH = notFound('There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.');

// The gate: every request passes here first. Requests without a route or access, or with a body, are answered at once;
// all others get a context, and a canonical URL that Express can parse in one way only.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.ts';
import { CONFIG } from '../config/config.module.ts';
import { hasBody } from '../http/request/has-body.ts';
import { CONTENT_TOO_LARGE, METHOD_NOT_ALLOWED, NO_SUCH_PATH } from '../http/problem/problems.ts';
import { answerAsJson, type AnswerProblem } from '../http/send/answer-problem.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { accessOf } from './access/access-policy.ts';
import { AuthService } from './auth.service.ts';
import { type RequestContext, rememberContext } from '../http/request/request-context.ts';
import { type RequestTarget, type TargetFault, parseRequestTarget } from '../http/request/request-target.ts';
import { type Access, type Listener, ROUTES } from '../http/request/routes.ts';

@Injectable()
export class GateMiddleware {
  /** Set once, when the app is put together. */
  answerProblem: AnswerProblem = answerAsJson;
  private readonly config: Config;
  private readonly auth: AuthService;

  constructor(@Inject(CONFIG) config: Config, auth: AuthService) {
    this.config = config;
    this.auth = auth;
  }

  /** The context of a request that is passed on to its handler; undefined if it has been answered here. */
  admit(
    request: IncomingMessage,
    response: ServerResponse,
    listener: Listener = 'readers',
  ): RequestContext | undefined {
    const id = randomUUID();
    const admitted = this.judge(request, id, listener);
    if ('fault' in admitted) {
      const asked = { url: request.url ?? '', accept: request.headers.accept, id, listener };
      sendAnswer(request, response, this.answerProblem(admitted.fault, asked));
      return undefined;
    }
    rememberContext(request, admitted);
    request.url = admitted.target.path + admitted.target.search;
    return admitted;
  }

  private judge(request: IncomingMessage, id: string, listener: Listener): RequestContext | TargetFault {
    const target = parseRequestTarget(request.url ?? '');
    if ('fault' in target) return target;
    const admitted = this.admission(request, target, listener);
    if ('fault' in admitted) return admitted;
    const { entry } = admitted;
    const isPublic = entry !== 'signed' && entry !== 'token';
    const { corsOrigins } = this.config.site;
    return { id, target, listener, ...admitted, audience: { isPublic, origin: request.headers.origin, corsOrigins } };
  }

  private admission(request: IncomingMessage, target: RequestTarget, listener: Listener): Admission | TargetFault {
    if (listener === 'badges' && !isForBadgesPort(target)) return { fault: NO_SUCH_PATH };
    const access = accessOf(target, this.config.access.mode);
    if (isByLink(target, listener, access)) return faultOfRead(request) ?? this.byLink(target);
    if (access === 'open') return faultOfRead(request) ?? { entry: 'open' };
    if (isForTokens(target) && this.auth.hasReadToken(request)) return faultOfRead(request) ?? { entry: 'token' };
    if (access === 'hidden') return { fault: NO_SUCH_PATH };
    const fault = this.auth.problemOf(request, target.raw);
    return fault === undefined ? { entry: 'signed' } : { fault };
  }

  /** Decided before anything is looked up: without a good link nothing is said, not even which names there are. */
  private byLink(target: RequestTarget): Admission {
    const link = this.auth.goodLinkIn(target);
    return link === undefined ? { entry: 'refused-link' } : { entry: 'link', expires: link.expires };
  }
}

type Admission = Pick<RequestContext, 'entry' | 'expires'>;

function isForBadgesPort(target: RequestTarget): boolean {
  return target.route === 'ping' || isImage(target);
}

function isImage({ route }: RequestTarget): boolean {
  return route !== undefined && (ROUTES[route].access === 'badge' || ROUTES[route].access === 'card');
}

/** On the port for badges alone, what isn't open to anyone needs a link; a card isn't shown there at all. */
function isByLink(target: RequestTarget, listener: Listener, access: Access): boolean {
  if (!isImage(target)) return false;
  return target.query.has('k') || (listener === 'badges' && (access !== 'open' || target.route === 'why-card'));
}

/** Federation is for shields alone. */
function isForTokens({ route }: RequestTarget): boolean {
  return route !== undefined && ROUTES[route].access !== 'intra';
}

function faultOfRead({ method, headers }: IncomingMessage): TargetFault | undefined {
  if (method !== 'GET' && method !== 'HEAD') return { fault: METHOD_NOT_ALLOWED };
  return hasBody(headers) ? { fault: CONTENT_TOO_LARGE } : undefined;
}

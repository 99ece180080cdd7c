// Answers problems: browsers get a page that says what to do next, programs the problem details as JSON.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import type { Answer } from '../../http/answer/answer.ts';
import { NEGOTIATED, pageHeaders } from '../../http/answer/headers.ts';
import { prefersHtml } from '../../http/answer/preferred-type.ts';
import { type Problem, problemAnswer } from '../../http/problem/problem.ts';
import { ROUTES } from '../../http/request/routes.ts';
import type { AnswerProblem, ProblemRequest } from '../../http/send/answer-problem.ts';
import type { Service } from '../../services/service.ts';
import { ConnectionsService } from '../page/connections.service.ts';
import { OverviewService } from '../page/overview.service.ts';
import { siteRoot } from '../query/site-root.ts';
import { PLAIN_STYLE_SOURCE, renderPlainProblemPage } from './plain-problem-page.tsx';
import { renderProblemPage } from './problem-page.tsx';
import { headingOf, pendingIn, serviceNameIn, waysOn } from './problem-view.ts';

@Injectable()
export class ProblemPagesService {
  constructor(
    private readonly fleet: FleetService,
    private readonly overview: OverviewService,
    private readonly connections: ConnectionsService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  readonly answer: AnswerProblem = (problem, request) => {
    const json = problemAnswer(problem, request.id);
    if (!mayBeAPage(request)) return json;
    if (!prefersHtml(request.accept)) return { ...json, headers: { ...json.headers, Vary: 'Accept' } };
    return this.isSiteOpen(request) && problem.status !== 500
      ? this.page(problem, request)
      : this.plainPage(problem, request);
  };

  /** Who got as far as a page's handler may load its files too. */
  private isSiteOpen({ target, listener }: ProblemRequest): boolean {
    return target !== undefined || (listener === 'readers' && this.arePagesOpen);
  }

  private get arePagesOpen(): boolean {
    const { mode } = this.config.access;
    return mode === 'public' || mode === 'badges-by-link';
  }

  private page(problem: Problem, { url, id, target }: ProblemRequest): Answer {
    const now = this.clock.now();
    const root = siteRoot(url);
    const isUnknown = problem.status === 404 && serviceNameIn(target) !== undefined;
    const body = renderProblemPage({
      frame: this.overview.frame(now, ''),
      problem,
      requestId: id,
      root,
      heading: headingOf(problem, target),
      elsewhere: isUnknown ? this.namesakes(serviceNameIn(target) ?? '') : [],
      pending: isUnknown ? pendingIn(this.connections.clusters(now)) : [],
      ways: waysOn(problem, target, root, now),
    });
    return this.answerOf(problem, body);
  }

  private namesakes(name: string): readonly Service[] {
    return this.fleet.named(name, this.clock.now()).slice(0, MAX_NAMESAKES);
  }

  private plainPage(problem: Problem, { id }: ProblemRequest): Answer {
    const heading = headingOf(problem, undefined);
    const advice = this.arePagesOpen ? [] : [CLOSED];
    return this.answerOf(
      problem,
      renderPlainProblemPage({ problem, requestId: id, heading, advice }),
      PLAIN_STYLE_SOURCE,
    );
  }

  private answerOf({ status, headers }: Problem, body: string, style?: string): Answer {
    return {
      status,
      headers: { ...pageHeaders(this.config.site.frameAncestors, style), ...NEGOTIATED, ...headers },
      body,
    };
  }
}

const MAX_NAMESAKES = 50;

const CLOSED =
  'This shield shows no pages to the public: ACCESS, in its configuration, says who may read what. Its operator can open it, or give a signature or a read token to those who may read.';

/** Badges and JSON answer for themselves; what was refused before its route was looked at may be what a person opened. */
function mayBeAPage({ target }: ProblemRequest): boolean {
  return target === undefined || (target.route !== undefined && ROUTES[target.route].access === 'page');
}

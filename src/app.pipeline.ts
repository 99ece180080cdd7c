// What every request passes before Express sees it.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { PreHandler } from './app.server.ts';
import { GateMiddleware } from './auth/gate.middleware.ts';
import type { RequestContext } from './http/request/request-context.ts';
import type { Listener, RouteName } from './http/request/routes.ts';
import type { AnswerCount } from './badges/answer/answer-sender.ts';
import { BadgesService } from './badges/badges.service.ts';
import type { Bounds } from './config/bounds.ts';
import type { Clock, Moment } from './config/clock.ts';
import { BOUNDS, CLOCK } from './config/config.module.ts';
import { LogThrottle } from './config/log-throttle.ts';
import { problemAnswer } from './http/problem/problem.ts';
import { INTERNAL_ERROR } from './http/problem/problems.ts';
import { sendAnswer } from './http/send/send-answer.ts';
import type { LogService } from './observability/log.service.ts';
import { MetricsService } from './observability/metrics.service.ts';
import { ReadinessService } from './observability/readiness.service.ts';

export function preHandlerOf(app: NestExpressApplication, log: LogService): PreHandler {
  const gate = app.get(GateMiddleware);
  const badges = app.get(BadgesService);
  const readiness = app.get(ReadinessService);
  const observe = observerOf(app.get(MetricsService), log);
  const turn = new EventLoopTurn(app.get<Clock>(CLOCK), observe);
  return (request, response, isLast, listener) => {
    if (readiness.isDraining && isLast) response.shouldKeepAlive = false;
    const answered = answerAgain(badges, { request, response, listener }, turn.now(), log);
    if (answered !== undefined) {
      turn.add(answered);
      return false;
    }
    const began = performance.now();
    const context = admit(gate, { request, response, listener }, log);
    response.once('close', () => {
      const { statusCode: status } = response;
      const answered = { route: context?.target.route, method: request.method, status, id: context?.id };
      observe(answered, (performance.now() - began) / 1000);
    });
    return context !== undefined && !answerImage(badges, context, { request, response, listener }, log);
  };
}

interface Received {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly listener: Listener;
}

/**
 * One turn of the event loop, in which cached badges are answered. Reading the clock twice for each of them would be a
 * tenth of its cost, so it is read at the beginning and the end of the turn, and each is recorded with the mean
 * duration.
 */
class EventLoopTurn {
  private began: Moment | undefined;
  private answered = new Map<AnswerCount, number>();
  private count = 0;
  /** Most answers of a turn are of one kind, which is counted apart. */
  private last: AnswerCount | undefined;
  private timesOfLast = 0;

  constructor(
    private readonly clock: Clock,
    private readonly observe: Observe,
  ) {}

  /** The moment at which it began. */
  now(): Moment {
    if (this.began === undefined) {
      this.began = this.clock.now();
      setImmediate(this.end);
    }
    return this.began;
  }

  add(answered: AnswerCount): void {
    if (answered !== this.last) this.addLast();
    this.last = answered;
    this.timesOfLast += 1;
    this.count += 1;
  }

  private addLast(): void {
    if (this.last === undefined || this.timesOfLast === 0) return;
    this.answered.set(this.last, (this.answered.get(this.last) ?? 0) + this.timesOfLast);
    this.timesOfLast = 0;
  }

  private readonly end = (): void => {
    const [began, count] = [this.began, this.count];
    this.began = undefined;
    this.count = 0;
    if (began === undefined || count === 0) return;
    const seconds = (this.clock.now().monotonic - began.monotonic) / 1000 / count;
    if (this.last !== undefined) this.observe(this.last, seconds, this.timesOfLast);
    this.timesOfLast = 0;
    if (this.answered.size === 0) return;
    for (const [answered, times] of this.answered) this.observe(answered, seconds, times);
    // Emptying one costs V8 as much as another, and keeps the old ones among old objects.
    this.answered = new Map();
  };
}

/** Answers from the badge response cache. Nest catches no errors here; after one, the request takes the normal path. */
function answerAgain(
  badges: BadgesService,
  { request, response, listener }: Received,
  now: Moment,
  log: LogService,
): AnswerCount | undefined {
  try {
    return badges.responseCache.answer(request, response, now, listener);
  } catch (error) {
    log.error({ message: 'a badge could not be answered again', err: error }, 'http');
    if (!response.headersSent) return undefined;
    response.destroy();
    return { route: 'badge', method: 'GET', status: response.statusCode };
  }
}

/** Whether it was answered. Express and Nest take longer over a badge than looking it up and drawing it do. */
function answerImage(
  badges: BadgesService,
  context: RequestContext,
  { request, response }: Received,
  log: LogService,
): boolean {
  try {
    const answer = badges.image(context);
    if (answer !== undefined) sendAnswer(request, response, answer);
    return answer !== undefined;
  } catch (error) {
    log.error({ message: 'a badge could not be drawn', request: context.id, err: error }, 'http');
    if (response.headersSent) response.destroy();
    else sendAnswer(request, response, problemAnswer(INTERNAL_ERROR, context.id));
    return true;
  }
}

/** Nest catches no errors here: without this, a bug in the gate would end the process. */
function admit(
  gate: GateMiddleware,
  { request, response, listener }: Received,
  log: LogService,
): RequestContext | undefined {
  try {
    return gate.admit(request, response, listener);
  } catch (error) {
    const id = randomUUID();
    log.error({ message: 'the gate failed', request: id, err: error }, 'http');
    if (response.headersSent) response.destroy();
    else sendAnswer(request, response, problemAnswer(INTERNAL_ERROR, id));
    return undefined;
  }
}

/** Counts connections that were closed because there were too many, and logs them throttled. */
export function dropsOf(app: NestExpressApplication, log: LogService): () => void {
  const metrics = app.get(MetricsService);
  const clock = app.get<Clock>(CLOCK);
  const { connections } = app.get<Bounds>(BOUNDS);
  const throttle = new LogThrottle({ interval: DROPS_LOG_INTERVAL });
  return () => {
    metrics.connectionsDropped.inc();
    const suppressed = throttle.suppressedIfDue('dropped', clock.now().monotonic);
    if (suppressed === undefined) return;
    const message = `More than ${connections} connections were open, so others were closed. See who opens them.`;
    log.warn({ message, closed: suppressed + 1 }, 'http');
  };
}

/** Milliseconds. */
const DROPS_LOG_INTERVAL = 60_000;

interface Observed {
  readonly route: RouteName | undefined;
  readonly method: string | undefined;
  readonly status: number;
  readonly id?: string | undefined;
}

type Observe = (answered: Observed, seconds: number, times?: number) => void;

/** A log line per request costs about half as much as the response, so there is one at `debug` only. */
function observerOf(metrics: MetricsService, log: LogService): Observe {
  const isLogged = log.isLevelEnabled('debug');
  return ({ route = 'none', method, status, id }, seconds, times = 1) => {
    // Methods are free text; labels are not.
    const labels = { route, method: method === 'GET' || method === 'HEAD' ? method : 'other', status } as const;
    metrics.httpDuration.observe(labels, seconds, times);
    if (!isLogged) return;
    for (let line = 0; line < times; line += 1) {
      log.debug({ message: 'answered', ...labels, seconds, request: id }, 'http');
    }
  };
}

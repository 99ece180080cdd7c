// Makes the app: the same steps for main.ts and for every test of the running app.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule, type AppOptions } from './app.module.ts';
import { type Front, ShieldAdapter } from './app.server.ts';
import { GateMiddleware } from './auth/gate.middleware.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import type { LogService } from './observability/log.service.ts';
import { MetricsService } from './observability/metrics.service.ts';
import { ReadinessService } from './observability/readiness.service.ts';

export interface CreateOptions extends AppOptions {
  readonly log: LogService;
}

/** Not listening yet: `app.listen(port, host)`. `stopApp` ends it. */
export async function createApp({ log, ...options }: CreateOptions): Promise<NestExpressApplication> {
  const adapter = new ShieldAdapter();
  const nest: Partial<NestApplicationOptions> = { logger: log, bodyParser: false, abortOnError: false };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(options), adapter, nest);
  app.useGlobalFilters(new ProblemFilter());
  adapter.front = frontOf(app, log);
  return app;
}

/** What every request passes before Express sees it. */
function frontOf(app: NestExpressApplication, log: LogService): Front {
  const gate = app.get(GateMiddleware);
  const readiness = app.get(ReadinessService);
  const metrics = app.get(MetricsService);
  return (request, response, next) => {
    const began = performance.now();
    if (readiness.isDraining) response.shouldKeepAlive = false;
    const context = gate.admit(request, response);
    response.once('close', () => {
      const ended = { route: context?.target.route ?? 'none', ...outcomeOf(request, response) };
      const seconds = (performance.now() - began) / 1000;
      metrics.httpDuration.observe(ended, seconds);
      // A line for each request costs about half of what the answer does.
      if (log.isLevelEnabled('debug'))
        log.debug({ message: 'answered', ...ended, seconds, request: context?.id }, 'http');
    });
    if (context !== undefined) next();
  };
}

/** Methods are free text; labels are not. */
function outcomeOf(
  { method = '' }: IncomingMessage,
  { statusCode }: ServerResponse,
): { method: string; status: number } {
  return { method: ['GET', 'HEAD'].includes(method) ? method : 'other', status: statusCode };
}

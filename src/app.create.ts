// Makes the app: the same steps for main.ts and for every test of the running app.
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { dropsOf, preHandlerOf } from './app.pipeline.ts';
import { AppModule, type AppOptions } from './app.module.ts';
import { ShieldAdapter } from './app.server.ts';
import { GateMiddleware } from './auth/gate.middleware.ts';
import { BOUNDS, type Bounds } from './config/bounds.ts';
import { DocsService } from './openapi/docs.service.ts';
import { ProblemFilter } from './http/send/problem.filter.ts';
import type { LogService } from './observability/log.service.ts';
import { ProblemPagesService } from './overview/problem/problem-pages.service.ts';
import { MetricsService } from './observability/metrics.service.ts';

export interface CreateOptions extends Omit<AppOptions, 'bounds'> {
  readonly log: LogService;
  /** Limits that differ from the defaults. */
  readonly bounds?: Partial<Bounds>;
}

/** Not listening yet: call `app.listen(port, host)`. `stopApp` ends it. */
export async function createApp({ log, bounds: others, ...options }: CreateOptions): Promise<NestExpressApplication> {
  const bounds = { ...BOUNDS, ...others };
  const adapter = new ShieldAdapter(bounds);
  const nest: Partial<NestApplicationOptions> = { logger: log, bodyParser: false, abortOnError: false };
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot({ ...options, bounds }),
    adapter,
    nest,
  );
  const { answer } = app.get(ProblemPagesService);
  app.useGlobalFilters(new ProblemFilter(answer));
  app.get(GateMiddleware).answerProblem = answer;
  app.get(DocsService).app = app;
  adapter.preHandler = preHandlerOf(app, log);
  adapter.dropped = dropsOf(app, log);
  countDroppedLines(app.get(MetricsService), log);
  return app;
}

function countDroppedLines(metrics: MetricsService, log: LogService): void {
  let counted = 0;
  metrics.onCollect(() => {
    metrics.logLinesDropped.inc(log.dropped - counted);
    counted = log.dropped;
  });
}

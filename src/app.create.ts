// Makes the app: the same steps for main.ts and for every test of the running app.
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule, type AppOptions } from './app.module.ts';
import { type Front, ShieldAdapter } from './app.server.ts';
import { GateMiddleware } from './auth/gate.middleware.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import type { LogService } from './observability/log.service.ts';
import { ReadinessService } from './observability/readiness.service.ts';

export interface CreateOptions extends AppOptions {
  readonly log: LogService;
}

/** Not listening yet: `app.listen(port, host)`. `stopApp` ends it. */
export async function createApp({ log, ...options }: CreateOptions): Promise<NestExpressApplication> {
  const adapter = new ShieldAdapter();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(options), adapter, {
    logger: log,
    bodyParser: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  adapter.front = frontOf(app);
  return app;
}

function frontOf(app: NestExpressApplication): Front {
  const gate = app.get(GateMiddleware);
  const readiness = app.get(ReadinessService);
  return (request, response, next) => {
    if (readiness.isDraining) response.shouldKeepAlive = false;
    if (gate.admit(request, response) !== undefined) next();
  };
}

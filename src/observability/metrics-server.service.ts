// The port for Prometheus: /metrics and nothing else, apart from the port that readers reach.
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../config/config.ts';
import { CONFIG } from '../config/config.module.ts';
import type { Answer } from '../http/answer/answer.ts';
import { listenFault } from '../http/listen-fault.ts';
import { notFound, problemAnswer } from '../http/problem/problem.ts';
import { INTERNAL_ERROR, METHOD_NOT_ALLOWED } from '../http/problem/problems.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { MetricsService } from './metrics.service.ts';

@Injectable()
export class MetricsServerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('metrics');
  private readonly http: Config['http'];
  private readonly metrics: MetricsService;
  private server: Server | undefined;

  constructor(@Inject(CONFIG) config: Config, metrics: MetricsService) {
    this.http = config.http;
    this.metrics = metrics;
  }

  /** Fails where the port is taken: a shield that can't be watched shouldn't start unnoticed. */
  async onApplicationBootstrap(): Promise<void> {
    const { metricsPort: port, host } = this.http;
    if (port === 0) return;
    this.server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000 }, this.listen);
    // Whatever else comes in the same packet is refused: a scrape costs too much to be asked for a thousand times at once.
    this.server.maxRequestsPerSocket = 1;
    await listening(this.server, host === undefined ? { port } : { port, host });
  }

  /** After the last reader was answered, so that the last scrape sees the end too. */
  async onApplicationShutdown(): Promise<void> {
    const server = this.server;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    // Half a scrape is dropped by who asked for it, and one that never begins would hold the shutdown up.
    server.closeAllConnections();
    await closed;
  }

  private readonly listen = (request: IncomingMessage, response: ServerResponse): void => {
    // Scrapes are seconds apart, and an open connection would hold the shutdown up.
    response.shouldKeepAlive = false;
    this.answer(request, response).catch((error: unknown) => {
      this.logger.error({ message: 'a scrape could not be answered', err: error });
      response.destroy();
    });
  };

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    sendAnswer(request, response, await this.answerTo(request));
  }

  private async answerTo({ method, url }: IncomingMessage): Promise<Answer> {
    if (url?.split('?')[0] !== '/metrics') return problemAnswer(notFound('There is only /metrics here.'), randomUUID());
    if (method !== 'GET' && method !== 'HEAD') return problemAnswer(METHOD_NOT_ALLOWED, randomUUID());
    try {
      const headers = { 'Content-Type': this.metrics.contentType, 'Cache-Control': 'no-store' };
      return { status: 200, headers, body: await this.metrics.expose() };
    } catch (error) {
      const id = randomUUID();
      this.logger.error({ message: 'metrics could not be gathered', request: id, err: error });
      return problemAnswer(INTERNAL_ERROR, id);
    }
  }
}

async function listening(server: Server, at: { port: number; host?: string }): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  server.once('error', (error) => {
    reject(listenFault(error, { variable: 'METRICS_PORT', ...at }));
  });
  server.listen(at, () => {
    resolve(undefined);
  });
  await promise;
}

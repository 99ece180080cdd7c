// Express with two HTTP servers under it: the readers' port, and one for badges alone.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express/adapters/express-adapter.js';
import express from 'express';
import { HttpListener } from './app.listener.ts';
import { BOUNDS, type Bounds } from './config/bounds.ts';
import type { Listener } from './http/request/routes.ts';

/**
 * Whether to pass the request on to Express; false: it has been answered. `isLast`: no later request has arrived on its
 * connection, so the answer may close it.
 */
export type PreHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  isLast: boolean,
  listener: Listener,
) => boolean;

/** Express, with `preHandler` before it. */
export class ShieldAdapter extends ExpressAdapter {
  /** Nothing is answered before the app is complete. */
  preHandler: PreHandler = (_request, response) => {
    response.destroy();
    return false;
  };
  /** A connection beyond the limit was closed. */
  dropped: () => void = () => undefined;
  declare protected httpServer: Server;
  private readonly readers: HttpListener;
  private readonly badges: HttpListener;

  constructor(bounds: Bounds = BOUNDS) {
    const app = express();
    app.disable('x-powered-by').disable('etag');
    app.enable('case sensitive routing');
    super(app);
    this.readers = this.createListener(bounds, 'readers');
    this.badges = this.createListener(bounds, 'badges');
  }

  override initHttpServer(): void {
    this.httpServer = this.readers.server;
  }

  /** The port for badges alone; it has a connection limit to itself. */
  async listenForBadges(port: number, host: string | undefined): Promise<void> {
    const { server } = this.badges;
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(host === undefined ? { port } : { port, host }, listening);
    });
  }

  /** Waits for requests in flight. */
  override async close(): Promise<void> {
    await Promise.all([this.readers.close(), this.badges.close()]);
  }

  private createListener(bounds: Bounds, listener: Listener): HttpListener {
    return new HttpListener(bounds, {
      preHandle: (request, response, isLast) => this.preHandler(request, response, isLast, listener),
      express: (request, response) => {
        this.getInstance<express.Express>()(request, response);
      },
      dropped: () => {
        this.dropped();
      },
    });
  }
}

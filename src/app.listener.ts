// One HTTP server: its limits, its response to invalid requests, and its shutdown.
import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Pipelining } from './app.pipelining.ts';
import { isFull, StoppableRequest } from './app.unread.ts';
import { MAX_TARGET } from './http/request/request-target.ts';
import type { Bounds } from './config/bounds.ts';
import { COMMON_HEADERS } from './http/answer/headers.ts';
import { type Problem, badRequest, problemAnswer } from './http/problem/problem.ts';
import { HEADERS_TOO_LARGE, REQUEST_TIMEOUT, URI_TOO_LONG } from './http/problem/problems.ts';
import { sendAnswer } from './http/send/send-answer.ts';
import { SendBacklog } from './http/send/send-backlog.ts';

/** Handles a request when it is its turn; the answer may close the connection if it `isLast`. */
export interface Handlers {
  /** Whether to pass the request on to `express`; false: it has been answered. */
  preHandle(request: IncomingMessage, response: ServerResponse, isLast: boolean): boolean;
  express(request: IncomingMessage, response: ServerResponse): void;
  /** A connection beyond the limit was closed. */
  dropped(): void;
}

export class HttpListener {
  readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly sendBacklog: SendBacklog;
  private readonly pipelining: Pipelining;
  /** Connections that received invalid bytes: nothing after these can be parsed. */
  private readonly unreadable = new WeakSet<Duplex>();

  constructor(
    bounds: Bounds,
    private readonly handlers: Handlers,
  ) {
    this.sendBacklog = new SendBacklog(bounds.sendBacklog);
    this.pipelining = new Pipelining(bounds, this.sockets, () => this.server);
    this.server = createServer(optionsOf(bounds), this.receive);
    this.server.maxConnections = bounds.connections;
    this.server.timeout = bounds.noProgress;
    // Without listeners Node answers `Expect` headers by itself.
    this.server.on('checkContinue', this.receive).on('checkExpectation', this.receive);
    this.server.on('clientError', (error, socket) => {
      this.refuse(error, socket);
    });
    this.server.on('upgrade', (request, _socket, rest) => {
      this.pipelining.hold(request, rest);
    });
    // Without a listener Node drops the connection.
    this.server.on('connect', ({ socket }) => {
      // Node no longer handles its errors, and a reset would be an uncaught exception.
      socket.on('error', () => socket.destroy()).on('timeout', () => socket.destroy());
      this.pipelining.last(socket, () => {
        writeProblem(socket, NO_PROXY);
      });
    });
    this.server.on('drop', () => {
      handlers.dropped();
    });
    this.server.on('connection', (socket) => {
      this.track(socket);
    });
  }

  private readonly receive = (request: IncomingMessage, response: ServerResponse): void => {
    const before = this.pipelining.enter(request.socket, response);
    if (before === undefined) this.answer(request, response);
    else this.pipelining.wait(request.socket, before, this.answer.bind(this, request, response), response);
  };

  private answer(request: IncomingMessage, response: ServerResponse): void {
    if (!hasValidHost(request)) sendAnswer(request, response, problemAnswer(NO_HOST, randomUUID()));
    else if (this.handlers.preHandle(request, response, this.pipelining.isLatest(request.socket, response))) {
      response.once('prefinish', () => {
        this.sendBacklog.add(request.socket, request.socket.writableLength);
      });
      this.handlers.express(request, response);
    }
  }

  /** A connection that was given back comes again. */
  private track(socket: Socket): void {
    if (this.sockets.has(socket)) return;
    this.sockets.add(socket);
    socket.once('close', () => {
      this.sockets.delete(socket);
      this.sendBacklog.forget(socket);
      this.pipelining.forget(socket);
    });
  }

  /** Earlier requests are answered first, because clients match responses to requests by order. */
  private refuse(error: ClientError, socket: Duplex): void {
    if (error.code === 'ECONNRESET') socket.destroy();
    if (this.unreadable.has(socket)) return;
    this.unreadable.add(socket);
    const latest = this.pipelining.latest(socket);
    this.pipelining.last(socket, () => {
      // A request with an invalid body has already been answered.
      if (latest?.req.complete === false) socket.end(() => socket.destroy());
      else if (socket.writable) writeProblem(socket, clientProblem(error));
      else socket.destroy();
    });
  }

  /** Waits for requests in flight; a connection is closed once it has none and its last response is sent. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const began = performance.now();
    const closing = setInterval(() => {
      // For Node a response is done before it is sent completely.
      if ([...this.sockets].every(({ writableLength }) => writableLength === 0)) this.server.closeIdleConnections();
      if (performance.now() - began > UNUSED_GRACE) this.closeUnused();
    }, 20);
    // Node's own `close` would first close connections that it considers idle.
    await new Promise((closed) => NetServer.prototype.close.call(this.server, closed));
    clearInterval(closing);
    this.server.close();
  }

  /** Node waits for the request of a connection that has never sent a byte. */
  private closeUnused(): void {
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }
}

/** Milliseconds: the request of a connection that was accepted last may not have been read yet. */
const UNUSED_GRACE = 250;

function optionsOf(bounds: Bounds): ServerOptions<typeof StoppableRequest> {
  return {
    /** Skips the body stream of requests without a body, a tenth of a cached badge's CPU time. */
    optimizeEmptyRequests: true,
    IncomingMessage: StoppableRequest,
    /** No other protocol is offered: it is where the parser shall stop. */
    shouldUpgradeCallback: ({ socket }) => isFull(socket),
    /** Node's own answer would have none of our headers. */
    requireHostHeader: false,
    maxHeaderSize: bounds.headers,
    headersTimeout: bounds.headersTimeout,
    requestTimeout: bounds.requestTimeout,
    keepAliveTimeout: bounds.keepAliveTimeout,
    connectionsCheckingInterval: bounds.timeoutCheck,
  };
}

/** Milliseconds in which the client may read the problem before the connection is destroyed. */
const PROBLEM_GRACE = 1_000;

interface ClientError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

/**
 * Without a request there is no response object, so the response is written to the socket; the connection can't be
 * reused.
 */
function writeProblem(socket: Duplex, problem: Problem): void {
  const { status, headers, body } = problemAnswer(problem, randomUUID());
  const all = { ...COMMON_HEADERS, ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body.toString()}`);
  // A client that doesn't close its side would keep the connection open for ever.
  const lastWord = setTimeout(() => socket.destroy(), PROBLEM_GRACE);
  socket.once('close', () => {
    clearTimeout(lastWord);
  });
}

function clientProblem({ code, rawPacket }: ClientError): Problem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return rawPacket !== undefined && hasLongTarget(rawPacket) ? URI_TOO_LONG : HEADERS_TOO_LARGE;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? REQUEST_TIMEOUT : NOT_HTTP;
}

/** Node counts the request line as part of the headers. The packet begins with it, unless it came in many. */
function hasLongTarget(packet: Buffer): boolean {
  const [, target = ''] = /^[A-Z]+ (\S*)/.exec(packet.toString('latin1')) ?? [];
  return target.length > MAX_TARGET;
}

/** RFC 9112, section 3.2: one Host, optional in HTTP/1.0. With two, a proxy and the shield could use different ones. */
function hasValidHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (isHost(rawHeaders[at])) hosts += 1;
  return hosts === 1 || (hosts === 0 && httpVersion !== '1.1');
}

function isHost(name: string | undefined): boolean {
  return name?.length === 4 && name.toLowerCase() === 'host';
}

const NO_HOST: Problem = {
  ...badRequest('A request of HTTP/1.1 says once which host it is for. Send one Host header.'),
  headers: { Connection: 'close' },
};
const NO_PROXY = badRequest('The target must start with /: this server is not a proxy. Send GET and a path.');
const NOT_HTTP: Problem = {
  type: 'bad-request',
  title: 'Bad Request',
  status: 400,
  detail: "The bytes that arrived aren't an HTTP/1.1 request. Send one; HTTPS ends before this port.",
};

// HTTP pipelining: requests that arrive on a connection before the previous answer has been taken wait in a queue, and
// the connection is not read meanwhile, so a client that sends without reading cannot fill the memory. Node's own
// back-pressure counts answers, and these requests have none yet. A few requests wait on a connection, what follows them
// isn't parsed; all queues together are limited, and the longest are cut first. Each turn of the event loop answers a few
// of the requests that waited, so that clients who wait for their answers are served in between.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RequestQueue, Turns } from './app.queue.ts';
import { bytesOf, isFull } from './app.unread.ts';
import type { Bounds } from './config/bounds.ts';
import { Backlog } from './http/send/backlog.ts';

/** The response to the last request of a connection. A property, because a map would cost every badge more time. */
const LATEST = Symbol('latest answer');
type Connection = Duplex & { [LATEST]?: ServerResponse };

export type PipeliningBounds = Pick<Bounds, 'requestsWaiting' | 'requestsTogether' | 'requestsPerTurn' | 'noProgress'>;

export class Pipelining {
  private readonly queues = new WeakMap<Duplex, RequestQueue>();
  private readonly backlog: Backlog<RequestQueue>;
  private readonly turns: Turns;
  private isReading = true;

  /** Connections are given back to the `server` from which they came. */
  constructor(
    private readonly bounds: PipeliningBounds,
    private readonly connections: ReadonlySet<Socket>,
    private readonly server: () => Server,
  ) {
    this.backlog = new Backlog(bounds.requestsWaiting, ({ size }) => size);
    this.turns = new Turns(bounds.requestsPerTurn);
  }

  /** A request has arrived. Returns the answer that it has to wait for, if any: the caller must then `wait`. */
  enter(socket: Connection, response: ServerResponse): ServerResponse | undefined {
    const before = socket[LATEST];
    socket[LATEST] = response;
    return isOpen(before) ? before : undefined;
  }

  /** Calls `act` when it is the request's turn; `act` begins its `response`. */
  wait(socket: Duplex, before: ServerResponse, act: () => void, response?: ServerResponse): void {
    if (socket.destroyed) return;
    const queue = this.queues.get(socket) ?? new RequestQueue(socket, this.server(), this.bounds, this.turns);
    this.queues.set(socket, queue);
    queue.add({ act, response }, before);
    if (this.backlog.add(queue, 1)) this.stopReading();
  }

  /** Node has stopped at `request`, as enough wait on its connection; `rest` came with it. */
  hold(request: IncomingMessage, rest: Buffer): void {
    const queue = this.queues.get(request.socket);
    if (queue === undefined) return;
    // Not in one buffer: a client that never reads would have the same 64 kB copied once for every few requests.
    queue.hold([bytesOf(request), rest].filter(({ length }) => length > 0));
    if (this.backlog.add(queue, queue.size)) this.stopReading();
  }

  /** Calls `act` once all requests of the connection are answered; the connection is not read any more. */
  last(socket: Connection, act: () => void): void {
    socket.pause();
    const before = socket[LATEST];
    if (isOpen(before)) this.wait(socket, before, act);
    else act();
  }

  /** No later request has arrived on its connection. */
  isLatest(socket: Connection, response: ServerResponse): boolean {
    return socket[LATEST] === response && !isFull(socket);
  }

  latest(socket: Connection): ServerResponse | undefined {
    return socket[LATEST];
  }

  forget(socket: Duplex): void {
    const queue = this.queues.get(socket);
    if (queue === undefined) return;
    queue.end();
    this.backlog.forget(queue);
  }

  /** Node reads from hundreds of connections before it frees one that was destroyed, so all are paused for a moment. */
  private stopReading(): void {
    if (!this.isReading) return;
    this.isReading = false;
    const paused = [...this.connections].filter((socket) => !socket.isPaused());
    for (const socket of paused) socket.pause();
    setTimeout(() => {
      this.isReading = true;
      for (const socket of paused) if (this.queues.get(socket)?.isPaused !== true) socket.resume();
    }, 0);
  }
}

function isOpen(answer: ServerResponse | undefined): answer is ServerResponse {
  return answer?.writableFinished === false;
}

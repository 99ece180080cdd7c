// HTTP pipelining: requests that arrive on a connection before the previous answer has been taken wait in a queue, and
// the connection is not read meanwhile, so a client that sends without reading cannot fill the memory. Node's own
// back-pressure counts answers, and these requests have none yet. Node parses a whole read (64 kB) before a connection
// can be paused, so one queue may hold that much; all queues together are limited, and the longest are cut first.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Bounds } from './config/bounds.ts';
import { Backlog } from './http/send/backlog.ts';

/** The response to the last request of a connection. A property, because a map would cost every badge more time. */
const LATEST = Symbol('latest answer');
type Connection = Duplex & { [LATEST]?: ServerResponse };

export class Pipelining {
  private readonly queues = new WeakMap<Duplex, RequestQueue>();
  private readonly backlog: Backlog<RequestQueue>;
  private readonly noProgress: number;
  private isReading = true;

  constructor(
    { requestsWaiting, noProgress }: Pick<Bounds, 'requestsWaiting' | 'noProgress'>,
    private readonly connections: ReadonlySet<Socket>,
  ) {
    this.backlog = new Backlog(requestsWaiting, ({ length }) => length);
    this.noProgress = noProgress;
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
    const queue = this.queues.get(socket) ?? new RequestQueue(socket, this.noProgress);
    this.queues.set(socket, queue);
    queue.add({ act, response }, before);
    if (this.backlog.add(queue, 1)) this.stopReading();
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
    return socket[LATEST] === response;
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

interface QueuedRequest {
  readonly act: () => void;
  /** The next request waits for its end; undefined: no request follows. */
  readonly response: ServerResponse | undefined;
}

/** The waiting requests of one connection. */
class RequestQueue {
  private requests: QueuedRequest[] = [];
  private next = 0;
  isPaused = false;
  private deadline: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Duplex,
    private readonly noProgress: number,
  ) {
    // Node resumes a connection after every request.
    socket.on('resume', () => {
      if (this.isPaused) socket.pause();
    });
  }

  get length(): number {
    return this.requests.length - this.next;
  }

  add(request: QueuedRequest, before: ServerResponse): void {
    this.requests.push(request);
    if (this.length > 1) return;
    this.isPaused = true;
    this.socket.pause();
    this.waitFor(before);
  }

  destroy(): void {
    this.end();
    this.socket.destroy();
  }

  end(): void {
    clearTimeout(this.deadline);
    this.requests = [];
    this.next = 0;
  }

  /**
   * A complete answer that isn't read falls under Node's own timeout. An incomplete one may be a stream without an end:
   * requests behind it would wait for ever.
   */
  private waitFor(answer: ServerResponse): void {
    this.deadline = setTimeout(() => {
      if (!answer.writableEnded) this.destroy();
    }, this.noProgress).unref();
    answer.once('close', () => {
      clearTimeout(this.deadline);
      // Yields to other connections between two answers of this one.
      setImmediate(() => {
        this.startNext();
      });
    });
  }

  private startNext(): void {
    const request = this.requests[this.next];
    // The answer before may have closed the connection.
    if (request === undefined || !this.socket.writable) return;
    this.next += 1;
    const isEmpty = this.length === 0;
    if (isEmpty) this.end();
    request.act();
    if (request.response === undefined) return;
    if (!isEmpty) this.waitFor(request.response);
    else this.resume();
  }

  private resume(): void {
    this.isPaused = false;
    this.socket.resume();
  }
}

function isOpen(answer: ServerResponse | undefined): answer is ServerResponse {
  return answer?.writableFinished === false;
}

// The requests of one connection that wait for the answers before them, and what of it isn't read yet.
import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Bounds } from './config/bounds.ts';
import { HeldConnection, setFull } from './app.unread.ts';

export interface QueuedRequest {
  readonly act: () => void;
  /** The next request waits for its end; undefined: no request follows. */
  readonly response: ServerResponse | undefined;
}

export class RequestQueue {
  private requests: QueuedRequest[] = [];
  private next = 0;
  isPaused = false;
  /** Whose end the next request waits for. */
  private answering: ServerResponse | undefined;
  private deadline: NodeJS.Timeout | undefined;
  private held: HeldConnection | undefined;

  constructor(
    private readonly socket: Duplex,
    private readonly server: Server,
    private readonly bounds: Pick<Bounds, 'requestsTogether' | 'noProgress'>,
    private readonly turns: Turns,
  ) {
    socket.on('resume', this.pauseAgain);
  }

  private get length(): number {
    return this.requests.length - this.next;
  }

  /** In requests: what isn't parsed yet takes far less memory. */
  get size(): number {
    return this.length + Math.ceil((this.held?.size ?? 0) / BYTES_OF_A_REQUEST);
  }

  add(request: QueuedRequest, before: ServerResponse): void {
    this.requests.push(request);
    if (this.length >= this.bounds.requestsTogether) setFull(this.socket, true);
    if (this.length > 1) return;
    this.isPaused = true;
    this.socket.pause();
    this.waitFor(before);
  }

  /** The parser has stopped: `unread` is parsed once all that wait are answered. */
  hold(unread: readonly Buffer[]): void {
    this.held = new HeldConnection(this.socket, unread, {
      drained: () => this.answering?.emit('drain'),
      closed: () => this.answering?.req.destroy(),
    });
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
    this.answering = answer;
    this.deadline = setTimeout(() => {
      if (!answer.writableEnded) this.destroy();
    }, this.bounds.noProgress).unref();
    answer.once('close', () => {
      clearTimeout(this.deadline);
      this.turns.add(this.startNext);
    });
  }

  private readonly startNext = (): void => {
    const request = this.requests[this.next];
    // The answer before may have closed the connection.
    if (!this.socket.writable) return;
    if (request === undefined) {
      if (this.held !== undefined) this.resume();
      return;
    }
    this.next += 1;
    const isEmpty = this.length === 0;
    if (isEmpty) this.end();
    request.act();
    if (request.response === undefined) return;
    if (isEmpty && this.held === undefined) this.resume();
    // Node sends the answers of a connection that was given back in an order of their own.
    else this.waitFor(request.response);
  };

  private resume(): void {
    this.isPaused = false;
    this.giveBack();
    setFull(this.socket, false);
    this.socket.resume();
  }

  private giveBack(): void {
    if (this.held === undefined) return;
    this.held.giveBack(this.server);
    this.held = undefined;
    // After Node's new listener, which begins to read.
    this.socket.off('resume', this.pauseAgain).on('resume', this.pauseAgain);
  }

  /** Node resumes a connection after every request. */
  private readonly pauseAgain = (): void => {
    if (this.isPaused) this.socket.pause();
  };
}

/** Approximately, of one that is parsed. */
const BYTES_OF_A_REQUEST = 1_600;

/** Divides the event loop between connections whose requests wait: a few in each turn, in the order in which they came. */
export class Turns {
  private waiting: (() => void)[] = [];

  constructor(private readonly perTurn: number) {}

  add(start: () => void): void {
    this.waiting.push(start);
    if (this.waiting.length === 1) setImmediate(this.take);
  }

  private readonly take = (): void => {
    const first = this.waiting.slice(0, this.perTurn);
    this.waiting = this.waiting.slice(this.perTurn);
    if (this.waiting.length > 0) setImmediate(this.take);
    for (const start of first) start();
  };
}

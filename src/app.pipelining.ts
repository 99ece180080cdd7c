// Requests that come on a connection before the answer to the one before them is taken (HTTP pipelining). They wait in
// line, each is looked at once its turn has come, and meanwhile nothing more is read from the connection: a client that
// sends and doesn't read stops here, and not in memory. Node's own back-pressure counts answers, and these have none yet. It
// parses a whole read (64 kB) before a connection can be paused, so a line may be as long as that; all lines together
// have a bound, past which the longest are cut.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Bounds } from './config/bounds.ts';
import { Backlog } from './http/send/backlog.ts';

/** The answer, given or to come, to the last request of a connection. A map of them would cost each badge more. */
const LATEST = Symbol('latest answer');
type Connection = Duplex & { [LATEST]?: ServerResponse };

export class Pipelining {
  private readonly lines = new WeakMap<Duplex, Line>();
  private readonly backlog: Backlog<Line>;
  private readonly noProgress: number;
  private isReading = true;

  constructor(
    { requestsWaiting, noProgress }: Pick<Bounds, 'requestsWaiting' | 'noProgress'>,
    private readonly connections: ReadonlySet<Socket>,
  ) {
    this.backlog = new Backlog(requestsWaiting, ({ length }) => length);
    this.noProgress = noProgress;
  }

  /** A request has come. The answer that it has to wait for, if there is one: then it must `wait`. */
  enter(socket: Connection, response: ServerResponse): ServerResponse | undefined {
    const before = socket[LATEST];
    socket[LATEST] = response;
    return isOpen(before) ? before : undefined;
  }

  /** Calls `act` when the request's turn has come, which begins its `response`. */
  wait(socket: Duplex, before: ServerResponse, act: () => void, response?: ServerResponse): void {
    if (socket.destroyed) return;
    const line = this.lines.get(socket) ?? new Line(socket, this.noProgress);
    this.lines.set(socket, line);
    line.add({ act, response }, before);
    if (this.backlog.add(line, 1)) this.stopReading();
  }

  /** Calls `act` when all requests of the connection have their answers; nothing more is read from it. */
  last(socket: Connection, act: () => void): void {
    socket.pause();
    const before = socket[LATEST];
    if (isOpen(before)) this.wait(socket, before, act);
    else act();
  }

  /** No other request has come on its connection meanwhile. */
  isLatest(socket: Connection, response: ServerResponse): boolean {
    return socket[LATEST] === response;
  }

  latest(socket: Connection): ServerResponse | undefined {
    return socket[LATEST];
  }

  forget(socket: Duplex): void {
    const line = this.lines.get(socket);
    if (line === undefined) return;
    line.end();
    this.backlog.forget(line);
  }

  /** Node reads from hundreds of connections before it lets go of one that was cut, so the others wait for that. */
  private stopReading(): void {
    if (!this.isReading) return;
    this.isReading = false;
    const paused = [...this.connections].filter((socket) => !socket.isPaused());
    for (const socket of paused) socket.pause();
    setTimeout(() => {
      this.isReading = true;
      for (const socket of paused) if (this.lines.get(socket)?.isPaused !== true) socket.resume();
    }, 0);
  }
}

interface Turn {
  readonly act: () => void;
  /** Whose end the next one waits for; none after the last. */
  readonly response: ServerResponse | undefined;
}

/** The requests of one connection that wait. */
class Line {
  private turns: Turn[] = [];
  private next = 0;
  isPaused = false;
  private deadline: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Duplex,
    private readonly noProgress: number,
  ) {
    // Node resumes a connection whenever a request is done with.
    socket.on('resume', () => {
      if (this.isPaused) socket.pause();
    });
  }

  get length(): number {
    return this.turns.length - this.next;
  }

  add(turn: Turn, before: ServerResponse): void {
    this.turns.push(turn);
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
    this.turns = [];
    this.next = 0;
  }

  /**
   * An answer that is there in whole, and isn't taken, has Node's own timeout. One that isn't may be a stream, which goes
   * on for as long as it is read: what waits behind it would wait for ever.
   */
  private waitFor(answer: ServerResponse): void {
    this.deadline = setTimeout(() => {
      if (!answer.writableEnded) this.destroy();
    }, this.noProgress).unref();
    answer.once('close', () => {
      clearTimeout(this.deadline);
      // Other connections have their turn between two answers of this one.
      setImmediate(() => {
        this.takeTurn();
      });
    });
  }

  private takeTurn(): void {
    const turn = this.turns[this.next];
    // An answer may have said that it is the last.
    if (turn === undefined || !this.socket.writable) return;
    this.next += 1;
    const isEmpty = this.length === 0;
    if (isEmpty) this.end();
    turn.act();
    if (turn.response === undefined) return;
    if (!isEmpty) this.waitFor(turn.response);
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

// One request on a connection and its response: the head first, then the body, parsed as the bytes arrive.
import { type AnswerHead, parseAnswerHead } from './answer-head.ts';
import { type BodyFraming, framingOf } from './body-framing.ts';
import type { SentRequest, BodyState, HttpAnswer } from './http-answer.ts';

/** What it needs of its connection. */
export interface ExchangeConnection {
  /** Resumes reading. */
  resume(): void;
  /** The response is complete. The server keeps the connection open for `openFor` milliseconds. */
  whole(isReusable: boolean, openFor: number): void;
  drop(error: Error): void;
}

interface ResponseReader {
  take(bytes: Buffer): void;
  resolve(state: BodyState): void;
  reject(error: unknown): void;
}

export class Exchange implements SentRequest, HttpAnswer {
  private readonly answering = Promise.withResolvers<HttpAnswer>();
  /** The incomplete head. */
  private partialHead = '';
  /** Interim responses (1xx) so far. */
  private interims = 0;
  private head: AnswerHead | undefined;
  private framing: BodyFraming | undefined;
  /** Waits for more of the body. Bytes that arrive while nothing waits are buffered. */
  private reader: ResponseReader | undefined;
  private buffered: Buffer[] = [];
  private isWhole = false;
  private isClosed = false;

  constructor(private readonly connection: ExchangeConnection) {}

  get answered(): Promise<HttpAnswer> {
    return this.answering.promise;
  }

  get status(): number {
    return this.head?.status ?? 0;
  }

  header(name: string): string | undefined {
    return this.head?.headers.get(name);
  }

  read(take: (bytes: Buffer) => void): Promise<BodyState> {
    if (this.buffered.length > 0) {
      for (const bytes of this.buffered.splice(0)) take(bytes);
      return Promise.resolve('more');
    }
    if (this.isWhole) return Promise.resolve('end');
    if (this.isClosed) return Promise.resolve('cut-off');
    const { promise, resolve, reject } = Promise.withResolvers<BodyState>();
    this.reader = { take, resolve, reject };
    this.connection.resume();
    return promise;
  }

  destroy(): void {
    if (!this.isWhole) this.connection.drop(failure('ABORT_ERR', 'The answer was given up.'));
  }

  abort(): void {
    this.connection.drop(failure('ABORT_ERR', 'The operation was aborted'));
  }

  /** False: pause reading until `read` is called. */
  take(bytes: Buffer): boolean {
    if (this.framing !== undefined) this.takeBody(bytes, this.framing);
    else this.takeHead(bytes);
    return this.framing === undefined || this.isWhole;
  }

  /** The server closed its side. */
  connectionEnded(): void {
    if (this.framing?.endsWithConnection === true) this.end(false);
  }

  connectionClosed(error: Error): void {
    this.isClosed = true;
    this.answering.reject(error);
    this.settleReader('cut-off');
  }

  private takeHead(bytes: Buffer): void {
    const before = this.partialHead.length;
    this.partialHead += bytes.toString('latin1');
    const end = this.partialHead.indexOf(END_OF_HEAD);
    if (end < 0) {
      if (this.partialHead.length > MAX_HEAD)
        this.connection.drop(failure('HPE_HEADER_OVERFLOW', 'The headers are too long.'));
      return;
    }
    const head = parseAnswerHead(this.partialHead.slice(0, end));
    this.partialHead = '';
    this.enterBody(head, bytes.subarray(end + END_OF_HEAD.length - before));
  }

  private enterBody(head: AnswerHead | undefined, rest: Buffer): void {
    const isInterim = head !== undefined && head.status >= 100 && head.status < 200;
    const framing = head && !isInterim ? framingOf(head) : undefined;
    if (isInterim && head.status !== SWITCHING && this.interims < MAX_INTERIMS) {
      this.interims += 1;
      if (rest.length > 0) this.takeHead(rest);
    } else if (head === undefined || framing === undefined) {
      this.connection.drop(failure('HPE_INVALID_RESPONSE', 'That is no HTTP/1.1 answer.'));
    } else {
      this.head = head;
      this.framing = framing;
      this.answering.resolve(this);
      this.takeBody(rest, framing);
    }
  }

  private takeBody(bytes: Buffer, framing: BodyFraming): void {
    const { reader } = this;
    const length = this.passOn(bytes, framing, reader);
    if (framing.state === 'broken')
      this.connection.drop(failure('HPE_INVALID_CHUNK_SIZE', 'The body is not framed well.'));
    else if (framing.state === 'whole') this.end(this.head?.keepsAlive === true && length === bytes.length);
    if (this.reader === reader) this.settleReader('more');
  }

  /** Returns how many bytes belong to the response. */
  private passOn(bytes: Buffer, framing: BodyFraming, reader: ResponseReader | undefined): number {
    try {
      return framing.take(bytes, (body) => {
        if (reader === undefined) this.buffered.push(Buffer.from(body));
        else reader.take(body);
      });
    } catch (error) {
      reader?.reject(error);
      return bytes.length;
    }
  }

  private end(isReusable: boolean): void {
    this.isWhole = true;
    this.settleReader('more');
    this.connection.whole(isReusable, keepAliveTimeoutOf(this.header('keep-alive')));
  }

  private settleReader(state: BodyState): void {
    const { reader } = this;
    this.reader = undefined;
    reader?.resolve(state);
  }
}

const END_OF_HEAD = '\r\n\r\n';

/** 101: another protocol would follow, which was not asked for. */
const SWITCHING = 101;

/** An API server sends none. */
const MAX_INTERIMS = 8;

/** Bytes; Node takes a quarter of it. */
const MAX_HEAD = 64 * 1024;

/** Milliseconds: the server's timeout less one second, because its FIN may already be on the way. */
function keepAliveTimeoutOf(keepAlive: string | undefined): number {
  const [, seconds] = /timeout=(\d{1,6})/.exec(keepAlive ?? '') ?? [];
  return seconds === undefined ? Infinity : Math.max((Number(seconds) - 1) * 1_000, 0);
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

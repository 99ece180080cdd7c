// Where the body of an HTTP/1.1 response ends (RFC 9112, 6 and 7): after Content-Length bytes, after the last chunk, or
// with the connection. Nothing is copied: body bytes are passed on as slices of the bytes received.
import type { AnswerHead } from './answer-head.ts';

export interface BodyFraming {
  /** `open`: more of the body is expected. `whole`: the body is complete. */
  readonly state: 'open' | 'whole' | 'broken';
  /** Whether the body is whole once the connection ends. */
  readonly endsWithConnection: boolean;
  /** Passes on the body bytes among these; returns how many bytes belong to the response. */
  take(bytes: Buffer, give: (body: Buffer) => void): number;
}

/** Undefined if the headers name no supported framing. */
export function framingOf({ status, headers }: AnswerHead): BodyFraming | undefined {
  if (status === 204 || status === 304) return new LengthFraming(0);
  const encoding = headers.get('transfer-encoding');
  if (encoding !== undefined) return encoding.toLowerCase() === 'chunked' ? new ChunkedFraming() : undefined;
  const length = headers.get('content-length');
  if (length === undefined) return new ConnectionFraming();
  return /^\d{1,15}$/.test(length) ? new LengthFraming(Number(length)) : undefined;
}

class LengthFraming implements BodyFraming {
  readonly endsWithConnection = false;

  constructor(private left: number) {}

  get state(): BodyFraming['state'] {
    return this.left === 0 ? 'whole' : 'open';
  }

  take(bytes: Buffer, give: (body: Buffer) => void): number {
    const body = bytes.length > this.left ? bytes.subarray(0, this.left) : bytes;
    this.left -= body.length;
    if (body.length > 0) give(body);
    return body.length;
  }
}

class ConnectionFraming implements BodyFraming {
  readonly state = 'open';
  readonly endsWithConnection = true;

  take(bytes: Buffer, give: (body: Buffer) => void): number {
    give(bytes);
    return bytes.length;
  }
}

class ChunkedFraming implements BodyFraming {
  state: BodyFraming['state'] = 'open';
  readonly endsWithConnection = false;
  private expected: 'line' | 'chunk' | 'behind chunk' | 'trailer' = 'line';
  /** Bytes of the chunk that are still missing. */
  private left = 0;
  /** The line so far, up to its end. */
  private line = '';

  take(bytes: Buffer, give: (body: Buffer) => void): number {
    let at = 0;
    while (at < bytes.length && this.state === 'open') {
      at = this.expected === 'chunk' ? this.takeChunk(bytes, at, give) : this.takeLine(bytes, at);
    }
    return at;
  }

  private takeChunk(bytes: Buffer, at: number, give: (body: Buffer) => void): number {
    const end = Math.min(at + this.left, bytes.length);
    this.left -= end - at;
    if (this.left === 0) this.expected = 'behind chunk';
    give(bytes.subarray(at, end));
    return end;
  }

  private takeLine(bytes: Buffer, at: number): number {
    const plain = this.takePlainLine(bytes, at);
    if (plain !== undefined) return plain;
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    this.line += bytes.toString('latin1', at, end);
    if (this.line.length > MAX_LINE) this.state = 'broken';
    else if (newline >= 0) this.readLine();
    return end;
  }

  /** A whole line of the usual form, without making a text of it; undefined: it is of another. */
  private takePlainLine(bytes: Buffer, at: number): number | undefined {
    if (this.line !== '' || this.expected === 'trailer') return undefined;
    let end = at;
    let size = 0;
    if (this.expected === 'line') {
      for (let digit = digitOf(bytes[end]); digit >= 0 && end - at < MAX_DIGITS; digit = digitOf(bytes[end])) {
        size = size * 16 + digit;
        end += 1;
      }
      if (size === 0) return undefined;
    }
    if (bytes[end] !== RETURN || bytes[end + 1] !== NEWLINE) return undefined;
    this.expected = this.expected === 'line' ? 'chunk' : 'line';
    this.left = size;
    return end + 2;
  }

  private readLine(): void {
    const line = this.line.slice(0, -1).replace(/\r$/, '');
    this.line = '';
    if (this.expected === 'line') this.beginChunk(line);
    else if (this.expected === 'trailer') this.state = line === '' ? 'whole' : 'open';
    else if (line === '') this.expected = 'line';
    else this.state = 'broken';
  }

  /** Chunk extensions, after a semicolon, are ignored. */
  private beginChunk(line: string): void {
    const [, digits] = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;.*)?$/.exec(line) ?? [];
    if (digits === undefined) this.state = 'broken';
    this.left = Number.parseInt(digits ?? '0', 16);
    this.expected = this.left === 0 ? 'trailer' : 'chunk';
  }
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Of a chunk's size: half a terabyte. */
const MAX_DIGITS = 10;

/** -1: no hexadecimal digit. */
function digitOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Bytes of a chunk's first line, and of a line behind the last chunk. */
const MAX_LINE = 8 * 1024;

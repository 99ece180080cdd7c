// Heads of answers that are sent again and again, as text. node:http puts the head of fifteen headers together from sixty pieces
// for each answer, and checks each of them, which is a fifth of what a badge costs. Here the pieces are few, and were checked
// when the badge was drawn. The lines that Node adds (Date, Connection, Keep-Alive) are the same for all answers of a second:
// they are taken from the first, whose head Node made.
import type { Headers } from '../../http/answer/headers.ts';
import { mayBeConfirmed } from '../../http/answer/etag.ts';
import type { RequestHead } from '../../http/request/request-head.ts';

/** What is needed of node:http's ServerResponse. */
export interface HeadWriter {
  /** Names and values alternate. */
  writeHead(status: number, headers: string[]): unknown;
  statusCode?: number;
  readonly shouldKeepAlive?: boolean;
  /** The head as text, once there is one. Node's own, and not documented: where it is missing, `writeHead` is called each time. */
  _header?: string | null;
}

/** Lines, each with its end. */
export interface ReadyHead {
  /** Those that most badges have in common: one string for all of them. */
  readonly common: string;
  readonly own: string;
  /** The two that change while a badge stays as it is. */
  cache: CacheLine;
  /** Empty where there is no such line. */
  checked: string;
}

export interface CacheLine {
  readonly line: string;
  /** See `mayBeConfirmed`. */
  readonly mayBeConfirmed: boolean;
}

export class Heads {
  private lastCommon = '';
  private lastCache: CacheLine = { line: '', mayBeConfirmed: true };
  private lastChecked = '';
  private wall = NaN;
  /** Unix seconds. */
  private second = NaN;
  /** What Node adds in this second, with the empty line at the end; undefined before its first answer. */
  private added: string | undefined;

  /** Undefined where it can't be kept: without Cache-Control, and where a value isn't plain ASCII. */
  of(headers: Headers): ReadyHead | undefined {
    const { 'Cache-Control': cacheControl, 'X-Shield-Checked': checked } = headers;
    const rest = Object.entries(headers).filter(([name]) => !CHANGING.has(name));
    if (cacheControl === undefined || !rest.every(([, value]) => PLAIN.test(value))) return undefined;
    const common = linesOf(rest.filter(([name]) => !OWN.has(name)));
    if (common !== this.lastCommon) this.lastCommon = common;
    return {
      common: this.lastCommon,
      own: linesOf(rest.filter(([name]) => OWN.has(name))),
      cache: this.cacheLine(cacheControl),
      checked: checked === undefined ? '' : this.checkedLine(checked),
    };
  }

  /** The same object as before for the same value, which thousands of badges have. */
  cacheLine(value: string): CacheLine {
    const line = `Cache-Control: ${value}\r\n`;
    if (line !== this.lastCache.line) this.lastCache = { line, mayBeConfirmed: mayBeConfirmed(value) };
    return this.lastCache;
  }

  checkedLine(value: string): string {
    const line = `X-Shield-Checked: ${value}\r\n`;
    if (line !== this.lastChecked) this.lastChecked = line;
    return this.lastChecked;
  }

  /** What is written from now on is written at `wall`, in Unix milliseconds. */
  moveTo(wall: number): void {
    if (wall === this.wall) return;
    this.wall = wall;
    const second = Math.floor(wall / 1000);
    if (second !== this.second) this.added = undefined;
    this.second = second;
  }

  write(incoming: RequestHead, writer: HeadWriter, status: 200 | 304, head: ReadyHead): void {
    const isUsual = staysOpen(incoming, writer);
    if (isUsual && this.added !== undefined) {
      writer.statusCode = status;
      writer._header = STATUS_LINES[status] + head.common + head.own + head.cache.line + head.checked + this.added;
      return;
    }
    writer.writeHead(status, flatHeaders(head));
    if (isUsual) this.added = addedIn(writer._header);
  }
}

const CHANGING: ReadonlySet<string> = new Set(['Cache-Control', 'X-Shield-Checked']);
const OWN: ReadonlySet<string> = new Set([
  'X-Shield-State',
  'X-Shield-Reason',
  'X-Shield-Since',
  'ETag',
  'Content-Length',
]);

/** Node refuses control characters; what is beyond ASCII would depend on the encoding of the body. */
const PLAIN = /^[\x20-\x7e]*$/;

const STATUS_LINES = { 200: 'HTTP/1.1 200 OK\r\n', 304: 'HTTP/1.1 304 Not Modified\r\n' } as const;

function linesOf(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

/** Others have other lines of Node's: HTTP/1.0, a connection that closes, a client that waits to send a body. */
function staysOpen({ httpVersion, headers }: RequestHead, { shouldKeepAlive }: HeadWriter): boolean {
  return shouldKeepAlive === true && httpVersion === '1.1' && headers.expect === undefined;
}

function flatHeaders({ common, own, cache, checked }: ReadyHead): string[] {
  const lines = (common + own + cache.line + checked).split('\r\n').slice(0, -1);
  return lines.flatMap((line) => {
    const end = line.indexOf(': ');
    return [line.slice(0, end), line.slice(end + 2)];
  });
}

/** Node's lines come last, and the first of them is Date. */
function addedIn(head: string | null | undefined): string | undefined {
  const at = head?.lastIndexOf('\r\nDate: ') ?? -1;
  return at === -1 ? undefined : head?.slice(at + 2);
}

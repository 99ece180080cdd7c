// An answer in the form that node:http writes fastest, to be sent again and again.
import type { Answer } from '../../http/answer/answer.ts';
import { matchesEtag, mayBeConfirmed } from '../../http/answer/etag.ts';
import { COMMON_HEADERS } from '../../http/answer/headers.ts';
import type { BodyHeaders } from '../../http/request/has-body.ts';
import type { RouteName } from '../../http/request/routes.ts';

/** What is needed of node:http's IncomingMessage and ServerResponse. */
export interface Question {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: BodyHeaders & { readonly 'if-none-match'?: string | undefined };
}

export interface Writer {
  writeHead(status: number, headers: string[]): unknown;
  end(): unknown;
  end(body: string, encoding: 'latin1' | 'utf8'): unknown;
}

export interface ReadyAnswer {
  readonly route: RouteName;
  readonly body: string;
  /** For ASCII both encodings give the same bytes, and latin1 is written faster. */
  readonly encoding: 'latin1' | 'utf8';
  readonly etag: string;
  /** Names and values alternate; node:http reads them within the call. */
  readonly headers: string[];
  /** Where the value of Cache-Control is. */
  readonly cacheAt: number;
}

/** Undefined where it has to be answered in full: whatever `strict` makes an error of, and what isn't an image. */
export function readyAnswerOf(route: RouteName, { status, headers, body }: Answer): ReadyAnswer | undefined {
  const { ETag: etag, 'Cache-Control': cacheControl } = headers;
  if (status !== 200 || typeof body !== 'string' || etag === undefined || cacheControl === undefined) return undefined;
  const length = Buffer.byteLength(body);
  const lines = Object.entries({ ...COMMON_HEADERS, ...headers, 'Content-Length': String(length) }).flat();
  return {
    route,
    body,
    encoding: length === body.length ? 'latin1' : 'utf8',
    etag,
    headers: lines,
    cacheAt: valueAt(lines, 'Cache-Control'),
  };
}

/** Where the header's value is; 0 where there is no such header. */
export function valueAt(headers: readonly string[], name: string): number {
  return headers.findIndex((one, at) => at % 2 === 0 && one === name) + 1;
}

/** The status that it was sent with. */
export function writeReady({ method, headers: asked }: Question, writer: Writer, ready: ReadyAnswer): 200 | 304 {
  const { body, encoding, etag, headers, cacheAt } = ready;
  const tags = asked['if-none-match'];
  const isKnown = tags !== undefined && (tags === etag || matchesEtag(tags, etag));
  const status = isKnown && mayBeConfirmed(headers[cacheAt]) ? 304 : 200;
  writer.writeHead(status, headers);
  if (status === 304 || method === 'HEAD') writer.end();
  else writer.end(body, encoding);
  return status;
}

// An answer in a form that is written fast, to be sent again and again.
import type { Answer } from '../../http/answer/answer.ts';
import { matchesEtag } from '../../http/answer/etag.ts';
import { COMMON_HEADERS } from '../../http/answer/headers.ts';
import type { RequestHead } from '../../http/request/request-head.ts';
import type { RouteName } from '../../http/request/routes.ts';
import type { HeadWriter, Heads, ReadyHead } from './answer-heads.ts';

/** What is needed of node:http's ServerResponse. */
export interface Writer extends HeadWriter {
  end(): unknown;
  end(body: string, encoding: 'latin1' | 'utf8'): unknown;
}

export interface ReadyAnswer {
  readonly route: RouteName;
  readonly body: string;
  /** For ASCII both encodings give the same bytes, and latin1 is written faster. */
  readonly encoding: 'latin1' | 'utf8';
  readonly etag: string;
  readonly head: ReadyHead;
}

/** Undefined where it has to be answered in full: whatever `strict` makes an error of, and what isn't an image. */
export function readyAnswerOf(
  route: RouteName,
  { status, headers, body }: Answer,
  heads: Heads,
): ReadyAnswer | undefined {
  const { ETag: etag } = headers;
  if (status !== 200 || typeof body !== 'string' || etag === undefined) return undefined;
  const length = Buffer.byteLength(body);
  const head = heads.of({ ...COMMON_HEADERS, ...headers, 'Content-Length': String(length) });
  return head && { route, body, encoding: length === body.length ? 'latin1' : 'utf8', etag, head };
}

/** The status that it was sent with. */
export function writeReady(
  incoming: RequestHead,
  writer: Writer,
  { body, encoding, etag, head }: ReadyAnswer,
  heads: Heads,
): 200 | 304 {
  const tags = incoming.headers['if-none-match'];
  const isKnown = tags !== undefined && (tags === etag || matchesEtag(tags, etag));
  const status = isKnown && head.cache.mayBeConfirmed ? 304 : 200;
  heads.write(incoming, writer, status, head);
  if (status === 304 || incoming.method === 'HEAD') writer.end();
  else writer.end(body, encoding);
  return status;
}

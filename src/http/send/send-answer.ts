// Writes an Answer: conditional requests, HEAD, Content-Length.
import type { Answer } from '../answer/answer.ts';
import { encodeBody, encodedHeaders, encodingFor } from '../answer/content-encoding.ts';
import { matchesEtag, mayBeConfirmed } from '../answer/etag.ts';
import { COMMON_HEADERS, type Headers, PRIVATE_HEADERS } from '../answer/headers.ts';
import { isPrivate } from '../request/request-context.ts';
import type { RequestHead } from '../request/request-head.ts';

/** What is needed of node:http's ServerResponse. */
interface AnswerWriter {
  writeHead(status: number, headers: Record<string, string | number>): unknown;
  end(body?: string | Buffer): unknown;
  end(body: string, encoding: 'latin1'): unknown;
}

/** A 304 repeats the headers that the 200 has, its length too (RFC 9110, 8.6 and 15.4.5). */
export function sendAnswer(incoming: RequestHead, writer: AnswerWriter, answer: Answer): void {
  const headers = { ...COMMON_HEADERS, ...headersFor(incoming, answer) };
  const length = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length;
  const isKnown = isKnownToClient(incoming, answer);
  const encoding = encodingFor(acceptedBy(incoming), headers, length);
  if (encoding === undefined || isKnown || incoming.method === 'HEAD') {
    const own = encoding === undefined ? headers : encodedHeaders(headers, encoding);
    writer.writeHead(isKnown ? 304 : answer.status, {
      ...own,
      ...(encoding === undefined && { 'Content-Length': length }),
    });
    if (isKnown || incoming.method === 'HEAD') writer.end();
    else if (typeof answer.body === 'string' && length === answer.body.length) writer.end(answer.body, 'latin1');
    else writer.end(answer.body);
    return;
  }
  encodeBody(answer.body, encoding, (encoded) => {
    const own = encoded === undefined ? headers : encodedHeaders(headers, encoding);
    writer.writeHead(answer.status, { ...own, 'Content-Length': encoded?.length ?? length });
    writer.end(encoded ?? answer.body);
  });
}

function acceptedBy({ headers }: RequestHead): string | undefined {
  const accepted = headers['accept-encoding'];
  return Array.isArray(accepted) ? accepted.join(',') : accepted;
}

/** No cache may store a response to an authenticated request. */
function headersFor(incoming: RequestHead, { headers }: Answer): Headers {
  return isPrivate(incoming) ? { ...headers, ...PRIVATE_HEADERS } : headers;
}

/** Only an answer that has an ETag is compared. */
function isKnownToClient({ headers }: RequestHead, { status, headers: own }: Answer): boolean {
  const asked = headers['if-none-match'];
  const { ETag: etag, 'Cache-Control': cacheControl } = own;
  if (asked === undefined || etag === undefined || status !== 200) return false;
  return mayBeConfirmed(cacheControl) && matchesEtag(asked, etag);
}

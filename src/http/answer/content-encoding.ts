// Compresses responses as `Accept-Encoding` allows (RFC 9110, 8.4 and 12.5.3). Not badges, which are about a kilobyte
// and cached, and not streams, which a compressor would delay.
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Headers } from './headers.ts';

export type Encoding = 'br' | 'gzip';

/** Bytes. Below this size compression doesn't pay. */
const MIN_LENGTH = 1024;
const TEXT = /^(?:text\/(?:html|css|javascript|markdown)|application\/json)\b/;

/** Undefined: no compression. */
export function encodingFor(accepted: string | undefined, headers: Headers, length: number): Encoding | undefined {
  const { 'Content-Type': type = '', 'Content-Encoding': encoding } = headers;
  if (accepted === undefined || length < MIN_LENGTH || encoding !== undefined || !TEXT.test(type)) return undefined;
  const names = accepted.split(',').map((part) => part.trim().toLowerCase());
  return (['br', 'gzip'] as const).find((name) => names.some((one) => isTaken(one, name)));
}

/** `gzip`, `gzip;q=0.8`; `gzip;q=0` is a refusal. */
function isTaken(asked: string, name: Encoding): boolean {
  const [coding, quality = 'q=1'] = asked.split(';').map((part) => part.trim());
  return coding === name && !/^q=0(?:\.0*)?$/.test(quality);
}

/** In Node's thread pool, so that other requests don't wait: 200 kB take about 2 ms, and shrink to a tenth. */
export function encodeBody(
  body: string | Buffer,
  encoding: Encoding,
  done: (encoded: Buffer | undefined) => void,
): void {
  const finish = (error: Error | null, encoded: Buffer): void => {
    done(error === null ? encoded : undefined);
  };
  if (encoding === 'gzip') gzip(body, { level: GZIP_LEVEL }, finish);
  else brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }, finish);
}

/** Fast levels: higher ones save a few percent more, for several times the CPU time. */
const GZIP_LEVEL = 5;
const BROTLI_QUALITY = 4;

/** Another representation has another ETag: a weak one, as both are equivalent. */
export function encodedHeaders(headers: Headers, encoding: Encoding): Headers {
  const { ETag: etag, Vary: vary } = headers;
  return {
    ...headers,
    'Content-Encoding': encoding,
    Vary: vary ?? 'Accept-Encoding',
    ...(etag !== undefined && { ETag: etag.startsWith('W/') ? etag : `W/${etag}` }),
  };
}

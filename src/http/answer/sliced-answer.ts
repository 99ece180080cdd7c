// Builds a long response in slices, and yields to the event loop in between.
import { createHash } from 'node:crypto';
import type { Answer } from './answer.ts';
import type { Headers } from './headers.ts';

/** With status 200 and a strong ETag, as `withEtag` gives it to a text in one piece. */
export async function slicedAnswer(
  parts: Iterable<string>,
  headers: Headers,
  nextTurn: () => Promise<unknown>,
): Promise<Answer> {
  const hash = createHash('sha256');
  const slices: Buffer[] = [];
  for (const text of slicesOf(parts)) {
    const slice = Buffer.from(text);
    hash.update(slice);
    slices.push(slice);
    await nextTurn();
  }
  const etag = `"${hash.digest('base64url').slice(0, 22)}"`;
  return { status: 200, headers: { ...headers, ETag: etag }, body: Buffer.concat(slices) };
}

/** Characters: some milliseconds of work. */
const SLICE = 64 * 1024;

function* slicesOf(parts: Iterable<string>): Generator<string> {
  let slice = '';
  for (const part of parts) {
    slice += part;
    if (slice.length < SLICE) continue;
    yield slice;
    slice = '';
  }
  yield slice;
}

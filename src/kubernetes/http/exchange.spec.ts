// Responses that a server may send, in chunks of any size.
import { Exchange } from './exchange.ts';
import type { HttpAnswer } from './http-answer.ts';

interface Reported {
  readonly status?: number;
  readonly body?: string;
  readonly isReusable?: boolean;
  readonly keptFor?: number;
  readonly code?: unknown;
}

/** The bytes arrive in chunks of `size`; with `ends` the server then closes the connection. */
async function read(bytes: string, size: number, { ends = false } = {}): Promise<Reported> {
  let reported: Reported = {};
  const exchange = new Exchange({
    resume: () => undefined,
    whole: (isReusable, keptFor) => {
      reported = { ...reported, isReusable, keptFor };
    },
    drop: (error) => {
      reported = { ...reported, code: 'code' in error ? error.code : undefined };
      exchange.connectionClosed(error);
    },
  });
  const all = Buffer.from(bytes, 'latin1');
  const buffer = Buffer.alloc(size);
  for (let at = 0; at < all.length; at += size) {
    // Always the same buffer, as a connection reads: kept bytes must be a copy.
    const length = all.copy(buffer, 0, at, at + size);
    exchange.take(buffer.subarray(0, length));
  }
  if (ends) exchange.connectionEnded();
  exchange.connectionClosed(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  const answer = await exchange.answered.catch(() => undefined);
  if (answer === undefined) return reported;
  const { body, state } = await bodyOf(answer);
  return { ...reported, status: answer.status, body: state === 'end' ? body : `${body} (${state})` };
}

async function bodyOf(answer: HttpAnswer): Promise<{ readonly body: string; readonly state: string }> {
  let body = '';
  for (;;) {
    const state = await answer.read((bytes) => (body += bytes.toString('latin1')));
    if (state !== 'more') return { body, state };
  }
}

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const COMPLETE = { status: 200, isReusable: true, keptFor: Infinity };

describe.each([1, 2, 3, 7, 1_000])('in pieces of %i bytes', (size) => {
  it.each([
    ['a length', `${OK}Content-Length: 5\r\n\r\nhello`, { ...COMPLETE, body: 'hello' }],
    ['a length of 0', `${OK}content-length:0\r\n\r\n`, { ...COMPLETE, body: '' }],
    ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', { ...COMPLETE, status: 204, body: '' }],
    ['no reason phrase', 'HTTP/1.1 503 \r\nContent-Length: 1\r\n\r\n.', { ...COMPLETE, status: 503, body: '.' }],
    ['chunks', `${CHUNKED}3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n`, { ...COMPLETE, body: 'hello' }],
    [
      'extensions and trailers',
      `${CHUNKED}A;a=b\r\n0123456789\r\n0\r\nx: y\r\n\r\n`,
      { ...COMPLETE, body: '0123456789' },
    ],
    [
      'an interim answer first',
      `HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n${CHUNKED}0\r\n\r\n`,
      { ...COMPLETE, body: '' },
    ],
    [
      'a connection that closes',
      `${OK}Connection: close\r\nContent-Length: 2\r\n\r\nok`,
      { ...COMPLETE, isReusable: false, body: 'ok' },
    ],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', { ...COMPLETE, isReusable: false, body: 'ok' }],
    [
      'a Keep-Alive timeout',
      `${OK}Keep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n`,
      { ...COMPLETE, keptFor: 4_000, body: '' },
    ],
  ])('reads an answer with %s', async (_, bytes, expected) => {
    expect(await read(bytes, size)).toEqual(expected);
  });

  it('reads an answer up to the end of the connection', async () => {
    const expected = { ...COMPLETE, isReusable: false, body: 'all of it' };
    expect(await read(`${OK}\r\nall of it`, size, { ends: true })).toEqual(expected);
  });

  it.each([
    ['within a length', `${OK}Content-Length: 5\r\n\r\nhel`, 'hel (cut-off)'],
    ['within a chunk', `${CHUNKED}5\r\nhel`, 'hel (cut-off)'],
    ['before the last chunk', `${CHUNKED}3\r\nhel\r\n`, 'hel (cut-off)'],
  ])('reports that an answer was cut off %s', async (_, bytes, body) => {
    expect(await read(bytes, size, { ends: true })).toEqual({ status: 200, body });
  });

  it.each([
    ["bytes that aren't HTTP", '<html>\r\n\r\n'],
    ['another protocol', 'HTTP/2 200 OK\r\n\r\n'],
    ['a header without a name', `${OK}: x\r\n\r\n`],
    ['a header over two lines', `${OK}a: b\r\n c\r\n\r\n`],
    ['a blank in a name', `${OK}Content-Length : 3\r\n\r\nabc`],
    ['two lengths', `${OK}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`],
    ['an unknown encoding', `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n`],
    ['a switch to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n'],
  ])('refuses %s', async (_, bytes) => {
    expect(await read(bytes, size)).toEqual({ code: 'HPE_INVALID_RESPONSE' });
  });

  it.each(['x\r\n', '-1\r\n', '3\r\nabcd\r\n'])('refuses the chunk %j', async (chunk) => {
    expect(await read(CHUNKED + chunk, size)).toMatchObject({ code: 'HPE_INVALID_CHUNK_SIZE', status: 200 });
  });
});

it('refuses an endless series of interim responses', async () => {
  const reported = await read('HTTP/1.1 100 Continue\r\n\r\n'.repeat(10_000), 200_000);
  expect(reported).toEqual({ code: 'HPE_INVALID_RESPONSE' });
});

it('refuses headers without an end', async () => {
  expect(await read(`${OK}a: ${'b'.repeat(70_000)}`, 4_096)).toEqual({ code: 'HPE_HEADER_OVERFLOW' });
});

it('does not reuse a connection on which more than the response arrived', async () => {
  const reported = await read(`${OK}Content-Length: 2\r\n\r\nokHTTP/1.1`, 1_000);
  expect(reported).toEqual({ ...COMPLETE, isReusable: false, body: 'ok' });
});

// Hostile requests, generated from the table of routes so that new routes are included, and the invariants of every
// response.
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { keyFromBytes } from '../../../src/auth/keys/key-ring.ts';
import { ROUTES } from '../../../src/http/request/routes.ts';
import { signRequest } from '../../../src/auth/signature/signature.ts';
import { FUZZED_SECRET } from './fuzzed-shields.ts';
import { DEADLINE } from '../time/until.ts';
import { xmlFault } from './xml.ts';

/** As sent, except for the end of the headers. */
export interface HostileRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** Become an element and an attribute if not escaped. */
const ELEMENT = '<u9>';
const ATTRIBUTE = '"onu9=1';

const HOSTILE = [
  ...[
    '',
    ' ',
    '*',
    'web',
    'health',
    'version',
    'shop',
    'local',
    'page.css',
    'swagger-ui.css',
    '100',
    '-1',
    '1e9',
    'NaN',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', '__proto__[x]', 'null', 'undefined'],
  ...[ELEMENT, ATTRIBUTE, `${ELEMENT}${ATTRIBUTE}'&amp;`, '{{7*7}}', '${7*7}', "' OR 1=1--", 'javascript:alert(1)'],
  ...[
    '%00',
    '%0d%0aX-Injected: 1',
    '%0a',
    '%1b[31m',
    '%7f',
    '%ed%a0%80',
    '%ff%fe',
    '%',
    '%u0041',
    '%c0%ae',
    '%25%32%66',
  ],
  ...['..', '%2e%2e', '%2e', '..%5c', '%2f', 'a%2fb', ';', '@', '#', '?', '&', '=', '+', '%20', '\\', '|', '~'],
  ...['%f0%9f%92%a9', '%e2%80%ae', '%cc%81'.repeat(40), 'x'.repeat(253), 'x'.repeat(254), 'a'.repeat(3_500)],
  ...['critical', 'f00', 'gggggg', 'flat', 'json', 'svg', 'raw', 'true', '0', '5s', '1000d', 'ok', 'badge', 'a/b/c/d'],
];

const PARAMETERS = [
  ...[
    'style',
    'label',
    'labelColor',
    'color',
    'namespace',
    'cluster',
    'strict',
    'format',
    'raw',
    'state',
    'q',
    'limit',
  ],
  ...['continue', 'heartbeat', 'sort', 'open', 'from', 'badge', 'part', 'at', 'x', '__proto__', 'constructor', ''],
];

const HEADERS = [
  ...[
    'If-None-Match',
    'Origin',
    'Accept',
    'Accept-Encoding',
    'Last-Event-ID',
    'Cookie',
    'Range',
    'Referer',
    'User-Agent',
  ],
  ...[
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'Forwarded',
    'X-Original-URL',
    'X-HTTP-Method-Override',
  ],
  ...['Signature', 'Signature-Input', 'Authorization', 'Content-Type', 'Content-Length', 'Transfer-Encoding', 'Expect'],
  ...['Upgrade', 'Te', 'Trailer', 'If-Modified-Since', 'If-Match', 'Host', 'Max-Forwards', '__proto__'],
];

const VALUES = [
  ...['', '*', '"', '"x"', 'W/"x"', '"'.repeat(500), 'gzip;q=0', 'gzip, br;q=NaN', 'identity;q=0, *;q=0', 'bytes=0-1'],
  ...['0', '-1', '5', '1e3', '99999999999999999999', 'chunked', 'chunked, chunked', '100-continue', 'websocket', 'h2c'],
  ...[
    'null',
    'https://evil.example',
    'sig1=:AAAA:',
    'sig1=("@method");created=1',
    'sig1=()',
    'a, b, c',
    '\u00ff\u00fe',
  ],
  ...[
    'x'.repeat(4_000),
    ELEMENT,
    ATTRIBUTE,
    '__proto__=1',
    '1.5; q=1',
    'epoch.7',
    `${'a'.repeat(12)}.99999999999999999`,
  ],
];

export const hostileRequests: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom('GET', 'HEAD') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'),
    },
    { weight: 1, arbitrary: fc.constantFrom('get', 'CONNECT', 'GETS', '', '__proto__') },
  ),
  target: fc.tuple(paths(), queries()).map(([path, query]) => path + query),
  headers: fc.array(fc.tuple(fc.constantFrom(...HEADERS), fc.constantFrom(...VALUES)), { maxLength: 3 }),
});

/** For the stream of the federation, which has its own parameter and header. */
export const hostileStreams: fc.Arbitrary<HostileRequest> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'HEAD'),
  target: fc
    .array(fc.constantFrom(...HOSTILE, '100ms', '9999d', '-5s', '5s5s'), { maxLength: 2 })
    .map((values) => `/federation/v1/stream?${values.map((value) => `heartbeat=${value}`).join('&')}`),
  headers: fc
    .option(fc.constantFrom(...VALUES), { nil: undefined })
    .map((value) => (value === undefined ? [] : [['Last-Event-ID', value] as const])),
});

/** Harmless: every route once. */
export const PLAIN_REQUESTS: readonly HostileRequest[] = Object.values(ROUTES).map(({ path }) => ({
  method: 'GET',
  target: path.replaceAll(':check', 'health').replaceAll(/:[a-z]+/g, 'web'),
  headers: [],
}));

function paths(): fc.Arbitrary<string> {
  const hostile = fc.constantFrom(...HOSTILE);
  const known = fc.constantFrom(...Object.values(ROUTES).map(({ path }) => path as string));
  const filled = fc.tuple(known, fc.array(hostile, { minLength: 3, maxLength: 3 })).map(([path, values]) => {
    const rest = [...values];
    return path.replaceAll(/:[a-z]+/g, () => rest.pop() ?? '');
  });
  const end = fc.constantFrom('', '', '/', '//', '.svg', '.json', '.SVG', '%2e', '/..', ';x', '%00');
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(filled, end).map(([path, last]) => path + last) },
    { weight: 1, arbitrary: filled.map((path) => `http://x${path}`) },
    { weight: 1, arbitrary: fc.array(hostile, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`) },
    { weight: 1, arbitrary: fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 40 }) },
  );
}

/** Known and unknown parameters, also repeated, with and without brackets. */
function queries(): fc.Arbitrary<string> {
  const name = fc.tuple(
    fc.constantFrom(...PARAMETERS),
    fc.constantFrom('', '', '', '', '[]', '[x]', '[__proto__]', '%5b0%5d'),
  );
  const pair = fc
    .tuple(name, fc.option(fc.constantFrom(...HOSTILE), { nil: undefined }))
    .map(([[start, end], value]) => start + end + (value === undefined ? '' : `=${value}`));
  return fc.array(pair, { maxLength: 5 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`));
}

let nonces = 0;

/** The same request with a valid signature, unless it repeats a signed header. */
export function signed(request: HostileRequest): HostileRequest {
  const { method, target, headers } = request;
  const [, lastEventId] = headers.find(([name]) => name === 'Last-Event-ID') ?? [];
  const signable = { method, host: 'x', target, ...(lastEventId !== undefined && { lastEventId }) };
  const created = Math.floor(Date.now() / 1_000);
  const nonce = `fuzzed-request-${(nonces += 1)}`;
  const signature = signRequest(signable, KEY, { created, nonce });
  return { ...request, headers: [...headers, ...Object.entries(signature)] };
}

const KEY = keyFromBytes(Buffer.from(FUZZED_SECRET));

export interface RawAnswer {
  /** 0: the connection was closed without a response. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** The response up to the end of the connection; of a stream, its headers. `end`: half-closes after `bytes`. */
export function sendRaw(port: number, bytes: string, { end = false } = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let all = '';
    const done = (): void => {
      socket.destroy();
      resolve(parseRaw(all));
    };
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(DEADLINE, () => {
      socket.destroy();
      reject(new Error(`No answer to ${JSON.stringify(bytes)}`));
    });
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1');
      if (/^content-type: text\/event-stream\r$/im.test(all) && all.includes('\r\n\r\n')) done();
    });
    // A server that closes before it has read everything resets the connection.
    socket.on('error', done);
    socket.on('end', done);
    if (end) socket.end(bytes, 'latin1');
    else socket.write(bytes, 'latin1');
  });
}

export function bytesOf({ method, target, headers }: HostileRequest): string {
  const lines = [['Host', 'x'], ...headers, ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

export function parseRaw(all: string): RawAnswer {
  const at = all.indexOf('\r\n\r\n');
  const [head, body] = at === -1 ? [all, ''] : [all.slice(0, at), all.slice(at + 4)];
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body };
}

/** What is wrong with the response, in words; undefined when nothing is. */
export function faultOf(request: HostileRequest, { status, head, body }: RawAnswer): string | undefined {
  if (status === 0) return isRefusable(request) ? undefined : 'no answer';
  const header = (name: string): string => new RegExp(`^${name}: (.*)\r?$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const isRetryable = status === 503 && header('retry-after') !== '';
  if (status >= 500 && !isRetryable) return `status ${status}`;
  if (/\n\s+at \S+ ?\(|node:internal|node_modules|\/src\/|\.ts:\d/.test(body)) return 'a stack trace';
  if (/^x-injected/im.test(head)) return 'an injected header';
  if (header('x-content-type-options') !== 'nosniff') return 'no X-Content-Type-Options: nosniff';
  if (header('cache-control') === '') return 'no Cache-Control';
  if (status >= 400 && !header('cache-control').includes('no-store')) return 'an error that caches may store';
  return request.method === 'HEAD' ? undefined : faultOfBody(header, body);
}

/** Requests that may get no response. */
function isRefusable({ method }: HostileRequest): boolean {
  return method === 'CONNECT';
}

function faultOfBody(header: (name: string) => string, latin1: string): string | undefined {
  const type = header('content-type');
  const bytes = Buffer.from(latin1, 'latin1');
  const body = (header('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString();
  if (body.includes(FUZZED_SECRET)) return 'the secret key';
  const isMarkup = /html|svg/.test(type);
  if (isMarkup && (body.includes(ELEMENT) || body.includes(ATTRIBUTE))) return 'unescaped markup';
  if (type.startsWith('image/svg')) return xmlFault(body);
  if (!type.includes('json') || body === '') return undefined;
  try {
    JSON.parse(body);
    return undefined;
  } catch {
    return 'invalid JSON';
  }
}

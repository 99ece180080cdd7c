// Headers as the OpenAPI document describes them: each once, and which of them each kind of answer has (headers.ts
// sends them). What HTTP itself adds (Date, Content-Length, Connection…) is left out.
import type { HeaderObject, HeadersObject } from '@nestjs/swagger';

const TEXT = { type: 'string' } as const;
const TIME = { type: 'string', format: 'date-time' } as const;

/** `components.headers` */
export const HEADER_COMPONENTS = {
  'Cache-Control': {
    description: `How long caches may use the answer.
- Badges: never longer than until they would turn stale; grey badges 5 s.
- JSON and pages: \`no-cache\`, so caches revalidate before each use.
- Errors, probes, and answers to signed requests: \`no-store\`.`,
    required: true,
    schema: TEXT,
    example: 'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40',
  },
  ETag: {
    description:
      'A hash of the content, the same on every replica. A request with it in `If-None-Match` is answered 304.',
    schema: TEXT,
    example: '"p8cMsyWAiGM2yjBqWFGMZQ"',
  },
  'Content-Encoding': { description: 'Present if `Accept-Encoding` allows it.', schema: only('gzip') },
  Vary: { description: 'The request headers that the content depends on.', schema: TEXT, example: 'Accept-Encoding' },
  'X-Content-Type-Options': {
    description: 'Browsers must not guess the type.',
    required: true,
    schema: only('nosniff'),
  },
  'Referrer-Policy': {
    description: "Links don't send the address of the page.",
    required: true,
    schema: only('no-referrer'),
  },
  'Content-Security-Policy': {
    description: 'What the page may load, and which sites may embed it.',
    schema: TEXT,
    example: "default-src 'none'; frame-ancestors 'none'",
  },
  'Cross-Origin-Resource-Policy': {
    description: '`cross-origin` for answers that are meant to be embedded.',
    schema: only('same-origin', 'cross-origin'),
  },
  'Cross-Origin-Opener-Policy': {
    description: 'Pages are isolated from the pages that open them.',
    schema: only('same-origin'),
  },
  'Permissions-Policy': {
    description: 'Pages use no devices.',
    schema: TEXT,
    example: 'camera=(), microphone=(), geolocation=()',
  },
  'Access-Control-Allow-Origin': {
    description: "`*` for badges as `svg` and `shields`; otherwise the request's origin, if CORS_ORIGINS lists it.",
    schema: TEXT,
    example: '*',
  },
  'Access-Control-Expose-Headers': { description: 'The headers that scripts may read.', schema: TEXT, example: 'ETag' },
  Allow: { description: 'The allowed methods.', required: true, schema: only('GET, HEAD') },
  'Retry-After': {
    description: 'The seconds to wait before the next request.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
    example: 10,
  },
  'X-Accel-Buffering': {
    description: 'Makes proxies forward each event without buffering.',
    required: true,
    schema: only('no'),
  },
  'X-Shield-State': {
    description: 'The state that the badge shows.',
    schema: { $ref: '#/components/schemas/State' },
  },
  'X-Shield-Reason': {
    description: 'Why the state is not `ok`, if that is known.',
    schema: { $ref: '#/components/schemas/Reason' },
  },
  'X-Shield-Since': {
    description: "When the state (a version's status) last changed; absent until the shield saw it change.",
    schema: TIME,
    example: '2026-11-02T11:58:03.000Z',
  },
  'X-Shield-Checked': {
    description: 'When the result was last confirmed.',
    schema: TIME,
    example: '2026-11-02T12:00:00.000Z',
  },
} satisfies Record<string, HeaderObject>;

type HeaderName = keyof typeof HEADER_COMPONENTS;

function only(...values: readonly string[]): { type: 'string'; enum: string[] } {
  return { type: 'string', enum: [...values] };
}

function named(...names: readonly HeaderName[]): HeadersObject {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const EVERY = named('Cache-Control', 'X-Content-Type-Options', 'Referrer-Policy');
const CORS = named('Access-Control-Allow-Origin', 'Access-Control-Expose-Headers');
const EMBEDDING = named('Content-Security-Policy', 'Cross-Origin-Resource-Policy');

/** By the kind of answer. */
export const HEADERS_OF = {
  badge: {
    ...EVERY,
    ...EMBEDDING,
    ...CORS,
    ...named('ETag', 'X-Shield-State', 'X-Shield-Reason', 'X-Shield-Since', 'X-Shield-Checked'),
  },
  json: { ...EVERY, ...EMBEDDING, ...CORS, ...named('ETag', 'Vary') },
  compressedJson: { ...EVERY, ...EMBEDDING, ...CORS, ...named('ETag', 'Vary', 'Content-Encoding') },
  page: {
    ...EVERY,
    ...EMBEDDING,
    ...named('ETag', 'Vary', 'Cross-Origin-Opener-Policy', 'Permissions-Policy'),
  },
  asset: { ...EVERY, ...named('ETag', 'Vary', 'Cross-Origin-Resource-Policy') },
  stream: { ...EVERY, ...named('Cross-Origin-Resource-Policy', 'X-Accel-Buffering') },
  text: { ...EVERY, ...named('Cross-Origin-Resource-Policy') },
  problem: { ...EVERY, ...EMBEDDING, ...named('Vary') },
  notAllowed: { ...EVERY, ...EMBEDDING, ...named('Vary', 'Allow') },
  busy: { ...EVERY, ...EMBEDDING, ...named('Vary', 'Retry-After') },
  /** Further ones of a problem that browsers get as a page. */
  problemPage: named('Cross-Origin-Opener-Policy', 'Permissions-Policy'),
} satisfies Record<string, HeadersObject>;

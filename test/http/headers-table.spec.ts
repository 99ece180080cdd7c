// All response headers of each kind of answer, against the running app: no header is missing, wrong or superfluous.
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import type { ROUTES } from '../../src/http/request/routes.ts';
import { signRequest } from '../../src/auth/signature/signature.ts';
import { LocalCatalog } from '../../src/services/local-catalog.ts';
import { sendRaw } from '../support/http/fuzz.ts';
import { ask } from '../support/http/exact-request.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { temporaryFile, type TemporaryFile } from '../support/app/temporary-file.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster, { isUntimed: true });
const CORS = 'https://dash.example';
let open: RunningApp;
let crossOrigin: RunningApp;
let images: RunningApp;
let closed: RunningApp;
let key: TemporaryFile;
const clock = new ManualClock();
const KEY = 'k'.repeat(32);

beforeAll(async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web' }, { metadata: { namespace: 'shop' } }));
  const apiServer = await server.listen();
  key = await temporaryFile(KEY);
  open = await startApp({}, { apiServer, clock });
  crossOrigin = await startApp(
    { CORS_ORIGINS: CORS, FRAME_ANCESTORS: 'https://wiki.example' },
    { apiServer, clock, bounds: LOW_BOUNDS },
  );
  images = await startApp({ ACCESS: 'badges', INTRA_SECRET: key.path, CLUSTER_NAME: 'here' }, { apiServer, clock });
  const env = { OTHER_SHIELDS: '', INTRA_SECRET: key.path, CLUSTER_NAME: 'here', CORS_ORIGINS: CORS };
  closed = await startApp(env, { apiServer, clock });
  for (const shield of [open, crossOrigin, images, closed]) {
    await shield.until('/readyz', (_, { status }) => status === 200);
    if (shield !== closed) await shield.until('/_/web/health/', (svg) => svg.includes('1/1'));
  }
});
afterAll(async () => {
  for (const shield of [open, crossOrigin, images, closed]) await shield.stop();
  await server.close();
  await key.remove();
});

/** No page streams are accepted, and slow requests are detected early. */
const LOW_BOUNDS = { pageStreams: 0, timeoutCheck: 20 };

type Expected = Readonly<Record<string, string | RegExp>>;

const EVERY_ANSWER: Expected = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
const NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";
const TAG = /^"[\w-]{22}"$/;
const TIME = /^2026-11-02T/;
const LENGTH = /^\d+$/;

const IMAGE: Expected = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, X-Shield-State, X-Shield-Reason, X-Shield-Since, X-Shield-Checked',
  'content-length': LENGTH,
  etag: TAG,
};
const FRESH = 'public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40';
const GREY = 'public, max-age=5, s-maxage=5';
const BADGE: Expected = { ...IMAGE, 'cache-control': FRESH, 'x-shield-state': 'ok', 'x-shield-checked': TIME };
const GREY_BADGE: Expected = {
  ...IMAGE,
  'cache-control': GREY,
  'x-shield-state': 'unknown',
  'x-shield-reason': 'not-found',
};
const JSON_HEADERS: Expected = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-cache',
  'content-length': LENGTH,
  etag: TAG,
  vary: 'Accept-Encoding',
  'content-security-policy': NOTHING_LOADS,
  'cross-origin-resource-policy': 'same-origin',
};
const SHIELDS: Expected = {
  ...JSON_HEADERS,
  'cache-control': FRESH,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};
const PAGE: Expected = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-length': LENGTH,
  etag: TAG,
  vary: 'Accept-Encoding',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};
const DOCS: Expected = {
  ...PAGE,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
};
const ERROR: Expected = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  'content-security-policy': NOTHING_LOADS,
  'cross-origin-resource-policy': 'same-origin',
  'content-length': LENGTH,
};
/** Headers of problems that browsers get as a page. */
const NEGOTIATED_ERROR: Expected = { ...ERROR, vary: 'Accept' };
const PROBLEM_PAGE: Expected = {
  ...without(PAGE, 'etag'),
  'cache-control': 'no-store',
  vary: 'Accept, Accept-Encoding',
};
/** A page that loads nothing: its style is inline. */
const PLAIN_PROBLEM_PAGE: Expected = {
  ...PROBLEM_PAGE,
  'content-security-policy': /^default-src 'none'; script-src 'self'; style-src 'sha256-[\w+/=]{44}'; img-src/,
};
const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const PROBE: Expected = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'content-length': LENGTH,
};
const STREAM: Expected = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'cross-origin-resource-policy': 'same-origin',
};
const MARKDOWN: Expected = { ...JSON_HEADERS, 'content-type': 'text/markdown; charset=utf-8' };
const DOCS_ASSET: Expected = {
  'content-type': 'text/css; charset=utf-8',
  'cache-control': 'no-cache',
  'content-length': LENGTH,
  etag: TAG,
  vary: 'Accept-Encoding',
  'cross-origin-resource-policy': 'same-origin',
};
const ASSET: Expected = {
  'content-type': 'text/css; charset=utf-8',
  'cache-control': 'public, max-age=31536000, immutable',
  'content-length': LENGTH,
  'cross-origin-resource-policy': 'same-origin',
};

/** By route: a new route doesn't compile without a row. */
const ROWS: Readonly<Record<keyof typeof ROUTES, readonly (readonly [string, number, Expected])[]>> = {
  page: [['/', 200, PAGE]],
  'service-page': [
    ['/s/web', 200, PAGE],
    ['/s/unknown', 404, NEGOTIATED_ERROR],
  ],
  asset: [
    ['ASSET', 200, ASSET],
    ['/assets/none.css', 404, NEGOTIATED_ERROR],
  ],
  'page-stream': [['/shields', 200, STREAM]],
  badge: [
    ['/_/web/health/', 200, BADGE],
    ['/_/web/health.svg?style=plastic', 200, BADGE],
    ['/_/unknown/health/', 200, GREY_BADGE],
    ['/_/unknown/health/?strict', 404, { ...GREY_BADGE, 'cache-control': 'no-store' }],
    ['/_/web/health/?style=none', 200, { ...GREY_BADGE, 'x-shield-reason': 'invalid' }],
    ['/_/web/health.json', 200, JSON_HEADERS],
    ['/_/web/health/?raw', 200, JSON_HEADERS],
    ['/_/web/health/?format=shields', 200, SHIELDS],
    ['/_/unknown/health/?format=shields', 200, { ...SHIELDS, 'cache-control': GREY }],
    ['/_/unknown/health.json', 404, ERROR],
  ],
  'why-card': [
    ['/_/web/why.svg', 200, BADGE],
    ['/_/unknown/why.svg', 200, GREY_BADGE],
    ['/_/unknown/why.svg?strict', 404, { ...GREY_BADGE, 'cache-control': 'no-store' }],
    ['/_/web/why.svg?cluster=-', 200, { ...GREY_BADGE, 'x-shield-reason': 'invalid' }],
    ['/_/web/why.svg?k=x', 200, GREY_BADGE],
  ],
  aggregate: [
    ['/a/*/health/', 200, BADGE],
    ['/a/none/health/', 200, { ...GREY_BADGE, 'x-shield-reason': 'no-match' }],
    ['/a/*/health.json', 200, JSON_HEADERS],
  ],
  object: [
    ['/k/nodes/*/ready/', 200, { ...GREY_BADGE, 'x-shield-reason': 'no-match' }],
    ['/k/nodes/node-1/ready.json', 404, ERROR],
  ],
  cluster: [
    ['/c/unknown/', 200, GREY_BADGE],
    ['/c/pods.json', 200, JSON_HEADERS],
  ],
  'v1-objects': [
    ['/v1/objects', 200, JSON_HEADERS],
    ['/v1/objects?limit=x', 400, ERROR],
  ],
  'v1-object-history': [['/v1/objects/nodes/node-1/history', 404, ERROR]],
  services: [['/services/', 200, JSON_HEADERS]],
  'service-checks': [
    ['/services/web/', 200, JSON_HEADERS],
    ['/services/unknown/', 404, ERROR],
  ],
  'v1-services': [
    ['/v1/services', 200, JSON_HEADERS],
    ['/v1/services?limit=x', 400, ERROR],
  ],
  'v1-service': [['/v1/services/web', 200, JSON_HEADERS]],
  'v1-history': [
    ['/v1/services/web/history', 200, JSON_HEADERS],
    ['/v1/services/web/history?window=1y', 400, ERROR],
    ['/v1/services/unknown/history', 404, ERROR],
  ],
  'v1-why': [
    ['/v1/services/web/why', 200, JSON_HEADERS],
    ['/v1/services/unknown/why', 404, ERROR],
  ],
  'v1-checks': [['/v1/checks', 200, JSON_HEADERS]],
  'badges-markdown': [['/v1/badges.md', 200, MARKDOWN]],
  'v1-peers': [['/v1/peers', 200, JSON_HEADERS]],
  'v1-sources': [['/v1/sources', 200, JSON_HEADERS]],
  snapshot: [['/federation/v1/snapshot', 403, NEGOTIATED_ERROR]],
  stream: [['/federation/v1/stream', 403, NEGOTIATED_ERROR]],
  docs: [['/docs', 200, DOCS]],
  openapi: [['/docs/openapi.json', 200, JSON_HEADERS]],
  'docs-asset': [
    ['/docs/swagger-ui.css', 200, DOCS_ASSET],
    ['/docs/none.css', 404, NEGOTIATED_ERROR],
  ],
  ping: [['/ping', 200, PROBE]],
  livez: [['/livez', 200, PROBE]],
  readyz: [['/readyz', 200, PROBE]],
};

describe('in public mode', () => {
  it.each(Object.values(ROWS).flat())('%s answers %d with exactly its headers', async (target, status, expected) => {
    const path = target === 'ASSET' ? await stylesheet() : target;
    await expectHeaders(open, path, status, expected);
  });

  it('HEAD has the headers that GET has', async () => {
    for (const [target] of Object.values(ROWS)
      .flat()
      .filter(([target]) => target !== 'ASSET')) {
      const [get, head] = [await ask(open.port, { target }), await ask(open.port, { target, method: 'HEAD' })];
      expect([head.status, head.body]).toEqual([get.status, '']);
      expect({ target, ...comparable(head.headers) }).toEqual({ target, ...comparable(get.headers) });
    }
  });

  it('a 304 repeats the headers of its 200', async () => {
    for (const target of ['/', '/_/web/health/', '/a/*/health/', '/_/web/health.json', '/v1/services', '/docs']) {
      const first = await ask(open.port, { target });
      const again = await ask(open.port, { target, headers: { 'If-None-Match': String(first.headers.etag) } });
      expect([target, again.status, again.body]).toEqual([target, 304, '']);
      expect(comparable(again.headers)).toEqual(comparable(first.headers));
    }
  });

  it('a 405 lists the allowed methods', async () => {
    for (const [target] of [...Object.values(ROWS)].flat()) {
      if (target === 'ASSET' || target.startsWith('/federation/')) continue;
      const { status, headers } = await ask(open.port, { target, method: 'PUT' });
      expect([target, status, headers.allow]).toEqual([target, 405, 'GET, HEAD']);
    }
  });
});

describe('a badge that is requested repeatedly on one connection', () => {
  const line = (method: string, more = ''): string => `${method} /_/web/health/ HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const CLOSE = 'Connection: close\r\n';

  it('has the same bytes each time', async () => {
    const answers = await answersTo([line('GET'), line('GET'), line('GET'), line('GET', CLOSE)]);
    const [first, ...rest] = answers.map((answer) => answer.replace('Connection: close', KEEP_ALIVE));
    expect(answers).toHaveLength(4);
    expect(first).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[^]*\r\nDate: [^]* GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=\d+\r\n\r\n<svg /,
    );
    expect(new Set(rest)).toEqual(new Set([first]));
  });

  it('has the same head to HEAD, and in a 304', async () => {
    const { headers } = await ask(open.port, { target: '/_/web/health/' });
    const known = `If-None-Match: ${String(headers.etag)}\r\n`;
    const requests = [line('GET'), line('HEAD'), line('GET', known), line('HEAD', known), line('GET', known + CLOSE)];
    const [get = '', ...answers] = await answersTo(requests);
    const head = get.slice(0, get.indexOf('<svg '));
    const unchanged = head.replace('200 OK', '304 Not Modified');
    const closing = unchanged.replace(KEEP_ALIVE, 'Connection: close');
    expect(answers).toEqual([head, unchanged, unchanged, closing]);
  });

  it('ends the connection of HTTP/1.0, and of a client that waits to send a body', async () => {
    const old = await answersTo([line('GET'), line('GET').replace('HTTP/1.1', 'HTTP/1.0')]);
    const waiting = await answersTo([line('GET'), line('GET', 'Expect: 100-continue\r\n')]);
    for (const [first, last] of [old, waiting]) expect(last).toBe(first?.replace(KEEP_ALIVE, 'Connection: close'));
  });
});

describe('a problem, to a browser', () => {
  it.each([
    ['/s/unknown', 404],
    ['/s/web?at=then', 400],
    ['/?state=fine', 400],
    ['/nowhere/at/all', 404],
    ['/s/..%2f', 400],
    ['/docs/none', 404],
  ])('%s is a page, with status %d and the headers of a page', async (target, status) => {
    await expectHeaders(open, target, status, PROBLEM_PAGE, BROWSER);
    const [get, head] = [
      await ask(open.port, { target, headers: BROWSER }),
      await ask(open.port, { target, method: 'HEAD', headers: BROWSER }),
    ];
    expect([head.status, head.body, comparable(head.headers)]).toEqual([status, '', comparable(get.headers)]);
  });

  it('has the headers of the JSON route, and those that its status requires', async () => {
    await expectHeaders(open, '/v1/services?limit=x', 400, ERROR, BROWSER);
    await expectHeaders(open, '/_/unknown/health.json', 404, ERROR, BROWSER);
    const put = await ask(open.port, { target: '/s/web', method: 'PUT', headers: BROWSER });
    expect([put.status, put.headers.allow, put.headers['content-type']]).toEqual([
      405,
      'GET, HEAD',
      'text/html; charset=utf-8',
    ]);
  });

  it.each([
    ['/', 404],
    ['/s/web', 404],
    ['/nowhere', 404],
    ['/v1/services', 403],
    ['/_/web/health/', 403],
    ['/_/unknown/health/', 403],
  ])('%s of a private shield is a page that needs no file, the same for every target', async (target, status) => {
    await expectHeaders(closed, target, status, PLAIN_PROBLEM_PAGE, BROWSER);
    const bodyOf = async (path: string): Promise<string> => {
      const { body } = await ask(closed.port, { target: path, headers: BROWSER });
      return body.replace(/[0-9a-f-]{36}/, '');
    };
    const body = await bodyOf(target);
    expect(body).toBe(await bodyOf(status === 404 ? '/s/other' : '/services/other'));
    expect(body).toContain('This shield shows no pages to the public');
    expect(body).not.toMatch(/href=|src=|\bhere\b/);
  });
});

describe('across origins', () => {
  const headers = { Origin: CORS };

  it('JSON is readable for the origins of CORS_ORIGINS alone', async () => {
    const cors = { 'access-control-allow-origin': CORS, 'access-control-expose-headers': 'ETag' };
    const vary = { vary: 'Accept-Encoding, Origin' };
    for (const target of ['/v1/services', '/services/', '/_/web/health.json', '/v1/checks', '/v1/peers']) {
      await expectHeaders(crossOrigin, target, 200, { ...JSON_HEADERS, ...vary, ...cors }, headers);
      await expectHeaders(crossOrigin, target, 200, { ...JSON_HEADERS, ...vary }, { Origin: 'https://evil.example' });
      await expectHeaders(open, target, 200, JSON_HEADERS, headers);
    }
  });

  it('images are readable for every origin, and the page, its stream and its files for none', async () => {
    await expectHeaders(crossOrigin, '/_/web/health/', 200, BADGE, { Origin: 'https://evil.example' });
    for (const target of ['/', '/shields', '/docs', await stylesheet(), '/ping', '/v1/services?limit=x', '/nowhere']) {
      const answer = await ask(crossOrigin.port, { target, headers });
      expect([target, answer.headers['access-control-allow-origin']]).toEqual([target, undefined]);
    }
  });

  it('the page may be framed by FRAME_ANCESTORS', async () => {
    const { headers: answered } = await ask(crossOrigin.port, { target: '/' });
    expect(answered['content-security-policy']).toMatch(/frame-ancestors https:\/\/wiki\.example$/);
  });
});

const PRIVATE: Expected = { 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' };
const PRIVATE_JSON: Expected = { ...JSON_HEADERS, ...PRIVATE };
const PRIVATE_BADGE: Expected = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'content-length': LENGTH,
  etag: TAG,
  'x-shield-state': 'ok',
  'x-shield-checked': TIME,
  ...PRIVATE,
};
const PRIVATE_GREY: Expected = {
  ...without(PRIVATE_BADGE, 'x-shield-checked'),
  'x-shield-state': 'unknown',
  'x-shield-reason': 'not-found',
};

/** For signed requests, by route: a new route doesn't compile without a row. */
const PRIVATE_ROWS: Readonly<Record<keyof typeof ROUTES, readonly (readonly [string, number, Expected])[]>> = {
  page: [['/', 404, NEGOTIATED_ERROR]],
  'service-page': [['/s/web', 404, NEGOTIATED_ERROR]],
  asset: [['/assets/none.css', 404, NEGOTIATED_ERROR]],
  'page-stream': [['/shields', 404, NEGOTIATED_ERROR]],
  badge: [
    ['/_/web/health/', 200, PRIVATE_BADGE],
    ['/_/unknown/health/', 200, PRIVATE_GREY],
    ['/_/unknown/health/?strict', 404, PRIVATE_GREY],
    ['/_/web/health.json', 200, PRIVATE_JSON],
    ['/_/web/health/?raw', 200, PRIVATE_JSON],
    ['/_/web/health/?format=shields', 200, PRIVATE_JSON],
    ['/_/unknown/health/?format=shields', 200, PRIVATE_JSON],
    ['/_/unknown/health.json', 404, ERROR],
  ],
  'why-card': [
    ['/_/web/why.svg', 200, PRIVATE_BADGE],
    ['/_/unknown/why.svg', 200, PRIVATE_GREY],
  ],
  aggregate: [
    ['/a/*/health/', 200, PRIVATE_BADGE],
    ['/a/*/health.json', 200, PRIVATE_JSON],
  ],
  object: [
    ['/k/nodes/*/ready/', 200, { ...PRIVATE_GREY, 'x-shield-reason': 'no-match' }],
    ['/k/nodes/node-1/ready.json', 404, ERROR],
  ],
  cluster: [
    ['/c/unknown/', 200, PRIVATE_GREY],
    ['/c/pods.json', 200, PRIVATE_JSON],
  ],
  'v1-objects': [
    ['/v1/objects', 200, PRIVATE_JSON],
    ['/v1/objects?limit=x', 400, ERROR],
  ],
  'v1-object-history': [['/v1/objects/nodes/node-1/history', 404, ERROR]],
  services: [['/services/', 200, PRIVATE_JSON]],
  'service-checks': [
    ['/services/web/', 200, PRIVATE_JSON],
    ['/services/unknown/', 404, ERROR],
  ],
  'v1-services': [
    ['/v1/services', 200, PRIVATE_JSON],
    ['/v1/services?limit=x', 400, ERROR],
  ],
  'v1-service': [['/v1/services/web', 200, PRIVATE_JSON]],
  'v1-history': [['/v1/services/web/history', 200, PRIVATE_JSON]],
  'v1-why': [['/v1/services/web/why', 200, PRIVATE_JSON]],
  'v1-checks': [['/v1/checks', 200, PRIVATE_JSON]],
  'badges-markdown': [['/v1/badges.md', 200, { ...MARKDOWN, ...PRIVATE }]],
  'v1-peers': [['/v1/peers', 200, PRIVATE_JSON]],
  'v1-sources': [['/v1/sources', 200, PRIVATE_JSON]],
  snapshot: [['/federation/v1/snapshot', 200, { ...PRIVATE_JSON, etag: /^W\/"[\w-]{22}"$/ }]],
  stream: [
    ['/federation/v1/stream', 200, STREAM],
    ['/federation/v1/stream?heartbeat=never', 400, ERROR],
  ],
  docs: [['/docs', 404, NEGOTIATED_ERROR]],
  openapi: [['/docs/openapi.json', 404, NEGOTIATED_ERROR]],
  'docs-asset': [['/docs/swagger-ui.css', 404, NEGOTIATED_ERROR]],
  ping: [['/ping', 200, PROBE]],
  livez: [['/livez', 200, PROBE]],
  readyz: [['/readyz', 200, PROBE]],
};

describe('in private mode, from any origin', () => {
  const rows = Object.values(PRIVATE_ROWS).flat();

  it.each(rows)('%s, signed, answers %d with exactly its headers', async (target, status, expected) => {
    await expectHeaders(closed, target, status, expected, { Origin: CORS, ...signed(target) });
  });

  it('HEAD, signed, has the headers that GET has', async () => {
    for (const [target] of rows) {
      const get = await ask(closed.port, { target, headers: signed(target) });
      const head = await ask(closed.port, { target, method: 'HEAD', headers: signed(target, 'HEAD') });
      expect([target, head.status, head.body]).toEqual([target, get.status, '']);
      expect({ target, ...comparable(head.headers) }).toEqual({ target, ...comparable(get.headers) });
    }
  });

  it('unsigned requests are refused with the same answer, whether names are known or not', async () => {
    const bodies = new Set<string>();
    for (const [target, status] of rows) {
      const isOpen = ['/ping', '/livez', '/readyz'].includes(target);
      const isHidden = status === 404 && !target.includes('unknown');
      if (isOpen || isHidden) continue;
      await expectHeaders(closed, target, 403, NEGOTIATED_ERROR, { Origin: CORS });
      const { body } = await ask(closed.port, { target });
      bodies.add(body.replace(/urn:uuid:[0-9a-f-]{36}/, ''));
    }
    expect(bodies.size).toBe(1);
  });
});

describe('in private mode, an unsigned request', () => {
  it('is refused before any lookup: timing reveals no names', async () => {
    const lookups = ['named', 'withPrefix', 'withAlias', 'all', 'names', 'advance'] as const;
    const catalog = closed.app.get(LocalCatalog);
    let lookupCount = 0;
    for (const name of lookups) {
      const real = catalog[name].bind(catalog) as (...given: unknown[]) => unknown;
      const counted = (...given: unknown[]): unknown => {
        lookupCount += 1;
        return real(...given);
      };
      Object.defineProperty(catalog, name, { value: counted, configurable: true });
    }
    const targets = ['/_/web/health/', '/_/unknown/health/', '/a/*/health/', '/services/web/', '/v1/services?q=web'];
    for (const target of targets) {
      await ask(closed.port, { target });
      await ask(closed.port, { target, headers: { ...signed(target), Signature: `shield=:${'A'.repeat(43)}=:` } });
    }
    expect(lookupCount).toBe(0);
    for (const target of targets) {
      lookupCount = 0;
      await ask(closed.port, { target, headers: signed(target) });
      expect([target, lookupCount > 0]).toEqual([target, true]);
    }
    for (const name of lookups) Reflect.deleteProperty(catalog, name);
  });
});

describe('bytes that never become a request', () => {
  it.each([
    ["400, bytes that aren't HTTP", 'nonsense\r\n\r\n'],
    ['400, an invalid header', 'GET /ping HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n'],
    ['400, half a request', 'GET /ping HTTP/1.1\r\nHost'],
    ['400, no host', 'GET /ping HTTP/1.1\r\n\r\n'],
    ['400, a CONNECT request', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n'],
    ['408, too slow', 'GET /ping HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['413, a body', 'GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello'],
    ['413, a body in pieces', 'GET /ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['414, a long target', `GET /${'x'.repeat(5_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
    ['414, a target that is longer than all headers', `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['431, long headers', `GET /ping HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`],
  ])('is answered %s, and its connection closed', async (answered, bytes) => {
    const isHalf = answered.includes('half');
    const server = crossOrigin.app.getHttpServer() as Server;
    const { headersTimeout } = server;
    if (answered.startsWith('408')) server.headersTimeout = 1;
    const { status, head, body } = await sendRaw(crossOrigin.port, bytes, { end: isHalf });
    server.headersTimeout = headersTimeout;
    const headers = Object.fromEntries(
      [...head.matchAll(/^([\w-]+): (.*?)\r?$/gm)].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
    );
    expect({ status, connection: headers['connection'], ...comparable(headers) }).toEqual({
      status: Number(answered.slice(0, 3)),
      connection: 'close',
      // Only a parsed request has an Accept header.
      ...matching({ ...EVERY_ANSWER, ...(/^413|a long target/.test(answered) ? NEGOTIATED_ERROR : ERROR) }),
    });
    expect(Buffer.byteLength(body, 'latin1')).toBe(Number(headers['content-length']));
    expect(JSON.parse(body)).toMatchObject({ status, instance: expect.stringMatching(/^urn:uuid:/) as unknown });
  });

  it('a stream beyond the limit is refused', async () => {
    await expectHeaders(crossOrigin, '/shields', 503, { ...NEGOTIATED_ERROR, 'retry-after': '30' }, { Origin: CORS });
  });
});

describe('once the cluster no longer responds', () => {
  const strict: Expected = { 'cache-control': 'no-store', 'retry-after': '10' };
  let shield: RunningApp;
  afterEach(() => shield.stop());

  it('badges are stale, and errors with `strict`', async () => {
    const clock = new ManualClock();
    const unreachable = new SimulatedApiServer(cluster, { isUntimed: true });
    shield = await startApp({}, { apiServer: await unreachable.listen(), clock });
    await shield.until('/_/web/health/', (svg) => svg.includes('1/1'));
    await unreachable.close();
    clock.advance(91_000);
    const stale: Expected = {
      ...GREY_BADGE,
      'x-shield-state': 'stale',
      'x-shield-reason': 'stale',
      'x-shield-since': TIME,
      'x-shield-checked': TIME,
    };
    for (const target of ['/_/web/health/', '/a/*/health/']) {
      await expectHeaders(shield, target, 200, stale);
      await expectHeaders(shield, `${target}?strict`, 503, { ...stale, ...strict });
    }
    await expectHeaders(shield, '/_/web/health.json?strict', 200, JSON_HEADERS);
    await expectHeaders(shield, '/_/web/health/?format=shields', 200, { ...SHIELDS, 'cache-control': GREY });
  });

  it('badges are pending and the shield is not ready before the first list is complete', async () => {
    shield = await startApp({}, { clock: new ManualClock() });
    const pending: Expected = { ...GREY_BADGE, 'x-shield-reason': 'pending' };
    await expectHeaders(shield, '/_/web/health/', 200, pending);
    await expectHeaders(shield, '/_/web/health/?strict', 503, { ...pending, ...strict });
    await expectHeaders(shield, '/readyz', 503, PROBE);
  });
});

describe('with ACCESS=badges', () => {
  it('images are public, and everything else is refused with the same answer', async () => {
    await expectHeaders(images, '/_/web/health/', 200, BADGE);
    for (const target of ['/_/web/health.json', '/_/unknown/health.json', '/v1/services', '/services/web']) {
      await expectHeaders(images, target, 403, NEGOTIATED_ERROR);
    }
  });
});

describe('an SVG opened as a document', () => {
  it.each(['flat', 'flat-square', 'plastic', 'for-the-badge', 'social'])('%s loads and runs nothing', async (style) => {
    const label = encodeURIComponent('"><script>alert(1)</script><a href="javascript:1" onload="x">');
    const { body } = await ask(open.port, { target: `/_/web/health/?style=${style}&label=${label}` });
    const markup = body.replaceAll(/"[^"]*"/g, '""');
    expect(markup).not.toMatch(/<(?:script|foreignObject|image|use|a|iframe|animate|set)[\s>]/i);
    expect(markup).not.toMatch(/<[^>]*\s(?:on\w+|href|xlink:href|src)=/i);
    expect(body).not.toMatch(/@import|url\((?!#)/i);
    expect(body.match(/https?:\/\/[^"<\s]+/g) ?? []).toEqual(['http://www.w3.org/2000/svg']);
  });
});

/** Node's header for a connection that stays open. */
const KEEP_ALIVE = 'Connection: keep-alive\r\nKeep-Alive: timeout=75';

/** The responses of `open` to the requests, which are sent at once; the last one ends the connection. */
async function answersTo(requests: readonly string[]): Promise<string[]> {
  let read = '';
  const socket = connect(open.port, '127.0.0.1');
  for await (const chunk of socket.end(requests.join(''))) read += String(chunk);
  return read.split(/(?=HTTP\/1\.1 )/).map((answer) => answer.replace(/Date: .*/, 'Date: some time GMT'));
}

async function stylesheet(): Promise<string> {
  const { body } = await ask(open.port, { target: '/' });
  return `/${/assets\/[\w.-]+\.css/.exec(body)?.[0] ?? ''}`;
}

async function expectHeaders(
  { port }: RunningApp,
  target: string,
  status: number,
  expected: Expected,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const answer = await ask(port, { target, headers });
  expect({ target, status: answer.status, ...comparable(answer.headers) }).toEqual({
    target,
    status,
    ...matching({ ...EVERY_ANSWER, ...expected }),
  });
}

function matching(expected: Expected): object {
  const wanted = Object.entries(expected).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : (expect.stringMatching(value) as unknown),
  ]);
  return Object.fromEntries(wanted) as object;
}

function without(expected: Expected, name: string): Expected {
  return Object.fromEntries(Object.entries(expected).filter(([one]) => one !== name));
}

let nonces = 0;
function signed(target: string, method = 'GET'): Readonly<Record<string, string>> {
  const created = Math.floor(clock.now().wall / 1_000);
  const nonce = `headers-table-${String((nonces += 1)).padStart(6, '0')}`;
  const signable = { method, host: `127.0.0.1:${closed.port}`, target };
  return { ...signRequest(signable, keyFromBytes(Buffer.from(KEY)), { created, nonce }) };
}

/** Without hop-by-hop headers. */
function comparable(headers: object): object {
  const hopByHop = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}

// The OpenAPI document describes every kind of answer of the running app: its status, headers and body.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { HistoryDatabase } from '../../src/history/storage/database.loader.ts';
import { DAY, HOUR } from '../../src/config/duration.ts';
import { type Answer, type OpenapiDocument, answerOf, readDocument } from '../support/http/openapi-reader.ts';
import { ask } from '../support/http/exact-request.ts';
import { CURRENT_KEY, type Received, SigningShield } from '../support/auth/signing-shield.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

type Target = readonly [target: string, status: number];

/** A path of the document, and request targets for it with their statuses in public mode. */
const REQUESTS: readonly (readonly [path: string, targets: readonly [Target, ...Target[]]])[] = [
  [
    '/',
    [
      ['/', 200],
      ['/?q=web&sort=problems', 200],
      ['/?state=fine', 400],
    ],
  ],
  [
    '/assets/{file}',
    [
      [`/assets/${nameOfAsset('page.css')}`, 200],
      [`/assets/${nameOfAsset('page.js')}`, 200],
      [`/assets/${nameOfAsset('icon-ok.svg')}`, 200],
      ['/assets/page.css', 404],
    ],
  ],
  [
    '/shields',
    [
      ['/shields', 200],
      ['/shields?at=here', 400],
    ],
  ],
  ['/_/{service}/{check}', badge('/_/web/health')],
  [
    '/_/{service}/{check}.svg',
    [
      ['/_/web/health.svg', 200],
      ['/_/none/health.svg?strict', 404],
    ],
  ],
  [
    '/_/{service}/{check}.json',
    [
      ['/_/web/version.json', 200],
      ['/_/none/health.json', 404],
      ['/_/web/-.json', 400],
    ],
  ],
  [
    '/_/{service}/why.svg',
    [
      ['/_/web/why.svg?namespace=shop', 200],
      ['/_/none/why.svg?strict', 404],
      ['/_/web/why.svg?strict&cluster=-', 400],
    ],
  ],
  ['/a/{prefix}/{check}', badge('/a/w/health')],
  [
    '/a/{prefix}/{check}.svg',
    [
      ['/a/*/health.svg?namespace=shop', 200],
      ['/a/-/health.svg?strict', 400],
    ],
  ],
  [
    '/a/{prefix}/{check}.json',
    [
      ['/a/*/health.json', 200],
      ['/a/none/health.json', 404],
      ['/a/*/-.json', 400],
    ],
  ],
  [
    '/k/{resource}/{name}/{check}',
    [
      ['/k/nodes/node-1/ready', 200],
      ['/k/nodes/node-1/ready?strict', 404],
      ['/k/nodes/node-1/ready?format=json', 404],
      ['/k/nodes/-/ready?strict', 400],
    ],
  ],
  ['/k/{resource}/{name}/{check}.svg', [['/k/nodes/*/ready.svg', 200]]],
  ['/k/{resource}/{name}/{check}.json', [['/k/nodes/*/ready.json', 404]]],
  [
    '/c/{check}',
    [
      ['/c/pods', 200],
      ['/c/pods?format=shields', 200],
      ['/c/other?strict', 404],
    ],
  ],
  ['/c/{check}.svg', [['/c/services.svg', 200]]],
  ['/c/{check}.json', [['/c/pods.json', 200]]],
  [
    '/v1/objects',
    [
      ['/v1/objects', 200],
      ['/v1/objects?limit=1&state=ok&resource=nodes&q=w', 200],
      ['/v1/objects?limit=0', 400],
    ],
  ],
  [
    '/v1/objects/{resource}/{name}/history',
    [
      ['/v1/objects/nodes/node-1/history', 404],
      ['/v1/objects/nodes/-/history', 400],
    ],
  ],
  ['/services', [['/services', 200]]],
  [
    '/services/{name}',
    [
      ['/services/web', 200],
      ['/services/none', 404],
      ['/services/-', 400],
    ],
  ],
  [
    '/v1/services',
    [
      ['/v1/services', 200],
      ['/v1/services?limit=1&state=ok&q=w', 200],
      ['/v1/services?limit=0', 400],
    ],
  ],
  [
    '/v1/services/{name}/history',
    [
      ['/v1/services/web/history', 200],
      ['/v1/services/unknown/history', 404],
      ['/v1/services/web/history?window=1y', 400],
    ],
  ],
  [
    '/v1/services/{name}/why',
    [
      ['/v1/services/web/why', 200],
      ['/v1/services/unknown/why', 404],
    ],
  ],
  [
    '/s/{name}',
    [
      ['/s/web', 200],
      ['/s/unknown', 404],
      ['/s/web?window=1y', 400],
    ],
  ],
  [
    '/v1/services/{name}',
    [
      ['/v1/services/web', 200],
      ['/v1/services/none', 404],
      ['/v1/services/-', 400],
    ],
  ],
  ['/v1/peers', [['/v1/peers', 200]]],
  ['/v1/sources', [['/v1/sources', 200]]],
  ['/v1/checks', [['/v1/checks', 200]]],
  [
    '/v1/badges.md',
    [
      ['/v1/badges.md', 200],
      ['/v1/badges.md?state=fine', 400],
    ],
  ],
  [
    '/docs',
    [
      ['/docs', 200],
      ['/docs/', 200],
    ],
  ],
  ['/docs/openapi.json', [['/docs/openapi.json', 200]]],
  [
    '/docs/{asset}',
    [
      ['/docs/start.js', 200],
      ['/docs/swagger-ui.css', 200],
      ['/docs/favicon-32x32.png', 200],
      ['/docs/x', 404],
    ],
  ],
  ['/ping', [['/ping', 200]]],
  ['/livez', [['/livez', 200]]],
  ['/readyz', [['/readyz', 200]]],
];

/** Routes that only other shields may use. */
const REQUESTS_OF_SHIELDS: typeof REQUESTS = [
  ['/federation/v1/snapshot', [['/federation/v1/snapshot', 200]]],
  [
    '/federation/v1/stream',
    [
      ['/federation/v1/stream', 200],
      ['/federation/v1/stream?heartbeat=often', 400],
    ],
  ],
];

function badge(path: string): [Target, ...Target[]] {
  const missing = path.replace('health', 'nothing');
  return [
    [path, 200],
    [`${path}?strict&style=plastic&label=x&labelColor=abc&color=blue`, 200],
    [`${path}?format=json`, 200],
    [`${path}?format=shields&style=social&labelColor=red`, 200],
    [`${path}?raw`, 200],
    [path.replace('health', 'version?format=raw'), 200],
    [missing, 200],
    [`${missing}?strict`, 404],
    [`${missing}?format=json`, 404],
    [`${missing}?format=shields`, 200],
    [`${path}?style=none`, 200],
    [`${path}?style=none&strict`, 400],
    [`${path}?style=none&format=json`, 400],
    [`${path}?style=none&format=shields`, 400],
  ];
}

/** Requests the target and revalidates the answer, again if it has changed meanwhile. Undefined without an ETag. */
async function revalidate(target: string): Promise<Received | undefined> {
  let received: Received | undefined;
  for (let tries = 0; tries < 20 && received?.status !== 304; tries += 1) {
    const { headers } = await ask(app.port, { target });
    if (headers.etag === undefined) return undefined;
    received = await ask(app.port, { target, headers: { 'If-None-Match': headers.etag } });
  }
  return received;
}

/** The name of an asset with the hash that the build gave it. */
function nameOfAsset(file: string): string {
  const manifest = readFileSync(new URL('../../dist/assets/manifest.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as Record<string, string>)[file] ?? file;
}

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
let app: RunningApp;
let document: OpenapiDocument;

beforeAll(async () => {
  for (const name of ['web', 'worker']) {
    cluster.set(podOf({ kind: 'Deployment', name }, { metadata: { namespace: 'shop' } }));
  }
  app = await startApp({ CORS_ORIGINS: 'https://wiki.example' }, { apiServer: await server.listen() });
  await app.until('/readyz', (body) => body === 'ready');
  document = readDocument(await (await app.get('/docs/openapi.json')).text());
  ajv.addSchema(document, 'openapi');
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

it('requests every path', () => {
  const requested = [...REQUESTS, ...REQUESTS_OF_SHIELDS].map(([path]) => path);
  expect(requested.sort()).toEqual(Object.keys(document.paths).sort());
});

describe.each(REQUESTS)('%s', (path, [first, ...more]) => {
  const [plain] = first;

  it.each([first, ...more])('%s is answered %i as documented', async (target, status) => {
    const received = await ask(app.port, { target, headers: { Origin: 'https://wiki.example' } });
    expect(received.status).toBe(status);
    expectDescribed(path, received);
  });

  it('is refused as documented: with another method, a body, a long target, and long headers', async () => {
    const refused = [
      await ask(app.port, { target: plain, method: 'POST' }),
      await ask(app.port, { target: plain, headers: { 'Content-Length': '2' }, body: '{}' }),
      await ask(app.port, { target: `${plain}?${'x'.repeat(4096)}` }),
      await ask(app.port, { target: plain, headers: { 'X-Long': 'x'.repeat(17_000) } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([405, 413, 414, 431]);
    for (const received of refused) expectDescribed(path, received);
  });

  it('is answered 304 as documented, if it has an ETag', async () => {
    const received = await revalidate(plain);
    if (received === undefined) return;
    expect(received.status).toBe(304);
    expectDescribed(path, received);
  });
});

describe('a private shield', () => {
  let shield: SigningShield;
  beforeAll(async () => {
    shield = await SigningShield.start({}, [CURRENT_KEY]);
  });
  afterAll(() => shield.stop());

  it.each([...REQUESTS, ...REQUESTS_OF_SHIELDS])(
    'answers as %s documents, unsigned and signed',
    async (path, [[target]]) => {
      expectDescribed(path, await shield.send({ target }));
      expectDescribed(path, await shield.sendSigned({ target, headers: { 'Accept-Encoding': 'gzip' } }));
      expectDescribed(path, await shield.sendSigned({ target }, { age: 60 }));
    },
  );
});

describe('a shield that was never connected to its cluster', () => {
  it.each([
    ['/_/{service}/{check}', '/_/web/health?strict', 503],
    ['/_/{service}/{check}', '/_/web/health?format=json', 200],
    ['/a/{prefix}/{check}.svg', '/a/*/health.svg?strict', 503],
    ['/readyz', '/readyz', 503],
  ])('answers as %s documents', async (path, target, status) => {
    const disconnected = await startApp();
    const received = await ask(disconnected.port, { target });
    await disconnected.stop();
    expect(received.status).toBe(status);
    expectDescribed(path, received);
  });
});

describe('a hub whose peer does not respond', () => {
  it.each([
    ['/v1/peers', '/v1/peers'],
    ['/v1/sources', '/v1/sources'],
    ['/a/{prefix}/{check}.json', '/a/*/health.json'],
  ])('answers as %s documents', async (path, target) => {
    const hub = await SigningShield.start({ OTHER_SHIELDS: 'east=http://127.0.0.1:9' }, [CURRENT_KEY]);
    const received = await hub.send({ target });
    await hub.stop();
    expectDescribed(path, received);
  });
});

describe('a shield with custom checks, one of them broken', () => {
  it('answers as documented', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kube-shields-checks-'));
    await writeFile(join(folder, 'web.ts'), 'export const hits = (): number => 3;\n');
    await writeFile(join(folder, 'queue.ts'), 'export const depth = (;\n');
    const checking = await startApp({ CHECKS_DIR: folder }, { apiServer: server.url });
    await checking.until('/v1/checks', (body) => body.includes('lastRun') && body.includes('loadError'));
    const targets = { '/v1/checks': '/v1/checks', '/_/{service}/{check}.json': '/_/web/hits.json' };
    for (const [path, target] of Object.entries(targets)) {
      expectDescribed(path, await ask(checking.port, { target }));
    }
    await checking.stop();
    await rm(folder, { recursive: true });
  });
});

describe('a shield with objects, and with three days of history', () => {
  let dir: string;
  let shield: RunningApp;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kube-shields-history-'));
    writeHistory(dir);
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
    const status = { conditions, nodeInfo: { kubeletVersion: 'v1.36.1' } };
    cluster.set({ kind: 'Node', metadata: { name: 'node-1', namespace: '' }, spec: {}, status });
    shield = await startApp({ WATCH_OBJECTS: 'nodes', HISTORY_DIR: dir }, { apiServer: server.url });
    for (const history of ['/v1/services/web/history', '/v1/objects/nodes/node-1/history'])
      await shield.until(`${history}?window=10d`, isComplete);
  });
  afterAll(async () => {
    await shield.stop();
    await rm(dir, { recursive: true });
  });

  it.each([
    ['/v1/services/{name}/history', '/v1/services/web/history?window=10d'],
    ['/v1/services/{name}/history', `/v1/services/web/history?from=${iso(2 * DAY)}&to=${iso(DAY)}`],
    ['/v1/objects/{resource}/{name}/history', '/v1/objects/nodes/node-1/history?window=10d'],
    ['/v1/objects', '/v1/objects'],
    ['/v1/services', `/v1/services?at=${iso(HOUR)}`],
    ['/k/{resource}/{name}/{check}.json', '/k/nodes/node-1/ready.json'],
    ['/k/{resource}/{name}/{check}.json', '/k/nodes/node-1/uptime.json?window=10d'],
    ['/_/{service}/{check}.json', '/_/web/uptime.json?window=10d'],
  ])('answers as %s documents: %s', async (path, target) => {
    const received = await ask(shield.port, { target });
    expect(received.status).toBe(200);
    expectDescribed(path, received);
  });
});

/** The time this many milliseconds ago. */
function iso(ago: number): string {
  return new Date(Date.now() - ago).toISOString();
}

/** A history file with the sums of two days, whose recording ends now. */
function writeHistory(dir: string): void {
  const now = Date.now();
  const began = now - 3 * DAY;
  const database = HistoryDatabase.open({ dir, keepFor: 400 * DAY, now: began });
  const key = { cluster: 'local', namespace: 'shop', name: 'web' };
  const node = { cluster: 'local', resource: 'nodes', namespace: '', name: 'node-1' };
  const changes = [
    { key, at: began, state: 'down', reason: 'CrashLoopBackOff', version: 'v1.0.0' },
    { key, at: began + HOUR, state: 'ok', reason: '', version: 'v1.0.1' },
    { key: node, at: began, state: 'ok', reason: '', version: 'v1.36.0' },
  ] as const;
  database.write(changes, now);
  while (database.maintain(now));
  database.close();
}

/** Whether a history has recorded changes, sums of days, and what the running app observes. */
function isComplete(body: string): boolean {
  const { items = [], days = [] } = JSON.parse(body) as { items?: readonly { at: string }[]; days?: readonly object[] };
  const last = items.at(-1);
  return items.length > 1 && days.length > 1 && last !== undefined && Date.parse(last.at) > Date.now() - HOUR;
}

function expectDescribed(path: string, received: Received): void {
  const answer = answerOf(document, path, received.status);
  if (answer === undefined) throw new Error(`${received.status} is not described for ${path}: ${received.body}`);
  expectHeaders(answer, received);
  if (received.status === 304) return;
  const [type = ''] = received.headers['content-type']?.split(';') ?? [];
  const media = answer.content?.[type];
  if (media === undefined) throw new Error(`${type} is not described for ${path} with ${received.status}`);
  const pointer = schemaPointer(path, received.status, type);
  if (received.headers['content-encoding'] !== undefined) return;
  const value: unknown = type.endsWith('json') ? JSON.parse(received.body) : received.body;
  if (ajv.validate(`openapi#${pointer}`, value)) return;
  throw new Error(`The body of ${path} does not fit its schema: ${ajv.errorsText()}\n${received.body}`);
}

/** Headers that Node sets, and the document therefore doesn't describe. */
const UNDESCRIBED = ['content-type', 'content-length', 'date', 'connection', 'keep-alive', 'transfer-encoding'];

function expectHeaders({ headers }: Answer, received: Received): void {
  const described = new Map(Object.entries(headers).map(([name, { $ref }]) => [name.toLowerCase(), $ref]));
  const sent = Object.keys(received.headers).filter((name) => !UNDESCRIBED.includes(name));
  expect(sent.filter((name) => !described.has(name))).toEqual([]);
  for (const [name, ref] of described) {
    const { required = false } = document.components.headers[ref.replace('#/components/headers/', '')] ?? {};
    const value = received.headers[name];
    if (required) expect([name, value]).toEqual([name, expect.any(String)]);
    if (value === undefined) continue;
    const typed: unknown = name === 'retry-after' ? Number(value) : value;
    expect([name, value, ajv.validate(`openapi${ref}/schema`, typed)]).toEqual([name, value, true]);
  }
}

/** The JSON pointer of the schema in the document, in a shared response or at the path. */
function schemaPointer(path: string, status: number, type: string): string {
  const answer = document.paths[path]?.get.responses[String(status)];
  const atPath = ['', 'paths', path, 'get', 'responses', String(status)].map(escaped).join('/');
  const at = answer !== undefined && '$ref' in answer ? answer.$ref.replace('#', '') : atPath;
  return `${at}/content/${escaped(type)}/schema`;
}

/** A part of a JSON pointer in a URI's fragment (RFC 6901, section 6). */
function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

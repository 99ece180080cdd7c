// An API server with only custom resources, in a separate process: many kinds with many objects, as large as real ones.
// Objects differ only in their name, uid and version.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { podOf } from '../../simulator/cluster/pod.ts';

export interface ObjectOptions {
  readonly kinds: number;
  /** Of each kind. */
  readonly objects: number;
  /** Bytes of each as JSON. */
  readonly size: number;
}

const { kinds, objects, size } = JSON.parse(process.argv[2] ?? '') as ObjectOptions;

const GROUP = 'bench.example.com';
const CONDITION = '{"type":"Ready","status":"True","reason":"Ready","lastTransitionTime":"2026-01-01T00:00:00Z"}';
/** `managedFields` and inline data, as they make real objects large: half each. */
const TAIL = Buffer.from(tailOf(size));

function tailOf(bytes: number): string {
  const field =
    '{"apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:values":{}}},"manager":"controller"},';
  const fields = field.repeat(Math.floor(bytes / 2 / field.length)).slice(0, -1);
  const data = 'SGVsbG8gd29ybGQh'.repeat(Math.floor(bytes / 32));
  return `,"managedFields":[${fields}]},"spec":{"values":"${data}"},"status":{"conditions":[${CONDITION}]}}`;
}

function head(kind: string, at: number): string {
  const name = `object-${String(at).padStart(6, '0')}`;
  return `{"apiVersion":"${GROUP}/v1","kind":"${kind}","metadata":{"creationTimestamp":"2026-01-01T00:00:00Z","generation":1,"name":"${name}","namespace":"team-${at % 50}","resourceVersion":"${at + 1}","uid":"${kind}-${at}"`;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench.invalid');
  const plural = new RegExp(`^/apis/${GROUP}/v1/(.*)$`).exec(pathname)?.[1];
  if (plural !== undefined && searchParams.get('watch') === 'true') watch(response, searchParams);
  else if (plural !== undefined) await list(response, `Kind${plural.replace('kind', '').slice(0, -1)}`, searchParams);
  else if (searchParams.get('watch') === 'true') watch(response, searchParams);
  else json(response, DOCUMENTS[pathname] ?? { kind: 'PodList', metadata: { resourceVersion: '1' }, items: [POD] });
}

const POD = withIdentity(podOf({ kind: 'Deployment', name: 'web' }));

function withIdentity(pod: ReturnType<typeof podOf>): object {
  const identity = { uid: 'uid-of-web', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' };
  return { ...pod, metadata: { ...pod.metadata, ...identity } };
}

const DOCUMENTS: Readonly<Record<string, object>> = {
  '/version': { gitVersion: 'v1.36.0' },
  '/apis': { groups: [{ name: GROUP, preferredVersion: { version: 'v1' }, versions: [{ version: 'v1' }] }] },
  [`/apis/${GROUP}/v1`]: {
    resources: Array.from({ length: kinds }, (_, i) => ({
      name: `kind${i}s`,
      kind: `Kind${i}`,
      namespaced: true,
      verbs: ['list', 'watch'],
    })),
  },
};

function json(response: ServerResponse, document: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}

/** As Go writes custom resources: items before metadata. */
async function list(response: ServerResponse, kind: string, query: URLSearchParams): Promise<void> {
  const from = Number(query.get('continue') ?? 0);
  const to = Math.min(objects, from + Number(query.get('limit') ?? objects));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(`{"apiVersion":"${GROUP}/v1","items":[`);
  for (let at = from; at < to; at += 1) {
    response.write((at === from ? '' : ',') + head(kind, at));
    if (!response.write(TAIL)) await new Promise((drained) => response.once('drain', drained));
  }
  const next = to < objects ? `"continue":"${to}",` : '';
  response.end(`],"kind":"${kind}List","metadata":{${next}"resourceVersion":"${objects}"}}`);
}

function watch(response: ServerResponse, query: URLSearchParams): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const bookmark = `{"type":"BOOKMARK","object":{"kind":"X","metadata":{"resourceVersion":"${objects}"}}}\n`;
  const bookmarks = setInterval(() => response.write(bookmark), 5_000);
  const end = setTimeout(() => response.end(bookmark), Number(query.get('timeoutSeconds') ?? 30) * 1000);
  response.on('close', () => {
    clearInterval(bookmarks);
    clearTimeout(end);
  });
}

const server = createServer((request, response) => {
  response.on('error', () => undefined);
  void answer(request, response);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

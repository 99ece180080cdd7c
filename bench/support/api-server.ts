// The API server of the benchmarks, in a separate process: `node bench/support/api-server.ts '{"pods":150000}'`. It serves
// lists and watches from prepared bytes, and changes pods on demand. Orders come over the process channel (api-process.ts).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodingFor } from '../../simulator/server/encoding.ts';
import { expiredWatch } from '../../simulator/server/status.ts';
import type { ApiCommand, ApiOptions, ApiReport } from './api-process.ts';
import { BenchWorkloads } from './bench-workloads.ts';
import { type Blanks, type Encoding, pageBytes, type PodState, PodTemplate } from './pod-template.ts';
import { serviceName } from './service-name.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as ApiOptions;
const { pods, services, namespaces = 50, pageDelay = 0, jsonOnly = false } = options;

const STATES: readonly PodState[] = ['ready', 'waiting', 'restarted'];
const templates = {
  protobuf: STATES.map((state) => new PodTemplate(state, 'protobuf')),
  json: STATES.map((state) => new PodTemplate(state, 'json')),
};
let runTemplates = runTemplatesOf(Date.now());

const FIRST_VERSION = 1_000_000_000;
const EXPIRED = expiredWatch(1, 2);

const states = new Uint8Array(pods);
const versions = new Float64Array(pods).map((_, at) => FIRST_VERSION + at);
let version = FIRST_VERSION + pods;
let runs = 0;

/** Recent changes, for watches that resume. */
interface Change {
  readonly version: number;
  readonly namespace: string;
  readonly bytes: (encoding: Encoding) => Buffer;
}
let history: Change[] = [];

interface Watch {
  readonly response: ServerResponse;
  readonly encoding: Encoding;
  readonly namespace: string | undefined;
  /** Nothing is sent after the last bytes. */
  readonly end: (last: Buffer) => void;
}
const watches = new Set<Watch>();
const requests = { list: 0, watch: 0, listTook: 0 };
let listBegan: number | undefined;
let expired = false;

const workloads =
  options.workloads === false ? undefined : await BenchWorkloads.create(services, { namespaceOf, podsOf, jsonOnly });

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  report({ type: 'listening', url: `http://127.0.0.1:${port}` });
});

process.on('message', (command: ApiCommand) => {
  execute(command);
});
process.on('disconnect', () => process.exit(0));

function report(message: ApiReport): void {
  process.send?.(message);
}

function serviceOf(pod: number): number {
  // The large service first, if there is one; the other services share the remaining pods, in the order of a list.
  const { large = 0 } = options;
  return pod < large ? 0 : Math.min(services - 1, Math.floor((pod - large) / Math.ceil((pods - large) / services)));
}

/** How many pods a service has. */
function podsOf(service: number): number {
  const { large = 0 } = options;
  const share = Math.ceil((pods - large) / services);
  const first = large + service * share;
  return Math.max(0, Math.min(pods, first + share) - first) + (service === 0 ? large : 0);
}

function namespaceOf(service: number): string {
  return `team-${String(service % namespaces).padStart(2, '0')}`;
}

function blanksOf(pod: number): Blanks {
  const service = serviceOf(pod);
  return {
    service: serviceName(service),
    namespace: namespaceOf(service),
    suffix: pod.toString(36).padStart(5, '0'),
    uid: `00000000-0000-4000-8000-${pod.toString(16).padStart(12, '0')}`,
    version: String(versions[pod] ?? 0),
    ip: `10.${100 + (pod >> 14)}.${100 + ((pod >> 7) & 127)}.${100 + (pod & 127)}`,
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://bench.invalid');
  if (!url.pathname.endsWith('/pods')) {
    if (workloads === undefined) response.writeHead(404).end();
    else await workloads.handle(request, response);
    return;
  }
  const namespace = /\/namespaces\/([^/]+)\/pods$/.exec(url.pathname)?.[1];
  const wantsProtobuf = request.headers.accept?.includes('protobuf') === true && !jsonOnly;
  const encoding = wantsProtobuf ? 'protobuf' : 'json';
  if (url.searchParams.get('watch') === 'true') watch(response, url.searchParams, encoding, namespace);
  else await list(response, url.searchParams, encoding, namespace);
}

async function list(
  response: ServerResponse,
  query: URLSearchParams,
  encoding: Encoding,
  namespace: string | undefined,
): Promise<void> {
  requests.list += 1;
  listBegan ??= performance.now();
  expired = false;
  const limit = Number(query.get('limit') ?? 500);
  const [first = 0, listVersion = version] = (query.get('continue') ?? '').split('.').filter(Boolean).map(Number);
  const found: number[] = [];
  let at = first;
  for (; at < pods && found.length < limit; at += 1) {
    if (namespace === undefined || namespaceOf(serviceOf(at)) === namespace) found.push(at);
  }
  if (pageDelay > 0) await sleep((pageDelay * found.length) / 500);
  const meta = { resourceVersion: String(listVersion), ...(at < pods && { continue: `${at}.${listVersion}` }) };
  const items = found.map((pod) => ({ template: templateOf(encoding, pod), blanks: blanksOf(pod) }));
  const bytes = pageBytes(encoding, meta, items);
  const type = encoding === 'json' ? 'application/json' : 'application/vnd.kubernetes.protobuf';
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.length });
  response.end(bytes);
}

function templateOf(encoding: Encoding, pod: number): PodTemplate {
  const template = templates[encoding][states[pod] ?? 0];
  if (template === undefined) throw new Error('no such state');
  return template;
}

function watch(
  response: ServerResponse,
  query: URLSearchParams,
  encoding: Encoding,
  namespace: string | undefined,
): void {
  requests.watch += 1;
  if (listBegan !== undefined) requests.listTook = performance.now() - listBegan;
  listBegan = undefined;
  const from = Number(query.get('resourceVersion') ?? 0);
  const type = encoding === 'json' ? 'application/json' : 'application/vnd.kubernetes.protobuf;stream=watch';
  response.writeHead(200, { 'content-type': type });
  response.flushHeaders();
  if (expired) {
    response.end(simulatorEncoding(encoding).error(EXPIRED));
    return;
  }
  const bookmark = (): Buffer => simulatorEncoding(encoding).bookmark(version);
  const bookmarks = setInterval(() => response.write(bookmark()), 5_000);
  const timeout = setTimeout(
    () => {
      opened.end(bookmark());
    },
    Number(query.get('timeoutSeconds') ?? 30) * 1000,
  );
  const forget = (): void => {
    clearInterval(bookmarks);
    clearTimeout(timeout);
    watches.delete(opened);
  };
  const end = (last: Buffer): void => {
    forget();
    response.end(last);
  };
  const opened: Watch = { response, encoding, namespace, end };
  for (const change of history) if (change.version > from) sendChange(opened, change);
  watches.add(opened);
  response.on('close', forget);
}

function sendChange({ response, encoding, namespace }: Watch, change: Change): void {
  if (namespace === undefined || namespace === change.namespace) response.write(change.bytes(encoding));
}

function publish(change: Change): void {
  history.push(change);
  if (history.length > 20_000) history = history.slice(10_000);
  for (const opened of watches) sendChange(opened, change);
}

function set(pod: number, state: number): void {
  version += 1;
  versions[pod] = version;
  states[pod] = state;
  const blanks = blanksOf(pod);
  const encoded = new Map<Encoding, Buffer>();
  const bytes = (encoding: Encoding): Buffer => {
    const event = encoded.get(encoding) ?? templateOf(encoding, pod).event('MODIFIED', blanks);
    encoded.set(encoding, event);
    return event;
  };
  publish({ version, namespace: blanks.namespace, bytes });
}

/** A one-off run: its pod is added, and deleted at once. */
function runOnce(): void {
  runs += 1;
  const blanks = (): Blanks => ({
    service: `${runs.toString(36).padStart(7, '0')}x`,
    namespace: namespaceOf(runs),
    suffix: 'abcde',
    uid: `11111111-0000-4000-8000-${runs.toString(16).padStart(12, '0')}`,
    version: String(version),
    ip: '10.200.200.200',
  });
  for (const type of ['ADDED', 'DELETED'] as const) {
    version += 1;
    const filled = blanks();
    publish({
      version,
      namespace: filled.namespace,
      bytes: (encoding) => runTemplates[encoding].event(type, filled),
    });
  }
}

/** Owners are one-off only while their pods are young. */
function runTemplatesOf(now: number): Readonly<Record<Encoding, PodTemplate>> {
  const createdAt = new Date(now).toISOString().replace(/\.\d+/, '');
  return { protobuf: new PodTemplate('run', 'protobuf', createdAt), json: new PodTemplate('run', 'json', createdAt) };
}

/** Paced by the clock, so that it catches up after a late timer. */
function every(rate: number, seconds: number, act: () => void): Promise<void> {
  const began = performance.now();
  let done = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const passed = Math.min((performance.now() - began) / 1000, seconds);
      for (; done < passed * rate; done += 1) act();
      if (passed < seconds) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
}

function execute(command: ApiCommand): void {
  switch (command.do) {
    case 'set':
      set(command.pod, STATES.indexOf(command.state));
      report({ type: 'done', id: command.id, requests: { ...requests } });
      return;
    case 'turn':
      for (let pod = 0; pod < pods; pod += 1) set(pod, STATES.indexOf(command.state));
      report({ type: 'done', id: command.id, requests: { ...requests } });
      return;
    case 'churn':
      void every(command.rate, command.seconds, () => {
        const pod = Math.floor(Math.random() * (command.among ?? pods));
        set(pod, states[pod] === 0 ? 1 : 0);
      }).then(() => {
        report({ type: 'done', id: command.id, requests: { ...requests } });
      });
      return;
    case 'workloads':
      void every(command.rate, command.seconds, () => workloads?.touch()).then(() => {
        report({ type: 'done', id: command.id, requests: { ...requests } });
      });
      return;
    case 'runs':
      runTemplates = runTemplatesOf(Date.now());
      void every(command.rate, command.seconds, runOnce).then(() => {
        report({ type: 'done', id: command.id, requests: { ...requests } });
      });
      return;
    case 'expire':
      expired = true;
      history = [];
      workloads?.expire();
      for (const { encoding, end } of [...watches]) end(simulatorEncoding(encoding).error(EXPIRED));
      report({ type: 'done', id: command.id, requests: { ...requests } });
      return;
    case 'count':
      report({ type: 'done', id: command.id, requests: { ...requests } });
  }
}

/** The simulator encodes bookmarks and errors. */
function simulatorEncoding(encoding: Encoding): NonNullable<ReturnType<typeof encodingFor>> {
  const found = encodingFor(encoding === 'json' ? 'application/json' : 'application/vnd.kubernetes.protobuf');
  if (found === undefined) throw new Error('no such encoding');
  return found;
}

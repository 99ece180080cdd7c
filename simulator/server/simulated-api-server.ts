// A Kubernetes API server over real HTTP(S): lists, watches, tokens, and faults on demand. It behaves as measured with a
// real kube-apiserver; see the table in docs/design/simulator.md.
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { apiDocument } from './api-documents.ts';
import { Faults } from './faults.ts';
import { Holds } from './holds.ts';
import type { Status } from '../cluster/kubernetes-objects.ts';
import { OpenSockets } from './open-sockets.ts';
import type { OpenWatch } from './open-watch.ts';
import { ResourceAnswers } from './resource-answers.ts';
import { answerFault, breaksBefore, refuse, type Reply, start } from './reply.ts';
import { type RequestKind, type Route, routeOf } from './route.ts';
import type { SimulatedCluster } from '../cluster/simulated-cluster.ts';
import type { ServerOptions } from './server-options.ts';
import { forbidden, statusOf, unauthorized } from './status.ts';
import { Ungranted } from './ungranted.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly kind: RequestKind;
  /** As in URLs; only for lists and watches. */
  readonly resource?: string;
  readonly namespace?: string;
  /** Unix milliseconds. */
  readonly time: number;
  /** Unset until the headers are sent. */
  status?: number;
}

export class SimulatedApiServer {
  readonly cluster: SimulatedCluster;
  readonly faults = new Faults();
  private readonly holds = new Holds();
  private readonly ungranted: Ungranted;
  /** The last 10,000 requests. */
  readonly requests: LoggedRequest[] = [];
  /** Services that it proxies to: `NAMESPACE/NAME:PORT` → origin, as `/api/v1/namespaces/NS/services/NAME:PORT/proxy/`. */
  readonly services = new Map<string, string>();
  /** May be changed at run time to rotate tokens. */
  readonly tokens: Set<string>;
  private readonly options: ServerOptions;
  private readonly resources: ResourceAnswers;
  private readonly allWatches = new Set<OpenWatch>();
  private readonly openSockets: OpenSockets;
  private readonly server: Server;
  private unsubscribe: (() => void) | undefined;

  constructor(cluster: SimulatedCluster, options: ServerOptions = {}) {
    this.cluster = cluster;
    this.options = options;
    this.tokens = new Set(options.tokens);
    this.ungranted = new Ungranted(options.ungranted ?? []);
    const { allWatches, holds, ungranted } = this;
    this.resources = new ResourceAnswers(cluster, { ...options, allWatches, holds, ungranted });
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.handle(request, response);
    this.server = options.tls ? createHttpsServer(options.tls, answer) : createHttpServer(answer);
    this.openSockets = new OpenSockets(this.server, options.tls !== undefined);
  }

  /** Listens on loopback, by default on a free port; resolves to the URL. May be called again after close(). */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.unsubscribe = this.cluster.subscribe((change) => {
      for (const watch of this.allWatches) watch.deliver(change);
    });
    return this.url;
  }

  /** Cuts every connection and frees the port. */
  async close(): Promise<void> {
    this.unsubscribe?.();
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.cutConnections();
    await closed;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** Number of open watches on pods. */
  get watches(): number {
    return this.watchesOn('pods');
  }

  /** Number of open watches on that resource (`deployments`). */
  watchesOn(resource: string): number {
    return [...this.allWatches].filter((watch) => watch.isOpen && watch.resource === resource).length;
  }

  /** Number of watches whose version is newer than that of a restored etcd. */
  get watchesAhead(): number {
    return [...this.allWatches].filter((watch) => watch.isAhead).length;
  }

  /** Number of open connections. */
  get openConnections(): number {
    return this.openSockets.size;
  }

  /** Number of connections so far. */
  get connections(): number {
    return this.openSockets.accepted;
  }

  /** The lists or watches of a resource so far. */
  requestsOf(kind: RequestKind, resource = 'pods'): readonly LoggedRequest[] {
    return this.requests.filter((request) => request.kind === kind && request.resource === resource);
  }

  /** Changes the certificate of new connections. */
  setSecureContext(tls: SecureContextOptions): void {
    if ('setSecureContext' in this.server) (this.server as ReturnType<typeof createHttpsServer>).setSecureContext(tls);
  }

  /** Ends every open watch cleanly, or those on one resource. */
  endWatches(resource?: string): void {
    for (const watch of this.watchesOf(resource)) watch.end();
  }

  /** Sends an ERROR event to every open watch, `410 Expired` by default, and ends it. */
  failWatches(
    status: Status = statusOf(410, 'Expired', 'The resourceVersion for the provided watch is too old.'),
    resource?: string,
  ): void {
    for (const watch of this.watchesOf(resource)) watch.fail(status);
  }

  /** Silences every open watch without closing it, like a server that shuts down. */
  silence(resource?: string): void {
    for (const watch of this.watchesOf(resource)) watch.silence();
  }

  /** Sends a bookmark to every open watch that allows them. */
  bookmark(resource?: string): void {
    for (const watch of this.watchesOf(resource)) watch.bookmark();
  }

  /** Holds events of its open and future watches until they are released. */
  holdEvents(resource: string): void {
    this.holds.holdEvents(resource);
    for (const watch of this.watchesOf(resource)) watch.hold();
  }

  releaseEvents(resource: string): void {
    this.holds.releaseEvents(resource);
    for (const watch of this.watchesOf(resource)) watch.release();
  }

  /** Holds pages of its lists, each until it is released. */
  holdPages(resource: string): void {
    this.holds.holdPages(resource);
  }

  /** Number of held pages. */
  heldPages(resource: string): number {
    return this.holds.heldPages(resource);
  }

  /** Sends the first held page; the next one is held again. */
  releasePage(resource: string): void {
    this.holds.releasePage(resource);
  }

  /** Sends held pages, and holds no more. */
  releasePages(resource: string): void {
    this.holds.releasePages(resource);
  }

  /** Resets every connection, in use or not. */
  cutConnections(): void {
    this.openSockets.cut();
  }

  private watchesOf(resource: string | undefined): readonly OpenWatch[] {
    return [...this.allWatches].filter((watch) => resource === undefined || watch.resource === resource);
  }

  /** Handles a request; another server may pass its own on. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = routeOf(request.url ?? '/', this.cluster.types);
    const reply = { response, logged: this.log(request, route) };
    const fault = this.faults.hitting(route);
    if (fault !== undefined && 'answer' in fault) {
      this.ungranted.faultAnswered(route);
      answerFault(reply, fault.answer, route);
      return;
    }
    if (fault !== undefined && breaksBefore(reply, fault.does)) return;
    const refusal = this.refusalOf(request, route) ?? (await this.ungranted.refusalOf(route));
    if (refusal !== undefined) refuse(reply, refusal);
    else if (route.kind === 'other') await this.answerOther(reply, request.url ?? '/', route.path);
    else await this.resources.answer(reply, route, request.headers.accept, fault?.does);
  }

  /** The proxy to a service, or a document of the API. */
  private async answerOther(reply: Reply, target: string, path: string): Promise<void> {
    const [, namespace, name, rest = ''] = SERVICE_PROXY.exec(target) ?? [];
    const origin = this.services.get(`${namespace}/${name}`);
    const document = apiDocument(path, this.cluster.types, this.options.gitVersion ?? 'v1.36.0');
    if (origin !== undefined) await this.proxy(reply, origin + rest);
    else if (document === undefined) refuse(reply, notFound());
    else {
      start(reply, 200, { 'content-type': 'application/json' });
      reply.response.end(JSON.stringify(document));
    }
  }

  private async proxy(reply: Reply, url: string): Promise<void> {
    const answer = await fetch(url);
    start(reply, answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    reply.response.end(Buffer.from(await answer.arrayBuffer()));
  }

  private refusalOf({ method, headers }: IncomingMessage, route: Route): Status | undefined {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (this.tokens.size > 0 && token === undefined) return forbidden('system:anonymous', route);
    if (this.tokens.size > 0 && !this.tokens.has(token ?? '')) return unauthorized();
    return method === 'GET' || route.kind === 'other'
      ? undefined
      : statusOf(405, 'MethodNotAllowed', `${method ?? ''} is not supported`);
  }

  private log({ method = '', url = '' }: IncomingMessage, route: Route): LoggedRequest {
    const logged: LoggedRequest = { method, url, time: Date.now(), kind: route.kind, ...scopeOf(route) };
    this.requests.push(logged);
    if (this.requests.length > LOGGED_REQUESTS) this.requests.shift();
    return logged;
  }
}

const LOGGED_REQUESTS = 10_000;
const SERVICE_PROXY = /^\/api\/v1\/namespaces\/([^/]+)\/services\/([^/]+)\/proxy(\/.*)$/;

function scopeOf(route: Route): Pick<LoggedRequest, 'resource' | 'namespace'> {
  if (route.kind === 'other') return {};
  return { resource: route.type.plural, ...(route.namespace !== undefined && { namespace: route.namespace }) };
}

function notFound(): Status {
  return statusOf(404, 'NotFound', 'the server could not find the requested resource');
}

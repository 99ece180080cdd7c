// A Kubernetes API server for pods, over real HTTP(S): lists, watches, tokens, and faults on demand. The facts it
// follows are those measured at a kube-apiserver; docs/design/simulator.md has them as a table.
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { Encoding } from './encoding.ts';
import { encodingFor } from './encoding.ts';
import type { Misbehaviour } from './faults.ts';
import { Faults } from './faults.ts';
import type { Status, StoredPod } from '../cluster/kubernetes-objects.ts';
import { listPage } from './list-page.ts';
import type { WatchTiming } from './open-watch.ts';
import { OpenWatch } from './open-watch.ts';
import type { ListQuery, PodFilter, RequestKind, Route, WatchQuery } from './resource-request.ts';
import { listQueryOf, routeOf, selectorOf, watchQueryOf } from './resource-request.ts';
import type { Reply } from './reply.ts';
import { answerFault, breaksBefore, refuse, sendPage, start } from './reply.ts';
import { reset, runsOn } from './reset.ts';
import type { PodChange, SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { expiredWatch, forbidden, statusOf, unauthorized } from './status.ts';

export interface ServerOptions {
  /** Bearer tokens that are let in; none: everyone is. */
  readonly tokens?: readonly string[];
  /** HTTPS with this key and certificate. */
  readonly tls?: SecureContextOptions;
  /** Milliseconds; a minute, as a real one. */
  readonly bookmarkInterval?: number;
  /** Milliseconds a list of a version yet to come waits for it; 3 s, as a real one. */
  readonly futureListPatience?: number;
  /** Milliseconds; see WatchTiming. */
  readonly slowReader?: number;
  /** No protobuf, whatever is accepted. */
  readonly isJsonOnly?: boolean;
  /** Pods on a page at most, whatever limit is asked for; none where it isn't set. */
  readonly longestPage?: number;
}

export interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly kind: RequestKind;
  readonly namespace?: string;
  /** Unix milliseconds. */
  readonly time: number;
  /** Unset until the headers are sent, and for ever where they never are. */
  status?: number;
}

export class SimulatedApiServer {
  readonly cluster: SimulatedCluster;
  readonly faults = new Faults();
  /** Every request so far, the last 10,000 of them. */
  readonly requests: LoggedRequest[] = [];
  /** Change it at run time to rotate tokens. */
  readonly tokens: Set<string>;
  private readonly options: ServerOptions;
  private readonly timing: WatchTiming;
  private readonly allWatches = new Set<OpenWatch>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private accepted = 0;
  private unsubscribe: (() => void) | undefined;

  constructor(cluster: SimulatedCluster, options: ServerOptions = {}) {
    this.cluster = cluster;
    this.options = options;
    this.tokens = new Set(options.tokens);
    this.timing = { bookmarkInterval: options.bookmarkInterval ?? 60_000, slowReader: options.slowReader ?? 30_000 };
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response);
    this.server = options.tls ? createHttpsServer(options.tls, answer) : createHttpServer(answer);
    if (options.tls) this.keepSecure();
    else
      this.server.on('connection', (socket) => {
        this.keep(socket);
      });
  }

  /** Listens on loopback, on a free port where none is asked for, and gives the address. After close() it may again. */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    this.unsubscribe = this.cluster.subscribe((change) => {
      for (const watch of this.allWatches) watch.tell(change);
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

  /** How many watches are open. */
  get watches(): number {
    return [...this.allWatches].filter((watch) => watch.isOpen).length;
  }

  /** How many of them saw versions that a restored etcd has lost, and hear nothing until they come again. */
  get watchesAhead(): number {
    return [...this.allWatches].filter((watch) => watch.isAhead).length;
  }

  /** How many connections are open. */
  get openConnections(): number {
    return this.sockets.size;
  }

  /** How many connections were ever made. */
  get connections(): number {
    return this.accepted;
  }

  /** The requests of one kind so far. */
  requestsOf(kind: RequestKind): readonly LoggedRequest[] {
    return this.requests.filter((request) => request.kind === kind);
  }

  /** New connections get this certificate. */
  setSecureContext(tls: SecureContextOptions): void {
    if ('setSecureContext' in this.server) (this.server as ReturnType<typeof createHttpsServer>).setSecureContext(tls);
  }

  /** Ends every open watch cleanly. */
  endWatches(): void {
    for (const watch of this.allWatches) watch.end();
  }

  /** Sends an ERROR event into every open watch, `410 Expired` where nothing else is said, and ends it. */
  failWatches(
    status: Status = statusOf(410, 'Expired', 'The resourceVersion for the provided watch is too old.'),
  ): void {
    for (const watch of this.allWatches) watch.fail(status);
  }

  /** Lets every open watch stay open without another byte, as a server does that shuts down. */
  silence(): void {
    for (const watch of this.allWatches) watch.silence();
  }

  /** Sends a bookmark into every open watch that allows them, without waiting for its time. */
  bookmark(): void {
    for (const watch of this.allWatches) watch.bookmark();
  }

  /** Resets every connection, in use or not. */
  cutConnections(): void {
    for (const socket of this.sockets) reset(socket);
  }

  /** The handshake comes between the connection and what can be told of it. */
  private keepSecure(): void {
    const tcp = new Map<number | undefined, Socket>();
    this.server.on('connection', (socket) => {
      const { remotePort } = socket;
      tcp.set(remotePort, socket);
      socket.on('close', () => tcp.delete(remotePort));
    });
    this.server.on('secureConnection', (socket: Socket) => {
      const below = tcp.get(socket.remotePort);
      if (below !== undefined) runsOn(socket, below);
      this.keep(socket);
    });
  }

  private keep(socket: Socket): void {
    this.accepted += 1;
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = routeOf(request.url ?? '/');
    const reply = { response, logged: this.log(request, route) };
    const fault = this.faults.hitting(route.kind, route.namespace);
    if (fault !== undefined && 'answer' in fault) {
      answerFault(reply, fault.answer);
      return;
    }
    if (fault !== undefined && breaksBefore(reply, fault.does)) return;
    const refusal = this.refusalOf(request, route);
    const encoding = encodingFor(this.options.isJsonOnly ? '*/*' : request.headers.accept);
    const selects = selectorOf(route.query);
    if (refusal !== undefined) {
      refuse(reply, refusal);
      return;
    }
    if (encoding === undefined) {
      refuse(reply, notAcceptable());
      return;
    }
    if (typeof selects === 'object') {
      refuse(reply, selects);
      return;
    }
    const asked = { route, encoding, selects, does: fault?.does };
    if (route.kind === 'watch') this.watch(reply, asked);
    else await this.list(reply, asked);
  }

  private async list(reply: Reply, { route, encoding, selects, does }: PodsRequest): Promise<void> {
    const query = listQueryOf(route.query);
    if ('code' in query) {
      refuse(reply, query);
      return;
    }
    const page = listPage(this.cluster, this.capped(query), { namespace: route.namespace, selects });
    if ('code' in page) {
      // The server waits whether that version comes before it says no.
      this.refuseAfter(reply, page, page.code === 504 ? (this.options.futureListPatience ?? 3000) : 0);
      return;
    }
    start(reply, 200, { 'content-type': encoding.listType });
    await sendPage(reply, encoding.list(page.meta, page.pods), does);
  }

  private capped(query: ListQuery): ListQuery {
    const most = this.options.longestPage ?? Infinity;
    return most < (query.limit || Infinity) ? { ...query, limit: most } : query;
  }

  private refuseAfter(reply: Reply, status: Status, ms: number): void {
    const timer = setTimeout(() => {
      refuse(reply, status);
    }, ms);
    reply.response.on('close', () => {
      clearTimeout(timer);
    });
  }

  private watch(reply: Reply, { route, encoding, selects, does }: PodsRequest): void {
    const query = watchQueryOf(route.query);
    if ('code' in query) {
      refuse(reply, query);
      return;
    }
    const covers: PodFilter = (metadata) =>
      (route.namespace === undefined || metadata.namespace === route.namespace) && (selects?.(metadata) ?? true);
    const begin = beginningOf(this.cluster, query);
    const version = () => this.cluster.version;
    const options = { encoding, query, covers, timing: this.timing, from: begin.from, version };
    const watch = new OpenWatch(reply.response, { ...options, ...(does && { fault: does }) });
    this.allWatches.add(watch);
    reply.response.on('close', () => this.allWatches.delete(watch));
    start(reply, 200, { 'content-type': encoding.watchType });
    watch.open(begin.initial, begin.missed);
    if (begin.fault !== undefined) watch.fail(begin.fault);
  }

  private refusalOf({ method, headers }: IncomingMessage, { kind, namespace }: Route): Status | undefined {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (this.tokens.size > 0 && token === undefined) return forbidden('system:anonymous', kind, namespace);
    if (this.tokens.size > 0 && !this.tokens.has(token ?? '')) return unauthorized();
    if (kind === 'other') return statusOf(404, 'NotFound', 'the server could not find the requested resource');
    return method === 'GET' ? undefined : statusOf(405, 'MethodNotAllowed', `${method ?? ''} is not supported`);
  }

  private log({ method = '', url = '' }: IncomingMessage, { kind, namespace }: Route): LoggedRequest {
    const logged: LoggedRequest = {
      method,
      url,
      kind,
      time: Date.now(),
      ...(namespace !== undefined && { namespace }),
    };
    this.requests.push(logged);
    if (this.requests.length > LOGGED_REQUESTS) this.requests.shift();
    return logged;
  }
}

const LOGGED_REQUESTS = 10_000;

interface PodsRequest {
  readonly route: Route;
  readonly encoding: Encoding;
  readonly selects: PodFilter | undefined;
  readonly does: Misbehaviour | undefined;
}

function notAcceptable(): Status {
  return statusOf(406, 'NotAcceptable', 'only the following media types are accepted: application/json');
}

interface Beginning {
  readonly from: number;
  readonly initial: readonly StoredPod[];
  readonly missed: readonly PodChange[];
  readonly fault?: Status;
}

/** A version yet to come isn't refused: such a watch is silent until the cluster gets there. */
function beginningOf(cluster: SimulatedCluster, { version = 0, initialEvents }: WatchQuery): Beginning {
  if (initialEvents || version === 0) return { from: cluster.version, initial: cluster.pods(), missed: [] };
  const missed = cluster.changesSince(version);
  if (missed !== undefined) return { from: version, initial: [], missed };
  return { from: version, initial: [], missed: [], fault: expiredWatch(version, cluster.version) };
}

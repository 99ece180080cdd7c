// Pods over the Kubernetes API's HTTP: requests, deadlines, and what an answer that isn't one means. What to ask when is
// the reflector's business.
import { createHash } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { Clock } from '../config/clock.ts';
import { fault, faultOfStatus } from './api-fault.ts';
import type { ApiFault } from './api-fault.ts';
import { parseRetryAfter } from './backoff.ts';
import { BodyReader, inTime, readBody } from './body-reader.client.ts';
import type { Patience } from './body-reader.client.ts';
import type { ClusterAccess, Credentials } from './kubeconfig.loader.ts';
import { codecFor, LONGEST_PAGE } from './codec.ts';
import type { KnownPods, PodCodec, WatchDecoder } from './codec.ts';
import { type Accepted, PodLister } from './page-lister.client.ts';
import { itemsOf, textOf } from '../discovery/pods/raw-pod.ts';
import type { PodApi, PodWatch, WatchBatch, WatchEnd, WatchRequest } from './reflector.ts';

export interface KubernetesClientParts {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  /** The first is asked for first. */
  readonly codecs: readonly PodCodec[];
  /** Pods a page of a list; as its codec wants it where it isn't given. */
  readonly pageSize?: number;
  /** Bytes. */
  readonly longestPage?: number;
}

export interface PodScope {
  readonly namespace?: string;
  readonly excluded?: readonly string[];
  readonly known?: KnownPods;
}

export class KubernetesClient {
  private pool: Pool | undefined;

  constructor(private readonly parts: KubernetesClientParts) {}

  /** The pods of one namespace, or of all but the excluded ones; those of `known` aren't read again in a list. */
  pods({ namespace, excluded = [], known }: PodScope = {}): PodApi {
    const path = namespace === undefined ? '/api/v1/pods' : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
    const selector = excluded.map((name) => `metadata.namespace!=${name}`).join(',');
    const target = (parameters: Readonly<Record<string, string>>): string =>
      `${path}?${new URLSearchParams({ ...parameters, ...(selector !== '' && { fieldSelector: selector }) }).toString()}`;
    const { clock, pageSize, longestPage = LONGEST_PAGE } = this.parts;
    const lister = new PodLister({
      target,
      ask: (page, within, signal) => this.get(page, within, signal),
      known,
      clock,
      pageSize,
      longestPage,
    });
    return {
      list: (request, signal) => lister.list(request, signal),
      watch: ({ version, timeoutSeconds, within }, signal) =>
        this.watch(
          target({
            watch: 'true',
            allowWatchBookmarks: 'true',
            resourceVersion: version,
            timeoutSeconds: String(timeoutSeconds),
          }),
          within,
          signal,
        ),
    };
  }

  /** Drops every connection. */
  close(): void {
    this.pool?.agent.destroy();
    this.pool = undefined;
  }

  private async watch(
    target: string,
    within: WatchRequest['within'],
    signal: AbortSignal,
  ): Promise<PodWatch | ApiFault> {
    const answer = await this.get(target, within, signal);
    if (answer.type === 'fault') return answer;
    return new HttpWatch(answer.response, answer.codec.openWatch(), { within, clock: this.parts.clock });
  }

  /** An answer that is 200 and of a type that we read; all others are faults. */
  private async get(target: string, within: number, signal: AbortSignal): Promise<Accepted | ApiFault> {
    const credentials = await this.credentials(within, signal);
    if (credentials.type === 'fault') return credentials;
    const sent = await this.send(target, credentials, within, signal).catch(unsendable);
    if ('type' in sent) return sent;
    const { response } = sent;
    if (response.statusCode !== 200) return this.refused(response, within);
    const codec = codecFor(response.headers['content-type'], this.parts.codecs);
    if (codec !== undefined) return { type: 'accepted', response, codec };
    response.destroy();
    return fault(
      'unreadable',
      `${credentials.server.origin} answered with ${response.headers['content-type'] ?? 'no content type'} instead of pods. Check that the server address is the Kubernetes API itself, not a login page or proxy in front of it.`,
    );
  }

  /** A kubeconfig may name a command to run for them, which may hang. */
  private credentials(within: number, signal: AbortSignal): Promise<Credentials | ApiFault> {
    return new Promise((resolve) => {
      const give = (what: Credentials | ApiFault): void => {
        cancel();
        signal.removeEventListener('abort', stop);
        resolve(what);
      };
      const stop = (): void => {
        give(STOPPED);
      };
      const cancel = this.parts.clock.after(within, () => {
        give(
          fault('credentials', `The credentials were not there within ${within / 1000} s. They are asked for again.`),
        );
      });
      signal.addEventListener('abort', stop);
      void this.parts.access.credentials().then((found) => {
        give(signal.aborted ? STOPPED : found);
      });
    });
  }

  /** Resolves with the answer's headers. Redirects are answers like others: they are never followed. */
  private send(
    target: string,
    credentials: Credentials,
    within: number,
    signal: AbortSignal,
  ): Promise<{ readonly response: IncomingMessage } | ApiFault> {
    const { server, headers, auth } = credentials;
    const pool = this.poolFor(credentials);
    const options: RequestOptions = {
      host: server.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: server.port,
      path: server.pathname.replace(/\/$/, '') + target,
      headers: { accept: this.parts.codecs.map(({ mediaType }) => mediaType).join(', '), ...headers },
      agent: credentials.proxy ?? pool.agent,
      signal,
      ...(auth !== undefined && { auth }),
    };
    return new Promise((resolve) => {
      const request = server.protocol === 'http:' ? httpRequest(options) : httpsRequest(options);
      pool.keep(request);
      const cancel = this.parts.clock.after(within, () => {
        resolve(timedOut(server, within));
        request.destroy();
      });
      // Also after the headers, as an error without a listener would end the process.
      request.on('error', (error) => {
        cancel();
        resolve(faultOfError(error, server));
      });
      request.once('response', (response) => {
        cancel();
        resolve({ response });
      });
      request.end();
    });
  }

  /** One pool for all watches; a new one once certificates are other ones, as an agent keeps those it was made with. */
  private poolFor({ server, tls }: Credentials): Pool {
    const key = keyOf(server, tls);
    if (this.pool?.key === key) return this.pool;
    this.pool?.retire();
    this.pool = new Pool(key, server, tls);
    return this.pool;
  }

  private async refused(response: IncomingMessage, within: number): Promise<ApiFault> {
    const status = response.statusCode ?? 0;
    if (status === 401) this.parts.access.renew();
    const retryAfter = parseRetryAfter(response.headers['retry-after'], this.parts.clock.now().wall);
    const chunks: Buffer[] = [];
    const limits = { within, longest: LONGEST_REFUSAL, clock: this.parts.clock };
    const problem = await readBody(response, limits, (chunk) => void chunks.push(chunk));
    return faultOfStatus(status, problem ? '' : messageOf(Buffer.concat(chunks).toString()), retryAfter);
  }
}

/** Node throws where a certificate or key is none, half written perhaps, or where no header may hold the token. */
function unsendable(error: unknown): ApiFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return fault(
    'credentials',
    `No request can be made with these credentials (${code}). Check the certificates, the key and the token; they are read again.`,
  );
}

const LONGEST_REFUSAL = 64 * 1024;

const CHECK = 'Check that the server address is a Kubernetes API.';

const STOPPED = fault('cut-off', 'The request was given up, as the shield is stopping.');

/** An agent and what is under way on it. */
class Pool {
  readonly agent: HttpAgent;
  private open = 0;
  private isRetired = false;

  constructor(
    readonly key: string,
    server: URL,
    tls: Credentials['tls'],
  ) {
    this.agent =
      server.protocol === 'http:' ? new HttpAgent({ keepAlive: true }) : new HttpsAgent({ keepAlive: true, ...tls });
  }

  keep(request: ClientRequest): void {
    this.open += 1;
    request.once('close', () => {
      this.open -= 1;
      this.destroyIfDone();
    });
  }

  /** Its connections go once nothing is under way on them. */
  retire(): void {
    this.isRetired = true;
    this.destroyIfDone();
  }

  private destroyIfDone(): void {
    if (this.isRetired && this.open === 0) this.agent.destroy();
  }
}

function keyOf(server: URL, tls: Credentials['tls']): string {
  return createHash('sha256')
    .update(JSON.stringify([server.origin, tls]))
    .digest('base64');
}

class HttpWatch implements PodWatch {
  readonly type = 'watch';
  private readonly reader: BodyReader;

  constructor(
    private readonly response: IncomingMessage,
    private readonly decoder: WatchDecoder,
    private readonly patience: Patience,
  ) {
    this.reader = new BodyReader(response);
  }

  async next(): Promise<WatchBatch | WatchEnd | ApiFault> {
    const chunk = await inTime(this.response, this.patience, () => this.reader.next());
    if (chunk === 'late') return silent(this.patience.within);
    switch (chunk.type) {
      case 'body':
        return { type: 'items', items: this.decoder.push(chunk.bytes) };
      case 'end':
        return this.decoder.end() ?? chunk;
      case 'fault':
        return chunk;
    }
  }

  close(): void {
    this.response.destroy();
  }
}

function silent(within: number): ApiFault {
  return fault(
    'silent',
    `The API server sent nothing for ${within / 1000} s. The connection was dropped; it is asked again.`,
  );
}

interface RawStatus {
  readonly message?: unknown;
}

/** A Status says it in `message`; others say it as they like. */
function messageOf(body: string): string {
  try {
    const [status]: readonly RawStatus[] = itemsOf([JSON.parse(body)]);
    return textOf(status?.message) ?? '';
  } catch {
    return body;
  }
}

function timedOut(server: URL, within: number): ApiFault {
  return fault(
    'timeout',
    `${server.origin} didn't answer within ${within / 1000} s. Look at the API server's health; it is asked again.`,
  );
}

function faultOfError(error: Error, server: URL): ApiFault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ABORT_ERR') {
    return fault('cut-off', `${server.origin} dropped the connection (${code}). It is asked again.`);
  }
  if (UNREACHABLE.has(code)) {
    return fault(
      'unreachable',
      `${server.origin} can't be reached (${code}). Check the server address, network policies and that the API server runs; it is asked again.`,
    );
  }
  if (isAboutCertificates(code)) {
    return fault(
      'certificate',
      `The certificate of ${server.origin} is not believed (${code}). Check the kubeconfig's or service account's CA, and that the address is one the certificate names; both are read again before the next try.`,
    );
  }
  if (code.startsWith('HPE_')) {
    return fault('unreadable', `${server.origin} answers with something else than HTTP (${code}). ${CHECK}`);
  }
  return fault('unreachable', `${server.origin} can't be asked: ${code || error.name}. ${CHECK}`);
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);

/** OpenSSL's and Node's own names. */
function isAboutCertificates(code: string): boolean {
  return /CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/.test(code);
}

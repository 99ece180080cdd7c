// The HTTP client of the Kubernetes API: requests, deadlines, and faults for unexpected responses. The reflector
// decides what to request when.
import type { Clock } from '../../config/clock.ts';
import { type ApiFault, fault, faultOfRefusal, type Permission, unreadable } from '../fault/api-fault.ts';
import { parseRetryAfter } from '../fault/backoff.ts';
import { readBody } from './body-reader.client.ts';
import { type Codec, codecFor, JSON_TYPE, MAX_PAGE } from '../decode/codec.ts';
import { createJsonCodec } from '../decode/codec-json.ts';
import { createProtobufCodec } from '../decode/codec-protobuf.ts';
import { ConnectionPool, poolKey } from './connection-pool.client.ts';
import type { SentRequest, HttpAnswer } from './http-answer.ts';
import { HttpWatch } from './http-watch.client.ts';
import type { ClusterAccess, Credentials } from '../kubeconfig/kubeconfig.loader.ts';
import { type Accepted, PageLister } from './page-lister.client.ts';
import type { ProtobufMessages } from '../decode/protobuf-messages.ts';
import type { ObjectApi, OpenWatch, WatchRequest } from '../watch/object-api.ts';
import { faultOfError, timedOut, unsendable, type Way } from '../fault/request-fault.ts';
import { fullName, type KnownObjects, type ObjectIdentity, pathOf, type Resource } from '../resource/resource.ts';
import { refusalMessage } from '../decode/status-body.ts';

export interface KubernetesClientParts {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  readonly messages: ProtobufMessages;
  /** Objects per page of a list. Default: the resource's own. */
  readonly pageSize?: number;
  /** Bytes. */
  readonly maxPage?: number;
  /** Resolves in a turn of the event loop that is the caller's alone. */
  readonly ownTurn: () => Promise<unknown>;
}

export interface WatchScope<Item> {
  readonly namespace?: string;
  readonly excluded?: readonly string[];
  /** Objects of a version known here are not decoded again in a list. */
  readonly known?: KnownObjects<Item>;
}

export class KubernetesClient {
  private pool: ConnectionPool | undefined;

  constructor(private readonly parts: KubernetesClientParts) {}

  /** The objects of one namespace, or of all except the excluded ones. */
  objects<Item extends ObjectIdentity>(resource: Resource<Item>, scope: WatchScope<Item> = {}): ObjectApi<Item> {
    const { namespace, excluded = [], known } = scope;
    const { clock, pageSize, maxPage = MAX_PAGE, ownTurn } = this.parts;
    const codecs = this.codecsOf(resource);
    const target = targetsOf(pathOf(resource, namespace), excluded);
    const ask = (verb: Permission['verb']): Ask<Item> => {
      const needs: Permission = { verb, resource: fullName(resource) };
      return (page, within, signal) => this.get({ codecs, needs, target: page }, within, signal);
    };
    const { firstPage } = resource;
    const lister = new PageLister({ target, ask: ask('list'), known, clock, pageSize, firstPage, maxPage, ownTurn });
    return {
      list: (request, signal) => lister.list(request, signal),
      watch: (request, signal) => this.watch(ask('watch'), target(watchParameters(request)), request.within, signal),
    };
  }

  /** A document that isn't a list of objects, such as `/apis` or `/version`, as JSON. */
  async document(
    path: string,
    within: number,
    signal: AbortSignal,
  ): Promise<{ readonly document: unknown } | ApiFault> {
    const credentials = await this.credentials(within, signal);
    if (credentials.type === 'fault') return credentials;
    const response = await this.send({ target: path, accept: JSON_TYPE }, credentials, within, signal);
    if ('type' in response) return response;
    if (response.status !== 200) return this.refused(response, { verb: 'get', resource: path }, within);
    const chunks: Buffer[] = [];
    const limits = { within, maxLength: MAX_DOCUMENT, clock: this.parts.clock };
    const problem = await readBody(response, limits, (chunk) => void chunks.push(Buffer.from(chunk)));
    return problem ?? parsedDocument(Buffer.concat(chunks), path);
  }

  /** In order of preference. */
  private codecsOf<Item extends ObjectIdentity>(resource: Resource<Item>): readonly Codec<Item>[] {
    const json = createJsonCodec(resource);
    const { decode } = resource;
    return decode === undefined ? [json] : [createProtobufCodec({ ...resource, decode }, this.parts.messages), json];
  }

  /** Drops every connection. */
  close(): void {
    this.pool?.destroy();
    this.pool = undefined;
  }

  private async watch<Item>(
    ask: Ask<Item>,
    target: string,
    within: number,
    signal: AbortSignal,
  ): Promise<OpenWatch<Item> | ApiFault> {
    const answer = await ask(target, within, signal);
    if (answer.type === 'fault') return answer;
    return new HttpWatch(answer.response, answer.codec.openWatch(), { within, clock: this.parts.clock });
  }

  /** A 200 response of a supported media type; everything else is a fault. */
  private async get<Item>(
    { codecs, needs, target }: Request<Item>,
    within: number,
    signal: AbortSignal,
  ): Promise<Accepted<Item> | ApiFault> {
    const credentials = await this.credentials(within, signal);
    if (credentials.type === 'fault') return credentials;
    const accept = codecs.map(({ mediaType }) => mediaType).join(', ');
    const response = await this.send({ target, accept }, credentials, within, signal);
    if ('type' in response) return response;
    if (response.status !== 200) return this.refused(response, needs, within);
    const contentType = response.header('content-type');
    const codec = codecFor(contentType, codecs);
    if (codec !== undefined) return { type: 'accepted', response, codec };
    response.destroy();
    return fault(
      'unreadable',
      `${credentials.server.origin} answered with ${contentType ?? 'no content type'} instead of Kubernetes objects. Check that the server address is the Kubernetes API itself, not a login page or proxy in front of it.`,
    );
  }

  /** A kubeconfig may name an exec plugin, which may hang. */
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

  /** Resolves once the response headers have arrived. Redirects are never followed. */
  private send(
    { target, accept }: { readonly target: string; readonly accept: string },
    credentials: Credentials,
    within: number,
    signal: AbortSignal,
  ): Promise<HttpAnswer | ApiFault> {
    const { server, headers, auth, proxy } = credentials;
    const way = { server, proxy };
    const path = server.pathname.replace(/\/$/, '') + target;
    try {
      const sent = this.poolFor(credentials).send({ path, headers: { accept, ...headers }, auth }, signal);
      return this.answerOf(sent, way, within);
    } catch (error) {
      return Promise.resolve(unsendable(error));
    }
  }

  private answerOf(sent: SentRequest, way: Way, within: number): Promise<HttpAnswer | ApiFault> {
    return new Promise((resolve) => {
      const cancel = this.parts.clock.after(within, () => {
        resolve(timedOut(way, within));
        sent.destroy();
      });
      sent.answered.then(
        (answer) => {
          cancel();
          resolve(answer);
        },
        (error: unknown) => {
          cancel();
          resolve(faultOfError(error, way));
        },
      );
    });
  }

  /**
   * One pool for all watches, replaced when the certificates change, because connections keep the ones they were made
   * with.
   */
  private poolFor(credentials: Credentials): ConnectionPool {
    const key = poolKey(credentials);
    if (this.pool?.key === key) return this.pool;
    this.pool?.retire();
    this.pool = new ConnectionPool(key, credentials.server, credentials);
    return this.pool;
  }

  private async refused(response: HttpAnswer, needs: Permission, within: number): Promise<ApiFault> {
    const { status } = response;
    if (status === 401) this.parts.access.renew();
    const retryAfter = parseRetryAfter(response.header('retry-after'), this.parts.clock.now().wall);
    const chunks: Buffer[] = [];
    const limits = { within, maxLength: MAX_REFUSAL, clock: this.parts.clock };
    const problem = await readBody(response, limits, (chunk) => void chunks.push(Buffer.from(chunk)));
    const contentType = response.header('content-type');
    const said = problem ? '' : refusalMessage(Buffer.concat(chunks), contentType, this.parts.messages);
    return faultOfRefusal({ status, said, needs, retryAfter });
  }
}

interface Request<Item> {
  readonly codecs: readonly Codec<Item>[];
  readonly target: string;
  /** The RBAC permission that the request needs. */
  readonly needs: Permission;
}

type Ask<Item> = (target: string, within: number, signal: AbortSignal) => Promise<Accepted<Item> | ApiFault>;

/** Request targets on that path, with the field selector that excludes namespaces. */
function targetsOf(
  path: string,
  excluded: readonly string[],
): (parameters: Readonly<Record<string, string>>) => string {
  const fieldSelector = excluded.map((name) => `metadata.namespace!=${name}`).join(',');
  return (parameters) =>
    `${path}?${new URLSearchParams({ ...parameters, ...(fieldSelector !== '' && { fieldSelector }) }).toString()}`;
}

function watchParameters({ version, timeoutSeconds }: WatchRequest): Readonly<Record<string, string>> {
  return {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: version,
    timeoutSeconds: String(timeoutSeconds),
  };
}

const MAX_REFUSAL = 64 * 1024;

/** Bytes. A cluster with hundreds of kinds needs a tenth of it. */
const MAX_DOCUMENT = 8 * 1024 * 1024;

function parsedDocument(bytes: Buffer, path: string): { readonly document: unknown } | ApiFault {
  try {
    return { document: JSON.parse(bytes.toString()) };
  } catch {
    return unreadable(`What answers at ${path} isn't JSON`);
  }
}

const STOPPED = fault('cut-off', 'The request was given up, as the shield is stopping.');

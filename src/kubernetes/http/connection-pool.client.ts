// The connections of all watches, direct or through a proxy.
import { createHash } from 'node:crypto';
import { type Agent, Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Connections } from './connections.client.ts';
import type { ApiRequest, SentRequest } from './http-answer.ts';
import { sendThroughProxy } from './proxied-request.client.ts';
import type { Credentials } from '../kubeconfig/kubeconfig.loader.ts';

export class ConnectionPool {
  private readonly direct: Connections;
  /** Undefined unless the environment names a proxy. */
  private readonly proxied: HttpAgent | undefined;
  /** Open requests through the proxy. */
  private open = 0;
  private isRetired = false;

  constructor(
    readonly key: string,
    private readonly server: URL,
    tls: Credentials['tls'],
  ) {
    this.direct = new Connections(server, tls);
    if (isLoopback(server) || !isProxied(server)) return;
    const options = { keepAlive: true, proxyEnv: process.env };
    this.proxied = server.protocol === 'http:' ? new HttpAgent(options) : new HttpsAgent({ ...options, ...tls });
  }

  /** Throws where it can't be sent. `proxy`: the one of the kubeconfig. */
  send(target: ApiRequest, proxy: Agent | undefined, signal: AbortSignal): SentRequest {
    const agent = proxy ?? this.proxied;
    if (agent === undefined) return this.direct.send(target, signal);
    const sent = sendThroughProxy(this.server, target, agent, signal);
    this.count(sent.request);
    return sent;
  }

  /** Connections are closed once no request is in flight on them. */
  retire(): void {
    this.isRetired = true;
    this.direct.retire();
    this.destroyIfDone();
  }

  destroy(): void {
    this.direct.destroy();
    this.proxied?.destroy();
  }

  private count(request: ClientRequest): void {
    this.open += 1;
    request.once('close', () => {
      this.open -= 1;
      this.destroyIfDone();
    });
  }

  private destroyIfDone(): void {
    if (this.isRetired && this.open === 0) this.proxied?.destroy();
  }
}

/**
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY apply to the API server as they do in kubectl, which never uses them for
 * localhost.
 */
function isProxied({ protocol }: URL): boolean {
  const name = protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY';
  return [name, name.toLowerCase()].some((each) => (process.env[each] ?? '') !== '');
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** Changed certificates need a new pool: an open connection keeps the ones it was made with. */
export function poolKey(server: URL, tls: Credentials['tls']): string {
  return createHash('sha256')
    .update(JSON.stringify([server.origin, tls]))
    .digest('base64');
}

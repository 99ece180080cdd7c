// The connections of all watches, direct or through a proxy.
import { createHash } from 'node:crypto';
import type { Agent, ClientRequest } from 'node:http';
import { Connections } from './connections.client.ts';
import type { ApiRequest, SentRequest } from './http-answer.ts';
import { sendThroughProxy } from './proxied-request.client.ts';
import { proxyAgent } from './proxy-agent.client.ts';
import type { Credentials } from '../kubeconfig/kubeconfig.loader.ts';

export class ConnectionPool {
  private readonly direct: Connections;
  private readonly proxied: Agent | undefined;
  /** Open requests through the proxy. */
  private open = 0;
  private isRetired = false;

  constructor(
    readonly key: string,
    private readonly server: URL,
    { tls, proxy }: Pick<Credentials, 'tls' | 'proxy'>,
  ) {
    this.direct = new Connections(server, tls);
    this.proxied = proxy && proxyAgent(proxy, server, tls);
  }

  /** Throws where it can't be sent. */
  send(target: ApiRequest, signal: AbortSignal): SentRequest {
    if (this.proxied === undefined) return this.direct.send(target, signal);
    const sent = sendThroughProxy(this.server, target, this.proxied, signal);
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

/** Changed certificates, or another proxy, need a new pool: an open connection keeps the ones it was made with. */
export function poolKey({ server, tls, proxy }: Pick<Credentials, 'server' | 'tls' | 'proxy'>): string {
  return createHash('sha256')
    .update(JSON.stringify([server.origin, tls, proxy?.href]))
    .digest('base64');
}

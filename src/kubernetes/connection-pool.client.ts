// The keep-alive connections of all watches, and what is under way on them.
import { createHash } from 'node:crypto';
import { Agent as HttpAgent, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Credentials } from './kubeconfig.loader.ts';

export class ConnectionPool {
  readonly agent: HttpAgent;
  private open = 0;
  private isRetired = false;

  constructor(
    readonly key: string,
    server: URL,
    tls: Credentials['tls'],
  ) {
    const options = { keepAlive: true, ...(!isLoopback(server) && { proxyEnv: process.env }) };
    this.agent = server.protocol === 'http:' ? new HttpAgent(options) : new HttpsAgent({ ...options, ...tls });
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

/** HTTPS_PROXY, HTTP_PROXY and NO_PROXY hold for the API server as they do for kubectl, which leaves out this machine. */
function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** Other certificates mean another pool: an agent keeps those it was made with. */
export function poolKey(server: URL, tls: Credentials['tls']): string {
  return createHash('sha256')
    .update(JSON.stringify([server.origin, tls]))
    .digest('base64');
}

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

/** Other certificates mean another pool: an agent keeps those it was made with. */
export function poolKey(server: URL, tls: Credentials['tls']): string {
  return createHash('sha256')
    .update(JSON.stringify([server.origin, tls]))
    .digest('base64');
}

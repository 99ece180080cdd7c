// A request through a proxy, by Node's own HTTP client.
import { type Agent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ApiRequest, SentRequest, BodyState, HttpAnswer } from './http-answer.ts';

export function sendThroughProxy(
  server: URL,
  { path, headers, auth }: ApiRequest,
  agent: Agent,
  signal: AbortSignal,
): SentRequest & { readonly request: ClientRequest } {
  const options = {
    host: server.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: server.port,
    path,
    headers: { ...headers },
    agent,
    signal,
    ...(auth !== undefined && { auth }),
  };
  const request = server.protocol === 'http:' ? httpRequest(options) : httpsRequest(options);
  const answered = new Promise<HttpAnswer>((resolve, reject) => {
    // Also after the headers: an error without a listener would end the process.
    request.on('error', reject);
    request.once('response', (response) => {
      resolve(new NodeAnswer(response));
    });
  });
  request.end();
  return { answered, request, destroy: () => request.destroy() };
}

class NodeAnswer implements HttpAnswer {
  private readonly chunks: AsyncIterator<unknown, unknown>;

  constructor(private readonly response: IncomingMessage) {
    this.chunks = response[Symbol.asyncIterator]();
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  header(name: string): string | undefined {
    const value = this.response.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  async read(take: (bytes: Buffer) => void): Promise<BodyState> {
    try {
      const { done, value } = await this.chunks.next();
      if (done !== true && Buffer.isBuffer(value)) {
        take(value);
        return 'more';
      }
      return this.response.complete ? 'end' : 'cut-off';
    } catch {
      return 'cut-off';
    }
  }

  destroy(): void {
    this.response.destroy();
  }
}

// The direct connections to one API server. Idle ones are reused.
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { ConnectionOptions } from 'node:tls';
import { Connection } from './connection.client.ts';
import type { ApiRequest, SentRequest } from './http-answer.ts';

export class Connections {
  private readonly open = new Set<Connection>();
  /** The most recently used is the last. */
  private idle: Connection[] = [];
  private isRetired = false;

  constructor(
    private readonly server: URL,
    private readonly tls: ConnectionOptions,
  ) {}

  /** Throws if the request can't be sent: an invalid header value, a certificate that can't be parsed. */
  send(target: ApiRequest, signal: AbortSignal): SentRequest {
    const request = requestOf(this.server, target);
    return this.takeIdle().send(request, signal);
  }

  /** Connections are closed once no request is in flight on them. */
  retire(): void {
    this.isRetired = true;
    for (const connection of this.idle.splice(0)) connection.destroy();
  }

  destroy(): void {
    for (const connection of this.open) connection.destroy();
  }

  private takeIdle(): Connection {
    const now = performance.now();
    for (let connection = this.idle.pop(); connection !== undefined; connection = this.idle.pop()) {
      if (connection.isUsable(now)) return connection;
      connection.destroy();
    }
    return this.connect();
  }

  private connect(): Connection {
    const connection = new Connection(this.server, this.tls, {
      idle: () => {
        if (this.isRetired) connection.destroy();
        else this.idle.push(connection);
      },
      closed: () => {
        this.open.delete(connection);
        this.idle = this.idle.filter((each) => each !== connection);
      },
    });
    this.open.add(connection);
    return connection;
  }
}

/** A GET without a body (RFC 9112, 3). */
function requestOf(server: URL, { path, headers, auth }: ApiRequest): Buffer {
  if (/[^\u0021-\u007e]/.test(path))
    throw Object.assign(new Error('No line can hold that path.'), { code: 'ERR_UNESCAPED_CHARACTERS' });
  const basic = auth === undefined ? {} : { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const all = { host: server.host, connection: 'keep-alive', ...basic, ...Object.fromEntries(given) };
  const lines = Object.entries(all).flatMap(([name, value]) => [value].flat().map((each) => lineOf(name, each)));
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
}

function lineOf(name: string, value: string): string {
  validateHeaderName(name);
  validateHeaderValue(name, value);
  return `${name}: ${value}\r\n`;
}

// A connection to the API server that reads into one shared buffer. Node's own HTTP client allocates a buffer for each
// read: for a list of two gigabytes, allocating and collecting them was a third of the CPU time.
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { Exchange } from './exchange.ts';
import type { SentRequest } from './http-answer.ts';
import { NameLookups } from '../../config/name-lookups.client.ts';

export interface ConnectionEvents {
  /** The response is complete: the next request may be sent. */
  idle(connection: Connection): void;
  closed(connection: Connection): void;
}

export class Connection {
  /** Monotonic milliseconds until which the server promised to keep it open. */
  private openUntil = Infinity;
  private readonly socket: Socket;
  private exchange: Exchange | undefined;
  /** Removes the abort listener of the current request. */
  private stopListening: (() => void) | undefined;
  private error: Error | undefined;

  constructor(
    server: URL,
    tls: ConnectionOptions,
    private readonly events: ConnectionEvents,
  ) {
    this.socket = socketTo(server, tls, (bytes) => this.take(bytes));
    // `close` follows every error.
    this.socket.on('error', (error) => {
      this.error = error;
    });
    this.socket.on('end', () => {
      this.exchange?.connectionEnded();
      this.socket.destroy();
    });
    this.socket.on('close', () => {
      this.stopListening?.();
      this.exchange?.connectionClosed(this.error ?? socketHangUp());
      this.exchange = undefined;
      this.events.closed(this);
    });
  }

  /** Whether a request may be sent. */
  isUsable(now: number): boolean {
    return !this.socket.destroyed && now < this.openUntil;
  }

  send(request: Buffer, signal: AbortSignal): SentRequest {
    const exchange = new Exchange({
      resume: () => this.socket.resume(),
      whole: (isReusable, openFor) => {
        this.finish(isReusable, openFor);
      },
      drop: (error) => this.socket.destroy(error),
    });
    this.exchange = exchange;
    this.socket.ref();
    this.socket.resume();
    this.abortOn(signal, exchange);
    if (!signal.aborted) this.socket.write(request);
    return exchange;
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** False: pause reading. */
  private take(bytes: Buffer): boolean {
    if (this.exchange !== undefined) return this.exchange.take(bytes);
    // A response without a request.
    this.socket.destroy();
    return true;
  }

  private abortOn(signal: AbortSignal, exchange: Exchange): void {
    const abort = (): void => {
      exchange.abort();
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    this.stopListening = () => {
      signal.removeEventListener('abort', abort);
    };
  }

  private finish(isReusable: boolean, openFor: number): void {
    this.exchange = undefined;
    this.stopListening?.();
    if (!isReusable) {
      this.socket.destroy();
      return;
    }
    this.openUntil = performance.now() + openFor;
    // Keep reading, to notice when the server closes it; an idle connection doesn't keep the process alive.
    this.socket.resume();
    this.socket.unref();
    this.events.idle(this);
  }
}

/**
 * Shared by all connections, because what was read is used before the next read. Larger is slower, as it doesn't fit
 * the CPU cache; smaller is slower, as there are more reads.
 */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024);

/** There is one host name, or two while the kubeconfig changes. */
const NAMES = new NameLookups({ max: 2, maxUnproven: 2 });

function socketTo(server: URL, tls: ConnectionOptions, take: (bytes: Buffer) => boolean): Socket {
  const host = server.hostname.replace(/^\[(.*)\]$/, '$1');
  const onread = { buffer: BUFFER, callback: (length: number) => take(BUFFER.subarray(0, length)) };
  const { lookup } = NAMES;
  const options = { host, lookup, noDelay: true, keepAlive: true, keepAliveInitialDelay: 1_000, onread };
  if (server.protocol === 'http:') return connect({ ...options, port: portOf(server, 80) });
  // SNI takes host names only, not IP addresses.
  const servername = isIP(host) === 0 ? host : '';
  return connectTls({ ...options, port: portOf(server, 443), servername, ...tls });
}

function portOf({ port }: URL, usualPort: number): number {
  return port === '' ? usualPort : Number(port);
}

/** The same error as Node's HTTP client. */
function socketHangUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

// A connection to the API server whose bytes are all read into one place, and used there. Node's own HTTP client copies
// them into memory that has to be found and collected again: of a list of two gigabytes that was a third of all work.
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { Exchange } from './exchange.ts';
import type { SentRequest } from './http-answer.ts';
import { NameLookups } from '../../config/name-lookups.client.ts';

export interface ConnectionEvents {
  /** An answer is whole: the next request may be sent. */
  idle(connection: Connection): void;
  closed(connection: Connection): void;
}

export class Connection {
  /** Monotonic milliseconds until which the server promised to keep it open. */
  private openUntil = Infinity;
  private readonly socket: Socket;
  private exchange: Exchange | undefined;
  /** The request under way heeds its signal no longer. */
  private stopListening: (() => void) | undefined;
  private error: Error | undefined;

  constructor(
    server: URL,
    tls: ConnectionOptions,
    private readonly events: ConnectionEvents,
  ) {
    this.socket = socketTo(server, tls, (bytes) => this.take(bytes));
    // An error is followed by the end of the connection.
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

  /** False: nothing more is read for now. */
  private take(bytes: Buffer): boolean {
    if (this.exchange !== undefined) return this.exchange.take(bytes);
    // An answer that nothing asked for.
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
    // So that its end is seen; it keeps no process alive.
    this.socket.resume();
    this.socket.unref();
    this.events.idle(this);
  }
}

/**
 * Where all connections read to, as what was read is used before anything else is read. Larger costs more, as it fits no
 * processor's cache; smaller does, as there are more reads.
 */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024);

/** There is one name, or one more while the kubeconfig changes. */
const NAMES = new NameLookups({ max: 2, maxUnproven: 2 });

function socketTo(server: URL, tls: ConnectionOptions, take: (bytes: Buffer) => boolean): Socket {
  const host = server.hostname.replace(/^\[(.*)\]$/, '$1');
  const onread = { buffer: BUFFER, callback: (length: number) => take(BUFFER.subarray(0, length)) };
  const { lookup } = NAMES;
  const options = { host, lookup, noDelay: true, keepAlive: true, keepAliveInitialDelay: 1_000, onread };
  if (server.protocol === 'http:') return connect({ ...options, port: portOf(server, 80) });
  // The name that the certificate is asked for; an address isn't one.
  const servername = isIP(host) === 0 ? host : '';
  return connectTls({ ...options, port: portOf(server, 443), servername, ...tls });
}

function portOf({ port }: URL, usualPort: number): number {
  return port === '' ? usualPort : Number(port);
}

/** As Node says it. */
function socketHangUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

// Stops Node's HTTP parser in the middle of a packet. It parses a whole read (64 kB, up to 2,400 requests) before a
// connection can be paused, unless a request switches protocols: what follows it isn't HTTP then. So a request that is
// one too many is presented as such to Node, which stops there and hands over the connection with the rest of the packet.
// Both are given back later, as a new connection.
import { IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Properties, because maps would cost every badge more time. */
const FULL = Symbol('no further request is parsed');
const SWITCHES = Symbol('switches protocols');
type Connection = Duplex & { [FULL]?: boolean };

/** Whether the parser stops at the next request of the connection. */
export function setFull(connection: Connection, isFull: boolean): void {
  connection[FULL] = isFull;
}

export function isFull(connection: Connection): boolean {
  return connection[FULL] === true;
}

/** A request on which the parser stops where its connection is full. */
export class StoppableRequest extends IncomingMessage {
  declare [SWITCHES]?: boolean;

  get upgrade(): boolean {
    return this[SWITCHES] === true;
  }

  /** Node sets it before it passes the request on; null: it doesn't know yet. */
  set upgrade(switches: boolean | null) {
    if (switches !== null) this[SWITCHES] = switches || isFull(this.socket);
  }
}

/** The request as bytes. No longer than it came, so that it meets the same limits again. */
export function bytesOf({ method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): Buffer {
  let head = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let at = 0; at < rawHeaders.length; at += 2) head += `${rawHeaders[at] ?? ''}:${rawHeaders[at + 1] ?? ''}\r\n`;
  return Buffer.from(`${head}\r\n`, 'latin1');
}

/**
 * A connection that Node has handed over, and its unread bytes. Meanwhile it does what Node did, and isn't read: its end
 * would be taken for the end of all requests.
 */
export class HeldConnection {
  private readonly socket: Duplex;
  private readonly unread: readonly Buffer[];
  private readonly listeners: Readonly<Record<string, () => void>>;

  /** `drained` and `closed` are for the answer that is being sent. */
  constructor(socket: Duplex, unread: readonly Buffer[], on: Readonly<Record<'drained' | 'closed', () => void>>) {
    this.socket = socket;
    this.unread = unread;
    const destroy = (): void => {
      socket.destroy();
    };
    this.listeners = { error: destroy, timeout: destroy, drain: on.drained, close: on.closed };
    socket.pause();
    for (const [event, listener] of Object.entries(this.listeners)) socket.on(event, listener);
  }

  /** Bytes. */
  get size(): number {
    return this.unread.reduce((bytes, { length }) => bytes + length, 0);
  }

  giveBack(server: Server): void {
    const { socket } = this;
    for (const [event, listener] of Object.entries(this.listeners)) socket.off(event, listener);
    setFull(socket, false);
    server.emit('connection', socket);
    // Not before: it would make the connection be read.
    for (const bytes of this.unread.toReversed()) socket.unshift(bytes);
  }
}

// The open connections of a server, so that a test can count and reset them.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { reset, runsOn } from './reset.ts';

export class OpenSockets {
  /** Number of connections so far. */
  accepted = 0;
  private readonly sockets = new Set<Socket>();

  constructor(server: Server, isSecure: boolean) {
    if (isSecure) this.keepSecure(server);
    else
      server.on('connection', (socket) => {
        this.keep(socket);
      });
  }

  get size(): number {
    return this.sockets.size;
  }

  /** Resets every connection, in use or not. */
  cut(): void {
    for (const socket of this.sockets) reset(socket);
  }

  /** A TLS socket doesn't give access to the TCP socket under it; both have the same remote port. */
  private keepSecure(server: Server): void {
    const tcp = new Map<number | undefined, Socket>();
    server.on('connection', (socket) => {
      const { remotePort } = socket;
      tcp.set(remotePort, socket);
      socket.on('close', () => tcp.delete(remotePort));
    });
    server.on('secureConnection', (socket: Socket) => {
      const below = tcp.get(socket.remotePort);
      if (below !== undefined) runsOn(socket, below);
      this.keep(socket);
    });
  }

  private keep(socket: Socket): void {
    this.accepted += 1;
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}

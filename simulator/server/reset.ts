// Ends connections with RST, as when a process or a middlebox crashes: the client gets ECONNRESET instead of an end.
import type { Socket } from 'node:net';

/** A TLS socket would send close_notify first, so the TCP socket under it is reset. */
const under = new WeakMap<Socket, Socket>();

/** Registers the TCP socket under a TLS socket. */
export function runsOn(tls: Socket, tcp: Socket): void {
  under.set(tls, tcp);
}

/** An ending socket can't be reset: libuv refuses it (`uv_tcp_close_reset`), and Node would never close it. */
export function reset(socket: Socket | null): void {
  if (socket?.writableEnded === false) (under.get(socket) ?? socket).resetAndDestroy();
  else socket?.destroy();
}

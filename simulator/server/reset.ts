// Connections that end with RST, as when a process or a middlebox dies: the other side sees ECONNRESET and not an end.
import type { Socket } from 'node:net';

/** TLS would say goodbye first, so it is the TCP socket under it that is reset. */
const under = new WeakMap<Socket, Socket>();

/** Says which TCP socket a TLS socket runs on. */
export function runsOn(tls: Socket, tcp: Socket): void {
  under.set(tls, tcp);
}

/** One that is ending already can't be reset: libuv refuses it (`uv_tcp_close_reset`), and Node would never close it. */
export function reset(socket: Socket | null): void {
  if (socket?.writableEnded === false) (under.get(socket) ?? socket).resetAndDestroy();
  else socket?.destroy();
}

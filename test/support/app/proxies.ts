// Proxies on loopback: whatever they are asked for, they connect to one port of it.
import { createServer as createHttpServer, type Server } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';

export interface Asked {
  /** HOST:PORT */
  readonly target: string;
  readonly authorization?: string | undefined;
}

export interface TestProxy {
  readonly port: number;
  /** Since it was emptied last. */
  readonly asked: Asked[];
  close(): void;
}

export interface ConnectProxy extends TestProxy {
  /** It refuses every tunnel with this; undefined: none. */
  refusal: string | undefined;
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-connect */
export async function connectProxy(upstreamPort: number): Promise<ConnectProxy> {
  const server = createHttpServer();
  const proxy = { ...(await listening(server)), refusal: undefined as string | undefined };
  server.on('connect', (request, socket: Socket) => {
    proxy.asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    if (proxy.refusal === undefined) {
      join(socket, upstreamPort, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    } else socket.end(`HTTP/1.1 ${proxy.refusal}\r\n\r\n`);
  });
  return proxy;
}

/** Without a password. https://www.rfc-editor.org/rfc/rfc1928 */
export async function socksProxy(upstreamPort: number): Promise<TestProxy> {
  const server = createTcpServer();
  const proxy = await listening(server);
  server.on('connection', (socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        const name = request.subarray(5, 5 + (request[4] ?? 0));
        proxy.asked.push({ target: `${name.toString()}:${request.readUInt16BE(5 + name.length)}` });
        join(socket, upstreamPort, () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
      });
    });
  });
  return proxy;
}

async function listening(server: Server | TcpServer): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, asked: [], close };
}

function join(socket: Socket, port: number, connected: () => void): void {
  const upstream = connect(port, '127.0.0.1', () => {
    connected();
    upstream.pipe(socket).pipe(upstream);
  });
  for (const each of [upstream, socket]) each.on('error', () => each.destroy());
  socket.once('close', () => upstream.destroy());
}

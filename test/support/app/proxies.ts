// Proxies on loopback: whatever the requested target, they connect to one loopback port.
import { createServer as createHttpServer, type Server } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';

export interface ProxiedRequest {
  /** HOST:PORT */
  readonly target: string;
  readonly authorization?: string | undefined;
}

export interface TestProxy {
  readonly port: number;
  /** Since a test emptied it last. */
  readonly requests: ProxiedRequest[];
  close(): void;
}

export interface ConnectProxy extends TestProxy {
  /** Status line with which it refuses every tunnel; undefined: it refuses none. */
  refusal: string | undefined;
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-connect */
export async function connectProxy(upstreamPort: number): Promise<ConnectProxy> {
  const server = createHttpServer();
  const proxy = { ...(await listening(server)), refusal: undefined as string | undefined };
  server.on('connect', (request, socket: Socket) => {
    proxy.requests.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
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
        proxy.requests.push({ target: `${name.toString()}:${request.readUInt16BE(5 + name.length)}` });
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
  return { port: (server.address() as AddressInfo).port, requests: [], close };
}

function join(socket: Socket, port: number, connected: () => void): void {
  const upstream = connect(port, '127.0.0.1', () => {
    connected();
    upstream.pipe(socket).pipe(upstream);
  });
  for (const each of [upstream, socket]) each.on('error', () => each.destroy());
  socket.once('close', () => upstream.destroy());
}

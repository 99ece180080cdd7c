// Servers that declared checks request in tests: well-behaved and hostile ones.
import { type Socket as DatagramSocket, createSocket } from 'node:dgram';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net';
import { type Certificate, selfSigned } from '../app/certificate.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export class DeclaredTargets {
  readonly trusted = selfSigned();
  httpPort = 0;
  httpsPort = 0;
  expiredPort = 0;
  futurePort = 0;
  grpcPort = 0;
  mutePort = 0;
  dnsPort = 0;
  muteDnsPort = 0;
  /** The Authorization headers of requests over https, in order. */
  readonly authorizations: (string | undefined)[] = [];
  private readonly closers: (() => void)[] = [];

  async start(): Promise<void> {
    // No connection is closed while a check's request for it may be on its way.
    this.httpPort = await this.listen(createServer({ keepAliveTimeout: 0 }, this.answer));
    this.httpsPort = await this.listenTls(this.trusted);
    this.expiredPort = await this.listenTls(selfSigned({ from: 20, to: 21 }));
    this.futurePort = await this.listenTls(selfSigned({ from: 48, to: 49 }));
    this.grpcPort = await this.listenHttp2();
    this.mutePort = await this.listenSilently();
    this.dnsPort = await this.bind((query) => dnsAnswer(query));
    this.muteDnsPort = await this.bind(() => undefined);
  }

  close(): void {
    for (const close of this.closers) close();
  }

  private readonly answer: Handler = (request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/prometheus'))
      answerQuery(new URL(path, 'http://x').searchParams.get('query') ?? '', response);
    else (ROUTES[path] ?? notFound)(request, response);
  };

  private async listen(server: Server): Promise<number> {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    this.closers.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return (server.address() as AddressInfo).port;
  }

  private listenTls({ cert, key }: Certificate): Promise<number> {
    const server = createHttpsServer({ cert, key }, (request, response) => {
      this.authorizations.push(request.headers.authorization);
      if (request.url === '/moved') response.writeHead(302, { Location: '/' }).end();
      else response.writeHead(request.headers.authorization === undefined ? 401 : 200).end();
    });
    return this.listen(server);
  }

  private async listenHttp2(): Promise<number> {
    const server: Http2Server = createHttp2Server();
    const sessions = new Set<{ destroy(): void }>();
    server.on('session', (session) => sessions.add(session));
    server.on('stream', (stream, headers) => {
      const chunks: Buffer[] = [];
      stream.on('error', () => undefined);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const service = Buffer.concat(chunks).subarray(7).toString();
        const isHealth = headers[':path'] === '/grpc.health.v1.Health/Check';
        const status = !isHealth ? '12' : service === 'shop.Nowhere' ? '5' : service === 'shop.Broken' ? '13' : '0';
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
        stream.on('wantTrailers', () => {
          stream.sendTrailers({ 'grpc-status': status });
        });
        stream.end(status === '0' ? Buffer.from([0, 0, 0, 0, 2, 0x08, service === 'shop.Down' ? 2 : 1]) : undefined);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    this.closers.push(() => {
      server.close();
      for (const session of sessions) session.destroy();
    });
    return (server.address() as AddressInfo).port;
  }

  /** Accepts connections and never sends a byte. */
  private async listenSilently(): Promise<number> {
    const sockets = new Set<Socket>();
    const server = createTcpServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    this.closers.push(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    return (server.address() as AddressInfo).port;
  }

  private async bind(answer: (query: Buffer) => Buffer | undefined): Promise<number> {
    const socket: DatagramSocket = createSocket('udp4');
    socket.on('message', (query, { port, address }) => {
      const reply = answer(query);
      if (reply) socket.send(reply, port, address);
    });
    await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
    this.closers.push(() => {
      socket.close();
    });
    return socket.address().port;
  }
}

/** Writes as fast as the client reads, until it closes the connection. */
function writeOn(response: ServerResponse, text: string, times: number): void {
  let left = times;
  while (left > 0 && !response.destroyed) {
    left -= 1;
    if (response.write(text)) continue;
    response.once('drain', () => {
      writeOn(response, text, left);
    });
    return;
  }
  if (!response.destroyed) response.end();
}

const notFound: Handler = (_, response) => {
  response.writeHead(404).end();
};

const json =
  (value: unknown): Handler =>
  (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  };

const redirect =
  (location: string): Handler =>
  (_, response) => {
    response.writeHead(302, { Location: location }).end();
  };

const ROUTES: Readonly<Record<string, Handler>> = {
  '/up': json({}),
  '/down': (_, response) => {
    response.writeHead(503).end('a stack trace that must stay hidden');
  },
  '/never': () => undefined,
  '/endless': (_, response) => {
    response.writeHead(200);
    writeOn(response, ' '.repeat(65_536), Infinity);
  },
  '/drip': (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 100);
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  '/queue': json({ queues: [{ name: 'orders', messages: 129 }], state: 'up' }),
  '/text': (_, response) => {
    response.end('<script>alert(1)</script>');
  },
  '/moved': redirect('/up'),
  '/loop': redirect('/loop'),
  '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
  '/to-another': redirect('http://127.0.0.1:9/'),
  '/to-https': redirect('https://127.0.0.1/up'),
  '/headers': (request, response) => {
    response.writeHead(request.headers['x-from'] === 'shields' && request.method === 'POST' ? 204 : 400).end();
  },
};

const series = (metric: object, value: string): object => ({ metric, value: [1_700_000_000, value] });

const QUERIES: Readonly<Record<string, readonly object[]>> = {
  one: [series({}, '0.125')],
  none: [],
  nan: [series({}, 'NaN')],
  queues: [series({ queue: 'orders' }, '129'), series({ queue: 'mail‮' }, '7'), series({ queue: 'x' }, 'NaN')],
  addresses: [series({ instance: '10.0.0.7:9100' }, '3'), series({ instance: 'node.internal:9100' }, '2')],
};

function answerQuery(query: string, response: ServerResponse): void {
  if (query === 'never') return;
  if (query === 'million') {
    response.writeHead(200);
    response.write('{"status":"success","data":{"resultType":"vector","result":[');
    const rows = `${JSON.stringify(series({ pod: 'p' }, '1'))},`.repeat(1_000);
    writeOn(response, rows, 1_000);
    return;
  }
  const result = QUERIES[query];
  const body = result
    ? { status: 'success', data: { resultType: 'vector', result } }
    : { status: 'error', error: 'parse error at 10.0.0.1' };
  response.writeHead(result ? 200 : 400, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** One A record, 10.1.2.3, for names that begin with `a`; otherwise NXDOMAIN. RFC 1035, section 4. */
function dnsAnswer(query: Buffer): Buffer {
  const exists = query[13] === 'a'.charCodeAt(0);
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(exists ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(exists ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 1, 2, 3]);
  return Buffer.concat(exists ? [header, question, record] : [header, question]);
}

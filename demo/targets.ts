// The targets of the example checks in the demo, whose pods don't run: each pod's health, a Prometheus, a queue, a
// site, a name server, a gRPC server. Their answers change with time, and so do the badges.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { selfSigned } from '../test/support/app/certificate.ts';

export interface Targets {
  /** For the product's environment: the addresses of these servers. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

const EXAMPLES = join(import.meta.dirname, '../checks');

/** Writes the example checks into `folder`; those without code get the addresses of these servers. */
export async function startTargets(folder: string): Promise<Targets> {
  // No connection is closed while a check's request for it may be on its way.
  const server: Server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const { status, body } = answerTo(request.url ?? '', Date.now() / 1000);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const grpc = startGrpc();
  await once(grpc, 'listening');
  const site = createHttpsServer(selfSigned()).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const dns = startDns();
  await once(dns, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const grpcAddress = `127.0.0.1:${(grpc.address() as AddressInfo).port}`;
  const sitePort = (site.address() as AddressInfo).port;
  writeExamples(folder, {
    url,
    grpc: grpcAddress,
    site: `127.0.0.1:${sitePort}`,
    dns: `127.0.0.1:${dns.address().port}`,
  });
  return {
    environment: {
      CHECKS_DIR: folder,
      CHECK_WEB_URL: `${url}/pods/{name}`,
      CHECK_PROMETHEUS_URL: url,
      CHECK_QUEUE_URL: `${url}/queue`,
      CHECK_CERTIFICATE: join(import.meta.dirname, 'certificate.pem'),
    },
    close: () => {
      server.close();
      server.closeAllConnections();
      grpc.close();
      site.close();
      site.closeAllConnections();
      dns.close();
    },
  };
}

interface Addresses {
  readonly url: string;
  readonly grpc: string;
  readonly site: string;
  readonly dns: string;
}

function writeExamples(folder: string, { url, grpc, site, dns }: Addresses): void {
  cpSync(EXAMPLES, folder, { recursive: true });
  const address = url.replace('http://', '');
  const addresses: readonly (readonly [string, string])[] = [
    ['https://shop.example.com/', `${url}/site`],
    ['http://prometheus.monitoring:9090', url],
    ['http://orders.shop:8080/stats', `${url}/stats`],
    // Its certificate is self-signed, so it isn't verified.
    ["'shop.example.com:443'", `'${site}', verify: false`],
    ['orders-db.shop:5432', address],
    ['orders.shop:9000', grpc],
    ['10.96.0.10', `'${dns}'`],
  ];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      addresses.reduce((done, [from, to]) => done.replaceAll(from, to), text),
    );
  }
}

/** grpc.health.v1: every service is serving. */
function startGrpc(): ReturnType<typeof createHttp2Server> {
  const server = createHttp2Server();
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    stream.on('wantTrailers', () => {
      stream.sendTrailers({ 'grpc-status': '0' });
    });
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.end(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
  });
  return server.listen(0, '127.0.0.1');
}

/** A name server that answers every query with 192.0.2.7. RFC 1035, 4. */
function startDns(): ReturnType<typeof createSocket> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const header = Buffer.concat([query.subarray(0, 2), Buffer.from([0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0])]);
    const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);
    socket.send(Buffer.concat([header, question, record]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  return socket;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

function answerTo(path: string, seconds: number): Answer {
  if (path.startsWith('/pods/')) return { status: wave(seconds, 97) > 0.97 ? 503 : 200, body: {} };
  if (path.startsWith('/api/v1/query')) {
    return {
      status: 200,
      body: { status: 'success', data: { resultType: 'vector', result: seriesFor(path, seconds) } },
    };
  }
  if (path === '/site') return { status: 200, body: {} };
  if (path === '/stats') return { status: 200, body: { queue: { messages: Math.round(130 * wave(seconds, 53)) } } };
  if (path === '/queue') return { status: 200, body: { messages: Math.round(130 * wave(seconds, 43)) } };
  return { status: 404, body: {} };
}

/** Queues for a query about queues, else one value. */
function seriesFor(query: string, seconds: number): readonly object[] {
  if (!query.includes('queue')) return [{ metric: {}, value: [seconds, (2 * wave(seconds, 61)).toFixed(3)] }];
  return ['orders', 'orders-mail', 'orders-returns'].map((queue, index) => {
    return { metric: { queue }, value: [seconds, String(Math.round(150 * wave(seconds, 41 + 20 * index)))] };
  });
}

/** From 0 to 1 and back, once in a period of seconds. */
function wave(seconds: number, period: number): number {
  return (1 - Math.cos((2 * Math.PI * seconds) / period)) / 2;
}

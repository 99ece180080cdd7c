// The servers that the example checks ask in the demo, whose pods don't run: each pod's health, a Prometheus, a queue.
// Their answers change with the time, so that the badges do.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface Targets {
  /** For the product's environment: where the example checks find them. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

export async function startTargets(): Promise<Targets> {
  const server: Server = createServer((request, response) => {
    const { status, body } = answerTo(request.url ?? '', Date.now() / 1000);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: {
      CHECK_WEB_URL: `${url}/pods/{name}`,
      CHECK_PROMETHEUS_URL: url,
      CHECK_QUEUE_URL: `${url}/queue`,
      CHECK_CERTIFICATE: join(import.meta.dirname, 'certificate.pem'),
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

function answerTo(path: string, seconds: number): Answer {
  if (path.startsWith('/pods/')) return { status: wave(seconds, 97) > 0.97 ? 503 : 200, body: {} };
  if (path.startsWith('/api/v1/query')) {
    const value = [seconds, (2 * wave(seconds, 61)).toFixed(3)];
    return {
      status: 200,
      body: { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value }] } },
    };
  }
  if (path === '/queue') return { status: 200, body: { messages: Math.round(130 * wave(seconds, 43)) } };
  return { status: 404, body: {} };
}

/** From 0 to 1 and back, once in a period of seconds. */
function wave(seconds: number, period: number): number {
  return (1 - Math.cos((2 * Math.PI * seconds) / period)) / 2;
}

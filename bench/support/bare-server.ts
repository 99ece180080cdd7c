// The bare node:http server that badges are compared with: it sends the same bytes and headers, and does nothing else.
// `node bench/support/bare-server.ts` gets the bytes over the process channel.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answer to every request. Headers alternate names and values, the form that node:http writes fastest. */
export interface BareAnswer {
  readonly status: number;
  readonly headers: string[];
  readonly body: string;
}

process.once('message', ({ status, headers, body }: BareAnswer) => {
  const server = createServer((_request, response) => {
    response.writeHead(status, headers);
    response.end(status === 304 ? undefined : body);
  });
  server.keepAliveTimeout = 75_000;
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
});
process.on('disconnect', () => process.exit(0));

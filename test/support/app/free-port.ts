// Ports for servers whose address has to be known before they listen, or that listen on it again.
import { createServer } from 'node:net';

/** Nothing listens there: below the ports of `freePort`. */
export const CLOSED_PORT = 11_009;

/**
 * A port that was free a moment ago. Below the ephemeral range: the system gives ports of that range to any connection
 * and to any server that listens on port 0, so that one of them could take it first.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
}

const FIRST_PORT = 12_000;
const PORTS = 20_000;

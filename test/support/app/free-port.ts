// Ports for servers whose address has to be known before they listen, or that listen on it again.
import { createServer } from 'node:net';

/** Nothing listens there: below the ports of `freePort`. */
export const CLOSED_PORT = 11_009;

/**
 * A port that was free a moment ago. Below the ephemeral range: the system gives ports of that range to any connection
 * and to any server that listens on port 0, so that one of them could take it first. Each of Jest's workers has ports of
 * its own, so that two can't choose the same one before either listens on it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + (WORKER % WORKERS) * PORTS + next;
    next = (next + 1) % (PORTS - DEMO);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(true);
    });
  });
  if (isListening) await new Promise((closed) => server.close(closed));
  return isListening;
}

const FIRST_PORT = 12_000;
const WORKERS = 20;
/** Of each worker. */
const PORTS = 1_000;
/** The demo takes ports after the one that it is given. */
const DEMO = 20;
const WORKER = Number(process.env['JEST_WORKER_ID'] ?? 0);
/** Random, because two runs of the tests may be under way. */
let next = Math.floor(Math.random() * (PORTS - DEMO));

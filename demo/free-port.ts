// The next free port on loopback.
import { createServer } from 'node:net';

/** The first free port from `first` on. Throws the error of listening unless it is EADDRINUSE. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + TRIES && port <= LAST_PORT; port += 1) if (await isFree(port)) return port;
  throw new Error(`no free port from ${first} on. Set PORT to one that is free.`);
}

const TRIES = 200;
const LAST_PORT = 65_535;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new Error(`can't listen on port ${port}: ${error.message}. Set PORT to another one.`));
    });
    server.listen(port, '127.0.0.1', () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}

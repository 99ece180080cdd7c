// Opens the ports, or explains why one can't be opened.
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ShieldAdapter } from './app.server.ts';
import type { Config } from './config/config.ts';
import { ListenFault, listenFault } from './http/listen-fault.ts';

type Http = Config['http'];

/** The readers' port and, where it is configured, the port for badges alone. Throws a ListenFault. */
export async function listenOn(app: NestExpressApplication, { host, port, badgesPort }: Http): Promise<void> {
  const readers = host === undefined ? app.listen(port) : app.listen(port, host);
  await readers.catch((error: unknown) => {
    throw listenFault(error, { variable: 'PORT', port, host });
  });
  const adapter = app.getHttpAdapter();
  if (badgesPort === 0 || !(adapter instanceof ShieldAdapter)) return;
  await adapter.listenForBadges(badgesPort, host).catch((error: unknown) => {
    throw listenFault(error, { variable: 'BADGES_PORT', port: badgesPort, host });
  });
}

/** For the log: expected trouble has no stack. */
export function startFailure(error: unknown): unknown {
  return error instanceof ListenFault ? { message: error.message, code: error.code } : error;
}

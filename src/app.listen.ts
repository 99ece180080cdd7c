// Opens the ports, or explains why one can't be opened.
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ShieldAdapter } from './app.server.ts';
import type { Config } from './config/config.ts';

type Http = Config['http'];

/** The readers' port and, where it is configured, the port for badges alone. */
export async function listenOn(app: NestExpressApplication, { host, port, badgesPort }: Http): Promise<void> {
  await (host === undefined ? app.listen(port) : app.listen(port, host));
  const adapter = app.getHttpAdapter();
  if (badgesPort !== 0 && adapter instanceof ShieldAdapter) await adapter.listenForBadges(badgesPort, host);
}

/** `error` is what `listenOn` threw. */
export function listenFault(error: unknown, { host = '', port, badgesPort }: Http): string {
  const { code = '', port: asked = port } = error as { code?: string; port?: number };
  if (NO_ADDRESS.has(code))
    return `HOST: \`${host}\` is not an address of this machine. Set another, or none for all of them.`;
  const variable = asked === badgesPort ? 'BADGES_PORT' : 'PORT';
  if (code === 'EACCES')
    return `${variable}: can't listen on port ${asked}, which needs privileges. Choose one above 1023.`;
  return `${variable}: can't listen on port ${asked}. Free it, or choose another.`;
}

const NO_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EINVAL']);

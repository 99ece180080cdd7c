// Ports and the address they are opened at: HOST, PORT, METRICS_PORT, BADGES_PORT.
import type { AccessConfig, HttpConfig } from '../config.ts';
import { type EnvReader, quote } from './env-reader.ts';

export function parseHttp(read: EnvReader, access: AccessConfig): HttpConfig {
  const host = read.text('HOST');
  const port = read.integer('PORT', { default: 8080, max: 65_535 });
  const metricsPort = read.integer('METRICS_PORT', { default: 9090, max: 65_535 });
  if (host !== undefined && !/^[A-Za-z0-9.:%_-]+$/.test(host)) {
    read.fault(
      'HOST',
      `${quote(host)} is not an address. Write an IP address or a host name, without scheme and port.`,
    );
  }
  if (port === metricsPort && port !== 0) {
    read.fault('METRICS_PORT', `is the same as PORT, ${port}. Choose another, or 0 for no metrics.`);
  }
  return {
    port,
    metricsPort,
    badgesPort: parseBadgesPort(read, access, [port, metricsPort]),
    ...(host !== undefined && { host }),
  };
}

function parseBadgesPort(read: EnvReader, { mode, badgeKeysFile }: AccessConfig, others: readonly number[]): number {
  const port = read.integer('BADGES_PORT', { default: 0, max: 65_535 });
  if (port === 0) return port;
  if (others.includes(port))
    read.fault('BADGES_PORT', `is the same as PORT or METRICS_PORT, ${port}. Choose another, or 0 for none.`);
  if (badgeKeysFile === undefined && mode !== 'public' && mode !== 'badges')
    read.fault(
      'BADGES_PORT',
      'would show nothing: links need BADGE_KEYS. Set it to the path of a key file of its own.',
    );
  return port;
}

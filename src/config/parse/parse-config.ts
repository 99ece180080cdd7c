// Parses the environment to a Config, or all of its faults. docs/configuration.md describes each variable;
// config.loader.ts checks files and folders.
import type { ChecksConfig, Config, HistoryConfig, MaintenanceConfig } from '../config.ts';
import { HOUR, WEEK } from '../duration.ts';
import { type Env, EnvReader, quote } from './env-reader.ts';
import { parseAccess, parseCluster } from './parse-access.ts';
import { parseBadges } from './parse-badges.ts';
import { parseDiscovery } from './parse-discovery.ts';
import { parseHttp } from './parse-http.ts';
import { parsePeers } from './parse-peers.ts';
import { parseSite } from './parse-site.ts';

export type ParsedConfig = ({ readonly config: Config } | { readonly faults: readonly string[] }) & {
  /** Warnings about variables that seem to be misspelled. */
  readonly warnings: readonly string[];
};

/** Unknown variables are not faults: a container has many. */
export function parseConfig(env: Env): ParsedConfig {
  const read = new EnvReader(env);
  const { isPublic, peers } = parsePeers(read);
  const access = parseAccess(read, isPublic ? 'public' : 'private');
  const discovery = parseDiscovery(read);
  const config: Config = {
    access,
    site: parseSite(read),
    http: parseHttp(read, access),
    cluster: parseCluster(read, access, peers),
    peers,
    checks: parseChecks(read),
    discovery,
    history: parseHistory(read),
    maintenance: parseMaintenance(read),
    badges: parseBadges(read, discovery.staleAfter),
    details: read.choice('DETAILS', ['pods', 'none'], 'pods'),
    log: {
      level: read.choice('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'info'),
      format: read.choice('LOG_FORMAT', ['json', 'pretty'], 'json'),
    },
  };
  const warnings = read.misspelled();
  return read.faults.length > 0 ? { faults: read.faults, warnings } : { config, warnings };
}

/** Warnings about valid but surprising settings, a line each. */
export function warningsOf(config: Config): readonly string[] {
  const { mode, secretFile } = config.access;
  const insecure = config.peers.filter(({ url }) => url.startsWith('http:'));
  return [
    ...(mode === 'private' && secretFile === undefined ? [NO_KEY] : []),
    ...insecure.map(
      ({ address }) =>
        `OTHER_SHIELDS: ${quote(address)} is insecure: anyone on the way may read and change what it says. Use https.`,
    ),
  ];
}

const NO_KEY =
  'This shield is private and has no key, so it answers no one. Set OTHER_SHIELDS=None for public badges, or INTRA_SECRET for signed requests.';

function parseChecks(read: EnvReader): ChecksConfig {
  const dir = read.text('CHECKS_DIR');
  const secretsDir = read.text('CHECK_SECRETS_DIR');
  return {
    interval: read.duration('CHECK_INTERVAL', { default: 30_000, min: 100, max: WEEK }),
    timeout: read.duration('CHECK_TIMEOUT', { default: 5_000, min: 100, max: HOUR }),
    ...(dir !== undefined && { dir }),
    ...(secretsDir !== undefined && { secretsDir }),
  };
}

function parseHistory(read: EnvReader): HistoryConfig {
  const dir = read.text('HISTORY_DIR');
  const text = read.text('HISTORY_FOR') ?? '400d';
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  if (!(Number(days) >= 1 && Number(days) <= 3650))
    read.fault('HISTORY_FOR', `${quote(text)} is not a number of days from 1d to 3650d. Write it as 400d.`);
  return {
    keepFor: Number(days) * 24 * HOUR,
    serviceMetrics: read.choice('SERVICE_METRICS', ['true', 'false'], 'false') === 'true',
    ...(dir !== undefined && { dir }),
  };
}

function parseMaintenance(read: EnvReader): MaintenanceConfig {
  const file = read.text('MAINTENANCE_FILE');
  return file === undefined ? {} : { file };
}

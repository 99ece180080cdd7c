// Parses the environment to a Config, or all of its faults. docs/configuration.md describes each variable;
// config.loader.ts checks files and folders.
import {
  type AccessConfig,
  type AccessMode,
  ANNOTATION_NAMES,
  type AnnotationName,
  type BadgesConfig,
  type ChecksConfig,
  type Config,
  type DiscoveryConfig,
  type HistoryConfig,
  type HttpConfig,
  type MaintenanceConfig,
  type PeerConfig,
  type SiteConfig,
} from '../config.ts';
import { cleanText } from '../clean-text.ts';
import { formatDuration } from '../duration.ts';
import { type Env, EnvReader, quote } from './env-reader.ts';
import { isClusterName } from '../names.ts';
import { parseObjects } from './parse-objects.ts';
import { NAMES, parsePeers } from './parse-peers.ts';

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

function parseAccess(read: EnvReader, byDefault: AccessMode): AccessConfig {
  const secretFile = parseSecretFile(read);
  const mode = read.choice('ACCESS', ['public', 'private', 'badges', 'badges-by-link'], byDefault);
  const [readTokensFile, badgeKeysFile] = [read.text('READ_TOKENS'), read.text('BADGE_KEYS')];
  if (mode === 'badges-by-link' && badgeKeysFile === undefined)
    read.fault('BADGE_KEYS', 'is needed by ACCESS=badges-by-link. Set it to the path of a key file of its own.');
  return {
    mode,
    hosts: read
      .listOf('SHIELD_HOSTS', isAuthority, 'a host or host:port, as clients write it into the Host header')
      .map((host) => host.toLowerCase()),
    ...(secretFile !== undefined && { secretFile }),
    ...(readTokensFile !== undefined && { readTokensFile }),
    ...(badgeKeysFile !== undefined && { badgeKeysFile }),
  };
}

/** The path is never printed: if somebody sets the key itself by mistake, it must not be in the log. */
function parseSecretFile(read: EnvReader): string | undefined {
  const file = read.text('INTRA_SECRET');
  const oldName = read.text('INTRA_SHIELD_SECRET');
  if (file !== undefined && oldName !== undefined && file !== oldName) {
    read.fault('INTRA_SHIELD_SECRET', 'names another file than INTRA_SECRET. Set only one of the two.');
  }
  return file ?? oldName;
}

/** A host with an optional port, without any other part of a URL. */
const isAuthority = (text: string): boolean => /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(text);

function parseCluster(read: EnvReader, access: AccessConfig, peers: readonly PeerConfig[]): string {
  const name = read.text('CLUSTER_NAME');
  if (name !== undefined && !isClusterName(name))
    read.fault('CLUSTER_NAME', `${quote(name)} can't be a name. ${NAMES}`);
  if (name === undefined && (peers.length > 0 || access.secretFile !== undefined)) {
    read.fault(
      'CLUSTER_NAME',
      'is needed where shields talk to each other. Set the name by which others know this cluster.',
    );
  }
  if (peers.length > 0 && access.secretFile === undefined) {
    read.fault(
      'INTRA_SECRET',
      'is needed to ask the peers of OTHER_SHIELDS. Set it to the path of the file with the shared key.',
    );
  }
  return name ?? 'local';
}

function parseSite(read: EnvReader): SiteConfig {
  const publicUrl = parseBaseUrl(read, 'PUBLIC_URL');
  return {
    name: parseSiteName(read),
    frameAncestors: parseFrameAncestors(read),
    corsOrigins: read.listOf('CORS_ORIGINS', isOrigin, 'an origin. Write it as https://dashboards.example.com'),
    ...(publicUrl !== undefined && { publicUrl }),
  };
}

function parseSiteName(read: EnvReader): string {
  const name = read.text('SHIELD_SITE_NAME') ?? 'kube-shields';
  if (name.length > 200) read.fault('SHIELD_SITE_NAME', 'is too long for a page title. Use at most 200 characters.');
  if (cleanText(name) !== name)
    read.fault(
      'SHIELD_SITE_NAME',
      'holds control characters, or such as turn the direction of text. Write it on one line.',
    );
  return name;
}

/** An origin with an optional path. */
function parseBaseUrl(read: EnvReader, variable: 'PUBLIC_URL' | 'BADGES_URL'): string | undefined {
  const text = read.text(variable);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isPlain = url !== null && url.username + url.password + url.search + url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '');
  read.fault(
    variable,
    'is not an origin with a path. Write it as https://shields.example.com or https://example.com/status.',
  );
  return undefined;
}

function parseFrameAncestors(read: EnvReader): string {
  for (const item of read.list('FRAME_ANCESTORS').filter((each) => /^(?:self|none)$/i.test(each)))
    read.fault('FRAME_ANCESTORS', `${item} needs quotes of its own. Write it as '${item.toLowerCase()}'.`);
  const ancestors = read.listOf('FRAME_ANCESTORS', isFrameAncestor, "an origin, 'self' or 'none'");
  return ancestors.length === 0 ? "'self'" : ancestors.join(' ');
}

/** A CSP host source; quotes, `;` and `,` would end the directive. */
const isFrameAncestor = (text: string): boolean => /^(?:'self'|'none'|[A-Za-z0-9*][A-Za-z0-9*.:/_-]*)$/.test(text);

const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.parse(text)?.origin === text;

function parseHttp(read: EnvReader, access: AccessConfig): HttpConfig {
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

function parseDiscovery(read: EnvReader): DiscoveryConfig {
  const watchNamespaces = read.listOf('WATCH_NAMESPACES', isLabelOfDns, NAMESPACE);
  if (watchNamespaces.length > 100) {
    read.fault(
      'WATCH_NAMESPACES',
      `names ${watchNamespaces.length} namespaces. Name at most 100, or none to watch the whole cluster.`,
    );
  }
  return {
    objects: parseObjects(read),
    watchNamespaces,
    watchWorkloads: read.choice('WATCH_WORKLOADS', ['true', 'false'], 'true') === 'true',
    excludedNamespaces: read.listOf('EXCLUDED_NAMESPACES', isExclusion, EXCLUSION, ['kube-system']),
    serviceLabels: read.listOf('SERVICE_LABELS', isLabel, "a label's name, like app.kubernetes.io/name", [
      'serving.knative.dev/service',
    ]),
    annotations: parseAnnotations(read),
    sidecars: read.listOf('SIDECARS', isLabelOfDns, "a container's name, like istio-proxy"),
    cronTimeZone: parseTimeZone(read),
    maxServices: read.integer('MAX_SERVICES', { default: 20_000, min: 1, max: 1_000_000 }),
    startGrace: read.duration('START_GRACE', { default: 60_000, max: WEEK }),
    staleAfter: read.duration('STALE_AFTER', { default: 90_000, min: MIN_STALE_AFTER, max: WEEK }),
    forgetAfter: read.duration('FORGET_AFTER', { default: 24 * HOUR, max: 52 * WEEK }),
  };
}

function parseTimeZone(read: EnvReader): string {
  const zone = read.text('CRON_TIME_ZONE') ?? 'UTC';
  if (!isTimeZone(zone)) read.fault('CRON_TIME_ZONE', `${quote(zone)} is not a time zone. Write it as Europe/Berlin.`);
  return zone;
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** ANNOTATION_NAMES is the older way to turn one of them off. */
function parseAnnotations(read: EnvReader): readonly AnnotationName[] {
  const named = read.listOf('ANNOTATIONS', isAnnotation, `one of ${ANNOTATION_NAMES.join(', ')}`, ANNOTATION_NAMES);
  const names = read.choice('ANNOTATION_NAMES', ['true', 'false'], 'true') === 'true';
  return ANNOTATION_NAMES.filter((name) => named.includes(name) && (names || name !== 'service'));
}

const isAnnotation = (text: string): boolean => ANNOTATION_NAMES.some((name) => name === text);

/** A DNS label: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const isLabelOfDns = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);

/**
 * A watch lasts a third of STALE_AFTER, and at least a second: with less, a quiet cluster would turn stale again and
 * again.
 */
const MIN_STALE_AFTER = 3_000;
const NAMESPACE = "a namespace's name, which is lower case letters, digits and `-`";
const EXCLUSION = "a namespace's name, or a part of one with `*` for the rest, as in kube-*";

/** `*` alone would exclude everything. */
const isExclusion = (text: string): boolean =>
  isLabelOfDns(text) || (/^(?=.*\*)[a-z0-9*-]+$/.test(text) && /[^*]/.test(text));

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** Label keys: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const isLabel = (text: string): boolean =>
  /^(?:[a-z0-9][a-z0-9.-]{0,252}\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(text);

function parseBadges(read: EnvReader, staleAfter: number): BadgesConfig {
  const url = parseBaseUrl(read, 'BADGES_URL');
  return { maxAge: parseMaxAge(read, staleAfter), ...(url !== undefined && { url }) };
}

/** Caches may show a badge for this long, so at most half of STALE_AFTER: the other half is for noticing a failure. */
function parseMaxAge(read: EnvReader, staleAfter: number): number {
  const half = staleAfter / 2;
  const maxAge = read.duration('BADGE_MAX_AGE', { default: Math.min(10_000, half), max: WEEK });
  if (maxAge > half) {
    read.fault(
      'BADGE_MAX_AGE',
      `is more than half of STALE_AFTER. Set at most ${formatDuration(half)}, or raise STALE_AFTER.`,
    );
  }
  return maxAge;
}

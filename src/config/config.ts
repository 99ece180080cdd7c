// The shield's configuration, read once from the environment (parse-config.ts) and never changed. Durations are
// milliseconds.

export interface Config {
  readonly access: AccessConfig;
  readonly site: SiteConfig;
  readonly http: HttpConfig;
  /** This cluster's name. */
  readonly cluster: string;
  readonly peers: readonly PeerConfig[];
  readonly checks: ChecksConfig;
  readonly discovery: DiscoveryConfig;
  readonly history: HistoryConfig;
  readonly maintenance: MaintenanceConfig;
  readonly badges: BadgesConfig;
  /** Which pods of a service that isn't ok are shown and sent to hubs. */
  readonly details: 'pods' | 'none';
  readonly log: { readonly level: LogLevel; readonly format: 'json' | 'pretty' };
}

export type AccessMode = 'public' | 'private' | 'badges' | 'badges-by-link';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

export interface AccessConfig {
  readonly mode: AccessMode;
  /** Path of the key file. */
  readonly secretFile?: string;
  /** Path of the file with read tokens. */
  readonly readTokensFile?: string;
  /** Path of the file with keys for links to badges. */
  readonly badgeKeysFile?: string;
  /** Authorities this shield answers signed requests for; empty: any. */
  readonly hosts: readonly string[];
}

export interface SiteConfig {
  readonly name: string;
  /** Origin and path, without a trailing slash. */
  readonly publicUrl?: string;
  /** The value of `frame-ancestors`. */
  readonly frameAncestors: string;
  readonly corsOrigins: readonly string[];
}

export interface BadgesConfig {
  readonly maxAge: number;
  /** Origin and path under which BADGES_PORT is reached, without a trailing slash. */
  readonly url?: string;
}

export interface HttpConfig {
  /** Absent: all addresses. */
  readonly host?: string;
  readonly port: number;
  /** 0: none. */
  readonly metricsPort: number;
  /** The port for badges only; 0: none. */
  readonly badgesPort: number;
}

export interface PeerConfig {
  /** As configured, without credentials. */
  readonly address: string;
  readonly url: string;
  readonly pinnedName?: string;
}

export interface ChecksConfig {
  readonly dir?: string;
  /** The folder of secrets for declared checks. */
  readonly secretsDir?: string;
  readonly interval: number;
  readonly timeout: number;
}

export const ANNOTATION_NAMES = ['service', 'ignore', 'min', 'link', 'maintenance'] as const;
/** Annotations `kube-shields/…` of workloads and pods. */
export type AnnotationName = (typeof ANNOTATION_NAMES)[number];

/** One kind of WATCH_OBJECTS. */
export interface ObjectKindConfig {
  /** As configured, without the version: `nodes`, `certificates.cert-manager.io`. */
  readonly name: string;
  readonly plural: string;
  /** `''`: the core group. */
  readonly group: string;
  /** Absent: the server's preferred version. */
  readonly version?: string;
}

export interface HistoryConfig {
  /** Absent: in memory alone. */
  readonly dir?: string;
  /** How long daily sums are stored there. */
  readonly keepFor: number;
  /** Whether each service's state is a metric. */
  readonly serviceMetrics: boolean;
}

export interface MaintenanceConfig {
  /** Path of the file with planned windows. */
  readonly file?: string;
}

export interface DiscoveryConfig {
  readonly objects: readonly ObjectKindConfig[];
  /** Empty: the whole cluster in one watch. */
  readonly watchNamespaces: readonly string[];
  readonly excludedNamespaces: readonly string[];
  /** Whether workloads (Deployments and the like) are watched as well. */
  readonly watchWorkloads: boolean;
  readonly serviceLabels: readonly string[];
  /** The annotations `kube-shields/…` that are used. */
  readonly annotations: readonly AnnotationName[];
  /** Additional names of containers whose image isn't a pod's version. */
  readonly sidecars: readonly string[];
  readonly maxServices: number;
  /** The time zone of CronJobs without one. */
  readonly cronTimeZone: string;
  readonly startGrace: number;
  readonly staleAfter: number;
  readonly forgetAfter: number;
}

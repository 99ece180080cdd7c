// Which cluster, and with which credentials: the pod's own service account, else KUBECONFIG, else ~/.kube/config.
// client-node's KubeConfig reads them; what it caches for too long (tokens, files) is reloaded here.
import { readFileSync, statSync } from 'node:fs';
import type { Agent } from 'node:http';
import type { RequestOptions } from 'node:https';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { load, YAMLException } from 'js-yaml';
import { type ApiFault, fault } from '../fault/api-fault.ts';
import { loadKubeConfigClass } from './kubeconfig-class.loader.ts';
import { type ImpersonationHeaders, normalizeKubeconfig } from './kubeconfig-document.ts';
import { itemsOf, textOf } from '../resource/raw-object.ts';

/** What one request needs. */
export interface Credentials {
  readonly type: 'credentials';
  /** Of the API server; it may have a path. */
  readonly server: URL;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** `user:password`, for basic authentication. */
  readonly auth?: string;
  readonly tls: Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'>;
  /** Where the kubeconfig names a proxy. */
  readonly proxy?: Agent;
}

/** The cluster that was found. */
export interface ClusterAccess {
  readonly type: 'access';
  /** For the log: where it was found. */
  readonly origin: string;
  /** Reloaded if the files on disk have changed. Never rejects. */
  credentials(): Promise<Credentials | ApiFault>;
  /** The server refused the credentials: they are reloaded before the next use. */
  renew(): void;
}

/** Where to look, apart from KUBECONFIG. */
export interface Locations {
  readonly home: string | undefined;
  /** Kubernetes sets it in every pod. */
  readonly serviceHost: string | undefined;
  /** What `/var/run/secrets` is under. */
  readonly root: string;
}

/** The fault's text says what to do: either no cluster was found, or its configuration can't be used. */
export async function loadClusterAccess(
  kubeconfig: string | undefined,
  locations: Locations = { home: process.env['HOME'], serviceHost: process.env['KUBERNETES_SERVICE_HOST'], root: '' },
): Promise<ClusterAccess | ApiFault> {
  const origin = findOrigin(kubeconfig, locations);
  if (origin.type === 'fault') return origin;
  try {
    return new LoadedAccess(origin, await origin.read());
  } catch (error) {
    return fault('credentials', `${origin.name} can't be used: ${reasonOf(error)}. Mend it, or ${OTHER_WAYS}`);
  }
}

const OTHER_WAYS = 'run `npm run demo` to see kube-shields with a simulated cluster.';

interface Origin {
  readonly type: 'origin';
  readonly name: string;
  /** Files that KubeConfig reads only once. */
  readonly files: readonly string[];
  /** The errors that it throws never contain a line of the file. */
  read(): Promise<Kubeconfig>;
}

interface Kubeconfig {
  readonly config: KubeConfig;
  /** Of the current user. */
  readonly impersonation: ImpersonationHeaders;
}

function findOrigin(kubeconfig: string | undefined, locations: Locations): Origin | ApiFault {
  const token = join(locations.root, SERVICE_ACCOUNT_TOKEN);
  if (locations.serviceHost !== undefined && isThere(token)) return inCluster(token, locations.root);
  if (kubeconfig !== undefined) return fromKubeconfig(kubeconfig);
  const usual = locations.home === undefined ? undefined : join(locations.home, '.kube', 'config');
  if (usual !== undefined && isThere(usual)) return fromFiles('~/.kube/config', [usual]);
  return fault(
    'credentials',
    `No Kubernetes cluster is configured: this is not a pod with a service account, KUBECONFIG is not set, and ~/.kube/config is not there. Set KUBECONFIG to a kubeconfig file, or ${OTHER_WAYS}`,
  );
}

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function inCluster(token: string, root: string): Origin {
  return {
    type: 'origin',
    name: "the pod's service account",
    files: [token],
    async read() {
      const config = await newKubeConfig();
      config.loadFromCluster(root);
      return { config, impersonation: {} };
    },
  };
}

/** Several files may be given, as for kubectl; missing ones are skipped. */
function fromKubeconfig(kubeconfig: string): Origin | ApiFault {
  const files = kubeconfig.split(delimiter).filter((path) => path !== '' && isThere(path));
  if (files.length > 0) return fromFiles('KUBECONFIG', files);
  return fault(
    'credentials',
    `KUBECONFIG: no such file: ${kubeconfig}. Set it to a kubeconfig file, unset it to use ~/.kube/config, or ${OTHER_WAYS}`,
  );
}

function fromFiles(name: string, files: readonly string[]): Origin {
  return {
    type: 'origin',
    name: `${name} (${files.join(', ')})`,
    files,
    async read() {
      const config = await newKubeConfig();
      const impersonation = new Map<string, ImpersonationHeaders>();
      for (const file of files) {
        const read = await readKubeconfig(file);
        merge(config, read.config);
        for (const [user, headers] of read.impersonation)
          if (!impersonation.has(user)) impersonation.set(user, headers);
      }
      completeUser(config);
      check(config);
      informCommand(config);
      return { config, impersonation: impersonation.get(config.getCurrentUser()?.name ?? '') ?? {} };
    },
  };
}

async function newKubeConfig(): Promise<KubeConfig> {
  const KubeConfigClass = await loadKubeConfigClass();
  const config = new KubeConfigClass();
  config.loadFromOptions({ clusters: [], users: [], contexts: [] });
  return config;
}

interface ReadFile {
  readonly config: KubeConfig;
  readonly impersonation: ReadonlyMap<string, ImpersonationHeaders>;
}

async function readKubeconfig(file: string): Promise<ReadFile> {
  const config = await newKubeConfig();
  const folder = dirname(resolve(file));
  const { document, impersonation } = normalizeKubeconfig(load(readFileSync(file, 'utf8')), (path) =>
    resolve(folder, path),
  );
  config.loadFromString(JSON.stringify(document));
  config.makePathsAbsolute(folder);
  useTokenFiles(config, document, folder);
  return { config, impersonation };
}

interface RawKubeconfig {
  readonly users?: unknown;
}

interface RawUserEntry {
  readonly name?: unknown;
  readonly user?: { readonly tokenFile?: unknown } | null;
}

/** For kubectl `tokenFile` takes precedence over `token`. client-node doesn't know the field, so it is rewritten. */
function useTokenFiles(config: KubeConfig, document: unknown, folder: string): void {
  const [kubeconfig]: readonly RawKubeconfig[] = itemsOf([document]);
  const entries: readonly RawUserEntry[] = itemsOf(kubeconfig?.users);
  config.users = config.users.map((user) => {
    const path = textOf(entries.find(({ name }) => name === user.name)?.user?.tokenFile);
    if (path === undefined) return user;
    const authProvider = { name: 'tokenFile', config: { tokenFile: resolve(folder, path) } };
    return { ...user, token: '', authProvider };
  });
}

/** As kubectl merges files: the first one that sets a value wins. */
function merge(config: KubeConfig, more: KubeConfig): void {
  config.clusters = firstOfEach([...config.clusters, ...more.clusters]);
  config.users = firstOfEach([...config.users, ...more.users]);
  config.contexts = firstOfEach([...config.contexts, ...more.contexts]);
  if (textOf(config.currentContext) === undefined) config.currentContext = more.currentContext;
}

function firstOfEach<T extends { readonly name: string }>(named: readonly T[]): T[] {
  return [...new Map([...named].reverse().map((item) => [item.name, item])).values()].reverse();
}

/** Without a user, client-node would ignore the cluster's CA as well. */
function completeUser(config: KubeConfig): void {
  if (config.getCurrentUser() !== null) return;
  const name = 'anonymous';
  config.users = [...config.users, { name }];
  config.contexts = config.contexts.map((context) =>
    context.name === config.currentContext ? { ...context, user: name } : context,
  );
}

function check(config: KubeConfig): void {
  const context = textOf(config.currentContext);
  if (context === undefined) throw new Error('it has no current-context (`kubectl config use-context NAME` sets one)');
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error(`its current-context ${context} names no cluster that it has`);
  const protocol = URL.parse(cluster.server)?.protocol;
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('its server is not an http(s) URL');
}

/**
 * The environment of an exec plugin, with the cluster if the plugin asks for it (`provideClusterInfo`).
 * https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
 */
function informCommand(config: KubeConfig): void {
  const user = config.getCurrentUser();
  const cluster = config.getCurrentCluster();
  const exec = user?.exec as RawExec | null | undefined;
  if (user === null || cluster === null || exec === null || exec === undefined) return;
  const { server, caFile, skipTLSVerify, tlsServerName, proxyUrl } = cluster;
  const caData = cluster.caData ?? (caFile === undefined ? undefined : readFileSync(caFile, 'base64'));
  const clusterInfo = {
    server,
    ...(tlsServerName !== undefined && { 'tls-server-name': tlsServerName }),
    ...(skipTLSVerify && { 'insecure-skip-tls-verify': true }),
    ...(caData !== undefined && { 'certificate-authority-data': caData }),
    ...(proxyUrl !== undefined && { 'proxy-url': proxyUrl }),
  };
  const info = {
    apiVersion: exec.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(exec.provideClusterInfo === true && { cluster: clusterInfo }) },
  };
  const env = [...itemsOf(exec.env), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }];
  config.users = config.users.map((each) => (each.name === user.name ? { ...each, exec: { ...exec, env } } : each));
}

interface RawExec {
  readonly apiVersion?: unknown;
  readonly provideClusterInfo?: unknown;
  readonly env?: unknown;
}

/** YAML errors quote the text, and a kubeconfig contains secrets. */
function reasonOf(error: unknown): string {
  if (error instanceof YAMLException) return `it is not YAML: ${error.reason}`;
  return error instanceof Error ? error.message : 'it could not be read';
}

/** The plugin's output may contain the token. */
const COMMAND_FAILED = "the kubeconfig's command failed; run it by hand to see why";

class LoadedAccess implements ClusterAccess {
  readonly type = 'access';
  readonly origin: string;
  private stamp: string | undefined;

  constructor(
    private readonly found: Origin,
    private kubeconfig: Kubeconfig,
  ) {
    this.origin = found.name;
    this.stamp = this.stampNow();
  }

  private get config(): KubeConfig {
    return this.kubeconfig.config;
  }

  async credentials(): Promise<Credentials | ApiFault> {
    try {
      await this.catchUp();
      return await this.apply();
    } catch (error) {
      const reason = this.hasCommand() ? COMMAND_FAILED : reasonOf(error);
      return fault('credentials', `The credentials of ${this.origin} can't be read: ${reason}. It is tried again.`);
    }
  }

  renew(): void {
    this.stamp = undefined;
  }

  private hasCommand(): boolean {
    return this.config.getCurrentUser()?.exec !== undefined;
  }

  /** A file may be read while it is being written: the last valid version stays in use until it parses. */
  private async catchUp(): Promise<void> {
    const stamp = this.stampNow();
    if (stamp === this.stamp) return;
    try {
      this.kubeconfig = await this.found.read();
      this.stamp = stamp;
    } catch {
      this.stamp = undefined;
    }
  }

  private async apply(): Promise<Credentials> {
    const cluster = this.config.getCurrentCluster();
    if (cluster === null) throw new Error('the current context names no cluster');
    const options: RequestOptions & { headers: Record<string, string> } = { headers: {} };
    await this.config.applyToHTTPSOptions(options);
    const { ca, cert, key, servername, rejectUnauthorized, headers, auth, agent } = options;
    return {
      type: 'credentials',
      server: new URL(cluster.server),
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.trim()])),
        ...this.kubeconfig.impersonation,
      },
      tls: {
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
        ...(servername !== undefined && { servername }),
        ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
      },
      ...(typeof auth === 'string' && { auth }),
      ...(cluster.proxyUrl !== undefined && typeof agent === 'object' && { proxy: agent }),
    };
  }

  /** Changes with the content of the files, also when the symlink of a ConfigMap or Secret volume is swapped. */
  private stampNow(): string {
    const cluster = this.config.getCurrentCluster();
    const user = this.config.getCurrentUser();
    const files = [...this.found.files, cluster?.caFile, user?.certFile, user?.keyFile, tokenFileOf(user)];
    return files.map((file) => (file === undefined ? '' : stampOf(file))).join(' ');
  }
}

interface RawAuthProvider {
  readonly config?: { readonly tokenFile?: unknown } | null;
}

function tokenFileOf(user: ReturnType<KubeConfig['getCurrentUser']>): string | undefined {
  const [provider]: readonly RawAuthProvider[] = itemsOf([user?.authProvider]);
  return textOf(provider?.config?.tokenFile);
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? 'gone' : `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

// Which cluster, and with which credentials: the pod's own service account, else KUBECONFIG, else ~/.kube/config.
// client-node's KubeConfig reads them; what it caches for too long (tokens, files) is reloaded here.
import { statSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { YAMLException } from 'js-yaml';
import type { Env } from '../../config/parse/env-reader.ts';
import { type ApiFault, fault } from '../fault/api-fault.ts';
import { type Kubeconfig, readKubeconfigs, readServiceAccount } from './kubeconfig-files.loader.ts';
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
  /** On the way to the server. It may hold a password. */
  readonly proxy?: URL;
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
  /** Where HTTPS_PROXY and its like may be set; without, there is no proxy but the kubeconfig's. */
  readonly environment?: Env;
}

/** The fault's text says what to do: either no cluster was found, or its configuration can't be used. */
export async function loadClusterAccess(
  kubeconfig: string | undefined,
  locations: Locations = hereIn(process.env),
): Promise<ClusterAccess | ApiFault> {
  const origin = findOrigin(kubeconfig, locations);
  if (origin.type === 'fault') return origin;
  try {
    return new LoadedAccess(origin, await origin.read());
  } catch (error) {
    return fault('credentials', `${origin.name} can't be used: ${reasonOf(error)}. Mend it, or ${OTHER_WAYS}`);
  }
}

const hereIn = (environment: Env): Locations => ({
  home: environment['HOME'],
  serviceHost: environment['KUBERNETES_SERVICE_HOST'],
  root: '',
  environment,
});

const OTHER_WAYS = 'run `npm run demo` to see kube-shields with a simulated cluster.';

interface Origin {
  readonly type: 'origin';
  readonly name: string;
  /** Files that KubeConfig reads only once. */
  readonly files: readonly string[];
  /** The errors that it throws never contain a line of the file. */
  read(): Promise<Kubeconfig>;
}

function findOrigin(kubeconfig: string | undefined, locations: Locations): Origin | ApiFault {
  const { home, serviceHost, root, environment = {} } = locations;
  const token = join(root, SERVICE_ACCOUNT_TOKEN);
  if (serviceHost !== undefined && isThere(token)) return inCluster(token, root, environment);
  if (kubeconfig !== undefined) return fromKubeconfig(kubeconfig, environment);
  const usual = home === undefined ? undefined : join(home, '.kube', 'config');
  if (usual !== undefined && isThere(usual)) return fromFiles('~/.kube/config', [usual], environment);
  return fault(
    'credentials',
    `No Kubernetes cluster is configured: this is not a pod with a service account, KUBECONFIG is not set, and ~/.kube/config is not there. Set KUBECONFIG to a kubeconfig file, or ${OTHER_WAYS}`,
  );
}

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function inCluster(token: string, root: string, environment: Env): Origin {
  return {
    type: 'origin',
    name: "the pod's service account",
    files: [token],
    read: () => readServiceAccount(root, environment),
  };
}

/** Several files may be given, as for kubectl; missing ones are skipped. */
function fromKubeconfig(kubeconfig: string, environment: Env): Origin | ApiFault {
  const files = kubeconfig.split(delimiter).filter((path) => path !== '' && isThere(path));
  if (files.length > 0) return fromFiles('KUBECONFIG', files, environment);
  return fault(
    'credentials',
    `KUBECONFIG: no such file: ${kubeconfig}. Set it to a kubeconfig file, unset it to use ~/.kube/config, or ${OTHER_WAYS}`,
  );
}

function fromFiles(name: string, files: readonly string[], environment: Env): Origin {
  return {
    type: 'origin',
    name: `${name} (${files.join(', ')})`,
    files,
    read: () => readKubeconfigs(files, environment),
  };
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
    const { ca, cert, key, servername, rejectUnauthorized, headers, auth } = options;
    const { impersonation, proxy } = this.kubeconfig;
    return {
      type: 'credentials',
      server: new URL(cluster.server),
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.trim()])),
        ...impersonation,
      },
      tls: {
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
        ...(servername !== undefined && { servername }),
        ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
      },
      ...(typeof auth === 'string' && { auth }),
      ...(proxy !== undefined && { proxy }),
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

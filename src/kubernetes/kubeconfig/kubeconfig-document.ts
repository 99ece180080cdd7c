// Parses a kubeconfig, and rewrites what kubectl accepts but client-node doesn't, so that one file works for both.
// https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
import { textOf } from '../resource/raw-object.ts';

type Entry = Readonly<Record<string, unknown>>;

export interface KubeconfigDocument {
  /** For client-node. */
  readonly document: object;
  /** By user: what `as`, `as-uid`, `as-groups` and `as-user-extra` ask for. */
  readonly impersonation: ReadonlyMap<string, ImpersonationHeaders>;
  /** By cluster: what client-node doesn't keep. */
  readonly clusters: ReadonlyMap<string, ClusterExtras>;
}

export interface ClusterExtras {
  readonly hasServer: boolean;
  /** As it is written, of a server over TLS. */
  readonly skipsVerification: boolean;
  readonly proxyUrl: string | undefined;
  /** Passed to an exec plugin with the cluster. */
  readonly commandConfig: unknown;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
export type ImpersonationHeaders = Readonly<Record<string, string | string[]>>;

/** `resolve` makes a path of the file absolute. Throws where it holds no kubeconfig. */
export function normalizeKubeconfig(parsed: unknown, resolve: (path: string) => string): KubeconfigDocument {
  if (!isEntry(parsed)) throw new Error('it holds no kubeconfig');
  const users = namedIn(parsed['users'], 'user');
  const clusters = namedIn(parsed['clusters'], 'cluster');
  return {
    document: {
      ...parsed,
      clusters: clusters.flatMap(usableCluster),
      contexts: namedIn(parsed['contexts'], 'context').flatMap(usableContext),
      users: users.map(({ name, value }) => ({ name, user: withCommand(value, resolve) })),
    },
    impersonation: new Map(users.map(({ name, value }) => [name, impersonationOf(value)])),
    clusters: new Map(clusters.map(({ name, value }) => [name, extrasOf(value)])),
  };
}

interface Named {
  readonly name: string;
  readonly value: Entry;
}

/** Entries with a name. Others are ignored, because kubectl checks only the entries of the current context. */
function namedIn(list: unknown, key: string): readonly Named[] {
  const entries = Array.isArray(list) ? list.filter(isEntry) : [];
  return entries.flatMap((entry) => {
    const name = textOf(entry['name']);
    const value = entry[key];
    return name === undefined ? [] : [{ name, value: isEntry(value) ? value : {} }];
  });
}

function usableCluster({ name, value: cluster }: Named): readonly object[] {
  const server = textOf(cluster['server']);
  if (server === undefined) return [];
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(server) ? server : `${usesTls(cluster) ? 'https' : 'http'}://${server}`;
  // client-node refuses http:// without insecure-skip-tls-verify, though there is no TLS to verify.
  const isPlain = url.startsWith('http://');
  // Requests go through the proxy by our own agent: one of client-node's would keep the certificates it was made with.
  const taken = { ...cluster, server: url, 'proxy-url': undefined };
  return [{ name, cluster: { ...taken, ...(isPlain && { 'insecure-skip-tls-verify': true }) } }];
}

function extrasOf(cluster: Entry): ClusterExtras {
  const extensions = namedIn(cluster['extensions'], 'extension');
  return {
    hasServer: textOf(cluster['server']) !== undefined,
    skipsVerification: cluster['insecure-skip-tls-verify'] === true,
    proxyUrl: textOf(cluster['proxy-url']),
    commandConfig: extensions.find(({ name }) => name === COMMAND_EXTENSION)?.value,
  };
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
const COMMAND_EXTENSION = 'client.authentication.k8s.io/exec';

function usableContext({ name, value: context }: Named): readonly object[] {
  return textOf(context['cluster']) === undefined ? [] : [{ name, context }];
}

/** For a server without a scheme, as client-go's rest.DefaultServerURL decides. */
function usesTls(cluster: Entry): boolean {
  const files = ['certificate-authority', 'certificate-authority-data', 'tls-server-name'];
  return cluster['insecure-skip-tls-verify'] === true || files.some((key) => textOf(cluster[key]) !== undefined);
}

/** A command that contains a slash is a path relative to the kubeconfig; any other is looked up in the PATH. */
function withCommand(user: Entry, resolve: (path: string) => string): Entry {
  const exec = user['exec'];
  const command = isEntry(exec) ? textOf(exec['command']) : undefined;
  if (!isEntry(exec) || command?.includes('/') !== true) return user;
  return { ...user, exec: { ...exec, command: resolve(command) } };
}

/** Without a user where the file names none: nothing of it may be sent then. */
function impersonationOf(user: Entry): ImpersonationHeaders {
  const name = textOf(user['as']);
  const uid = textOf(user['as-uid']);
  const groups = textsOf(user['as-groups']);
  const extra = isEntry(user['as-user-extra']) ? Object.entries(user['as-user-extra']) : [];
  return {
    ...(name !== undefined && { 'Impersonate-User': name }),
    ...(uid !== undefined && { 'Impersonate-Uid': uid }),
    ...(groups.length > 0 && { 'Impersonate-Group': groups }),
    ...Object.fromEntries(
      extra.map(([key, value]) => [`Impersonate-Extra-${encodeURIComponent(key)}`, textsOf(value)]),
    ),
  };
}

const textsOf = (list: unknown): string[] => (Array.isArray(list) ? list.flatMap((item) => textOf(item) ?? []) : []);

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

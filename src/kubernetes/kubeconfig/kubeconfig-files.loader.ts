// Kubeconfig files, or the pod's service account, read for one cluster: client-node's KubeConfig, and what it doesn't keep.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { load } from 'js-yaml';
import type { Env } from '../../config/parse/env-reader.ts';
import { itemsOf, textOf } from '../resource/raw-object.ts';
import { type ExecCommand, execInfo } from './exec-info.ts';
import { loadKubeConfigClass } from './kubeconfig-class.loader.ts';
import { type ClusterExtras, type ImpersonationHeaders, normalizeKubeconfig } from './kubeconfig-document.ts';
import { proxyFor } from './proxy.loader.ts';

export interface Kubeconfig {
  readonly config: KubeConfig;
  /** Of the current user. */
  readonly impersonation: ImpersonationHeaders;
  readonly proxy?: URL | undefined;
}

/** Under `root` where it isn't `''`. */
export async function readServiceAccount(root: string, environment: Env): Promise<Kubeconfig> {
  const config = await newKubeConfig();
  config.loadFromCluster(root);
  const server = config.getCurrentCluster()?.server;
  const proxy = server === undefined ? undefined : proxyFor(new URL(server), undefined, environment);
  return { config, impersonation: {}, proxy };
}

/** As kubectl merges them. Throws what keeps them from being used: the message never holds a line of a file. */
export async function readKubeconfigs(files: readonly string[], environment: Env): Promise<Kubeconfig> {
  const { config, impersonation, clusters } = await readMerged(files);
  completeUser(config);
  const cluster = currentCluster(config, clusters);
  informCommand(config, cluster);
  return {
    config,
    impersonation: impersonationIn(config, impersonation),
    proxy: proxyFor(cluster.url, cluster.extras.proxyUrl, environment),
  };
}

async function readMerged(files: readonly string[]): Promise<ReadFile> {
  const read = await Promise.all(files.map(readKubeconfig));
  const config = await newKubeConfig();
  for (const file of read) merge(config, file.config);
  // The first file that has a name wins, so it comes last.
  const entriesOf = <T>(entries: (file: ReadFile) => ReadonlyMap<string, T>): Map<string, T> =>
    new Map(read.toReversed().flatMap((file) => [...entries(file)]));
  return {
    config,
    impersonation: entriesOf((file) => file.impersonation),
    clusters: entriesOf((file) => file.clusters),
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
  readonly clusters: ReadonlyMap<string, ClusterExtras>;
}

async function readKubeconfig(file: string): Promise<ReadFile> {
  const config = await newKubeConfig();
  const folder = dirname(resolve(file));
  const { document, impersonation, clusters } = normalizeKubeconfig(load(readFileSync(file, 'utf8')), (path) =>
    resolve(folder, path),
  );
  config.loadFromString(JSON.stringify(document));
  config.makePathsAbsolute(folder);
  useTokenFiles(config, document, folder);
  return { config, impersonation, clusters };
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

/** Without a user, client-node would ignore the cluster's CA as well. Throws if the context names a missing user. */
function completeUser(config: KubeConfig): void {
  if (config.getCurrentUser() !== null) return;
  const named = textOf(config.getContextObject(config.currentContext)?.user);
  if (named !== undefined)
    throw new Error(`its current-context ${config.currentContext} names the user ${named}, which it doesn't have`);
  const name = 'anonymous';
  config.users = [...config.users, { name }];
  config.contexts = config.contexts.map((context) =>
    context.name === config.currentContext ? { ...context, user: name } : context,
  );
}

interface CurrentCluster {
  readonly url: URL;
  readonly extras: ClusterExtras;
}

/** Throws what keeps it from being used. */
function currentCluster(config: KubeConfig, clusters: ReadonlyMap<string, ClusterExtras>): CurrentCluster {
  const context = textOf(config.currentContext);
  if (context === undefined) throw new Error('it has no current-context (`kubectl config use-context NAME` sets one)');
  const name = config.getContextObject(context)?.cluster;
  const extras = name === undefined ? undefined : clusters.get(name);
  if (name === undefined || extras === undefined)
    throw new Error(`its current-context ${context} names no cluster that it has`);
  if (!extras.hasServer)
    throw new Error(`its cluster ${name} has no server (\`kubectl config set-cluster ${name} --server=URL\` sets one)`);
  const url = URL.parse(config.getCurrentCluster()?.server ?? '');
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new Error('its server is not an http(s) URL');
  return { url, extras };
}

/** As kubectl, which sends nothing then: it might be more than the user may. */
function impersonationIn(
  config: KubeConfig,
  impersonation: ReadonlyMap<string, ImpersonationHeaders>,
): ImpersonationHeaders {
  const name = config.getCurrentUser()?.name ?? '';
  const headers = impersonation.get(name) ?? {};
  if (Object.keys(headers).length > 0 && headers['Impersonate-User'] === undefined)
    throw new Error(`its user ${name} has \`as-uid\`, \`as-groups\` or \`as-user-extra\`, but no \`as\``);
  return headers;
}

/** The environment of an exec plugin. */
function informCommand(config: KubeConfig, { extras }: CurrentCluster): void {
  const user = config.getCurrentUser();
  const cluster = config.getCurrentCluster();
  const exec = user?.exec as ExecCommand | null | undefined;
  if (user === null || cluster === null || exec === null || exec === undefined) return;
  const { server, caFile, tlsServerName } = cluster;
  const { skipsVerification, proxyUrl, commandConfig } = extras;
  const caData = cluster.caData ?? (caFile === undefined ? undefined : readFileSync(caFile, 'base64'));
  const value = execInfo(exec, { server, tlsServerName, skipsVerification, caData, proxyUrl, config: commandConfig });
  const env = [...itemsOf(exec.env), { name: 'KUBERNETES_EXEC_INFO', value }];
  config.users = config.users.map((each) => (each.name === user.name ? { ...each, exec: { ...exec, env } } : each));
}

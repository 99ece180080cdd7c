// Lazy replacements for what client-node's KubeConfig imports although few kubeconfigs need it: OpenID Connect and the old
// cloud plugins; and SOCKS. Each is loaded when a kubeconfig names it. A pod's service account needs none of them, and
// they would add 60 files to every start.
import type { Agent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { createRequire } from 'node:module';
import type { User } from '@kubernetes/client-node/dist/config_types.js';

/** Resolves from client-node's package, so that its own dependency versions are loaded. */
const requireThere = createRequire(createRequire(import.meta.url).resolve('@kubernetes/client-node'));

interface Authenticator {
  applyAuthentication(user: User, options: unknown): Promise<void>;
}

type CredentialPlugins = Readonly<Record<string, new (...args: readonly unknown[]) => object>>;

/** Loaded only if the kubeconfig names it. */
class AuthProvider implements Authenticator {
  private readonly name: string;
  private readonly load: () => object;
  private loaded: Authenticator | undefined;

  constructor(name: string, load: () => object) {
    this.name = name;
    this.load = load;
  }

  isAuthProvider(user: User | null): boolean {
    const provider = user?.authProvider as { readonly name?: unknown } | null | undefined;
    return provider?.name === this.name;
  }

  applyAuthentication(user: User, options: unknown): Promise<void> {
    this.loaded ??= this.load() as Authenticator;
    return this.loaded.applyAuthentication(user, options);
  }
}

export class AzureAuth extends AuthProvider {
  constructor() {
    super('azure', () => newThere('./azure_auth.js', 'AzureAuth'));
  }
}

export class GoogleCloudPlatformAuth extends AuthProvider {
  constructor() {
    super('gcp', () => newThere('./gcp_auth.js', 'GoogleCloudPlatformAuth'));
  }
}

export class OpenIDConnectAuth extends AuthProvider {
  constructor() {
    super('oidc', () => newThere('./oidc_auth.js', 'OpenIDConnectAuth'));
  }
}

/** For a proxy that speaks SOCKS. */
export function socksProxyAgent(proxy: URL, options: AgentOptions): Agent {
  return newThere('socks-proxy-agent', 'SocksProxyAgent', proxy, options) as Agent;
}

function newThere(module: string, name: string, ...args: readonly unknown[]): object {
  const found = (requireThere(module) as CredentialPlugins)[name];
  if (found === undefined) throw new Error(`client-node's ${module} has no ${name}`);
  return new found(...args);
}

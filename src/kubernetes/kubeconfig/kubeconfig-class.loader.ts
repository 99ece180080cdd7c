// Loads client-node's KubeConfig without its dependencies. Its module imports every model of the Kubernetes API and an
// HTTP client, for methods that we don't call: 55 MB of memory and 0.3 s of every start (docs/design/watching.md). What
// only a few kubeconfigs need is loaded when one of them names it.
import { registerHooks } from 'node:module';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';

/** KubeConfig: contexts, credentials, TLS. Its makeApiClient() and applySecurityAuthentication() are not to be called. */
export async function loadKubeConfigClass(): Promise<typeof KubeConfig> {
  const excludeUnusedModules = excludeModules();
  try {
    const module = await import('@kubernetes/client-node/dist/config.js');
    return module.KubeConfig;
  } finally {
    excludeUnusedModules?.deregister();
  }
}

/** Undefined if module hooks aren't available, as in a test runner's sandbox: then everything is loaded. */
function excludeModules(): ReturnType<typeof registerHooks> | undefined {
  try {
    // If a new version imports anything else from these modules, linking fails at every start, so no test can miss it.
    return registerHooks({
      resolve: (specifier, context, next) => {
        const isFromConfig = context.parentURL?.endsWith('/@kubernetes/client-node/dist/config.js') === true;
        const stub = isFromConfig ? STUBS[specifier] : undefined;
        return stub === undefined ? next(specifier, context) : { url: stub, format: 'module', shortCircuit: true };
      },
    });
  } catch {
    return undefined;
  }
}

/** Beside this file in `dist/`; a test's sandbox has no module hooks. */
const WHEN_USED = new URL('./rare-credentials.loader.js', import.meta.url).href;

const STUBS: Readonly<Record<string, string>> = {
  './gen/index.js':
    'data:text/javascript,export const createConfiguration = undefined, ServerConfiguration = undefined',
  undici: 'data:text/javascript,export const Agent = undefined, ProxyAgent = undefined',
  './azure_auth.js': WHEN_USED,
  './gcp_auth.js': WHEN_USED,
  './oidc_auth.js': WHEN_USED,
  // Requests go through proxies by our own agents.
  'socks-proxy-agent': 'data:text/javascript,export const SocksProxyAgent = undefined',
  socks: 'data:text/javascript,export const SocksClient = undefined',
  hpagent: 'data:text/javascript,export const HttpProxyAgent = undefined, HttpsProxyAgent = undefined',
};

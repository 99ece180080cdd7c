// Replaces the modules of client-node that src/kubernetes/kubeconfig/kubeconfig-class.loader.ts excludes by a module hook,
// which Jest's module loader doesn't support. Otherwise each test file that starts a shield would load 900 modules.
export const createConfiguration = undefined;
export const ServerConfiguration = undefined;
export const Agent = undefined;
export const ProxyAgent = undefined;

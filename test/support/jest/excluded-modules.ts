// In place of what the built product leaves out of client-node too (src/kubernetes/kubeconfig/kubeconfig-class.loader.ts): it can't
// hook into Jest's own module loader, and 900 modules would be read for each file of tests that starts a shield.
export const createConfiguration = undefined;
export const ServerConfiguration = undefined;
export const Agent = undefined;
export const ProxyAgent = undefined;

// Connections to an API server through a proxy.
import { type Agent, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Credentials } from '../kubeconfig/kubeconfig.loader.ts';
import { socksProxyAgent } from '../kubeconfig/rare-credentials.loader.ts';

export function proxyAgent(proxy: URL, server: URL, tls: Credentials['tls']): Agent {
  if (proxy.protocol.startsWith('socks')) return socksProxyAgent(proxy, { keepAlive: true, ...tls });
  const options = { keepAlive: true, proxyEnv: { HTTP_PROXY: proxy.href, HTTPS_PROXY: proxy.href } };
  return server.protocol === 'http:' ? new HttpAgent(options) : new HttpsAgent({ ...options, ...tls });
}

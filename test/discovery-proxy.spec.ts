// An API server that is reached through a proxy of the environment, as kubectl reaches it.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { podOf } from '../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../simulator/server/simulated-api-server.ts';
import { selfSigned } from './certificate.ts';
import { kubeconfigFor } from '../simulator/kubeconfig.ts';
import { runProduct, untilAnswers } from './run-product.ts';
import { temporaryFile } from './temporary-file.ts';
import { until } from './until.ts';

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster, { tls: selfSigned() });
const tunnels: string[] = [];
let proxy: Server;

beforeAll(async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web', hash: '5d4f8c7b6d' }));
  const { port } = new URL(await server.listen());
  proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const each of [upstream, socket]) each.on('error', () => each.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await server.close();
  proxy.close();
});

const environment = async (more: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> => ({
  KUBECONFIG: (await temporaryFile(kubeconfigFor({ url: 'https://api.cluster.invalid:6443' }))).path,
  OTHER_SHIELDS: 'None',
  HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  ...more,
});

it('is asked through HTTPS_PROXY', async () => {
  const product = await runProduct(await environment({}));
  await untilAnswers(product, '/services/web/');
  expect(new Set(tunnels)).toEqual(new Set(['api.cluster.invalid:6443']));
  product.child.kill('SIGTERM');
  await product.exit;
});

it('is asked without it where NO_PROXY names it, and then can not be reached here', async () => {
  tunnels.length = 0;
  const product = await runProduct(await environment({ NO_PROXY: '.cluster.invalid' }));
  await untilAnswers(product, '/readyz', 503);
  await until('the log says that the name is not known', () => product.said().out.includes('api.cluster.invalid'));
  expect(tunnels).toEqual([]);
  product.child.kill('SIGTERM');
  await product.exit;
});

it('is asked through the proxy that the kubeconfig names, with the token of its OpenID Connect provider', async () => {
  tunnels.length = 0;
  const parts = [{ alg: 'none' }, { exp: 4_000_000_000 }].map((part) => Buffer.from(JSON.stringify(part)));
  const token = [...parts.map((part) => part.toString('base64url')), 'signature'].join('.');
  server.tokens.add(token);
  const product = await runProduct(await environment({ HTTPS_PROXY: '', KUBECONFIG: await kubeconfigWith(token) }));
  await untilAnswers(product, '/services/web/');
  expect(new Set(tunnels)).toEqual(new Set(['api.cluster.invalid:6443']));
  product.child.kill('SIGTERM');
  await product.exit;
});

interface Kubeconfig {
  readonly clusters: readonly [{ cluster: object }];
  readonly users: readonly [{ user: object }];
}

async function kubeconfigWith(token: string): Promise<string> {
  const config = JSON.parse(kubeconfigFor({ url: 'https://api.cluster.invalid:6443' })) as Kubeconfig;
  const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  Object.assign(config.clusters[0].cluster, { 'proxy-url': proxyUrl });
  Object.assign(config.users[0].user, { 'auth-provider': { name: 'oidc', config: { 'id-token': token } } });
  return (await temporaryFile(JSON.stringify(config))).path;
}

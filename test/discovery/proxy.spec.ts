// The API server behind a proxy, which is chosen as kubectl chooses it.
import { readFile, writeFile } from 'node:fs/promises';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import type { Env } from '../../src/config/parse/env-reader.ts';
import { selfSigned } from '../support/app/certificate.ts';
import { type ConnectProxy, connectProxy, socksProxy, type TestProxy } from '../support/app/proxies.ts';
import { runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';
import { until } from '../support/time/until.ts';

const cluster = new SimulatedCluster();
const certificate = selfSigned();
const server = new SimulatedApiServer(cluster, { tls: certificate });
const ADDRESS = 'api.cluster.invalid:6443';
let proxy: ConnectProxy;
let socks: TestProxy;
let shield: RunningApp | undefined;
const files: TemporaryFile[] = [];

beforeAll(async () => {
  cluster.set(podOf({ kind: 'Deployment', name: 'web', hash: '5d4f8c7b6d' }));
  await server.listen();
  proxy = await connectProxy(server.port);
  socks = await socksProxy(server.port);
});
afterEach(async () => {
  await shield?.stop();
  shield = undefined;
  for (const file of files.splice(0)) await file.remove();
  for (const requests of [proxy.requests, socks.requests]) requests.length = 0;
  proxy.refusal = undefined;
});
afterAll(async () => {
  await server.close();
  proxy.close();
  socks.close();
});

interface Kubeconfig {
  readonly clusters: readonly [{ cluster: object }];
  readonly users: readonly [{ user: object }];
}

/** The API server has a name that only the proxy can resolve. */
async function kubeconfig(more: object = {}, user: object = {}): Promise<string> {
  const config = JSON.parse(kubeconfigFor({ url: `https://${ADDRESS}` }, { ca: certificate.cert })) as Kubeconfig;
  Object.assign(config.clusters[0].cluster, more);
  Object.assign(config.users[0].user, user);
  return fileOf(JSON.stringify(config));
}

/** The path of a file that exists until the test ends. */
async function fileOf(content: string): Promise<string> {
  const file = await temporaryFile(content);
  files.push(file);
  return file.path;
}

async function start(env: Env, path?: string): Promise<RunningApp> {
  shield = await startApp(env, { kubeconfig: path ?? (await kubeconfig()) });
  return shield;
}

const targets = (requests: TestProxy['requests']): ReadonlySet<string> => new Set(requests.map(({ target }) => target));

it('the API server is requested through the HTTPS_PROXY of the process, and its certificate is checked', async () => {
  const env = { KUBECONFIG: await kubeconfig(), OTHER_SHIELDS: 'None', HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
  const product = await runProduct(env);
  await untilAnswers(product, '/services/web/');
  expect(targets(proxy.requests)).toEqual(new Set([ADDRESS]));
  product.child.kill('SIGTERM');
  await product.exit;
});

it('the API server is requested through https_proxy with its user and password, which are never logged', async () => {
  const app = await start({
    https_proxy: `http://me:recognisable%40word@127.0.0.1:${proxy.port}`,
    LOG_LEVEL: 'trace',
  });
  await app.until('/services/web/', (_, { status }) => status === 200);
  const { authorization = '' } = proxy.requests[0] ?? {};
  expect(Buffer.from(authorization.replace('Basic ', ''), 'base64').toString()).toBe('me:recognisable@word');
  expect(app.log.join('')).not.toMatch(/recognisable|bWU6/);
});

it('the API server is requested directly when NO_PROXY matches it', async () => {
  const app = await start({
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    NO_PROXY: '10.0.0.0/8,cluster.invalid',
  });
  await until('the log says that the API server cannot be reached', () =>
    app.log.join('').includes(`https://${ADDRESS} can't be`),
  );
  expect(proxy.requests).toEqual([]);
});

it.each([
  ['407 Proxy Authentication Required', /The proxy http:\/\/127\.0\.0\.1:\d+ wants a user and a password\. Write them/],
  [
    '403 Forbidden',
    /can't be reached through the proxy http:\/\/127\.0\.0\.1:\d+ \(status 403\)\. Have the proxy allow/,
  ],
])('a proxy that refuses with %s is reported with what to do, and recovers', async (refusal, logged) => {
  proxy.refusal = refusal;
  const app = await start({ HTTPS_PROXY: `http://me:recognisable@127.0.0.1:${proxy.port}` });
  await until('the log names the proxy and the fault', () => logged.test(app.log.join('')));
  expect(app.log.join('')).not.toContain('recognisable');
  proxy.refusal = undefined;
  await app.until('/services/web/', (_, { status }) => status === 200);
});

it('the log names a proxy that is unreachable', async () => {
  const app = await start({ HTTPS_PROXY: 'http://127.0.0.1:9' });
  const logged = `can't be reached through the proxy http://127.0.0.1:9 (ECONNREFUSED)`;
  await until('the log names the proxy and the fault', () => app.log.join('').includes(logged));
});

it.each(['socks5', 'socks5h'])(
  'the API server is requested through a proxy of kind %s, which resolves its name',
  async (kind) => {
    const app = await start({}, await kubeconfig({ 'proxy-url': `${kind}://127.0.0.1:${socks.port}` }));
    await app.until('/services/web/', (_, { status }) => status === 200);
    expect(targets(socks.requests)).toEqual(new Set([ADDRESS]));
  },
);

it("the API server is requested through the kubeconfig's proxy rather than the environment's, with the token of an OpenID Connect provider", async () => {
  const parts = [{ alg: 'none' }, { exp: 4_000_000_000 }].map((part) => Buffer.from(JSON.stringify(part)));
  const token = [...parts.map((part) => part.toString('base64url')), 'signature'].join('.');
  server.tokens.add(token);
  const user = { 'auth-provider': { name: 'oidc', config: { 'id-token': token } } };
  const product = await runProduct({
    KUBECONFIG: await kubeconfig({ 'proxy-url': `http://127.0.0.1:${proxy.port}` }, user),
    OTHER_SHIELDS: 'None',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '*',
  });
  await untilAnswers(product, '/services/web/');
  expect(targets(proxy.requests)).toEqual(new Set([ADDRESS]));
  product.child.kill('SIGTERM');
  await product.exit;
  server.tokens.clear();
});

it("the API server's certificate is verified with the kubeconfig's current CA, through a proxy too", async () => {
  const path = await kubeconfig({ 'proxy-url': `http://127.0.0.1:${proxy.port}` });
  const authority = await fileOf(selfSigned().cert);
  const config = JSON.parse(await readFile(path, 'utf8')) as Kubeconfig;
  Object.assign(config.clusters[0].cluster, {
    'certificate-authority-data': undefined,
    'certificate-authority': authority,
  });
  await writeFile(path, JSON.stringify(config));
  const app = await start({}, path);
  await until('the log says that the certificate is not trusted', () => app.log.join('').includes('is not trusted'));
  await writeFile(authority, certificate.cert);
  await app.until('/services/web/', (_, { status }) => status === 200);
});

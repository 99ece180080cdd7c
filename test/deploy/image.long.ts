// The contents of the image, without Docker: installed from the lock file and started as the Deployment does, with its
// command, user and environment, a read-only file system, no HOME, and a pod's service account. Part of `npm run
// test:long`, because it installs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { selfSigned } from '../support/app/certificate.ts';
import { deploymentOf, environmentOf } from '../support/deploy/rendered-kustomize.ts';
import { type Container, Image, canIsolate } from '../support/deploy/run-image.ts';
import { freePort } from '../support/app/free-port.ts';

const certificate = selfSigned();
const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster, { tls: certificate, tokens: ['a-token'] });
let image: Image;
let container: Container;
let url: string;
let metrics: string;

const LONG = 30_000;

/** Whether the condition becomes true within 20 s. */
async function becomesTrue(fits: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    if (await fits().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

beforeAll(async () => {
  for (const index of [0, 1]) {
    cluster.set(podOf({ kind: 'Deployment', name: 'web', index }, { metadata: { namespace: 'shop' } }));
  }
  const apiServer = new URL(await server.listen());
  image = new Image();
  image.mountServiceAccount({ token: 'a-token', ca: certificate.cert });
  image.mount('checks/hello.mjs', "export const greets = () => 'hello';\n");
  image.mount('kubeconfig', kubeconfigFor(server, { token: 'a-token', ca: certificate.cert }));
  const { container: specified, pod } = deploymentOf('public');
  const [port, metricsPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${port}`;
  metrics = `http://127.0.0.1:${metricsPort}/metrics`;
  container = image.start(specified.command, String(pod.securityContext['runAsUser']), {
    ...environmentOf('public'),
    KUBERNETES_SERVICE_HOST: apiServer.hostname,
    KUBERNETES_SERVICE_PORT: apiServer.port,
    // Tests use the loopback interface and free ports only.
    HOST: '127.0.0.1',
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    CHECKS_DIR: canIsolate ? '/checks' : join(image.root, 'checks'),
    // Without a separate root file system, the pod's service account isn't mounted.
    ...(canIsolate ? {} : { KUBECONFIG: join(image.root, 'kubeconfig') }),
  });
}, 300_000);

afterAll(async () => {
  container.kill();
  await server.close();
  image.remove();
});

it('contains production dependencies, and neither a shell nor npm', () => {
  const has = (path: string): boolean => existsSync(join(image.root, path));
  expect(has('app/node_modules/@nestjs/core')).toBe(true);
  expect(
    ['node', 'jest', 'typescript', 'eslint', '@nestjs/cli'].filter((name) => has(`app/node_modules/${name}`)),
  ).toEqual([]);
  expect(['bin/sh', 'usr/bin/env', 'usr/local/bin/npm', 'usr/local/lib/node_modules'].filter(has)).toEqual([]);
});

it(
  'becomes ready and draws the badges of the cluster',
  async () => {
    if (!(await becomesTrue(async () => (await fetch(`${url}/readyz`)).ok))) throw new Error(container.output);
    const badge = await fetch(`${url}/_/web/health/`);
    expect(await badge.text()).toContain('aria-label="health: 2/2 (0 restarts)"');
  },
  LONG,
);

it('has the page, its assets and the documentation', async () => {
  const page = await (await fetch(`${url}/`)).text();
  const assets = [...page.matchAll(/(?:src|href)="(\/?assets\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(assets.length).toBeGreaterThan(1);
  for (const path of [...assets, '/docs', '/docs/openapi.json']) {
    expect((await fetch(new URL(path, url))).status).toBe(200);
  }
});

it(
  'runs checks',
  async () => {
    const showsResult = async (): Promise<boolean> =>
      (await (await fetch(`${url}/_/hello/greets/?format=json`)).text()).includes('"status":"hello"');
    if (!(await becomesTrue(showsResult))) throw new Error(container.output);
  },
  LONG,
);

it('serves metrics', async () => {
  expect(await (await fetch(metrics)).text()).toMatch(/^kube_shields_ready 1$/m);
});

it('contains no file that its user could write', () => {
  expect(image.filesOf('65532')).toEqual([]);
});

it('ends with 0 on SIGTERM', async () => {
  const began = performance.now();
  container.terminate();
  expect(await container.exit).toBe(0);
  expect(performance.now() - began).toBeLessThan(5_000);
}, 15_000);

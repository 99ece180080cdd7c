// The output of the product, run as a process, with right and wrong configurations.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { freePort } from '../support/app/free-port.ts';
import { type Product, runProduct, untilAnswers } from '../support/app/run-product.ts';

let folder: string;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kube-shields-config-'));
});
afterAll(async () => {
  for (const each of cleanUp) await each();
  await rm(folder, { recursive: true });
});

const NO_HOME = { HOME: '/nonexistent' };

describe('bad configuration', () => {
  it('is reported in full, a line for each fault, and exits with 78', async () => {
    await writeFile(join(folder, 'short-key'), 'hunter2-hunter2\n');
    const env = {
      PORT: 'http',
      STALE_AFTER: '0s',
      CHECKS_DIR: join(folder, 'none'),
      CHECK_SECRETS_DIR: join(folder, 'nowhere'),
      INTRA_SECRET: join(folder, 'short-key'),
      LOG_FORMAT: 'pretty',
    };
    const { exit, output } = await runProduct({ ...NO_HOME, ...env });
    expect((await exit).code).toBe(78);
    const lines = output().error.trimEnd().split('\n');
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
      'CHECKS_DIR',
      'CHECK_SECRETS_DIR',
      'CLUSTER_NAME',
      'INTRA_SECRET',
      'No Kubernetes cluster is configured',
      'PORT',
      'STALE_AFTER',
    ]);
    expect(output().error).toContain(`CHECKS_DIR: no such folder: \`${join(folder, 'none')}\`. Mount one, or unset it`);
    expect(output().error + output().out).not.toContain('hunter2');
  });

  it('is reported as JSON lines with the JSON log, which is the default', async () => {
    const { exit, output } = await runProduct({ ...NO_HOME, LOG_LEVEL: 'loud', STALE_AFTR: '9s' });
    expect((await exit).code).toBe(78);
    const lines = output().error.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        level: 'fatal',
        context: 'config',
        msg: expect.stringMatching(/^LOG_LEVEL: /) as string,
      }),
      expect.objectContaining({ level: 'fatal', msg: expect.stringMatching(/^No Kubernetes cluster/) as string }),
      expect.objectContaining({ level: 'warn', msg: expect.stringMatching(/STALE_AFTR/) as string }),
    ]);
  });

  it('never prints a key that was set in place of its path', async () => {
    const { exit, output } = await runProduct({
      ...NO_HOME,
      CLUSTER_NAME: 'home',
      INTRA_SECRET: 'hunter2-hunter2-hunter2',
    });
    expect((await exit).code).toBe(78);
    expect(output().error).toContain('"msg":"INTRA_SECRET: ');
    expect(output().error + output().out).not.toContain('hunter2');
  });

  it('is reported for a taken metrics port', async () => {
    const server = new SimulatedApiServer(new SimulatedCluster());
    cleanUp.push(() => server.close());
    const kubeconfig = await kubeconfigOf(await server.listen());
    const { exit, output } = await runProduct({
      ...NO_HOME,
      KUBECONFIG: kubeconfig,
      METRICS_PORT: String(server.port),
    });
    expect((await exit).code).toBe(1);
    expect(output().out).toContain(`"msg":"METRICS_PORT: can't listen on port ${server.port}.`);
  });
});

describe('a port that is taken', () => {
  it('is reported by its variable, and exits with 1', async () => {
    const server = new SimulatedApiServer(new SimulatedCluster());
    cleanUp.push(() => server.close());
    const kubeconfig = await kubeconfigOf(await server.listen());
    const { exit, output } = await runProduct({ ...NO_HOME, KUBECONFIG: kubeconfig, PORT: String(server.port) });
    expect((await exit).code).toBe(1);
    expect(output().out).toContain(`"msg":"PORT: can't listen on port ${server.port}.`);
  });
});

describe('a HOST that is not an address of this machine', () => {
  it.each([
    ['json', '0'],
    ['pretty', '9090'],
  ])('is reported as one fault in a log of %s, with METRICS_PORT=%s, and exits with 1', async (format, metricsPort) => {
    // Reserved for documentation (RFC 5737): no machine has it.
    const env = { ...NO_HOME, HOST: '192.0.2.1', LOG_FORMAT: format, METRICS_PORT: metricsPort };
    const { exit, output } = await runProduct({ ...env, KUBECONFIG: await kubeconfigOf('http://127.0.0.1:9') });
    expect((await exit).code).toBe(1);
    const { out, error } = output();
    const faults = `${out}${error}`.split('\n').filter((line) => /error|fatal|HOST/i.test(line));
    expect(faults).toEqual([
      expect.stringContaining('HOST: `192.0.2.1` is not an address of this machine. Set another, or none for all'),
    ]);
  });
});

describe('without a cluster', () => {
  it('the product prints how to see the demo, and exits with 78', async () => {
    const { exit, output } = await runProduct(NO_HOME);
    expect((await exit).code).toBe(78);
    expect(output().error).toMatch(/"msg":"No Kubernetes cluster is configured.*npm run demo/);
  });

  it('that can be reached, the product stays up, and becomes ready once the API server responds', async () => {
    const server = new SimulatedApiServer(new SimulatedCluster());
    cleanUp.push(() => server.close());
    const port = await freePort();
    const kubeconfig = await kubeconfigOf(`http://127.0.0.1:${port}`);
    const product = await runProduct({ ...NO_HOME, KUBECONFIG: kubeconfig });
    await untilAnswers(product, '/readyz', 503);
    expect(await (await fetch(`${product.url}/livez`)).text()).toBe('alive');
    await server.listen(port);
    await untilAnswers(product, '/readyz', 200);
    await stop(product);
  });
});

describe('with a small cluster', () => {
  it('the product logs each warning in one line of JSON, and where it listens', async () => {
    const server = new SimulatedApiServer(new SimulatedCluster());
    cleanUp.push(() => server.close());
    const product = await runProduct({ ...NO_HOME, KUBECONFIG: await kubeconfigOf(await server.listen()) });
    await untilAnswers(product, '/readyz');
    const lines = product
      .output()
      .out.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ level: 'warn', context: 'config' });
    expect(lines[0]?.['msg']).toContain('answers no one');
    expect(lines.find(({ msg }) => msg === 'listening')).toMatchObject({
      level: 'info',
      url: product.url,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      access: expect.any(String) as string,
    });
    for (const { time } of lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await stop(product);
  });
});

let files = 0;
async function kubeconfigOf(url: string): Promise<string> {
  const path = join(folder, `kubeconfig-${(files += 1)}`);
  await writeFile(path, kubeconfigFor({ url }));
  return path;
}

async function stop({ child, exit }: Product): Promise<void> {
  child.kill('SIGTERM');
  await exit;
}

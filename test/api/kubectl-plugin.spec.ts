// `kubectl shields`, run by a shell with a real kubectl against the simulated API server, which proxies to the product.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { KUBECTL } from '../support/deploy/kubernetes-binaries.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const PLUGIN = join(import.meta.dirname, '../../kubectl/kubectl-shields');

(KUBECTL === undefined ? describe.skip : describe)('kubectl shields', () => {
  const cluster = new SimulatedCluster();
  const server = new SimulatedApiServer(cluster);
  const folder = mkdtempSync(join(tmpdir(), 'kube-shields-plugin-'));
  let shield: RunningApp;

  const shields = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Exited> =>
    run(PLUGIN, args, {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      HOME: folder,
      KUBECONFIG: join(folder, 'config'),
      ...env,
    });

  beforeAll(async () => {
    const waiting = containerStatus({
      ready: false,
      restartCount: 7,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 3, reason: 'Error' } },
    });
    cluster.set(podOf({ kind: 'Deployment', name: 'web', hash: '5d4f8c7b6d' }, { metadata: { namespace: 'shop' } }));
    cluster.set(
      podOf(
        { kind: 'Deployment', name: 'checkout', hash: '7c9f6d5b4c' },
        { metadata: { namespace: 'shop' }, status: { containerStatuses: [waiting] } },
      ),
    );
    cluster.set(podOf({ kind: 'Deployment', name: 'api', hash: '6d5b4c9f7c' }));
    const url = await server.listen();
    shield = await startApp({}, { apiServer: url });
    server.services.set('kube-shields/kube-shields:http', shield.url);
    await shield.until('/v1/services', (body) => body.includes('"checkout"') && body.includes('"api"'));
    writeFileSync(join(folder, 'config'), kubeconfigFor({ url }));
    if (KUBECTL?.includes('/') === true) symlinkSync(KUBECTL, join(folder, 'kubectl'));
  });
  afterAll(async () => {
    await shield.stop();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('shows what needs attention, with its reason, in one namespace or in all', async () => {
    const { code, out } = await shields(['-n', 'shop']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^ATTENTION +SERVICE +HEALTH +REASON$/),
      expect.stringMatching(/^down +shop\/checkout +0\/1 \(7 restarts\) +CrashLoopBackOff$/),
      '',
    ]);
    expect((await shields(['-A'])).out).toBe(out);
    expect((await shields([])).out).toBe('Nothing needs attention.\n');
  });

  it('names the cluster when there are several, and the check when health is not the reason', async () => {
    const check = { label: 'errors', status: '9 %', state: 'down' };
    const stale = { status: '3/3 (0 restarts) (stale)', state: 'stale', reason: 'stale' };
    const hub = await shieldAnswering({
      '/v1/services': [
        { cluster: 'hub', namespace: '', name: 'orders', attention: 'down', results: { errors: check } },
        { cluster: 'east', namespace: 'shop', name: 'web', attention: 'stale', results: { health: stale } },
      ],
      '/v1/services/web/why': [
        { cluster: 'east', namespace: '', name: 'web', kind: 'Check', attention: 'stale', results: { health: stale } },
      ],
    });
    const env = { KUBE_SHIELDS_URL: hub.url };
    const table = (await shields(['-A'], env)).out.split('\n').map((line) => line.replace(/ {2,}/g, '  '));
    const why = (await shields(['web', '-A'], env)).out;
    await hub.close();
    expect(table).toEqual([
      'ATTENTION  CLUSTER  SERVICE  HEALTH  REASON',
      expect.stringMatching(/^down +hub +orders +errors: 9 %$/),
      expect.stringMatching(/^stale +east +shop\/web +3\/3 \(0 restarts\) \(stale\) +stale$/),
      '',
    ]);
    expect(why).toMatch(/^web in east: Check, stale\n {2}health +3\/3 \(0 restarts\) \(stale\)\n/);
  });

  it("explains a service's state: a sentence, its badges, failing pods, and the command to investigate", async () => {
    const { code, out } = await shields(['checkout', '-n', 'shop']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^shop\/checkout in local: Deployment, down\n {2}0 of 1 container is ready: checkout-\S+ is in Crash/,
    );
    expect(out).toMatch(/^ {2}health +0\/1 \(7 restarts\) \(CrashLoopBackOff\)/m);
    expect(out).toMatch(/^ {2}version +v1\.0\.0/m);
    expect(out).toMatch(/^ {2}pod checkout-\S+ \(v1\.0\.0\): 0\/1 ready, 7 restarts, CrashLoopBackOff$/m);
    expect(out).toMatch(/^ {4}container app: CrashLoopBackOff, exit code 3$/m);
    expect(out).toMatch(/^ {2}look closer: kubectl -n shop logs -p checkout-\S+ -c app$/m);
    expect((await shields(['checkout', '-A'])).out).toBe(out);
    expect((await shields(['web', '-n', 'shop'])).out).not.toMatch(/^ {2}pod /m);
  });

  it.each<[string[], unknown]>([
    [['checkout'], 'checkout is not known in namespace default, but in: shop. Name one with -n, or all with -A.\n'],
    [['nowhere', '-n', 'shop'], expect.stringMatching(/^nowhere is not known here\./)],
    [['nowhere', '-A'], expect.stringMatching(/^nowhere is not known here\./)],
    [['badge', 'checkout'], 'checkout is not known in namespace default.\n'],
    [['badge', 'nowhere', '-A'], 'nowhere is not known here.\n'],
  ])('exits with 1 for %j, and prints that the name is not known', async (args, error) => {
    expect(await shields(args)).toEqual({ code: 1, out: '', error });
  });

  it.each([
    [['checkout', '-n', 'shop'], 0],
    [['checkout'], 1],
    [['nowhere', '-A'], 1],
  ])('shows what an older shield without /why answers: %j', async (args, code) => {
    const older = await shieldWithoutWhy(shield.url);
    server.services.set('older/kube-shields:http', older.url);
    const exited = await shields(args, { KUBE_SHIELDS_NAMESPACE: 'older' });
    await older.close();
    expect(exited.code).toBe(code);
    expect(exited.out).toMatch(
      code === 0 ? /^shop\/checkout in local: Deployment, down\n {2}health +0\/1 \(7 restarts\)/ : /^$/,
    );
    expect(exited.error).toMatch(code === 0 ? /^$/ : /is not known/);
  });

  it('prints the badges of a service as Markdown', async () => {
    const { code, out, error } = await shields(['badge', 'web', '-n', 'shop']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\|[^\n]+health[^\n]+\n\| ---[^]*!\[web health\]\(\/_\/web\/health\/\?namespace=shop\)/);
    expect(out).not.toContain('checkout');
    expect(error).toMatch(/set PUBLIC_URL/);
    const withUrl = await shields(['badge', 'web', '-n', 'shop'], { KUBE_SHIELDS_URL: `${shield.url}/` });
    expect([withUrl.code, withUrl.error]).toEqual([0, '']);
    expect(withUrl.out).toContain(`(${shield.url}/_/web/health/?`);
  });

  it('calls the shield at KUBE_SHIELDS_URL through curl when READ_TOKEN is set', async () => {
    const { code, out } = await shields(['-A'], { KUBE_SHIELDS_URL: shield.url, READ_TOKEN: 'a-token' });
    expect([code, out]).toEqual([0, expect.stringContaining('shop/checkout')]);
  });

  it('says what to do when the shield does not respond', async () => {
    for (const args of [['-A'], ['checkout', '-n', 'shop'], ['badge', 'checkout', '-A']]) {
      const { code, error } = await shields(args, { KUBE_SHIELDS_NAMESPACE: 'elsewhere' });
      expect([code, error]).toEqual([2, expect.stringContaining('It must be public (ACCESS=public)')]);
    }
  });

  it.each([[['--colour']], [['-n']], [['web', 'shop']], [['badge']], [['we"b']]])(
    'refuses %j, and prints the usage or the rule for names',
    async (args) => {
      const { code, error } = await shields(args);
      expect([code, error]).toEqual([2, expect.stringMatching(/^Usage: kubectl shields|^Names are/)]);
    },
  );
});

interface Exited {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** A shield that answers each of these paths with its items, and any other path with 404. */
async function shieldAnswering(items: Readonly<Record<string, readonly unknown[]>>): Promise<TestShield> {
  const shield = createServer((request, response) => {
    const known = items[(request.url ?? '').replace(/\?.*/, '')];
    response.writeHead(known ? 200 : 404).end(JSON.stringify({ items: known }));
  });
  return startListening(shield);
}

interface TestShield {
  readonly url: string;
  close(): Promise<void>;
}

async function startListening(server: Server): Promise<TestShield> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** A shield without `/why`: other requests are forwarded to the shield behind it. */
async function shieldWithoutWhy(url: string): Promise<TestShield> {
  const older = createServer((request, response) => {
    const { url: path = '' } = request;
    if (/\/why(?:\?|$)/.test(path)) response.writeHead(404).end();
    else
      void fetch(url + path).then(async (answer) =>
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()),
      );
  });
  return startListening(older);
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Exited> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (error += String(chunk)));
  return new Promise((resolve) =>
    child.once('close', (code) => {
      resolve({ code, out, error });
    }),
  );
}

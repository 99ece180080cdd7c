// `npm run demo`: three clusters, each a built product beside a simulated cluster, as processes of their own, until
// Ctrl-C. One is the hub that shows all of them; one of the others goes away and comes back now and then. The first
// address that is printed is the hub's page.
import { randomBytes } from 'node:crypto';
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './build.ts';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { startTargets, type Targets } from './targets.ts';

const ROOT = join(import.meta.dirname, '..');
const PRODUCT = join(ROOT, 'dist/main.js');

/** Milliseconds until the page must answer; it takes about two seconds. */
const DEADLINE = 60_000;

/** Milliseconds for which the shield that comes and goes runs, and is stopped: long enough to see it turn stale. */
const UP_FOR = 60_000;
const DOWN_FOR = 45_000;

class Demo {
  private readonly folder = mkdtempSync(join(tmpdir(), 'kube-shields-demo-'));
  private readonly watchdog: ChildProcess;
  /** Shields and clusters. */
  private readonly children: Child[] = [];
  private readonly shields: Child[] = [];
  private stopping: Promise<void> | undefined;
  private targets: Targets | undefined;

  constructor() {
    const watchdog = join(import.meta.dirname, 'watchdog.ts');
    this.watchdog = fork(watchdog, [this.folder], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
  }

  async run(): Promise<void> {
    const requested = requestedPort();
    console.log('Starting three simulated clusters and a shield beside each…');
    const kubeconfig = await this.startCluster('demo', 0);
    const [port, metricsPort] = [await freePort(requested), await freePort(9090)];
    if (port !== requested) console.log(`Port ${requested} is in use, so the page is on port ${port}.`);
    this.targets = await startTargets(join(this.folder, 'checks'));
    const members = await this.prepareMembers(port + 1);
    const peers = members.map((member) => `http://127.0.0.1:${member.port}`).join(' ');
    const hub = { kubeconfig, port, metricsPort, name: 'demo', peers, secret: this.writeKey() };
    const product = this.startShield('kube-shields', productEnv(hub, this.targets));
    const page = `http://127.0.0.1:${port}/`;
    await this.untilReady(product, page);
    if (this.stopping !== undefined || !product.isRunning) return;
    console.log(summary(page, metricsPort));
    product.show();
    for (const member of members) await this.startMember(member);
  }

  /** Ports are chosen first: the hub's configuration names them. */
  private async prepareMembers(from: number): Promise<readonly Member[]> {
    const east = await freePort(from);
    return [
      { name: 'east', port: east, seed: 1, isIntermittent: false },
      { name: 'west', port: await freePort(east + 1), seed: 2, isIntermittent: true },
    ];
  }

  private async startMember({ name, port, seed, isIntermittent }: Member): Promise<void> {
    const kubeconfig = await this.startCluster(name, seed);
    const parts = { kubeconfig, port, metricsPort: 0, name, peers: 'None', secret: this.writeKey() };
    const start = (): Child => this.startShield(`the shield of ${name}`, productEnv(parts));
    const shield = start();
    if (isIntermittent) void this.stopAndStart(shield, start);
  }

  /** Until the demo stops. */
  private async stopAndStart(first: Child, start: () => Child): Promise<void> {
    for (let shield = first; ; shield = start()) {
      await sleep(UP_FOR, undefined, { ref: false });
      await shield.stop();
      await sleep(DOWN_FOR, undefined, { ref: false });
      if (this.stopping !== undefined) return;
    }
  }

  /** One for all shields, random each time. */
  private writeKey(): string {
    const path = join(this.folder, 'keys');
    if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    return path;
  }

  /** Ends all children and removes the folder; `hurry`: kills them. */
  stop(exitCode: number, hurry = false): void {
    if (this.stopping === undefined) {
      console.log('Stopping, which takes some seconds: shields finish what they answer. Ctrl-C again ends it at once.');
    }
    if (hurry) for (const child of this.children) child.kill('SIGKILL');
    this.stopping ??= this.stopAll(exitCode);
  }

  private async stopAll(exitCode: number): Promise<void> {
    process.exitCode = exitCode;
    // The shields first, so that they don't log that their clusters are gone.
    await Promise.all(this.shields.map((shield) => shield.stop()));
    await Promise.all(this.children.map((child) => child.stop()));
    this.targets?.close();
    rmSync(this.folder, { recursive: true, force: true });
    if (this.watchdog.connected) this.watchdog.disconnect();
    console.log('All of it has ended.');
  }

  /** Prints the reason and the output of the child that caused it, and stops. */
  fail(why: string, child: Child | undefined = this.children.at(-1)): void {
    if (this.stopping !== undefined) return;
    console.error(`demo: ${why}`);
    child?.show();
    this.stop(1);
  }

  private async startCluster(name: string, seed: number): Promise<string> {
    const kubeconfig = join(this.folder, `kubeconfig-${name}`);
    const args = [
      '--kubeconfig',
      kubeconfig,
      '--seed',
      String(Number(process.env['SEED'] ?? '1') + seed),
      '--speed',
      process.env['SPEED'] ?? '1',
    ];
    const cluster = this.start(`the simulated cluster ${name}`, [join(ROOT, 'simulator/main.ts'), ...args], baseEnv());
    // It writes the kubeconfig before it prints its address.
    if ((await cluster.firstLine) === undefined) throw new Error(await cluster.ended);
    return kubeconfig;
  }

  private startShield(name: string, env: NodeJS.ProcessEnv): Child {
    const shield = this.start(name, [PRODUCT], env);
    this.shields.push(shield);
    return shield;
  }

  /** The demo ends when a child ends that was not stopped: without it, the page would show less than is promised. */
  private start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Child {
    // A demo that is stopped while it starts must not start another process.
    if (this.stopping !== undefined) throw new Error('stopped while starting');
    const child = new Child(name, args, env);
    this.children.push(child);
    this.notifyWatchdog({ started: child.pid });
    void child.ended.then((end) => {
      this.notifyWatchdog({ ended: child.pid });
      if (!child.wasStopped) this.fail(`${end}. The demo needs it, so everything is stopped.`, child);
    });
    return child;
  }

  private notifyWatchdog(message: {
    readonly started?: number | undefined;
    readonly ended?: number | undefined;
  }): void {
    if (this.watchdog.connected) this.watchdog.send(message);
  }

  private async untilReady(product: Child, page: string): Promise<void> {
    const end = Date.now() + DEADLINE;
    while (Date.now() < end) {
      if (this.stopping !== undefined || !product.isRunning || (await answers(`${page}readyz`))) return;
      await sleep(100);
    }
    throw new Error(`the page didn't answer within ${DEADLINE / 1000} s; its output follows.`);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

function requestedPort(): number {
  const text = process.env['PORT'] ?? '8080';
  if (/^\d{1,5}$/.test(text) && Number(text) > 0) return Number(text);
  throw new Error(`PORT: "${text}" isn't a port. Set one from 1 to 65535, or unset it for 8080.`);
}

interface Member {
  readonly name: string;
  readonly port: number;
  readonly seed: number;
  readonly isIntermittent: boolean;
}

interface ShieldParts {
  readonly name: string;
  readonly kubeconfig: string;
  readonly port: number;
  readonly metricsPort: number;
  /** OTHER_SHIELDS */
  readonly peers: string;
  /** The path of the key file. */
  readonly secret: string;
}

/** `targets` are the servers that the example checks ask; without them there are no checks. */
function productEnv(
  { name, kubeconfig, port, metricsPort, peers, secret }: ShieldParts,
  targets?: Targets,
): NodeJS.ProcessEnv {
  const checks = targets === undefined ? {} : targets.environment;
  return {
    ...baseEnv(),
    KUBECONFIG: kubeconfig,
    OTHER_SHIELDS: peers,
    CLUSTER_NAME: name,
    INTRA_SECRET: secret,
    STALE_AFTER: '20s',
    WATCH_OBJECTS: 'nodes kustomizations.kustomize.toolkit.fluxcd.io certificates.cert-manager.io',
    HOST: '127.0.0.1',
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    ...checks,
    LOG_FORMAT: 'pretty',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
  };
}

/** Not the environment of the shell: a real cluster that is configured there isn't the demo's. */
function baseEnv(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.includes(name)));
}

function summary(page: string, metricsPort: number): string {
  return `
kube-shields is up:  ${page}

Three simulated clusters: demo, the hub's own, east, and west, which goes away and comes back now and then.

A few badges:
  ${page}_/web/health/
  ${page}_/web/version/
  ${page}_/orders-db/health/?style=for-the-badge
  ${page}_/reports/health/
  ${page}_/web/answers/
  ${page}_/orders-queue/depth/
  ${page}_/web/health/?cluster=west
  ${page}_/pricing/health/              quota refuses a pod, or a rollout gets stuck, now and then
  ${page}_/export-orders/health/        overdue for some minutes of every ten
  ${page}a/*/health/
  ${page}k/nodes/*/ready/               one is cordoned now and then
  ${page}k/certificates/web-tls/ready/  expires now and then
  ${page}c/version/?cluster=east

Names, JSON, metrics:
  ${page}services/
  ${page}v1/services
  ${page}v1/checks
  ${page}v1/peers
  ${page}v1/sources
  ${page}v1/objects
  http://127.0.0.1:${metricsPort}/metrics

Ctrl-C ends all of it.
`;
}

if (process.argv.includes('--build')) await buildProduct();
if (!existsSync(PRODUCT)) {
  console.error("demo: dist/main.js isn't there. Run `npm run demo`, which builds it first, or `npm run build`.");
  process.exit(1);
}

/** Prints the build's output only if it fails. */
async function buildProduct(): Promise<void> {
  const print = (line: string): void => {
    console.log(line);
  };
  const failure = await build({ command: ['npm', 'run', 'build'], cwd: ROOT, interval: 10_000, print });
  if (failure === undefined) return;
  console.error(`demo: the build failed.\n${failure}`);
  process.exit(1);
}

const demo = new Demo();
let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    signals += 1;
    demo.stop(0, signals > 1);
  });
}
await demo.run().catch((error: unknown) => {
  demo.fail(error instanceof Error ? error.message : String(error));
});

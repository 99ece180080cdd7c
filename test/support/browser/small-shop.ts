// A small cluster whose services a test puts into any state, and a shield that watches it.
import { container, containerStatus, podOf } from '../../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { freePort } from '../app/free-port.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';

export class SmallShop {
  readonly cluster = new SimulatedCluster();
  readonly server = new SimulatedApiServer(this.cluster);
  app!: RunningApp;
  private apiServer = '';
  /** A service was added, which stays listed after its pods are deleted, or the shield was restarted. */
  private isAltered = false;

  static async open(env: Env = {}): Promise<SmallShop> {
    const shop = new SmallShop();
    shop.createServices();
    await shop.start(env);
    return shop;
  }

  /** Without any service. */
  static async openEmpty(): Promise<SmallShop> {
    const shop = new SmallShop();
    await shop.start({});
    return shop;
  }

  /** Back to the state after `open`; false: that isn't possible any more, and the test needs a new shop. */
  async reset(): Promise<boolean> {
    if (this.isAltered) return false;
    for (const [namespace, name] of [...HEALTHY, FAILING]) this.cluster.delete(namespace, `${name}-1`);
    this.createServices();
    await this.app.until('/v1/services', (body) => {
      const { items } = JSON.parse(body) as { items: readonly ListedService[] };
      return items.every(
        ({ name, results }) => results.health.status === (name === FAILING[1] ? FAILING_STATUS : HEALTHY_STATUS),
      );
    });
    return true;
  }

  private createServices(): void {
    for (const [namespace, name] of HEALTHY) this.healthy(namespace, name);
    this.crashLooping(...FAILING);
  }

  async start(env: Env = {}): Promise<void> {
    this.apiServer = await this.server.listen();
    // Not one that the system chooses: it could give it to another server while this shield restarts.
    await this.run(await freePort(), env);
  }

  /** Starts another shield on the same cluster. */
  async restart(port: number, env: Env = {}): Promise<void> {
    this.isAltered = true;
    await this.run(port, env);
  }

  private async run(port: number, env: Env): Promise<void> {
    this.app = await startApp({ CLUSTER_NAME: 'prod', ...env }, { apiServer: this.apiServer, port });
    await this.app.until('/readyz', (body) => body === 'ready');
  }

  async close(): Promise<void> {
    await this.app.stop();
    await this.server.close();
  }

  healthy(namespace: string, name: string, version = 'v1.0.0'): void {
    this.put(namespace, name, { image: `registry.example/${name}:${version}` }, {});
  }

  crashLooping(namespace: string, name: string, reason = 'CrashLoopBackOff'): void {
    const state = { waiting: { reason } };
    this.put(namespace, name, {}, { ready: false, restartCount: 5, state });
  }

  /** Its container exits with that code, again and again. */
  exited(namespace: string, name: string, exitCode: number, restartCount = 5): void {
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    const lastState = { terminated: { exitCode, reason: 'Error' } };
    this.put(namespace, name, {}, { ready: false, restartCount, state, lastState });
  }

  /** One of its two pods is ready. */
  partlyReady(namespace: string, name: string): void {
    this.put(namespace, name, {}, {});
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    this.put(namespace, name, {}, { ready: false, restartCount: 5, state }, 1);
  }

  /** In the middle of a rollout: it also has a pod of another version. */
  rolling(namespace: string, name: string, version: string): void {
    this.put(namespace, name, { image: `registry.example/${name}:${version}` }, {}, 1);
  }

  /** Deletes its last pod. */
  deleted(namespace: string, name: string): void {
    this.cluster.delete(namespace, `${name}-0`);
  }

  /** With hostile text wherever a cluster allows any text: the owner's kind, the image's tag. */
  hostile(namespace: string, name: string, text: string): void {
    this.isAltered = true;
    const controlled = { kind: text, name, index: 0 };
    const spec = { containers: [container({ image: `registry.example/${name}:${text}` })] };
    this.cluster.set(podOf(controlled, { metadata: { namespace }, spec }));
  }

  private put(namespace: string, name: string, app: object, status: object, index = 0): void {
    this.isAltered ||= ![...HEALTHY, FAILING].some(
      ([otherNamespace, other]) => otherNamespace === namespace && other === name,
    );
    const controlled = { kind: 'StatefulSet', name, index };
    const spec = { containers: [container(app)] };
    this.cluster.set(
      podOf(controlled, { metadata: { namespace }, spec, status: { containerStatuses: [containerStatus(status)] } }),
    );
  }
}

const HEALTHY = [
  ['shop', 'web'],
  ['shop', 'cart'],
  ['shop', 'checkout'],
  ['platform', 'ingress'],
  ['data', 'orders-db'],
] as const;

const FAILING = ['data', 'reports'] as const;
const HEALTHY_STATUS = '1/1 (0 restarts)';
const FAILING_STATUS = '0/1 (5 restarts)';

interface ListedService {
  readonly name: string;
  readonly results: { readonly health: { readonly status: string } };
}

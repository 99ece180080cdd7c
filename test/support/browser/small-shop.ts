// A small cluster whose every service stands as a test needs it, and a shield that watches it.
import { container, containerStatus, podOf } from '../../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';

export class SmallShop {
  readonly cluster = new SimulatedCluster();
  readonly server = new SimulatedApiServer(this.cluster);
  app!: RunningApp;
  private apiServer = '';
  /** Something was added that stays known, or another process is at work. */
  private isAltered = false;

  static async open(env: Env = {}): Promise<SmallShop> {
    const shop = new SmallShop();
    shop.stock();
    await shop.start(env);
    return shop;
  }

  /** Without any service. */
  static async openEmpty(): Promise<SmallShop> {
    const shop = new SmallShop();
    await shop.start({});
    return shop;
  }

  /** As it was opened; false: it can't be so again, and another has to be opened. */
  async restock(): Promise<boolean> {
    if (this.isAltered) return false;
    for (const [namespace, name] of [...CALM, ILL]) this.cluster.delete(namespace, `${name}-1`);
    this.stock();
    await this.app.until('/v1/services', (body) => {
      const { items } = JSON.parse(body) as { items: readonly Restocked[] };
      return items.every(({ name, results }) => results.health.status === (name === ILL[1] ? ILL_STATUS : CALM_STATUS));
    });
    return true;
  }

  private stock(): void {
    for (const [namespace, name] of CALM) this.well(namespace, name);
    this.ill(...ILL);
  }

  async start(env: Env = {}): Promise<void> {
    this.apiServer = await this.server.listen();
    await this.run(0, env);
  }

  /** Another process, as it were, on the same cluster. */
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

  well(namespace: string, name: string, version = 'v1.0.0'): void {
    this.put(namespace, name, { image: `registry.example/${name}:${version}` }, {});
  }

  ill(namespace: string, name: string, reason = 'CrashLoopBackOff'): void {
    const state = { waiting: { reason } };
    this.put(namespace, name, {}, { ready: false, restartCount: 5, state });
  }

  /** Its container ended with that code, again and again. */
  crashed(namespace: string, name: string, exitCode: number): void {
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    const lastState = { terminated: { exitCode, reason: 'Error' } };
    this.put(namespace, name, {}, { ready: false, restartCount: 5, state, lastState });
  }

  /** One of its two pods is ready. */
  partly(namespace: string, name: string): void {
    this.put(namespace, name, {}, {});
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    this.put(namespace, name, {}, { ready: false, restartCount: 5, state }, 1);
  }

  /** A rollout is under way: beside its pod there is one of another version. */
  rolling(namespace: string, name: string, version: string): void {
    this.put(namespace, name, { image: `registry.example/${name}:${version}` }, {}, 1);
  }

  /** Its last pod is deleted. */
  gone(namespace: string, name: string): void {
    this.cluster.delete(namespace, `${name}-0`);
  }

  /** Whatever a cluster lets anybody write: the owner's kind, the image's tag. */
  odd(namespace: string, name: string, text: string): void {
    this.isAltered = true;
    const controlled = { kind: text, name, index: 0 };
    const spec = { containers: [container({ image: `registry.example/${name}:${text}` })] };
    this.cluster.set(podOf(controlled, { metadata: { namespace }, spec }));
  }

  private put(namespace: string, name: string, app: object, status: object, index = 0): void {
    this.isAltered ||= ![...CALM, ILL].some(([where, who]) => where === namespace && who === name);
    const controlled = { kind: 'StatefulSet', name, index };
    const spec = { containers: [container(app)] };
    this.cluster.set(
      podOf(controlled, { metadata: { namespace }, spec, status: { containerStatuses: [containerStatus(status)] } }),
    );
  }
}

const CALM = [
  ['shop', 'web'],
  ['shop', 'cart'],
  ['shop', 'checkout'],
  ['platform', 'ingress'],
  ['data', 'orders-db'],
] as const;

const ILL = ['data', 'reports'] as const;
const CALM_STATUS = '1/1 (0 restarts)';
const ILL_STATUS = '0/1 (5 restarts)';

interface Restocked {
  readonly name: string;
  readonly results: { readonly health: { readonly status: string } };
}

// Federated shields in the test's process, each with its own simulated cluster, over real sockets.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PodObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import { podOf } from '../../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';
import { PacedClock } from '../time/paced-clock.ts';
import { freePort } from '../app/free-port.ts';

export const KEY = 'a key that all shields of a test share';

/** Shared by every shield of the test file. */
export const clock = new PacedClock();

/** A key file that is replaced atomically, as in a mounted Secret. */
export class KeyFile {
  private constructor(private readonly folder: string) {}

  static async create(...keys: readonly string[]): Promise<KeyFile> {
    const file = new KeyFile(await mkdtemp(join(tmpdir(), 'kube-shields-keys-')));
    await file.write(...keys);
    return file;
  }

  get path(): string {
    return join(this.folder, 'keys');
  }

  async write(...keys: readonly string[]): Promise<void> {
    const next = join(this.folder, 'next');
    await writeFile(next, keys.map((key) => `${key}\n`).join(''));
    await rename(next, this.path);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

/** One cluster, its API server and its shield. The shield may be stopped and started again on the same port. */
export class Cluster {
  readonly cluster = new SimulatedCluster();
  readonly server = new SimulatedApiServer(this.cluster);
  shield!: RunningApp;
  /** The shield's URL, whether it is running or not. */
  url!: string;
  private port = 0;
  private isUp = false;

  private constructor(
    readonly name: string,
    readonly keys: KeyFile,
    readonly env: Env,
  ) {}

  /** `env` in addition to CLUSTER_NAME and INTRA_SECRET. */
  static async start(
    name: string,
    keys: KeyFile,
    env: Env = {},
    services: readonly string[] = ['web'],
  ): Promise<Cluster> {
    const cluster = await Cluster.prepare(name, keys, env, services);
    await cluster.startShield();
    return cluster;
  }

  /** Everything except the running shield, whose URL is already known. */
  static async prepare(
    name: string,
    keys: KeyFile,
    env: Env = {},
    services: readonly string[] = ['web'],
  ): Promise<Cluster> {
    const cluster = new Cluster(name, keys, env);
    for (const service of services) cluster.run(service);
    await cluster.server.listen(await freePort());
    cluster.port = await freePort();
    cluster.url = `http://127.0.0.1:${cluster.port}`;
    return cluster;
  }

  /** Resolves once it is ready. */
  async startShield(env: Env = {}): Promise<void> {
    const all = { CLUSTER_NAME: this.name, INTRA_SECRET: this.keys.path, OTHER_SHIELDS: 'None', ...this.env, ...env };
    this.shield = await startApp(all, { apiServer: this.server.url, port: this.port, clock });
    this.isUp = true;
    await this.shield.until('/readyz', (body) => body === 'ready');
  }

  async stopShield(): Promise<void> {
    this.isUp = false;
    await this.shield.stop();
  }

  /** A test that failed may have stopped the shield already. */
  async stop(): Promise<void> {
    if (this.isUp) await this.stopShield();
    await this.server.close();
  }

  /** One ready pod of a Deployment, or as `pod` says. */
  run(service: string, pod: Partial<Parameters<typeof podOf>[1]> = {}, namespace = 'shop'): PodObject {
    const { metadata, ...rest } = pod;
    return this.cluster.set(
      podOf({ kind: 'Deployment', name: service }, { metadata: { namespace, ...metadata }, ...rest }),
    );
  }

  /** The service's one pod, ready or not. */
  setReady(service: string, isReady: boolean, namespace = 'shop'): void {
    const status = { name: 'app', ready: isReady, restartCount: 0, state: { running: {} } };
    this.run(service, { status: { containerStatuses: [status] } }, namespace);
  }

  remove(service: string, namespace = 'shop'): void {
    const { metadata } = podOf({ kind: 'Deployment', name: service });
    this.cluster.delete(namespace, metadata.name);
  }
}

export interface BadgeJson {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly reason?: string;
  readonly checked?: string;
  readonly missing?: readonly string[];
}

/** The badge's current result. */
export async function badge(shield: RunningApp, path: string): Promise<BadgeJson> {
  const response = await shield.get(path + (path.includes('?') ? '&' : '?') + 'format=json');
  return (await response.json()) as BadgeJson;
}

/** Waits until the badge fits. */
export async function untilBadge(
  shield: RunningApp,
  path: string,
  fits: (badge: BadgeJson) => boolean,
): Promise<BadgeJson> {
  const target = path + (path.includes('?') ? '&' : '?') + 'format=json';
  const body = await shield.until(target, (text) => fits(JSON.parse(text) as BadgeJson));
  return JSON.parse(body) as BadgeJson;
}

export interface PeerItem {
  readonly address: string;
  readonly cluster?: string;
  readonly version?: string;
  readonly connected: boolean;
  readonly services: number;
  readonly error?: string;
  readonly insecure: boolean;
}

export async function peersOf(shield: RunningApp): Promise<readonly PeerItem[]> {
  const { items } = (await (await shield.get('/v1/peers')).json()) as { items: readonly PeerItem[] };
  return items;
}

export async function untilPeers(
  shield: RunningApp,
  fits: (peers: readonly PeerItem[]) => boolean,
): Promise<readonly PeerItem[]> {
  const parse = (text: string): readonly PeerItem[] => (JSON.parse(text) as { items: readonly PeerItem[] }).items;
  return parse(await shield.until('/v1/peers', (text) => fits(parse(text))));
}

// The built product as a process, with a folder of checks, observed over HTTP and in /proc.
import { readFileSync } from 'node:fs';
import { podOf } from '../../../simulator/cluster/pod.ts';
import { kubeconfigFor } from '../../../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import { ChecksFolder, type Files } from './checks-folder.ts';
import { type ProcessInfo, allProcesses, isMarked } from './check-processes.ts';
import { type Product, runProduct, untilAnswers } from '../app/run-product.ts';
import { type TemporaryFile, temporaryFile } from '../app/temporary-file.ts';
import { until } from '../time/until.ts';

export interface CheckItem {
  readonly file: string;
  readonly service: string;
  readonly check?: string;
  readonly lastRun?: string;
  readonly failuresInARow?: number;
  readonly runsAlone?: boolean;
  readonly loadError?: string;
}

export interface Shown {
  readonly label: string;
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly reason?: string;
}

export class ChecksShield {
  readonly folder: ChecksFolder;
  readonly product: Product;
  private readonly hosts = new Set<number>();
  private readonly server: SimulatedApiServer;
  private readonly kubeconfig: TemporaryFile;

  private constructor(folder: ChecksFolder, product: Product, server: SimulatedApiServer, kubeconfig: TemporaryFile) {
    this.folder = folder;
    this.product = product;
    this.server = server;
    this.kubeconfig = kubeconfig;
  }

  static async start(files: Files, env: Readonly<Record<string, string>> = {}): Promise<ChecksShield> {
    const cluster = new SimulatedCluster();
    cluster.set(podOf({ kind: 'StatefulSet', name: 'web' }));
    const server = new SimulatedApiServer(cluster);
    const kubeconfig = await temporaryFile(kubeconfigFor({ url: await server.listen() }));
    const folder = new ChecksFolder(files);
    const product = await runProduct({
      PATH: process.env['PATH'] ?? '',
      OTHER_SHIELDS: 'None',
      KUBECONFIG: kubeconfig.path,
      CHECKS_DIR: folder.path,
      CHECK_FOLDER: folder.path,
      CHECK_TIMEOUT: '1s',
      CHECK_INTERVAL: '2s',
      ...env,
    });
    const shield = new ChecksShield(folder, product, server, kubeconfig);
    await untilAnswers(product, '/readyz').catch(async (error: unknown) => {
      await shield.stop();
      throw error;
    });
    return shield;
  }

  async get(path: string): Promise<Response> {
    return fetch(this.product.url + path);
  }

  async checks(): Promise<readonly CheckItem[]> {
    return ((await (await this.get('/v1/checks')).json()) as { items: CheckItem[] }).items;
  }

  async badge(service: string, check = 'hits'): Promise<Shown> {
    return (await (await this.get(`/_/${service}/${check}/?format=json`)).json()) as Shown;
  }

  async until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    let lastItems: readonly CheckItem[] = [];
    await until(
      () =>
        `${what}\n${lastItems.map((item) => JSON.stringify(item)).join('\n')}${this.product.output().out.slice(-2_000)}`,
      async () => {
        if (await condition()) return true;
        lastItems = (await this.checks()).filter(({ file }) => !file.startsWith('good-'));
        return false;
      },
    );
  }

  /** Its check processes, found by a variable in their environment, and their host, which doesn't have that variable. */
  checkProcesses(): readonly ProcessInfo[] {
    const all = allProcesses();
    for (const { pid, parent, command } of all) {
      if (parent === this.product.child.pid && command.includes('check-host')) this.hosts.add(pid);
    }
    return all.filter(({ pid, environment }) => isMarked(environment, this.folder.path) || this.hosts.has(pid));
  }

  /** Resident memory of the shield itself, in bytes. */
  memory(): number {
    const [, pages] = readFileSync(`/proc/${this.product.child.pid ?? 0}/statm`, 'latin1').split(' ');
    return Number(pages) * 4096;
  }

  async stop(): Promise<void> {
    this.product.child.kill('SIGTERM');
    await this.product.exit;
    await this.close();
  }

  async kill(): Promise<void> {
    this.product.child.kill('SIGKILL');
    await this.product.exit;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.kubeconfig.remove();
    this.folder.remove();
  }
}

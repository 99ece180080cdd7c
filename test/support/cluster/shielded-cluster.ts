// The whole app and a simulated cluster over TLS, with a clock that the test advances: what the app shows of the cluster,
// and what it should show by a recount.
import { rename, writeFile } from 'node:fs/promises';
import { type Access, kubeconfigFor } from '../../../simulator/kubeconfig.ts';
import type { ServerOptions } from '../../../simulator/server/server-options.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { ask, type Answered } from '../http/kept-connection.ts';
import { ManualClock } from '../time/manual-clock.ts';
import { REFUSES_WORKLOADS, WORKLOADS } from './forbidden-workloads.ts';
import { type Counted, recount, type Recount } from './recount.ts';
import { freePort } from '../app/free-port.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../app/temporary-file.ts';

export interface ShieldedOptions {
  readonly server?: ServerOptions;
  readonly access?: Access;
  readonly env?: Env;
  /** Number of changes that the cluster keeps. */
  readonly history?: number;
}

/** A service as `/v1/services` shows it. */
export interface Shown extends Counted {
  readonly state: string;
  readonly checked?: string;
}

export class ShieldedCluster {
  readonly clock = new ManualClock();
  readonly cluster: SimulatedCluster;
  readonly server: SimulatedApiServer;
  app!: RunningApp;
  private kubeconfig!: TemporaryFile;
  private readonly options: ShieldedOptions;
  private readonly isRefused: boolean;

  constructor(options: ShieldedOptions = {}) {
    this.options = options;
    const now = (): number => this.clock.now().wall;
    this.cluster = new SimulatedCluster({ now, ...(options.history !== undefined && { history: options.history }) });
    this.isRefused = REFUSES_WORKLOADS && options.env?.['WATCH_WORKLOADS'] !== 'true';
    const ungranted = this.isRefused ? WORKLOADS : [];
    this.server = new SimulatedApiServer(this.cluster, { isUntimed: true, ungranted, ...options.server });
  }

  async start(): Promise<void> {
    await this.server.listen(await freePort());
    this.kubeconfig = await temporaryFile(kubeconfigFor(this.server, this.options.access));
    const { clock, path } = { clock: this.clock, path: this.kubeconfig.path };
    const env = { ...this.options.env, ...(this.isRefused && { WATCH_WORKLOADS: 'true' }) };
    this.app = await startApp(env, { clock, kubeconfig: path });
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.server.close();
    await this.kubeconfig.remove();
  }

  async writeAccess(access: Access, server: { readonly url: string } = this.server): Promise<void> {
    const next = `${this.kubeconfig.path}.next`;
    await writeFile(next, kubeconfigFor(server, access));
    await rename(next, this.kubeconfig.path);
  }

  ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered> {
    return ask(this.app.port, path, headers);
  }

  /** Every service that the app shows, by `namespace/name`. */
  async shown(): Promise<ReadonlyMap<string, Shown>> {
    const { body } = await this.ask('/v1/services?limit=500');
    const { items } = JSON.parse(body) as { items: readonly Item[] };
    return new Map(
      items.map(({ namespace, name, state, results }) => [`${namespace}/${name}`, shownOf(state, results)]),
    );
  }

  expected(): Recount {
    return recount(this.cluster.pods(), this.clock.now().wall);
  }

  /** Whether every service with pods is shown as recounted, and no other service with pods. */
  async isAsExpected(): Promise<boolean> {
    return differences(await this.shown(), this.expected()).length === 0;
  }

  /** Advances the clock in steps, draining sockets after each, until the condition holds. Returns the clock's milliseconds. */
  async until(
    what: string,
    condition: () => boolean | Promise<boolean>,
    longest = 120_000,
    step = 1_000,
  ): Promise<number> {
    const began = this.clock.now().monotonic;
    while (!(await this.holdsNow(condition))) {
      const waited = this.clock.now().monotonic - began;
      if (waited > longest) throw new Error(`timed out after ${longest} ms of the app's clock, waiting until ${what}`);
      this.clock.advance(step);
    }
    return this.clock.now().monotonic - began;
  }

  private async holdsNow(condition: () => boolean | Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < 4; tries += 1) {
      if (await condition()) return true;
      await drainSockets();
    }
    return false;
  }
}

interface Item {
  readonly namespace: string;
  readonly name: string;
  readonly state: string;
  readonly results: Readonly<Record<string, Shown>>;
}

function shownOf(state: string, { health }: Item['results']): Shown {
  if (health === undefined) throw new Error('A service has no health result.');
  const { status, color, checked } = health;
  return { status, color, state, ...(checked !== undefined && { checked }) };
}

/** Lets both sides read what their sockets have buffered. */
export async function drainSockets(turns = 4): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A sentence for each service that is shown differently. A service that had pods may be shown without any. */
export function differences(shown: ReadonlyMap<string, Counted>, truth: Recount): readonly string[] {
  const names = new Set([...shown.keys(), ...truth.keys()]);
  return [...names].flatMap((name) => {
    const [is, should] = [textOf(shown.get(name)), textOf(truth.get(name))];
    const isGone = should === 'not there' && is === 'no pods lightgrey';
    return is === should || isGone ? [] : [`${name} is shown as ${is}, and should be ${should}`];
  });
}

function textOf(counted: Counted | undefined): string {
  return counted === undefined ? 'not there' : `${counted.status} ${counted.color}`;
}

// A simulated cluster, the app that watches it, and a clock that the test advances: a test puts pods in, and reads what
// is shown over HTTP.
import type { PodObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import { container, podOf } from '../../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { NOW } from '../rules/health-rules.ts';
import { ManualClock } from '../time/manual-clock.ts';
import { REFUSES_WORKLOADS, WORKLOADS } from './forbidden-workloads.ts';
import { freePort } from '../app/free-port.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';
import { until } from '../time/until.ts';

/** `format=json` of a badge, or a result in `/v1`. */
export interface Shown {
  readonly status: string;
  readonly color: string;
  readonly state: string;
  readonly reason?: string;
  readonly namespace?: string;
  readonly service?: string;
  readonly since?: string;
  readonly checked?: string;
}

export interface ShownOptions {
  /** A watched namespace, for the marker pod that shows that all earlier events were processed. */
  readonly markerNamespace?: string;
  /** Created before the app starts. */
  readonly pods?: readonly PodObject[];
  /** The API server has no protobuf. */
  readonly isJsonOnly?: boolean;
  /** Runs before the app starts. */
  readonly prepare?: (server: SimulatedApiServer) => void;
  /** Advances the clock until it is ready. */
  readonly isHurried?: boolean;
  /** Initial time of its clock in Unix milliseconds; default NOW. */
  readonly now?: number;
  /** Workloads are watched, and every kind answers 403, which must show the same as watching pods only. */
  readonly refusesWorkloads?: boolean;
}

export class ShownCluster {
  readonly clock: ManualClock;
  readonly cluster: SimulatedCluster;
  readonly server: SimulatedApiServer;
  private readonly markerNamespace: string;
  private running: RunningApp | undefined;
  private marks = 0;

  private constructor(options: ShownOptions, ungranted: readonly string[]) {
    const { markerNamespace = 'markers', isJsonOnly = false, now = NOW } = options;
    this.markerNamespace = markerNamespace;
    this.clock = new ManualClock(now);
    this.cluster = new SimulatedCluster({ now: () => this.clock.now().wall });
    this.server = new SimulatedApiServer(this.cluster, { isUntimed: true, isJsonOnly, ungranted });
  }

  /** Resolves once it is ready. Nothing turns stale for a week unless `env` overrides that. */
  static async start(env: Env = {}, options: ShownOptions = {}): Promise<ShownCluster> {
    const { isHurried = false, pods = [], prepare, refusesWorkloads = REFUSES_WORKLOADS } = options;
    const isRefused = refusesWorkloads && env['WATCH_WORKLOADS'] !== 'true';
    const shown = new ShownCluster(options, isRefused ? WORKLOADS : []);
    for (const pod of pods) shown.cluster.set(pod);
    prepare?.(shown.server);
    const apiServer = await shown.server.listen(await freePort());
    shown.running = await startApp(
      { STALE_AFTER: '168h', ...env, ...(isRefused && { WATCH_WORKLOADS: 'true' }) },
      { apiServer, clock: shown.clock },
    );
    const step = isHurried ? 1_000 : 0;
    await until(
      'the app is ready',
      async () => (await shown.status('/readyz')) === 200,
      () => {
        shown.clock.advance(step);
      },
    );
    return shown;
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    await this.server.close();
  }

  get app(): RunningApp {
    if (this.running === undefined) throw new Error('The app has not started.');
    return this.running;
  }

  /** Creates or updates the pods, and waits until the app has processed that. */
  async add(...pods: readonly PodObject[]): Promise<void> {
    for (const pod of pods) this.cluster.set(pod);
    await this.catchUp();
  }

  async remove(...pods: readonly PodObject[]): Promise<void> {
    for (const { metadata } of pods) this.cluster.delete(metadata.namespace, metadata.name);
    await this.catchUp();
  }

  /** Events are ordered: once a marker pod's new version is shown, all earlier events are processed. */
  async catchUp(): Promise<void> {
    this.marks += 1;
    const image = `registry.example/marker:mark-${this.marks}`;
    const metadata = { namespace: this.markerNamespace };
    this.cluster.set(
      podOf({ kind: 'StatefulSet', name: 'marker' }, { metadata, spec: { containers: [container({ image })] } }),
    );
    const target = `/_/marker/version.json?namespace=${this.markerNamespace}`;
    await this.app.until(target, (body) => body.includes(`"mark-${this.marks}"`));
  }

  /** Advances the clock with an event once a day, so that no watch times out. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= DAY) {
      this.clock.leap(Math.min(left, DAY));
      await this.catchUp();
    }
  }

  async badge(path: string): Promise<Shown> {
    return (await this.json(path.includes('?') ? `${path}&format=json` : `${path}?format=json`)) as Shown;
  }

  /** Status, color and state. */
  async health(name: string, query = ''): Promise<readonly string[]> {
    const { status, color, state } = await this.badge(`/_/${name}/health/${query}`);
    return [status, color, state];
  }

  /** Name and kind of every service of the namespace. */
  async services(namespace: string): Promise<readonly (readonly [string, string])[]> {
    const { items } = (await this.json(`/v1/services?namespace=${namespace}`)) as {
      items: { name: string; kind: string }[];
    };
    return items.map(({ name, kind }) => [name, kind]);
  }

  async json(path: string): Promise<unknown> {
    return (await this.app.get(path)).json();
  }

  async status(path: string): Promise<number> {
    const response = await this.app.get(path);
    await response.arrayBuffer();
    return response.status;
  }
}

const DAY = 86_400_000;

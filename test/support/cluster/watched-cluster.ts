// A simulated cluster on a real socket and the watch under test: the objects it received, and the requests it sent.
import { ANNOTATION_NAMES } from '../../../src/config/config.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Moment } from '../../../src/config/clock.ts';
import type { ApiFault } from '../../../src/kubernetes/fault/api-fault.ts';
import { type ClusterAccess, loadClusterAccess } from '../../../src/kubernetes/kubeconfig/kubeconfig.loader.ts';
import { KubernetesClient } from '../../../src/kubernetes/http/kubernetes.client.ts';
import type { Pod } from '../../../src/discovery/pods/pod.ts';
import { POD_PROTO, podResource } from '../../../src/discovery/pods/pod-resource.ts';
import { protobufMessages } from '../../../src/kubernetes/decode/protobuf-messages.ts';
import { loadSchema } from '../../../src/kubernetes/decode/protobuf-schema.loader.ts';
import type { ObjectSink } from '../../../src/kubernetes/watch/object-sink.ts';
import { Reflector, type ReflectorOptions } from '../../../src/kubernetes/watch/reflector.ts';
import type { ObjectEvent } from '../../../src/kubernetes/resource/resource.ts';
import type { Source } from '../../../src/kubernetes/watch/source.ts';
import { SourceWatch } from '../../../src/kubernetes/watch/source-watch.ts';
import { type Access, kubeconfigFor } from '../../../simulator/kubeconfig.ts';
import { pod } from '../../../simulator/cluster/pod.ts';
import { type LoggedRequest, SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import type { ServerOptions } from '../../../simulator/server/server-options.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import { freePort } from '../app/free-port.ts';
import { ManualClock } from '../time/manual-clock.ts';
import { until } from '../time/until.ts';

export interface WatchedOptions extends Partial<Omit<ReflectorOptions, 'clock'>> {
  /** Default: a manual clock. */
  readonly clock?: Clock;
  readonly namespace?: string;
  readonly excluded?: readonly string[];
  /** Names of pods that exist at the start. */
  readonly pods?: readonly string[];
  readonly server?: ServerOptions;
  readonly history?: number;
  readonly maxPage?: number;
  readonly pageSize?: number;
}

const RULES = { serviceLabels: [], annotations: ANNOTATION_NAMES, sidecars: [] };
const SCHEMA = loadSchema([POD_PROTO]);

/** Specs named `…-protobuf` run the same tests with protobuf. */
function isProtobuf(): boolean {
  return expect.getState().testPath?.endsWith('-protobuf.spec.ts') === true;
}

export class WatchedCluster {
  readonly cluster: SimulatedCluster;
  readonly server: SimulatedApiServer;
  readonly clock: Clock;
  readonly manual = new ManualClock();
  readonly store = new PodStore();
  readonly source: Source;
  readonly faults: ApiFault[] = [];
  readonly relists: string[] = [];
  readonly kubeconfig: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'watched-cluster-'));
  private readonly stopping = new AbortController();
  private client: KubernetesClient | undefined;
  private started: SourceWatch<Pod> | undefined;
  private run: Promise<void> | undefined;

  constructor(private readonly options: WatchedOptions = {}) {
    this.cluster = new SimulatedCluster({ ...(options.history !== undefined && { history: options.history }) });
    this.server = new SimulatedApiServer(this.cluster, { isUntimed: options.clock === undefined, ...options.server });
    this.clock = options.clock ?? this.manual;
    this.source = { id: 'pods', cluster: 'local', provenAt: undefined, staleAfter: options.staleAfter ?? 90_000 };
    this.kubeconfig = join(this.folder, 'config');
    for (const name of options.pods ?? ['web-0', 'web-1']) this.add(name);
  }

  get watch(): SourceWatch<Pod> {
    if (this.started === undefined) throw new Error('Call start() first.');
    return this.started;
  }

  add(name: string, namespace = 'shop'): void {
    this.cluster.set(pod({ metadata: { name, namespace } }));
  }

  remove(name: string, namespace = 'shop'): void {
    this.cluster.delete(namespace, name);
  }

  async start(access: Access = {}): Promise<void> {
    await this.server.listen(await freePort());
    this.writeKubeconfig(access);
    this.startWith(await accessOf(this.kubeconfig));
  }

  writeKubeconfig(access: Access): void {
    writeFileSync(this.kubeconfig, kubeconfigFor(this.server, access));
  }

  startWith(access: ClusterAccess): void {
    const { clock, source, options } = this;
    const { maxPage, pageSize, namespace, excluded } = options;
    this.client = new KubernetesClient({
      access,
      clock,
      messages: protobufMessages(SCHEMA),
      ownTurn: () => Promise.resolve(),
      ...(maxPage !== undefined && { maxPage }),
      ...(pageSize !== undefined && { pageSize }),
    });
    const api = this.client.objects(podResource(RULES, isProtobuf() ? SCHEMA : undefined), {
      ...(namespace !== undefined && { namespace }),
      ...(excluded && { excluded }),
    });
    const reflector = new Reflector(api, { random: () => 0.5, staleAfter: 90_000, ...options, clock });
    const observer = {
      faulted: (fault: ApiFault) => void this.faults.push(fault),
      listed: () => undefined,
      recovered: () => undefined,
      received: () => undefined,
      relisted: (reason: string) => void this.relists.push(reason),
    };
    const nextTurn = (): Promise<void> => Promise.resolve();
    this.started = new SourceWatch({
      source,
      resource: podResource(RULES),
      namespace,
      reflector,
      sink: this.store,
      clock,
      nextTurn,
      observer,
    });
    this.run = this.started.run(this.stopping.signal);
  }

  /** Waits until the first list is complete and the watch is open. */
  async untilWatching(meanwhile?: () => void): Promise<void> {
    await until('the watch is open', () => this.server.watches > 0 && this.watch.state === 'watching', meanwhile);
  }

  /** Waits until the store equals the cluster. */
  async untilSynced(meanwhile?: () => void): Promise<void> {
    await until(
      'the store equals the cluster',
      () => JSON.stringify(this.store.versions()) === JSON.stringify(this.clusterVersions()),
      meanwhile,
    );
  }

  /** For `until`: advances the clock by a second at each retry. */
  readonly advanceOneSecond = (): void => {
    this.manual.advance(1_000);
  };

  private clusterVersions(): readonly string[] {
    return this.cluster
      .pods()
      .map(({ metadata: { namespace, name, resourceVersion } }) => `${namespace}/${name} ${resourceVersion}`);
  }

  /** The query parameters of each request of that kind so far. */
  requests(kind: 'list' | 'watch'): readonly URLSearchParams[] {
    return this.server.requestsOf(kind).map(({ url }: LoggedRequest) => new URL(url, this.server.url).searchParams);
  }

  /** Stops the watch; the cluster goes on. */
  async stopWatching(): Promise<void> {
    this.stopping.abort();
    await this.run;
    this.client?.close();
  }

  async stop(): Promise<void> {
    await this.stopWatching();
    await this.server.close();
    rmSync(this.folder, { recursive: true });
  }
}

export async function accessOf(kubeconfig: string): Promise<ClusterAccess> {
  const access = await loadClusterAccess(kubeconfig, { home: undefined, serviceHost: undefined, root: '' });
  if (access.type === 'fault') throw new Error(access.text);
  return access;
}

/** The simplest sink: a store that swaps a whole list in. */
export class PodStore implements ObjectSink<Pod> {
  /** The names of called methods, in order. */
  readonly calls: string[] = [];
  private pods = new Map<string, Pod>();
  private next: Map<string, Pod> | undefined;

  get count(): number {
    return this.pods.size;
  }

  begin(): void {
    this.calls.push('begin');
    this.next = new Map();
  }

  add(pods: readonly Pod[], _now: Moment): void {
    this.calls.push('add');
    for (const added of pods) this.next?.set(nameOf(added), added);
  }

  prepare(): Iterable<void> {
    return [];
  }

  commit(): Iterable<void> {
    this.calls.push('commit');
    if (this.next) this.pods = this.next;
    this.next = undefined;
    return [];
  }

  abandon(): void {
    this.calls.push('abandon');
    this.next = undefined;
  }

  apply({ type, object }: ObjectEvent<Pod>): void {
    this.calls.push(type);
    if (type === 'set') this.pods.set(nameOf(object), object);
    else this.pods.delete(nameOf(object));
  }

  /** Each pod with its version. */
  versions(): readonly string[] {
    return this.names().map((name) => `${name} ${this.pods.get(name)?.version ?? 0}`);
  }

  names(): readonly string[] {
    return [...this.pods.keys()].sort();
  }
}

function nameOf({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}

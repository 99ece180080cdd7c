// Runs the watches for the life of the app. HTTP requests never cause requests to the API server.
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Clock } from '../config/clock.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import { ReadinessService } from '../observability/readiness.service.ts';
import type { ApiFault } from '../kubernetes/fault/api-fault.ts';
import type { ClusterAccess } from '../kubernetes/kubeconfig/kubeconfig.loader.ts';
import { isGlob, withoutNamespaces } from '../kubernetes/resource/excluded-namespaces.ts';
import { KubernetesClient } from '../kubernetes/http/kubernetes.client.ts';
import { Turns } from '../kubernetes/http/turns.ts';
import { protobufMessages } from '../kubernetes/decode/protobuf-messages.ts';
import { loadSchema } from '../kubernetes/decode/protobuf-schema.loader.ts';
import type { KnownObjects, ObjectIdentity, Resource } from '../kubernetes/resource/resource.ts';
import { POD_PROTO, podResource } from './pods/pod-resource.ts';
import type { ObjectSink } from '../kubernetes/watch/object-sink.ts';
import { Reflector } from '../kubernetes/watch/reflector.ts';
import { ServiceIndex } from './index/service-index.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import { gaugeSource } from '../kubernetes/watch/source-gauges.ts';
import {
  REFUSAL_LASTS,
  SourceWatch,
  type WatchedSource,
  type WatchObserver,
} from '../kubernetes/watch/source-watch.ts';
import { SourceLog } from './source-log.ts';
import { type WatchedScope, type WatchFactory, type WatchOptions, watchedScopes } from './watched-scope.ts';
import { WORKLOAD_PROTO, workloadResources } from './workloads/workload-resources.ts';

/** Injection token of the cluster that was found. */
export const CLUSTER_ACCESS = Symbol('ClusterAccess');

@Injectable()
export class DiscoveryService implements OnApplicationBootstrap, BeforeApplicationShutdown, WatchFactory {
  /** One per source, pods first. */
  readonly watches: readonly WatchedSource[];
  private readonly log = new Logger('discovery');
  private readonly sourceLog: SourceLog;
  private readonly client: KubernetesClient;
  private readonly scopes: readonly WatchedScope[];
  private readonly turns = new Turns(() => nextTurn());
  private readonly stopping = new AbortController();
  /** Items of watches since the metrics were read, by type: counting them with labels costs a microsecond each. */
  private readonly received = new Map<string, number>();
  private runs: readonly Promise<void>[] = [];
  private readonly firstSync = Promise.withResolvers<undefined>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CLUSTER_ACCESS) private readonly access: ClusterAccess,
    private readonly index: ServiceIndex,
    private readonly metrics: MetricsService,
    readiness: ReadinessService,
  ) {
    this.sourceLog = new SourceLog(clock, this.log);
    const schema = loadSchema([POD_PROTO, WORKLOAD_PROTO]);
    const ownTurn = (): Promise<unknown> => this.turns.take();
    this.client = new KubernetesClient({ access, clock, messages: protobufMessages(schema), ownTurn });
    const { discovery } = config;
    const pods = podResource(discovery, schema);
    const workloads = discovery.watchWorkloads ? workloadResources(discovery, schema) : [];
    this.scopes = watchedScopes(config, { pods, workloads }, (source) => index.partition(source), this);
    this.watches = this.allWatches();
    readiness.register('discovery', () => this.awaitedList());
    metrics.onCollect(() => {
      this.collect();
    });
  }

  /** Undefined: all of them in one watch. */
  get namespaces(): readonly (string | undefined)[] {
    return this.scopes.map(({ namespace }) => namespace);
  }

  /** Requests a document of the API server that isn't a list of objects. */
  document(path: string, within: number, signal: AbortSignal): Promise<{ readonly document: unknown } | ApiFault> {
    return this.client.document(path, within, signal);
  }

  /** The sources that readers depend on: pods, and if workloads are watched, the combined ones of `health`. */
  get sources(): readonly { readonly source: Source; readonly namespace: string | undefined }[] {
    return this.scopes.flatMap(({ namespace, pods, health }) =>
      [...new Set([pods.source, health])].map((source) => ({ source, namespace })),
    );
  }

  /** The source of `health` for services whose pods come from that source: it includes workloads. */
  healthSourceOf(pods: Source): Source {
    return this.scopes.find((scope) => scope.pods.source === pods)?.health ?? pods;
  }

  /** Each first list is complete, isn't granted, or was refused for longer than a starting API server does so. */
  hasSynced(): boolean {
    return !this.watches.some(({ isAwaited }) => isAwaited);
  }

  /** Resolves when `hasSynced` becomes true. */
  get synced(): Promise<unknown> {
    return this.firstSync.promise;
  }

  onApplicationBootstrap(): void {
    const { watchWorkloads } = this.config.discovery;
    this.log.log({ message: 'watching', cluster: this.access.origin, watches: this.watches.length, watchWorkloads });
    this.runs = this.scopes
      .flatMap(({ pods, workloads }) => [pods, ...workloads])
      .map((watch) => watch.run(this.stopping.signal));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.runs);
    this.client.close();
  }

  private allWatches(): readonly WatchedSource[] {
    return [...this.scopes.map(({ pods }) => pods), ...this.scopes.flatMap(({ workloads }) => workloads)];
  }

  private awaitedList(): string | undefined {
    const awaited = this.watches.find(({ isAwaited }) => isAwaited);
    return awaited && `the first list of ${awaited.resource.plural} is not in`;
  }

  createWatch<Item extends ObjectIdentity>(
    resource: Resource<Item>,
    source: Source,
    namespace: string | undefined,
    sink: ObjectSink<Item> & KnownObjects<Item>,
    { isOptional, faulted, slots, isClusterWide = false }: WatchOptions = {},
  ): SourceWatch<Item> {
    const { staleAfter, excludedNamespaces } = this.config.discovery;
    // A namespace that is named in WATCH_NAMESPACES is watched even if it is excluded.
    const excluded = isClusterWide ? [] : excludedNamespaces;
    const names = excluded.filter((each) => !isGlob(each));
    const scope = namespace === undefined ? { excluded: names } : { namespace };
    const watched = namespace === undefined ? withoutNamespaces(resource, excluded) : resource;
    const api = this.client.objects(watched, { ...scope, known: sink });
    const { clock } = this;
    const refusalWait = (): number | undefined => this.waitUntilGranted(watch);
    const watch = new SourceWatch<Item>({
      source,
      resource,
      namespace,
      clock,
      reflector: new Reflector(slots?.limited(api) ?? api, { clock, random: Math.random, staleAfter, refusalWait }),
      sink,
      nextTurn: () => this.turns.take(),
      observer: this.observer(faulted),
      ...(isOptional && { isOptional }),
    });
    return watch;
  }

  /** Within the first minute the API server may only be starting. */
  private waitUntilGranted({ notGrantedSince }: WatchedSource): number | undefined {
    const isSettled = notGrantedSince !== undefined && this.clock.now().monotonic - notGrantedSince >= REFUSAL_LASTS;
    return isSettled ? NOT_GRANTED_WAIT : undefined;
  }

  private observer(alsoFaulted?: (fault: ApiFault) => void): WatchObserver {
    return {
      faulted: (fault, watch) => {
        this.sourceLog.faulted(fault, watch);
        alsoFaulted?.(fault);
        this.noteSync();
      },
      listed: (watch) => {
        const { source, resource, objects } = watch;
        this.log.log({ message: `the first list of ${resource.plural} is in`, source: source.id, objects });
        this.retryWorkloads(watch);
        this.noteSync();
      },
      recovered: (watch) => {
        this.sourceLog.recovers(watch);
      },
      received: (type) => {
        this.received.set(type, (this.received.get(type) ?? 0) + 1);
      },
      relisted: (reason) => {
        this.metrics.relists.inc({ reason });
      },
    };
  }

  /**
   * Pods that are listed show that the API server has its rules by now: what it refused before is requested at once, so that
   * a shield without Argo Rollouts isn't ready a second later.
   */
  private retryWorkloads(watch: WatchedSource): void {
    for (const { pods, workloads } of this.scopes) {
      if (pods === watch) for (const workload of workloads) workload.retryFirstList();
    }
  }

  private noteSync(): void {
    if (this.hasSynced()) this.firstSync.resolve(undefined);
  }

  private collect(): void {
    for (const [type, times] of this.received) this.metrics.watchEvents.inc({ type }, times);
    this.received.clear();
    const now = this.clock.now();
    this.metrics.pods.set(this.index.podCount);
    this.metrics.refusedPods.set(this.index.unplacedPods);
    for (const { source, notGrantedSince } of this.watches) {
      // Badges don't depend on kinds that aren't granted.
      if (notGrantedSince === undefined) gaugeSource(this.metrics, source, now);
      else this.metrics.sourceStale.set({ source: source.id, cluster: source.cluster }, 0);
    }
  }
}

/** Milliseconds after which a kind that isn't granted is requested again. */
const NOT_GRANTED_WAIT = 5 * 60_000;

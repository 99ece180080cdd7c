// Runs the watches for the life of the app. Nothing here is ever caused by an HTTP request.
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
import type { ClusterAccess } from '../kubernetes/kubeconfig.loader.ts';
import { KubernetesClient } from '../kubernetes/kubernetes.client.ts';
import { protobufMessages } from '../kubernetes/protobuf-messages.ts';
import { loadSchema } from '../kubernetes/protobuf-schema.loader.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Pod } from './pods/pod.ts';
import { POD_PROTO, podResource } from './pods/pod-resource.ts';
import { Reflector } from '../kubernetes/reflector.ts';
import { ServiceIndex } from './index/service-index.ts';
import type { Source } from '../kubernetes/source.ts';
import { gaugeSource } from '../kubernetes/source-gauges.ts';
import { SourceWatch } from '../kubernetes/source-watch.ts';
import { SourceLog } from './source-log.ts';

/** Injection token of the cluster that was found. */
export const CLUSTER_ACCESS = Symbol('ClusterAccess');

@Injectable()
export class DiscoveryService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** One a source, for the life of the app. */
  readonly watches: readonly SourceWatch<Pod>[];
  private readonly log = new Logger('discovery');
  private readonly sourceLog: SourceLog;
  private readonly client: KubernetesClient;
  private readonly stopping = new AbortController();
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
    const schema = loadSchema([POD_PROTO]);
    this.client = new KubernetesClient({ access, clock, messages: protobufMessages(schema) });
    const pods = podResource(config.discovery, schema);
    this.watches = namespacesOf(config).map((namespace) => this.createWatch(pods, namespace));
    readiness.register('discovery', () => (this.hasSynced() ? undefined : 'the first list of pods is not in'));
    metrics.onCollect(() => {
      this.collect();
    });
  }

  /** Each first list is in, or was refused with 403 or 404 for as long as a starting API server may do so. */
  hasSynced(): boolean {
    return this.watches.every(({ hasListed, wasRefused }) => hasListed || wasRefused);
  }

  /** Resolves when `hasSynced` becomes true. */
  get synced(): Promise<unknown> {
    return this.firstSync.promise;
  }

  onApplicationBootstrap(): void {
    this.log.log({ message: 'watching pods', cluster: this.access.origin, watches: this.watches.length });
    this.runs = this.watches.map((watch) => watch.run(this.stopping.signal));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.runs);
    this.client.close();
  }

  private createWatch(pods: Resource<Pod>, namespace: string | undefined): SourceWatch<Pod> {
    const { staleAfter, excludedNamespaces } = this.config.discovery;
    const id = namespace === undefined ? 'pods' : `pods/${namespace}`;
    const source: Source = { id, cluster: this.config.cluster, provenAt: undefined, staleAfter };
    // A namespace that is asked for by name is watched, whatever is excluded.
    const scope = namespace === undefined ? { excluded: excludedNamespaces } : { namespace };
    const partition = this.index.partition(source);
    const api = this.client.objects(pods, { ...scope, known: partition });
    return new SourceWatch({
      source,
      namespace,
      clock: this.clock,
      reflector: new Reflector(api, { clock: this.clock, random: Math.random, staleAfter }),
      sink: partition,
      nextTurn,
      observer: {
        faulted: (fault, watch) => {
          this.sourceLog.faulted(fault, watch);
          this.noteSync();
        },
        listed: () => {
          this.log.log({ message: 'the first list of pods is in', source: source.id, pods: this.index.podCount });
          this.noteSync();
        },
        recovered: (watch) => {
          this.sourceLog.recovers(watch);
        },
        received: (type) => {
          this.metrics.watchEvents.inc({ type });
        },
        relisted: (reason) => {
          this.metrics.relists.inc({ reason });
        },
      },
    });
  }

  private noteSync(): void {
    if (this.hasSynced()) this.firstSync.resolve(undefined);
  }

  private collect(): void {
    const now = this.clock.now();
    this.metrics.pods.set(this.index.podCount);
    this.metrics.refusedPods.set(this.index.unplacedPods);
    for (const { source } of this.watches) gaugeSource(this.metrics, source, now);
  }
}

/** Undefined: all of them in one watch. */
function namespacesOf({ discovery }: Config): readonly (string | undefined)[] {
  return discovery.watchNamespaces.length === 0 ? [undefined] : [...new Set(discovery.watchNamespaces)];
}

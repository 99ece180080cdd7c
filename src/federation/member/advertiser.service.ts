// Advertises this cluster to the hubs that read its stream: gathers changes for a moment, then sends them to all streams.
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config } from '../../config/config.ts';
import { LogThrottle } from '../../config/log-throttle.ts';
import { VERSION } from '../../config/version.loader.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import { ObjectCatalog } from '../../services/objects/object-catalog.ts';
import { EPOCH } from '../epoch.ts';
import { FleetService } from '../fleet.service.ts';
import { AdvertisedCluster } from './advertised-cluster.ts';
import { GatheredFlush } from './gathered-flush.ts';
import type { Outlet } from '../../http/send/outlet.ts';
import { HubStreams, type OpenStream, type StreamRequest } from './hub-streams.ts';

@Injectable()
export class AdvertiserService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('federation');
  private readonly advertised: AdvertisedCluster;
  private readonly clock: Clock;
  private readonly metrics: MetricsService;
  private readonly streams: HubStreams;
  private readonly subscriptions: readonly Subscription[];
  private readonly throttle = new LogThrottle({ interval: Infinity });
  private readonly gathered: GatheredFlush;
  private cancelWait: (() => void) | undefined;

  constructor(
    local: LocalCatalog,
    objects: ObjectCatalog,
    fleet: FleetService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { cluster, discovery: { staleAfter }, details }: Config,
    @Inject(EPOCH) epoch: string,
    metrics: MetricsService,
  ) {
    this.clock = clock;
    this.metrics = metrics;
    const truncated = this.logTruncation.bind(this);
    const parts = { local, objects, clock, details, staleAfter, version: VERSION, epoch, truncated };
    this.advertised = new AdvertisedCluster(parts);
    const inNextTurn = (then: () => void): void => void setImmediate(then);
    this.streams = new HubStreams(this.advertised, clock, Math.random, inNextTurn);
    this.gathered = new GatheredFlush({ clock, inNextTurn, flush: () => this.flush() });
    this.subscriptions = [
      local.changes$.subscribe((change) => {
        this.gather(() => {
          this.advertised.touch(change);
        });
      }),
      objects.changes$.subscribe((change) => {
        this.gather(() => {
          this.advertised.touchObjects(change);
        });
      }),
      // Hubs learn at once, and not with the next heartbeat, that a watch turned stale or fresh.
      fleet.changes$.subscribe((change) => {
        if (change.type === 'cluster' && change.cluster === cluster) this.streams.beat();
      }),
    ];
  }

  /** The maximum number of streams is open. */
  get isFull(): boolean {
    return this.streams.isFull;
  }

  open(request: StreamRequest, outlet: Outlet): OpenStream {
    const stream = this.streams.open(request, outlet);
    this.metrics.federationStreams.set(this.streams.size);
    this.waitForSync();
    return {
      ...stream,
      closed: () => {
        stream.closed();
        this.metrics.federationStreams.set(this.streams.size);
      },
    };
  }

  /** Undefined until the cluster is known. */
  snapshot(): ReturnType<AdvertisedCluster['snapshot']> | undefined {
    return this.advertised.hasSynced() ? this.advertised.snapshot() : undefined;
  }

  beforeApplicationShutdown(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.gathered.stop();
    this.cancelWait?.();
    this.streams.leave();
  }

  private gather(touch: () => void): void {
    if (!this.streams.hasRecentReaders()) {
      this.advertised.skip();
      return;
    }
    touch();
    this.gathered.request();
  }

  /** Returns whether everything was sent. */
  private flush(): boolean {
    if (this.advertised.flush()) this.streams.beat();
    this.streams.pump();
    return this.advertised.isFlushed;
  }

  /** Each message once. */
  private logTruncation(message: string): void {
    if (this.throttle.isDue(message, this.clock.now().monotonic)) this.logger.warn({ message });
  }

  /** Polls, because the end of the last check file's trial may change no service, so that nothing is announced. */
  private waitForSync(): void {
    if (this.advertised.hasSynced() || this.streams.size === 0) return;
    this.cancelWait ??= this.clock.after(SYNC_POLL_INTERVAL, () => {
      this.cancelWait = undefined;
      this.streams.pump();
      this.waitForSync();
    });
  }
}

/** Milliseconds. */
const SYNC_POLL_INTERVAL = 500;

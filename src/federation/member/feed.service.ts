// Tells this cluster to the hubs that listen: gathers what changes, keeps the streams open, and ends them.
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { ServiceChange } from '../../services/change.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import type { Service } from '../../services/service.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config } from '../../config/config.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { ChangeFeed } from './change-feed.ts';
import { EPOCH } from '../epoch.ts';
import { FleetService } from '../fleet.service.ts';
import { type Feed, type Outlet, StreamReader } from './hub-stream.ts';
import { inPieces, wireService, wireSources } from './encoder.ts';
import { Told } from './advertised-services.ts';
import { MAX_GONE, MAX_SERVICES, MAX_SOURCES, type WireKey, type WireSnapshot, type WireSource } from '../wire.ts';

export interface StreamRequest {
  readonly lastEventId: string | undefined;
  /** Milliseconds between heartbeats. */
  readonly heartbeat: number;
}

/** An open stream, as its connection sees it. */
export interface OpenStream {
  drained(): void;
  /** The connection is gone. */
  closed(): void;
  /** At once: what let it in is no longer valid. */
  cut(): void;
}

@Injectable()
export class FeedService implements BeforeApplicationShutdown, Feed {
  private readonly logger = new Logger('federation');
  readonly cluster: string;
  readonly feed: ChangeFeed;
  private readonly local: LocalCatalog;
  private readonly clock: Clock;
  private readonly staleAfter: number;
  private readonly metrics: MetricsService;
  private readonly readers = new Set<StreamReader>();
  private readonly subscriptions: Subscription[];
  /** What changed since the last flush, by place. */
  private readonly touched = new Map<string, WireKey>();
  private readonly told = new Told();
  private saidTooMuch = false;
  private cancelFlush: (() => void) | undefined;
  private cancelCheck: (() => void) | undefined;
  private cancelWait: (() => void) | undefined;
  private lastReaderLeft = -Infinity;
  /** Monotonic milliseconds. */
  private readonly began: number;

  constructor(
    local: LocalCatalog,
    fleet: FleetService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { cluster, discovery }: Config,
    @Inject(EPOCH) epoch: string,
    metrics: MetricsService,
  ) {
    this.cluster = cluster;
    this.feed = new ChangeFeed(epoch);
    this.local = local;
    this.clock = clock;
    this.began = clock.now().monotonic;
    this.staleAfter = discovery.staleAfter;
    this.metrics = metrics;
    this.subscriptions = [
      local.changes$.subscribe((change) => {
        this.take(change);
      }),
      // A watch that died or came back is news that can't wait for the next heartbeat.
      fleet.changes$.subscribe((change) => {
        if (change.type === 'cluster' && change.cluster === cluster) this.beatAll();
      }),
    ];
  }

  /** As many streams are open as there may be. */
  get isFull(): boolean {
    return this.readers.size >= MAX_READERS;
  }

  open({ lastEventId, heartbeat }: StreamRequest, outlet: Outlet): OpenStream {
    const reader = new StreamReader(this, outlet, lastEventId);
    this.readers.add(reader);
    this.metrics.federationStreams.set(this.readers.size);
    const cancels = [this.beatEvery(reader, heartbeat), this.endLater(reader)];
    this.checkLater();
    this.waitUntilHeard();
    reader.beat();
    return {
      drained: () => {
        reader.drained();
      },
      cut: () => {
        reader.cut();
      },
      closed: () => {
        for (const cancel of cancels) cancel();
        this.forget(reader);
      },
    };
  }

  /** Check files that are still being tried for the first time are waited for: a hub would take them for gone. */
  isHeard(): boolean {
    const isPatient = this.clock.now().monotonic - this.began < LONGEST_TRIAL;
    return this.local.hasSynced() && !(isPatient && this.local.hasPendingFile());
  }

  /** One-offs are of no interest elsewhere. */
  services(): readonly Service[] {
    this.local.advance(this.clock.now());
    this.told.forgetSources();
    return this.tellable(this.local.all().filter((service) => !service.isOneOff));
  }

  sources(): readonly WireSource[] {
    const all = [...this.local.sources(), ...this.told.sources()];
    return wireSources(all, this.staleAfter, this.clock.now());
  }

  /** All of it at one moment. */
  snapshot(): WireSnapshot {
    const services = this.services().map(wireService);
    return { cluster: this.cluster, epoch: this.feed.epoch, sources: this.sources(), services };
  }

  beforeApplicationShutdown(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.cancelFlush?.();
    this.cancelCheck?.();
    this.cancelWait?.();
    for (const reader of [...this.readers]) reader.leave();
  }

  private take({ namespace, name }: ServiceChange): void {
    if (!this.isListenedTo()) return;
    this.touched.set(`${namespace}/${name}`, { namespace, name });
    this.cancelFlush ??= this.clock.after(GATHER, () => {
      this.cancelFlush = undefined;
      this.flush();
    });
  }

  /** Nothing is written down for nobody; who was away for a moment still counts. */
  private isListenedTo(): boolean {
    if (this.readers.size > 0 || this.clock.now().monotonic - this.lastReaderLeft < AWAY) return true;
    this.touched.clear();
    this.told.forget();
    this.feed.skip();
    return false;
  }

  private flush(): void {
    const now: Service[] = [];
    const gone: WireKey[] = [];
    for (const place of this.touched.values()) {
      const service = this.local.named(place.name).find(({ namespace }) => namespace === place.namespace);
      if (service !== undefined && !service.isOneOff) now.push(service);
      else if (this.told.delete(place)) gone.push(place);
    }
    this.touched.clear();
    const before = this.told.size;
    this.push(this.tellable(now), gone);
    if (this.told.size > before) this.beatAll();
    for (const reader of this.readers) reader.pump();
  }

  private push(services: readonly Service[], gone: readonly WireKey[]): void {
    for (let from = 0; from < gone.length; from += MAX_GONE)
      this.feed.push({ services: [], gone: gone.slice(from, from + MAX_GONE) });
    for (const piece of inPieces(services.map(wireService))) this.feed.push({ services: piece, gone: [] });
  }

  private tellable(services: readonly Service[]): readonly Service[] {
    const told = services.map((service) => this.told.add(service)).filter((service) => service !== undefined);
    if (this.told.isTooMuch && !this.saidTooMuch) {
      this.saidTooMuch = true;
      this.logger.warn({ message: TOO_MUCH });
    }
    return told;
  }

  private beatAll(): void {
    for (const reader of this.readers) reader.beat();
  }

  private beatEvery(reader: StreamReader, interval: number): () => void {
    let cancel: () => void = () => undefined;
    const beatLater = (): void => {
      cancel = this.clock.after(interval, () => {
        reader.beat();
        beatLater();
      });
    };
    beatLater();
    return () => {
      cancel();
    };
  }

  /** Under a fresh signature it may come again. Jittered, so that hubs don't come back together. */
  private endLater(reader: StreamReader): () => void {
    return this.clock.after(LIFETIME * (0.8 + 0.2 * Math.random()), () => {
      reader.leave();
    });
  }

  private checkLater(): void {
    this.cancelCheck ??= this.clock.after(CHECK_INTERVAL, () => {
      this.cancelCheck = undefined;
      for (const reader of [...this.readers]) if (reader.isTooSlow()) reader.cut();
      if (this.readers.size > 0) this.checkLater();
    });
  }

  /** That the last check file was tried may change nothing that anybody would hear of. */
  private waitUntilHeard(): void {
    if (this.isHeard() || this.readers.size === 0) return;
    this.cancelWait ??= this.clock.after(LOOK_AGAIN, () => {
      this.cancelWait = undefined;
      for (const reader of this.readers) reader.pump();
      this.waitUntilHeard();
    });
  }

  private forget(reader: StreamReader): void {
    if (!this.readers.delete(reader)) return;
    this.metrics.federationStreams.set(this.readers.size);
    this.lastReaderLeft = this.clock.now().monotonic;
  }
}

/** Milliseconds: a file that hangs as it is loaded must not keep the others back. */
const LONGEST_TRIAL = 15_000;
const LOOK_AGAIN = 500;
const MAX_READERS = 32;
/** Milliseconds in which a burst is gathered: a fifth of what a change may take to the hub's badges. */
const GATHER = 50;
/** Milliseconds in which a hub that was cut off may go on where it was. */
const AWAY = 120_000;
const LIFETIME = 15 * 60_000;
const CHECK_INTERVAL = 5_000;

const TOO_MUCH = `Hubs are told of ${MAX_SERVICES} services and ${MAX_SOURCES} checks at most, so others are left out there. Let several shields watch some namespaces each.`;

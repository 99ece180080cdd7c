// Advertises this cluster's services to the hubs that read its stream: gathers what changes, and numbers it.
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { ChangeHistory } from '../../services/changes/change-history.ts';
import type { ServiceChange } from '../../services/changes/change.ts';
import type { KindChange, ObjectChange } from '../../services/objects/object-view.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import { ObjectCatalog } from '../../services/objects/object-catalog.ts';
import type { Service } from '../../services/service.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config } from '../../config/config.ts';
import { LogThrottle } from '../../config/log-throttle.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { VERSION } from '../../config/version.loader.ts';
import { EPOCH } from '../epoch.ts';
import { FleetService } from '../fleet.service.ts';
import { MAX_GONE, MAX_SERVICES, type WireChange } from '../wire/wire.ts';
import { MAX_SOURCES, type WireSource } from '../wire/wire-answer.ts';
import type { WireKey } from '../wire/wire-readers.ts';
import { MAX_DETAILED_PODS } from '../wire/wire-details.ts';
import { MAX_OBJECTS } from '../wire/wire-objects.ts';
import { AdvertisedServices } from './advertised-services.ts';
import { detailsText, sseText, eventSizedPieces, wireService, wireSources } from './encoder.ts';
import { type Advertiser, MAX_HISTORY, type Outlet } from './hub-stream.ts';
import { ObjectAdvertiser } from './object-advertiser.ts';
import { HubStreams, type OpenStream, type StreamRequest } from './hub-streams.ts';

@Injectable()
export class AdvertiserService implements BeforeApplicationShutdown, Advertiser {
  readonly cluster: string;
  readonly version: string;
  readonly history: ChangeHistory<string>;
  private readonly logger = new Logger('federation');
  private readonly details: Config['details'];
  private readonly local: LocalCatalog;
  private readonly clock: Clock;
  private readonly staleAfter: number;
  private readonly metrics: MetricsService;
  private readonly streams: HubStreams;
  private readonly subscriptions: readonly Subscription[];
  /** What changed since the last flush, by key. */
  private readonly touched = new Map<string, WireKey>();
  private readonly advertised = new AdvertisedServices();
  private readonly throttle = new LogThrottle({ interval: Infinity });
  private readonly advertisedObjects: ObjectAdvertiser;
  private cancelFlush: (() => void) | undefined;
  /** Monotonic milliseconds. */
  private flushedAt = -Infinity;
  private cancelWait: (() => void) | undefined;
  /** Monotonic milliseconds. */
  private readonly began: number;

  constructor(
    local: LocalCatalog,
    objects: ObjectCatalog,
    fleet: FleetService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { cluster, discovery, details }: Config,
    @Inject(EPOCH) epoch: string,
    metrics: MetricsService,
  ) {
    this.cluster = cluster;
    this.details = details;
    this.version = VERSION;
    this.history = new ChangeHistory<string>(epoch, MAX_HISTORY, (text) => text.length);
    this.local = local;
    this.clock = clock;
    this.began = clock.now().monotonic;
    this.staleAfter = discovery.staleAfter;
    this.metrics = metrics;
    this.advertisedObjects = new ObjectAdvertiser(objects, discovery.staleAfter);
    this.streams = new HubStreams(this, clock, Math.random);
    this.subscriptions = [
      local.changes$.subscribe((change) => {
        this.onServiceChange(change);
      }),
      objects.changes$.subscribe((change) => {
        this.onObjectChange(change);
      }),
      // A watch that turned stale or fresh can't wait for the next heartbeat.
      fleet.changes$.subscribe((change) => {
        if (change.type === 'cluster' && change.cluster === cluster) this.streams.beat();
      }),
    ];
  }

  /** As many streams are open as there may be. */
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

  /** Check files that haven't been tried yet, and first lists of objects, are waited for: a hub would take them for gone. */
  hasSynced(): boolean {
    const mayWait = this.clock.now().monotonic - this.began < MAX_TRIAL;
    const isAwaited = this.local.hasPendingFile() || this.advertisedObjects.isAwaited();
    return this.local.hasSynced() && !(mayWait && isAwaited);
  }

  /** One-offs are of no interest elsewhere. */
  services(): readonly Service[] {
    this.local.advance(this.clock.now());
    this.advertised.forgetSources();
    return this.advertise(this.local.all().filter((service) => !service.isOneOff));
  }

  sources(): readonly WireSource[] {
    const all = [...this.local.sources(), ...this.advertised.sources()];
    return wireSources(all, this.staleAfter, this.clock.now());
  }

  /** Services are left out, here or already by MAX_SERVICES: a hub must not take what is joined from them for whole. */
  isTruncated(): boolean {
    return this.advertised.isTruncated || this.local.lacksServices();
  }

  /** Everything at one moment, as JSON in two parts: what differs each time, and the services bit by bit. */
  snapshot(): { readonly head: string; readonly services: Generator<string> } {
    const services = this.servicesJson(this.services());
    const head = {
      epoch: this.history.epoch,
      version: this.version,
      ...(this.isTruncated() && { truncated: true }),
      sources: this.sources(),
    };
    return { head: `${JSON.stringify(head).slice(0, -1)},`, services };
  }

  private *servicesJson(services: readonly Service[]): Generator<string> {
    yield `"cluster":${JSON.stringify(this.cluster)},"services":[`;
    for (const [i, service] of services.entries()) yield (i === 0 ? '' : ',') + JSON.stringify(wireService(service));
    yield ']}';
  }

  detailsOf(services: readonly Service[]): string {
    if (this.details === 'none') return '';
    return detailsText(services, ({ namespace, name }) => this.local.podDetails(namespace, name, MAX_DETAILED_PODS));
  }

  objects(): Iterable<string> {
    return this.advertisedObjects.snapshot(() => this.clock.now());
  }

  objectHeartbeat(): string {
    return this.advertisedObjects.heartbeat(this.clock.now());
  }

  beforeApplicationShutdown(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.cancelFlush?.();
    this.cancelWait?.();
    this.streams.leave();
  }

  private onServiceChange({ namespace, name }: ServiceChange): void {
    if (!this.streams.hasRecentReaders()) {
      this.dropPending();
      return;
    }
    this.touched.set(`${namespace}/${name}`, { namespace, name });
    this.flushLater();
  }

  private onObjectChange(change: ObjectChange | KindChange): void {
    if (!this.streams.hasRecentReaders()) {
      this.dropPending();
      return;
    }
    this.advertisedObjects.touch(change);
    this.flushLater();
  }

  private flushLater(): void {
    this.cancelFlush ??= this.clock.after(this.untilFlush(), () => {
      this.cancelFlush = undefined;
      this.flush();
    });
  }

  /** A change that comes alone is sent almost at once; where they come all the time, they are gathered. */
  private untilFlush(): number {
    return Math.max(MIN_GATHER, this.flushedAt + GATHER - this.clock.now().monotonic);
  }

  /** Without a reader nothing is kept. */
  private dropPending(): void {
    this.touched.clear();
    this.advertised.forget();
    this.advertisedObjects.skip();
    this.history.skip();
  }

  private flush(): void {
    this.flushedAt = this.clock.now().monotonic;
    const current: Service[] = [];
    const gone: WireKey[] = [];
    for (const key of this.touched.values()) {
      const service = this.local.get(key.namespace, key.name);
      if (service !== undefined && !service.isOneOff) current.push(service);
      else if (this.advertised.delete(key)) gone.push(key);
    }
    this.touched.clear();
    const before = this.advertised.size;
    this.push(this.advertise(current), gone);
    for (const text of this.advertisedObjects.flush(this.clock.now())) this.pushObjects(text);
    if (this.advertised.size > before) this.streams.beat();
    this.streams.pump();
  }

  private push(services: readonly Service[], gone: readonly WireKey[]): void {
    for (let from = 0; from < gone.length; from += MAX_GONE)
      this.pushChange({ services: [], gone: gone.slice(from, from + MAX_GONE) });
    for (const piece of eventSizedPieces(services.map(wireService)))
      this.pushChange({ services: piece, gone: [] }, services);
  }

  /** With the details of its services, which have no number of their own: a hub that goes on gets both or neither. */
  private pushChange(change: WireChange, services: readonly Service[] = []): void {
    const keys = new Set(change.services.map(({ namespace, name }) => `${namespace}/${name}`));
    const changed = services.filter(({ namespace, name }) => keys.has(`${namespace}/${name}`));
    const text = sseText({ type: 'change', at: this.history.nextPosition, ...change });
    this.history.push(text + this.detailsOf(changed));
  }

  /** With a change of nothing, whose number says where a hub may go on. */
  private pushObjects(text: string): void {
    this.history.push(sseText({ type: 'change', at: this.history.nextPosition, services: [], gone: [] }) + text);
    this.logTruncation(this.advertisedObjects.isTruncated, OBJECTS_TRUNCATED);
  }

  private advertise(services: readonly Service[]): readonly Service[] {
    const advertised = services
      .map((service) => this.advertised.add(service))
      .filter((service) => service !== undefined);
    this.logTruncation(this.advertised.isTruncated, TRUNCATED);
    return advertised;
  }

  /** Once. */
  private logTruncation(isTruncated: boolean, message: string): void {
    if (isTruncated && this.throttle.isDue(message, this.clock.now().monotonic)) this.logger.warn({ message });
  }

  /** That the last check file was tried may change nothing, and so announce nothing. */
  private waitForSync(): void {
    if (this.hasSynced() || this.streams.size === 0) return;
    this.cancelWait ??= this.clock.after(LOOK_AGAIN, () => {
      this.cancelWait = undefined;
      this.streams.pump();
      this.waitForSync();
    });
  }
}

/** Milliseconds: a file that hangs as it is loaded must not keep the others back. */
const MAX_TRIAL = 15_000;
const LOOK_AGAIN = 500;
/** Milliseconds between two flushes: hubs get at most twenty messages a second. */
const GATHER = 50;
/** Milliseconds: what one event of the cluster changes is sent together. */
const MIN_GATHER = 5;

const TRUNCATED = `Hubs get ${MAX_SERVICES} services and ${MAX_SOURCES} checks at most, so others are left out there. Let several shields watch some namespaces each.`;
const OBJECTS_TRUNCATED = `Hubs get ${MAX_OBJECTS} objects at most, so others are left out there. Name fewer kinds in WATCH_OBJECTS, or let several shields watch some namespaces each.`;

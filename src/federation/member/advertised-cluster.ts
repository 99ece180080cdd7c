// What this cluster advertises to hubs: its services, objects and sources now, and the numbered history of their changes.
import type { Clock } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { ChangeHistory } from '../../services/changes/change-history.ts';
import type { ServiceChange } from '../../services/changes/change.ts';
import { KeyQueue } from '../../services/changes/key-queue.ts';
import type { LocalCatalog } from '../../services/local-catalog.ts';
import type { ObjectCatalog } from '../../services/objects/object-catalog.ts';
import type { KindChange, ObjectChange } from '../../services/objects/object-view.ts';
import type { Service } from '../../services/service.ts';
import { MAX_DETAILED_PODS } from '../wire/wire-details.ts';
import { MAX_OBJECTS } from '../wire/wire-objects.ts';
import { MAX_GONE, MAX_SERVICES, type WireChange } from '../wire/wire.ts';
import { MAX_SOURCES, type WireSource } from '../wire/wire-answer.ts';
import type { WireKey } from '../wire/wire-readers.ts';
import { AdvertisedServices } from './advertised-services.ts';
import { detailsText, eventSizedPieces, sseText, wireService, wireSources } from './encoder.ts';
import { type Advertiser, MAX_HISTORY } from './hub-stream.ts';
import { ObjectAdvertiser } from './object-advertiser.ts';

export interface AdvertisedClusterParts {
  readonly local: LocalCatalog;
  readonly objects: ObjectCatalog;
  readonly clock: Clock;
  readonly details: Config['details'];
  /** STALE_AFTER, in milliseconds. */
  readonly staleAfter: number;
  /** Of the shield. */
  readonly version: string;
  readonly epoch: string;
  /** Called each time that services or objects are left out, with a sentence for the log. */
  readonly truncated: (message: string) => void;
}

export class AdvertisedCluster implements Advertiser {
  readonly cluster: string;
  readonly version: string;
  readonly history: ChangeHistory<string>;
  /** What changed since the last flush, by key. */
  private readonly touched = new KeyQueue<WireKey>();
  private readonly advertised = new AdvertisedServices();
  private readonly advertisedObjects: ObjectAdvertiser;
  /** Monotonic milliseconds. */
  private readonly began: number;

  constructor(private readonly parts: AdvertisedClusterParts) {
    const { local, objects, clock, version, epoch, staleAfter } = parts;
    this.cluster = local.cluster;
    this.version = version;
    this.history = new ChangeHistory<string>(epoch, MAX_HISTORY, (text) => text.length);
    this.advertisedObjects = new ObjectAdvertiser(objects, staleAfter);
    this.began = clock.now().monotonic;
  }

  /** Waits for check files that haven't been tried yet, and for first lists of objects: a hub would take them for deleted. */
  hasSynced(): boolean {
    const mayWait = this.parts.clock.now().monotonic - this.began < MAX_TRIAL;
    const isAwaited = this.parts.local.hasPendingFile() || this.advertisedObjects.isAwaited();
    return this.parts.local.hasSynced() && !(mayWait && isAwaited);
  }

  /** All of one moment, in slices. One-offs are not advertised. */
  services(): Iterable<readonly Service[]> {
    this.parts.local.advance(this.parts.clock.now());
    const all = this.parts.local.all().filter((service) => !service.isOneOff);
    this.advertised.renew(all);
    return this.slicesOf(all);
  }

  private *slicesOf(services: readonly Service[]): Generator<readonly Service[]> {
    for (let from = 0; from < services.length; from += SLICE) yield this.advertise(services.slice(from, from + SLICE));
  }

  sources(): readonly WireSource[] {
    const all = [...this.parts.local.sources(), ...this.advertised.sources()];
    return wireSources(all, this.parts.staleAfter, this.parts.clock.now());
  }

  /** Services are left out, here or by MAX_SERVICES: a hub must not take their aggregates for complete. */
  isTruncated(): boolean {
    return this.advertised.isTruncated || this.parts.local.lacksServices();
  }

  /** Everything at one moment, as JSON in two parts: what differs each time, and the services one by one. */
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

  private *servicesJson(slices: Iterable<readonly Service[]>): Generator<string> {
    yield `"cluster":${JSON.stringify(this.cluster)},"services":[`;
    let separator = '';
    for (const slice of slices) {
      for (const service of slice) {
        yield separator + JSON.stringify(wireService(service));
        separator = ',';
      }
    }
    yield ']}';
  }

  detailsOf(services: readonly Service[]): string {
    if (this.parts.details === 'none') return '';
    return detailsText(services, ({ namespace, name }) =>
      this.parts.local.podDetails(namespace, name, MAX_DETAILED_PODS),
    );
  }

  objects(): Iterable<string> {
    return this.advertisedObjects.snapshot(() => this.parts.clock.now());
  }

  objectHeartbeat(): string {
    return this.advertisedObjects.heartbeat(this.parts.clock.now());
  }

  touch({ namespace, name }: ServiceChange): void {
    this.touched.add(`${namespace}/${name}`, { namespace, name });
  }

  touchObjects(change: ObjectChange | KindChange): void {
    this.advertisedObjects.touch(change);
  }

  /** Without a reader, changes aren't recorded. */
  skip(): void {
    this.touched.clear();
    this.advertised.forget();
    this.advertisedObjects.skip();
    this.history.skip();
  }

  /** Everything that changed is recorded. */
  get isFlushed(): boolean {
    return this.touched.isEmpty && this.advertisedObjects.isFlushed;
  }

  /**
   * Records what changed since the last flush, a slice of it: encoding 20,000 services takes too long for one turn of the
   * event loop. Returns whether there are sources that hubs need the ages of.
   */
  flush(): boolean {
    const current: Service[] = [];
    const gone: WireKey[] = [];
    for (const [, key] of this.touched.take(SLICE)) {
      const service = this.parts.local.get(key.namespace, key.name);
      if (service !== undefined && !service.isOneOff) current.push(service);
      else if (this.advertised.delete(key)) gone.push(key);
    }
    const before = this.advertised.size;
    this.push(this.advertise(current), gone);
    for (const text of this.advertisedObjects.flush(this.parts.clock.now(), SLICE)) this.pushObjects(text);
    return this.advertised.size > before;
  }

  private push(services: readonly Service[], gone: readonly WireKey[]): void {
    for (let from = 0; from < gone.length; from += MAX_GONE)
      this.pushChange({ services: [], gone: gone.slice(from, from + MAX_GONE) });
    for (const piece of eventSizedPieces(services.map(wireService)))
      this.pushChange({ services: piece, gone: [] }, services);
  }

  /** With the details of its services, which have no number of their own: a hub that resumes gets both or neither. */
  private pushChange(change: WireChange, services: readonly Service[] = []): void {
    const keys = new Set(change.services.map(({ namespace, name }) => `${namespace}/${name}`));
    const changed = services.filter(({ namespace, name }) => keys.has(`${namespace}/${name}`));
    const text = sseText({ type: 'change', at: this.history.nextPosition, ...change });
    this.history.push(text + this.detailsOf(changed));
  }

  /** After an empty change, whose number says where a hub may resume. */
  private pushObjects(text: string): void {
    this.history.push(sseText({ type: 'change', at: this.history.nextPosition, services: [], gone: [] }) + text);
    if (this.advertisedObjects.isTruncated) this.parts.truncated(OBJECTS_TRUNCATED);
  }

  private advertise(services: readonly Service[]): readonly Service[] {
    const advertised = services
      .map((service) => this.advertised.add(service))
      .filter((service) => service !== undefined);
    if (this.advertised.isTruncated) this.parts.truncated(TRUNCATED);
    return advertised;
  }
}

/** Services, and objects: two milliseconds. */
const SLICE = 50;

/** Milliseconds: a check file that hangs while it is loaded must not hold up the others. */
const MAX_TRIAL = 15_000;

const TRUNCATED = `Hubs get ${MAX_SERVICES} services and ${MAX_SOURCES} checks at most, so others are left out there. Let several shields watch some namespaces each.`;
const OBJECTS_TRUNCATED = `Hubs get ${MAX_OBJECTS} objects at most, so others are left out there. Name fewer kinds in WATCH_OBJECTS, or let several shields watch some namespaces each.`;

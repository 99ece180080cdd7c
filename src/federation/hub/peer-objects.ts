// One peer's objects and facts, as received over its stream. Those of a snapshot are staged and swapped in at its end,
// so readers never see half of them.
import { type Observable, Subject } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import { type Source, validFor } from '../../kubernetes/watch/source.ts';
import { servicesFactOf } from '../../services/objects/cluster-facts.ts';
import type {
  Absence,
  ClusterObject,
  ObjectsChange,
  TimedResult,
  ObjectView,
} from '../../services/objects/object-view.ts';
import { type Service, statesOf } from '../../services/service.ts';
import { MAX_OBJECTS, type WireFact, type WireObjectKind, type WireObjects } from '../wire/wire-objects.ts';
import { tooLarge, type WireFault } from '../wire/wire-readers.ts';
import { ObjectList } from './object-list.ts';
import type { PeerConnection } from './peer-source.ts';
import { PeerSources } from './peer-sources.ts';

/** The part of the peer's catalog that facts depend on. */
export interface PeerServicesView {
  all(): readonly Service[];
  sources(): readonly Source[];
}

/** What is swapped in together. */
class ReceivedObjects {
  readonly list = new ObjectList();
  readonly kinds = new Map<string, WireObjectKind>();
  readonly facts = new Map<string, WireFact>();
  isTruncated = false;
}

export class PeerObjects implements ObjectView {
  private readonly changes = new Subject<ObjectsChange>();
  readonly changes$: Observable<ObjectsChange> = this.changes.asObservable();
  private readonly peerSources: PeerSources;
  private current = new ReceivedObjects();
  private staged: ReceivedObjects | undefined;
  private hasSnapshot = false;

  constructor(
    private readonly connection: PeerConnection,
    private readonly services: PeerServicesView,
  ) {
    this.peerSources = new PeerSources(connection);
  }

  get cluster(): string {
    return this.connection.cluster;
  }

  get size(): number {
    return this.current.list.size;
  }

  hasSynced(): boolean {
    return this.hasSnapshot;
  }

  resources(): readonly string[] {
    return [...this.current.kinds.keys()];
  }

  isAwaited(resource: string): boolean {
    return this.current.kinds.get(resource)?.awaited === true;
  }

  absence(resource: string): Absence | undefined {
    return this.current.kinds.get(resource)?.absent;
  }

  lacksObjects(): boolean {
    return this.current.isTruncated;
  }

  sources(resource: string): readonly Source[] {
    return (this.current.kinds.get(resource)?.sources ?? []).map((id) => this.peerSources.get(id));
  }

  count(resource: string): number {
    return this.current.list.count(resource);
  }

  objects(resource: string): Iterable<ClusterObject> {
    return this.current.list.of(resource);
  }

  get(resource: string, namespace: string, name: string): ClusterObject | undefined {
    return this.current.list.get({ resource, namespace, name });
  }

  named(resource: string, name: string): readonly ClusterObject[] {
    return [...this.objects(resource)].filter((object) => object.name === name);
  }

  /** Its services are counted here, so that stale ones are counted as stale. */
  fact(check: string, now: Moment): TimedResult | undefined {
    if (!this.hasSnapshot) return undefined;
    if (check === 'services') return servicesFactOf(statesOf(this.services.all(), now), this.podSource(now));
    const fact = this.current.facts.get(check);
    if (fact === undefined) return undefined;
    const source = fact.source === PODS ? this.podSource(now) : this.peerSources.get(fact.source);
    return { ...fact, source };
  }

  /** When time alone changes a result, the peer sends it again. */
  advance(): void {
    return undefined;
  }

  begin(): void {
    this.staged = new ReceivedObjects();
  }

  abandon(): void {
    this.staged = undefined;
  }

  /** Applies to the staged snapshot, or else to the current objects; ignored before the first snapshot. */
  take(wire: WireObjects, now: Moment): WireFault | undefined {
    const { staged } = this;
    if (staged === undefined && !this.hasSnapshot) return undefined;
    const target = staged ?? this.current;
    this.peerSources.age(wire.sources ?? [], now);
    for (const kind of wire.kinds ?? []) target.kinds.set(kind.resource, kind);
    for (const fact of wire.facts ?? []) target.facts.set(fact.check, fact);
    target.isTruncated = wire.truncated ?? target.isTruncated;
    const changed = target.list.change(wire, (id) => this.peerSources.get(id));
    if (staged === undefined)
      for (const key of changed) this.changes.next({ type: 'object', cluster: this.cluster, ...key });
    return this.faultOf(target);
  }

  end(): void {
    const { staged } = this;
    if (staged === undefined) return;
    this.staged = undefined;
    this.current = staged;
    this.hasSnapshot = true;
    this.peerSources.keepOnly(new Set(sourceIdsOf(staged)));
    this.announceAll();
  }

  forget(): void {
    this.current = new ReceivedObjects();
  }

  /** Announces everything. */
  announceAll(): void {
    this.changes.next({ type: 'cluster', cluster: this.cluster });
  }

  /** The one that turns stale first. */
  private podSource(now: Moment): Source {
    return this.services
      .sources()
      .reduce<Source>((a, b) => (validFor(b, now) < validFor(a, now) ? b : a), this.connection);
  }

  private faultOf({ list, kinds }: ReceivedObjects): WireFault | undefined {
    if (list.size > MAX_OBJECTS) return tooLarge(`${list.size} objects`);
    return kinds.size > MAX_RESOURCES ? tooLarge(`${kinds.size} kinds of objects`) : this.peerSources.fault;
  }
}

/** The source id of a peer's pod count. */
const PODS = 'pods';
/** Twice as many as a shield watches. */
const MAX_RESOURCES = 40;

function* sourceIdsOf({ kinds, facts, list }: ReceivedObjects): Iterable<string> {
  for (const { sources } of kinds.values()) yield* sources;
  for (const { source } of facts.values()) yield source;
  for (const { id } of list.sources()) yield id;
}

// One peer's services, as received over its stream. A snapshot is staged and swapped in whole, so readers never see
// half of one; unchanged services stay the same objects.
import { type Observable, Subject } from 'rxjs';
import type { Change } from '../../services/changes/change.ts';
import type { PodDetails } from '../../services/details/pod-details.ts';
import type { ClusterView, Service } from '../../services/service.ts';
import type { Moment } from '../../config/clock.ts';
import { prove, type Source } from '../../kubernetes/watch/source.ts';
import { MAX_SERVICES, MAX_SNAPSHOT, type Truncation, type WireChange, type WireService } from '../wire/wire.ts';
import type { WireSource } from '../wire/wire-answer.ts';
import { tooLarge, type WireFault } from '../wire/wire-readers.ts';
import type { WireDetails } from '../wire/wire-details.ts';
import { PeerObjects } from './peer-objects.ts';
import { PeerConnection } from './peer-source.ts';
import { PeerServices } from './peer-services.ts';
import { PeerSources } from './peer-sources.ts';
import { StagedSnapshot } from './staged-snapshot.ts';

export interface Lifetimes {
  /** STALE_AFTER and FORGET_AFTER, in milliseconds. */
  readonly staleAfter: number;
  readonly forgetAfter: number;
}

/** An event with ages of sources: heartbeats, and the end of a snapshot. */
interface Sourced extends Truncation {
  readonly sources: readonly WireSource[];
}

export class PeerCatalog implements ClusterView {
  private readonly changes = new Subject<Change>();
  readonly changes$: Observable<Change> = this.changes.asObservable();
  readonly connection: PeerConnection;
  readonly objects: PeerObjects;
  private readonly lifetimes: Lifetimes;
  private readonly peerSources: PeerSources;
  private services: PeerServices;
  private staged: StagedSnapshot | undefined;
  private hasSnapshot = false;
  /** The peer leaves services out, because of the limit. */
  private isTruncated = false;
  /** Its stream is closed. What it sent is still valid for a while. */
  isCut = true;
  /** The stream can resume: no change was missed. */
  isWhole = false;

  /** `cluster`: its name, `''` until it is known. */
  constructor(cluster: string, lifetimes: Lifetimes) {
    this.lifetimes = lifetimes;
    this.connection = new PeerConnection(cluster, lifetimes.staleAfter);
    this.peerSources = new PeerSources(this.connection);
    this.services = new PeerServices(cluster, this.peerSources);
    this.objects = new PeerObjects(this.connection, this);
  }

  get cluster(): string {
    return this.connection.cluster;
  }

  get size(): number {
    return this.services.list.size;
  }

  /** Its first snapshot is complete. */
  hasSynced(): boolean {
    return this.hasSnapshot;
  }

  lacksServices(): boolean {
    return this.isTruncated;
  }

  isDisconnected(): boolean {
    return this.isCut;
  }

  sources(namespace?: string): readonly Source[] {
    return this.peerSources.watches(namespace);
  }

  watchedSources(): readonly Source[] {
    return this.peerSources.watchSources();
  }

  /** A peer that has been disconnected for FORGET_AFTER is forgotten, except for its name. */
  advance(now: Moment): void {
    if (!this.isWhole || now.monotonic <= this.keptUntil()) return;
    this.isWhole = false;
    this.services = new PeerServices(this.cluster, this.peerSources);
    this.objects.forget();
    this.announceAll();
  }

  get(namespace: string, name: string): Service | undefined {
    return this.services.list.get(namespace, name);
  }

  podDetails(namespace: string, name: string, limit: number): readonly PodDetails[] {
    return this.services.podDetails(namespace, name).slice(0, limit);
  }

  named(name: string): readonly Service[] {
    return this.services.list.named(name);
  }

  /** Only the shield of that cluster knows the aliases of 0.0.6. */
  withAlias(): readonly Service[] {
    return [];
  }

  withPrefix(prefix: string): readonly Service[] {
    return this.services.list.withPrefix(prefix);
  }

  all(): readonly Service[] {
    return this.services.list.all();
  }

  names(): readonly string[] {
    return this.services.list.names();
  }

  /** Announces all services: the peer has become visible, or hidden. */
  announceAll(): void {
    this.changes.next({ type: 'cluster', cluster: this.cluster });
    this.objects.announceAll();
  }

  /** Its services are kept, under the new name. */
  rename(cluster: string): void {
    if (cluster === this.cluster) return;
    const before = this.cluster;
    this.services = this.services.renamed(cluster);
    this.connection.cluster = cluster;
    this.abandon();
    this.changes.next({ type: 'cluster', cluster: before });
    this.announceAll();
  }

  /** An event of the stream arrived. */
  responded(now: Moment): void {
    prove(this.connection, now);
  }

  age({ sources, truncated }: Sourced, now: Moment): WireFault | undefined {
    this.peerSources.age(sources, now);
    this.announceTruncation(truncated === true);
    this.announceRuns(this.peerSources.turnedRuns(now));
    return this.peerSources.fault;
  }

  begin(): void {
    this.staged = new StagedSnapshot(this.services, this.cluster, this.peerSources);
    this.objects.begin();
  }

  add(services: readonly WireService[]): WireFault | undefined {
    if (this.staged === undefined) return OUT_OF_ORDER;
    for (const wire of services) this.staged.add(wire);
    const { size } = this.staged;
    return size > MAX_SERVICES ? tooLarge(`a snapshot of ${size} services`) : this.peerSources.fault;
  }

  end({ sources, truncated }: Sourced, now: Moment): WireFault | undefined {
    const staged = this.staged;
    if (staged === undefined) return OUT_OF_ORDER;
    // Ages of checks' sources may have arrived before `end`, which doesn't have room for all of them.
    this.peerSources.keepOnly(staged.sourceIds(sources));
    this.peerSources.age(sources, now);
    if (this.peerSources.fault !== undefined) return this.peerSources.fault;
    this.services = staged.services;
    this.staged = undefined;
    this.hasSnapshot = true;
    this.isWhole = true;
    this.isTruncated = truncated === true;
    this.objects.end();
    this.announce(staged.differences());
    return undefined;
  }

  /** In the staged snapshot, or else in the current services. */
  detail(details: readonly WireDetails[]): void {
    const services = this.staged?.services ?? this.services;
    const detailed = details.map((one) => services.detail(one)).filter((service) => service !== undefined);
    if (this.staged === undefined) this.announce(detailed);
  }

  /** Drops an incomplete snapshot. */
  abandon(): void {
    this.staged = undefined;
    this.objects.abandon();
  }

  change({ services, gone }: WireChange): WireFault | undefined {
    if (!this.hasSnapshot || this.staged !== undefined) return OUT_OF_ORDER;
    const changed: Service[] = [];
    for (const key of gone) {
      const service = this.services.delete(key);
      if (service !== undefined) changed.push(service);
    }
    for (const wire of services) {
      const before = this.services.list.get(wire.namespace, wire.name);
      const service = this.services.put(wire, before);
      if (service !== before) changed.push(service);
    }
    this.announce(changed);
    return this.sizeFault() ?? this.peerSources.fault;
  }

  /** The limits are those of a snapshot. */
  private sizeFault(): WireFault | undefined {
    if (this.services.weight > MAX_SNAPSHOT) return tooLarge(`services of more than ${MAX_SNAPSHOT} characters`);
    return this.size > MAX_SERVICES ? tooLarge(`${this.size} services`) : undefined;
  }

  /** The fleet announces changes of watches' staleness; a check's source affects only the services that use it. */
  private announceRuns(turned: ReadonlySet<string>): void {
    if (turned.size === 0) return;
    if (turned.size > MAX_ANNOUNCED) this.announceAll();
    else
      this.announce(
        this.all().filter(({ results }) => [...results.values()].some(({ source }) => turned.has(source.id))),
      );
  }

  private announce(services: readonly Service[] | 'many'): void {
    if (services === 'many' || services.length > MAX_ANNOUNCED) this.announceAll();
    else
      for (const { cluster, namespace, name } of services)
        this.changes.next({ type: 'service', cluster, namespace, name });
  }

  private announceTruncation(isTruncated: boolean): void {
    if (isTruncated === this.isTruncated) return;
    this.isTruncated = isTruncated;
    this.announceAll();
  }

  private keptUntil(): number {
    const { forgetAfter, staleAfter } = this.lifetimes;
    return (this.connection.provenAt ?? -Infinity) + Math.max(forgetAfter, staleAfter);
  }
}

/** Up to so many services are announced one by one; more are announced as one change of the cluster. */
const MAX_ANNOUNCED = 500;

const OUT_OF_ORDER: WireFault = {
  type: 'fault',
  code: 'unreadable',
  text: 'parts and `end` come after `begin`, changes after `end`',
};

// Keeps one stream open to each peer of OTHER_SHIELDS, and determines which peers are visible.
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { filter, merge, type Observable } from 'rxjs';
import { AuthService } from '../../auth/auth.service.ts';
import type { Change } from '../../services/changes/change.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import type { ObjectsChange } from '../../services/objects/object-view.ts';
import type { ClusterView } from '../../services/service.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config, PeerConfig } from '../../config/config.ts';
import { LogThrottle } from '../../config/log-throttle.ts';
import { gaugeSource } from '../../kubernetes/watch/source-gauges.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { ReadinessService } from '../../observability/readiness.service.ts';
import { EPOCH } from '../epoch.ts';
import { Peer } from './peer.ts';
import { PeerClient } from './peer.client.ts';
import type { PeerFault } from './peer-fault.ts';
import { peerNames, type PeerNames } from './peer-names.ts';
import type { ClusterViews } from '../cluster-views.ts';

@Injectable()
export class PeersService implements OnApplicationBootstrap, BeforeApplicationShutdown, ClusterViews {
  /** In the order of OTHER_SHIELDS. */
  readonly peers: readonly Peer[];
  readonly changes$: Observable<Change>;
  /** Changes of the peers' objects. */
  readonly objectChanges$: Observable<ObjectsChange>;
  private readonly log = new Logger('peers');
  /** By address and code of the fault. */
  private readonly throttle = new LogThrottle({ interval: LOG_INTERVAL });
  /** Addresses whose connection was logged, with no fault since. */
  private readonly connected = new Set<string>();
  private readonly local: LocalCatalog;
  private readonly clock: Clock;
  private readonly client: PeerClient;
  private readonly config: Config;
  private names: PeerNames<Peer>;
  private views: readonly ClusterView[];
  private isStartGraceOver = false;
  private cancelGrace: () => void = () => undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) clock: Clock,
    @Inject(EPOCH) epoch: string,
    local: LocalCatalog,
    auth: AuthService,
    metrics: MetricsService,
    readiness: ReadinessService,
  ) {
    this.config = config;
    this.clock = clock;
    this.local = local;
    this.client = new PeerClient({ clock, sign: (request) => auth.sign(request) });
    this.peers = config.peers.map((peer) => this.create(peer, epoch));
    this.names = peerNames(config.cluster, this.peers);
    this.views = this.viewsOf(this.names);
    this.changes$ = merge(local.changes$, ...this.peers.map((peer) => this.namesOf(peer, peer.catalog.changes$)));
    this.objectChanges$ = merge(...this.peers.map((peer) => this.namesOf(peer, peer.catalog.objects.changes$)));
    readiness.register('peers', () => (this.haveResponded() ? undefined : 'not every peer has answered or failed yet'));
    metrics.onCollect(() => {
      this.collect(metrics);
    });
  }

  private collect(metrics: MetricsService): void {
    const now = this.clock.now();
    metrics.peers.set(this.peers.filter(({ isSelf }) => !isSelf).length);
    metrics.peersConnected.set(this.peers.filter(({ isConnected }) => isConnected).length);
    const sources = this.views.flatMap((view) => view.sources().slice(0, MAX_SOURCES));
    for (const source of sources) gaugeSource(metrics, source, now);
  }

  /** Visible peers. */
  get visible(): readonly Peer[] {
    return this.names.visible;
  }

  /**
   * This cluster's view, then the visible peers' in the order of OTHER_SHIELDS. The same list until visibility changes.
   */
  all(): readonly ClusterView[] {
    return this.views;
  }

  unnamed(): readonly string[] {
    return addressesOf(this.names.unnamed);
  }

  isUnnamedBefore(view: ClusterView): boolean {
    const entry = this.peers.findIndex(({ catalog }) => catalog === view);
    return this.names.unnamed.some((peer) => this.peers.indexOf(peer) < entry);
  }

  /** Its name is taken by another cluster, so its services aren't shown. */
  isConflicting(peer: Peer): boolean {
    return this.names.conflicting.includes(peer);
  }

  onApplicationBootstrap(): void {
    // Pinned names may conflict before any peer has responded.
    for (const peer of this.names.conflicting) this.logConflict(peer);
    for (const peer of this.peers) peer.start();
    this.cancelGrace = this.clock.after(GRACE, () => {
      this.isStartGraceOver = true;
    });
  }

  beforeApplicationShutdown(): void {
    this.cancelGrace();
    for (const peer of this.peers) peer.stop();
    this.client.close();
  }

  private create(config: PeerConfig, epoch: string): Peer {
    const { staleAfter } = this.config.discovery;
    const heartbeat = Math.floor(Math.min(MAX_HEARTBEAT, staleAfter / 3));
    return new Peer({
      config,
      lifetimes: this.config.discovery,
      clock: this.clock,
      random: Math.random,
      epoch,
      open: (question, listener) => this.client.open({ url: config.url, heartbeat, ...question }, listener),
      observer: {
        connected: (peer) => {
          this.logConnected(peer);
        },
        failed: (peer, fault) => {
          this.logFailed(peer, fault);
        },
        named: (peer) => {
          this.updateVisiblePeers(peer);
        },
      },
    });
  }

  private namesOf<T>(peer: Peer, changes$: Observable<T>): Observable<T> {
    return changes$.pipe(filter(() => this.names.visible.includes(peer)));
  }

  private viewsOf({ visible }: PeerNames<Peer>): readonly ClusterView[] {
    return [this.local, ...visible.map(({ catalog }) => catalog)];
  }

  /** A name has become known: announces all services of peers that became visible or hidden. */
  private updateVisiblePeers(named: Peer): void {
    const before = this.names;
    const after = peerNames(this.config.cluster, this.peers);
    for (const peer of before.visible) if (!after.visible.includes(peer)) peer.catalog.announceAll();
    this.names = after;
    this.views = this.viewsOf(after);
    for (const peer of after.visible) if (!before.visible.includes(peer)) peer.catalog.announceAll();
    for (const peer of after.conflicting) {
      if (peer === named || !before.conflicting.includes(peer)) this.logConflict(peer);
    }
  }

  private haveResponded(): boolean {
    return this.isStartGraceOver || this.peers.every((peer) => peer.catalog.hasSynced() || peer.fault !== undefined);
  }

  private logConnected({ config: { address }, name: cluster, isInsecure }: Peer): void {
    if (this.connected.has(address)) return;
    this.connected.add(address);
    this.log.log({ message: 'peer connected', address, cluster, insecure: isInsecure });
  }

  private logFailed({ config: { address }, name: cluster }: Peer, { code, text }: PeerFault): void {
    this.warn(code, { message: text, address, cluster });
  }

  private logConflict({ config: { address }, name: cluster }: Peer): void {
    const whose = cluster === this.config.cluster ? "this shield's own" : "an earlier entry's";
    const message = `The peer's name is ${whose}, so its services aren't shown. Set another CLUSTER_NAME there, or NAME=${address} in OTHER_SHIELDS; if it is a replica of this shield, take it out.`;
    this.warn('name-clash', { message, address, cluster });
  }

  private warn(fault: string, line: { message: string; address: string; cluster: string | undefined }): void {
    const suppressed = this.throttle.suppressedIfDue(`${line.address} ${fault}`, this.clock.now().monotonic);
    if (suppressed === undefined) return;
    this.connected.delete(line.address);
    this.log.warn({ ...line, fault, times: suppressed + 1 });
  }
}

/** Their hosts; for hosts that are configured twice, the configured addresses without credentials. */
function addressesOf(peers: readonly Peer[]): readonly string[] {
  const byHost = Map.groupBy(peers, ({ host }) => host);
  const addresses = [...byHost].flatMap(([host, all]) => (all.length === 1 ? [host] : all.map(addressOf)));
  return [...new Set(addresses)];
}

function addressOf({ config: { address } }: Peer): string {
  return address;
}

/** Milliseconds. */
const GRACE = 5_000;
const LOG_INTERVAL = 60_000;
const MAX_HEARTBEAT = 15_000;
/**
 * Sources per cluster in the metrics. A shield watches at most 100 namespaces, and wrong data of a peer must not fill
 * the metrics.
 */
const MAX_SOURCES = 100;

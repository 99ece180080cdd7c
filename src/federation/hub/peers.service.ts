// Keeps one stream open to each peer of OTHER_SHIELDS, and says which of them may be read.
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { filter, merge, type Observable } from 'rxjs';
import { AuthService } from '../../auth/auth.service.ts';
import type { ServiceChange } from '../../services/change.ts';
import { LocalCatalog } from '../../services/local-catalog.ts';
import type { ClusterView } from '../../services/service.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import type { Config, PeerConfig } from '../../config/config.ts';
import { FaultLog } from '../../kubernetes/fault-log.ts';
import { gaugeSource } from '../../kubernetes/source-gauges.ts';
import { MetricsService } from '../../observability/metrics.service.ts';
import { ReadinessService } from '../../observability/readiness.service.ts';
import { EPOCH } from '../epoch.ts';
import { Peer } from './peer.ts';
import { PeerClient } from './peer.client.ts';
import type { PeerFault } from './peer-fault.ts';
import { type Roster, rosterOf } from './peer-names.ts';
import type { ClusterViews } from '../cluster-view.ts';

@Injectable()
export class PeersService implements OnApplicationBootstrap, BeforeApplicationShutdown, ClusterViews {
  /** As they stand in OTHER_SHIELDS. */
  readonly peers: readonly Peer[];
  readonly changes$: Observable<ServiceChange>;
  private readonly log = new Logger('peers');
  private readonly faultLog = new FaultLog();
  private readonly welcomed = new Set<string>();
  private readonly local: LocalCatalog;
  private readonly clock: Clock;
  private readonly client: PeerClient;
  private readonly config: Config;
  private roster: Roster<Peer>;
  private views: readonly ClusterView[];
  private hadTime = false;
  private cancelPatience: () => void = () => undefined;

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
    this.roster = rosterOf(config.cluster, this.peers);
    this.views = this.sitesOf(this.roster);
    this.changes$ = merge(local.changes$, ...this.peers.map((peer) => this.changesOf(peer)));
    readiness.register('peers', () => (this.areSettled() ? undefined : 'not every peer has answered or failed yet'));
    metrics.onCollect(() => {
      this.collect(metrics);
    });
  }

  private collect(metrics: MetricsService): void {
    const now = this.clock.now();
    metrics.peers.set(this.peers.filter(({ isSelf }) => !isSelf).length);
    metrics.peersConnected.set(this.peers.filter(({ isConnected }) => isConnected).length);
    const sources = this.views.flatMap((site) => site.sources().slice(0, MOST_SOURCES));
    for (const source of sources) gaugeSource(metrics, source, now);
  }

  /** This cluster, then the peers' in the order of OTHER_SHIELDS. The same list until one of them comes or goes. */
  all(): readonly ClusterView[] {
    return this.views;
  }

  nameless(): readonly string[] {
    return placesOf(this.roster.nameless);
  }

  /** Its name is another's, so its services aren't shown. */
  isClashing(peer: Peer): boolean {
    return this.roster.clashing.includes(peer);
  }

  onApplicationBootstrap(): void {
    // Names that are pinned clash before anybody is heard.
    for (const peer of this.roster.clashing) this.tellClash(peer);
    for (const peer of this.peers) peer.start();
    this.cancelPatience = this.clock.after(PATIENCE, () => {
      this.hadTime = true;
    });
  }

  beforeApplicationShutdown(): void {
    this.cancelPatience();
    for (const peer of this.peers) peer.stop();
    this.client.close();
  }

  private create(config: PeerConfig, epoch: string): Peer {
    const { staleAfter } = this.config.discovery;
    const heartbeat = Math.floor(Math.min(LONGEST_HEARTBEAT, staleAfter / 3));
    return new Peer({
      config,
      lifetimes: this.config.discovery,
      clock: this.clock,
      random: Math.random,
      epoch,
      open: (question, listener) => this.client.open({ url: config.url, heartbeat, ...question }, listener),
      observer: {
        connected: (peer) => {
          this.tellConnected(peer);
        },
        failed: (peer, fault) => {
          this.tellFailed(peer, fault);
        },
        named: (peer) => {
          this.arrange(peer);
        },
      },
    });
  }

  private changesOf(peer: Peer): Observable<ServiceChange> {
    return peer.catalog.changes$.pipe(filter(() => this.roster.shown.includes(peer)));
  }

  private sitesOf({ shown }: Roster<Peer>): readonly ClusterView[] {
    return [this.local, ...shown.map(({ catalog }) => catalog)];
  }

  /** A name has become known. Who is shown now and wasn't, or the other way round, reads otherwise as a whole. */
  private arrange(named: Peer): void {
    const before = this.roster;
    const after = rosterOf(this.config.cluster, this.peers);
    for (const peer of before.shown) if (!after.shown.includes(peer)) peer.catalog.tellAll();
    this.roster = after;
    this.views = this.sitesOf(after);
    for (const peer of after.shown) if (!before.shown.includes(peer)) peer.catalog.tellAll();
    for (const peer of after.clashing) {
      if (peer === named || !before.clashing.includes(peer)) this.tellClash(peer);
    }
  }

  private areSettled(): boolean {
    return this.hadTime || this.peers.every((peer) => peer.catalog.hasSynced() || peer.fault !== undefined);
  }

  private tellConnected({ config: { address }, name: cluster, isInsecure }: Peer): void {
    if (!this.faultLog.endsOutage(address) && this.welcomed.has(address)) return;
    this.welcomed.add(address);
    this.log.log({ message: 'peer connected', address, cluster, insecure: isInsecure });
  }

  private tellFailed({ config: { address }, name: cluster }: Peer, { code, text }: PeerFault): void {
    const times = this.faultLog.timesIfDue(address, code, this.clock.now().monotonic);
    if (times !== undefined) this.log.warn({ message: text, address, cluster, fault: code, times });
  }

  private tellClash({ config: { address }, name: cluster }: Peer): void {
    const times = this.faultLog.timesIfDue(address, 'name-clash', this.clock.now().monotonic);
    if (times === undefined) return;
    const whose = cluster === this.config.cluster ? "this shield's own" : "an earlier entry's";
    const message = `Its name is ${whose}, so its services aren't shown. Set another CLUSTER_NAME there, or NAME=${address} in OTHER_SHIELDS; if it is a replica of this shield, take it out.`;
    this.log.warn({ message, address, cluster, fault: 'name-clash', times });
  }
}

/** Their hosts; of those that share one, what is configured, without credentials. */
function placesOf(peers: readonly Peer[]): readonly string[] {
  const byHost = Map.groupBy(peers, ({ host }) => host);
  const places = [...byHost].flatMap(([host, all]) => (all.length === 1 ? [host] : all.map(addressOf)));
  return [...new Set(places)];
}

function addressOf({ config: { address } }: Peer): string {
  return address;
}

/** Milliseconds. */
const PATIENCE = 5_000;
const LONGEST_HEARTBEAT = 15_000;
/** Of one cluster: a shield watches at most 100 namespaces, and one that lies must not fill the metrics. */
const MOST_SOURCES = 100;

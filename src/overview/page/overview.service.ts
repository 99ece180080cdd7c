// Gathers what a page shows, from memory alone.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ChecksService } from '../../checks/checks.service.ts';
import type { Service } from '../../services/service.ts';
import { BadgeLinksService } from '../../auth/link/badge-links.service.ts';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { VERSION } from '../../config/version.loader.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { fullName } from '../../kubernetes/resource/resource.ts';
import { DiscoveryService } from '../../discovery/discovery.service.ts';
import { ObjectsService } from '../../discovery/objects/objects.service.ts';
import { rulesFor } from '../../discovery/rbac-rules.ts';
import { ServiceIndex } from '../../discovery/index/service-index.ts';
import type { ClusterInfo } from '../../federation/cluster-info.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { MaintenanceService } from '../../maintenance/maintenance.service.ts';
import { PeersService } from '../../federation/hub/peers.service.ts';
import { HistoryService } from '../../history/history.service.ts';
import { boardOf } from '../board/board.ts';
import { type ClusterFault, type ClusterStatus, faultOfApi, faultOfPeer } from '../board/cluster-status.ts';
import { pageValidFor } from '../board/valid-for.ts';
import { type Asset, type Assets, loadAssets } from './assets.loader.ts';
import { type FullQuery, lookOf, type PageQuery, pageQueryOf } from '../query/page-query.ts';
import type { Frame, PageAssets, PageView } from './page-view.ts';
import { type Panel, panelOf } from './panel.ts';
import { ServiceSummaries, type ServiceSummary } from '../board/service-summary.ts';
import type { ServiceQuery } from '../query/service-query.dto.ts';
import type { ServiceView } from './service-view.ts';
import { BAR, MAX_BARS } from '../board/bar-width.ts';
import { objectBoardOf } from '../board/object-board.ts';
import { type ObjectSearch, type ObjectSources, searchObjects } from '../board/object-search.ts';
import { WhyService } from '../../api/why/why.service.ts';
import { STATES } from '../../services/result/result.ts';

@Injectable()
export class OverviewService {
  private readonly fleet: FleetService;
  private readonly history: HistoryService;
  private readonly index: ServiceIndex;
  private readonly checks: ChecksService;
  private readonly discovery: DiscoveryService;
  private readonly peers: PeersService;
  private readonly why: WhyService;
  private readonly summaries = new ServiceSummaries();
  private readonly clock: Clock;
  private readonly config: Config;
  private assets: Assets | undefined;

  constructor(
    fleet: FleetService,
    private readonly objects: ObjectFleetService,
    history: HistoryService,
    index: ServiceIndex,
    checks: ChecksService,
    discovery: DiscoveryService,
    peers: PeersService,
    why: WhyService,
    private readonly watchedObjects: ObjectsService,
    private readonly links: BadgeLinksService,
    private readonly maintenance: MaintenanceService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.fleet = fleet;
    this.history = history;
    this.index = index;
    this.checks = checks;
    this.discovery = discovery;
    this.peers = peers;
    this.why = why;
    this.clock = clock;
    this.config = config;
  }

  /** To be waited for before `view`, so that this one doesn't take long however many services turned stale or changed. */
  async prepare(): Promise<void> {
    const now = this.clock.now();
    const pieces = this.summaries.prepare(this.fleet.services({}, now), now);
    while (pieces.next().done !== true) await nextTurn();
  }

  /** What the page's search finds among objects, in pieces: to be handed to `view`. */
  async searchObjects(query: PageQuery): Promise<ObjectSearch> {
    const now = this.clock.now();
    const pieces = searchObjects(this.objectSources(now), query, now);
    for (;;) {
      const piece = pieces.next();
      if (piece.done === true) return piece.value;
      await nextTurn();
    }
  }

  /** `position` is where the changes stand that are in it. What is looked for among objects is found now without `search`. */
  view(query: FullQuery, position: string, search?: ObjectSearch): PageView {
    const now = this.clock.now();
    const all = this.fleet.services({}, now);
    const clusters = this.clusters(now);
    const panel = this.panel(query);
    const objects = objectBoardOf(this.objectSources(now), query, now, search);
    const board = boardOf(this.summaries.ofAll(all, now), clusters, query);
    return {
      ...this.frame(now, position),
      query: pageQueryOf(query),
      board: { ...board, areObjectsTroubled: objects.counts.down + objects.counts.degraded > 0 },
      objects,
      hasObjectBadges: !this.links.areMade,
      total: all.length,
      clusters: clusters.filter(({ isNamed }) => isNamed).map(({ name }) => name),
      namespaces: namespacesOf(all, query),
      notices: this.notices(),
      historyOf: (service) => this.history.spans(service, SHOWN),
      historyStart: this.history.start,
      confirmedAt: oldestProof(clusters),
      ...(panel !== undefined && { panel }),
    };
  }

  private objectSources(now: Moment): ObjectSources {
    return { views: this.objects.views(), tally: (view, resource) => this.objects.tally(view, resource, now) };
  }

  /** Undefined: no such service is known. Without a namespace and cluster, the one that asks for the most attention. */
  async serviceView(
    name: string,
    query: ServiceQuery,
    position: string,
    root: string,
  ): Promise<ServiceView | undefined> {
    const now = this.clock.now();
    const isMeant = ({ cluster, namespace }: Service): boolean =>
      (query.cluster ?? cluster) === cluster && (query.namespace ?? namespace) === namespace;
    const found = this.fleet.named(name, now).filter(isMeant);
    const summary = this.summaries.of(found, now).reduce<ServiceSummary | undefined>(worseOf, undefined);
    if (summary === undefined) return undefined;
    const { service } = summary;
    const check = query.badge?.split('/').at(-1);
    const panel =
      check === undefined ? undefined : this.panel({ ...lookOf(query), badge: `${summary.key}/${check}` }, root);
    return {
      ...this.frame(now, position),
      summary,
      why: await this.why.of(service, now),
      window: query.window ?? '24h',
      source: this.clusters(now).find((source) => source.isNamed && source.name === service.cluster),
      root,
      hasOpenBadges: !this.links.areMade,
      ...(panel !== undefined && { panel }),
    };
  }

  /** How each cluster is connected, and why it isn't. */
  clusters(now: Moment): readonly ClusterStatus[] {
    return this.fleet.clusters(now).map((info) => {
      const fault = info.isLocal ? this.localFault() : this.peerFault(info);
      return { ...info, ...(fault !== undefined && { fault }) };
    });
  }

  /** Unix milliseconds of the oldest proof that the connected clusters live by. */
  confirmedAt(): number | undefined {
    return oldestProof(this.fleet.clusters(this.clock.now()));
  }

  /** Milliseconds for which what is drawn now is valid. */
  validFor(): number {
    return pageValidFor(this.fleet.validFor(this.clock.now()), this.config.discovery.staleAfter);
  }

  /** Whether the page may hold links to badges, which no cache may keep. */
  get makesLinks(): boolean {
    return this.links.areMade;
  }

  /** Undefined where no check is picked that is known. */
  panel(query: FullQuery, root = './'): Panel | undefined {
    const now = this.clock.now();
    const { site, peers } = this.config;
    return panelOf(query, {
      links: this.links,
      publicUrl: site.publicUrl,
      isHub: peers.length > 0,
      root: root.slice(0, -1),
      scope: query,
      find: (cluster, namespace, name) =>
        this.fleet.named(name, now).find((service) => service.cluster === cluster && service.namespace === namespace),
    });
  }

  asset(name: string): Asset | undefined {
    return this.loaded().files.get(name);
  }

  frame(now: Moment, position: string): Frame {
    const { name: siteName, publicUrl } = this.config.site;
    const assets = this.pageAssets();
    return { siteName, version: VERSION, publicUrl, now, validFor: this.validFor(), assets, position };
  }

  /** The worst of this cluster's watches: a refusal first. */
  private localFault(): ClusterFault | undefined {
    const watches = this.discovery.watches.filter(({ state }) => state === 'refused' || state === 'failing');
    const worst = watches.find(({ state }) => state === 'refused') ?? watches[0];
    return worst?.lastFault === undefined ? undefined : faultOfApi(worst.lastFault, fullName(worst.resource));
  }

  private peerFault({ name, isNamed }: ClusterInfo): ClusterFault | undefined {
    const { peers } = this.peers;
    const peer = peers.find((one) => (isNamed ? one.name === name : one.host === name || one.config.address === name));
    return peer === undefined || peer.isConnected || peer.fault === undefined
      ? undefined
      : faultOfPeer(peer.fault.code);
  }

  /** What is wrong with the shield itself, in sentences. */
  notices(): readonly string[] {
    return [
      ...this.refusedNames(),
      ...this.notGranted(),
      ...this.objectsNotGranted(),
      ...this.maintenance.notices(),
      ...this.checks.notices(),
    ];
  }

  private notGranted(): readonly string[] {
    const missing = this.discovery.watches.filter(
      ({ state, lastFault }) => state === 'not-granted' && lastFault === 'forbidden',
    );
    if (missing.length === 0) return [];
    const kinds = [...new Set(missing.map(({ resource }) => fullName(resource)))].join(', ');
    return [
      `The shield may not list ${kinds}, so it doesn’t know all that was asked for: green means that every pod which exists is ready. Its log has the rule to add.`,
    ];
  }

  private objectsNotGranted(): readonly string[] {
    const watches = this.watchedObjects.kinds.flatMap(({ parts }) => parts.map(({ watch }) => watch));
    const missing = watches.filter(({ state, lastFault }) => state === 'not-granted' && lastFault === 'forbidden');
    if (missing.length === 0) return [];
    const { resources, yaml } = rulesFor(missing.map(({ resource }) => resource));
    return [`The shield may not list ${resources.join(', ')}. Add to the role of its service account: ${yaml}.`];
  }

  private refusedNames(): readonly string[] {
    const refused = this.index.unplacedPods;
    if (refused === 0) return [];
    return [
      `${refused} pods belong to services beyond MAX_SERVICES (${this.config.discovery.maxServices}), so these are not shown. Raise it to see them.`,
    ];
  }

  private pageAssets(): PageAssets {
    const { names } = this.loaded();
    const named = (file: string): string => names[file] ?? file;
    return { script: named('page.js'), style: named('page.css'), icon: (state) => named(`icon-${state}.svg`) };
  }

  /** Not at start: tests of anything else run without a build. */
  private loaded(): Assets {
    this.assets ??= loadAssets();
    return this.assets;
  }
}

/** Milliseconds of history that the table shows at most. */
const SHOWN = MAX_BARS * BAR;

/** A longer list is of no use in a menu; what is chosen is in it all the same. */
const MAX_NAMESPACES = 200;

function namespacesOf(services: readonly Service[], { cluster }: PageQuery): readonly string[] {
  const names = new Set<string>();
  let last = '';
  for (const service of services) {
    // Those of one namespace come one after the other.
    if (service.namespace === last || cluster?.includes(service.cluster) === false) continue;
    last = service.namespace;
    names.add(last);
  }
  names.delete('');
  return [...names].sort().slice(0, MAX_NAMESPACES);
}

/** Undefined: none is connected. */
function oldestProof(clusters: readonly ClusterInfo[]): number | undefined {
  const proofs = clusters
    .filter(({ connection, stale }) => connection === 'live' && stale.length === 0)
    .map(({ provenAt }) => provenAt)
    .filter((proof) => proof !== undefined);
  return proofs.length === 0 ? undefined : proofs.reduce((oldest, proof) => Math.min(oldest, proof));
}

function worseOf(a: ServiceSummary | undefined, b: ServiceSummary): ServiceSummary {
  return a === undefined || STATES.indexOf(b.attention) < STATES.indexOf(a.attention) ? b : a;
}

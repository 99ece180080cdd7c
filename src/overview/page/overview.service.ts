// Gathers what a page shows, from memory alone.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Service } from '../../services/service.ts';
import { BadgeLinksService } from '../../auth/link/badge-links.service.ts';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { VERSION } from '../../config/version.loader.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { HistoryService } from '../../history/history.service.ts';
import { boardOf } from '../board/board.ts';
import { oldestProof } from '../board/cluster-status.ts';
import { type Asset, type Assets, loadAssets } from './assets.loader.ts';
import { type FullQuery, lookOf, type PageQuery, pageQueryOf } from '../query/page-query.ts';
import { ConnectionsService } from './connections.service.ts';
import { NoticesService } from './notices.service.ts';
import type { Frame, PageAssets, PageView } from './page-view.ts';
import { type Panel, panelOf } from './panel.ts';
import { ServiceSummaries, type ServiceSummary } from '../board/services/service-summary.ts';
import type { ServiceQuery } from '../query/service-query.dto.ts';
import type { ServiceView } from './service-view.ts';
import { BAR, MAX_BARS } from '../board/bar-width.ts';
import { objectBoardOf } from '../board/objects/object-board.ts';
import { type ObjectSearch, type ObjectSources, searchObjects } from '../board/objects/object-search.ts';
import { inTurns } from '../board/pieces.ts';
import { ExplanationService } from '../../api/why/explanation.service.ts';
import { STATES } from '../../services/result/result.ts';

@Injectable()
export class OverviewService {
  private readonly summaries = new ServiceSummaries();
  private assets: Assets | undefined;

  constructor(
    private readonly fleet: FleetService,
    private readonly objects: ObjectFleetService,
    private readonly history: HistoryService,
    private readonly connections: ConnectionsService,
    private readonly notices: NoticesService,
    private readonly why: ExplanationService,
    private readonly links: BadgeLinksService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** In several turns of the event loop. */
  async viewInTurns(query: FullQuery, position: string): Promise<PageView> {
    const now = this.clock.now();
    const search = await inTurns(searchObjects(this.objectSources(now), query, now), () => nextTurn());
    return inTurns(this.view(query, position, search), () => nextTurn());
  }

  /**
   * In pieces, as 20,000 services take tens of milliseconds. What changes from the first piece on isn't in it. `position`: all
   * changes up to it are in the page. Without `search`, objects are searched now.
   */
  *view(query: FullQuery, position: string, search?: ObjectSearch): Generator<void, PageView> {
    const now = this.clock.now();
    const all = this.fleet.services({}, now);
    const frame = this.frame(now, position);
    const clusters = this.connections.clusters(now);
    const panel = this.panel(query);
    const objects = objectBoardOf(this.objectSources(now), query, now, search);
    yield;
    const summaries = yield* this.summaries.ofAll(all, now);
    yield;
    const board = yield* boardOf(summaries, clusters, query);
    yield;
    return {
      ...frame,
      query: pageQueryOf(query),
      board: { ...board, areObjectsTroubled: objects.counts.down + objects.counts.degraded > 0 },
      objects,
      hasObjectBadges: !this.links.areMade,
      total: all.length,
      clusters: clusters.filter(({ isNamed }) => isNamed).map(({ name }) => name),
      namespaces: namespacesOf(all, query),
      notices: this.notices.notices(),
      historyOf: (service) => this.history.spans(service, SHOWN),
      historyStart: this.history.start,
      confirmedAt: oldestProof(clusters),
      ...(panel !== undefined && { panel }),
    };
  }

  private objectSources(now: Moment): ObjectSources {
    return { views: this.objects.views(), tally: (view, resource) => this.objects.tally(view, resource, now) };
  }

  /** Undefined: no such service is known. Of several that match, the one that needs attention most. */
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
      source: this.connections.clusters(now).find((source) => source.isNamed && source.name === service.cluster),
      root,
      hasOpenBadges: !this.links.areMade,
      ...(panel !== undefined && { panel }),
    };
  }

  /** Whether the page may hold links to badges, which no cache may keep. */
  get makesLinks(): boolean {
    return this.links.areMade;
  }

  /** Undefined where the query names no known check. */
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
    const { mode: access } = this.config.access;
    const validFor = this.connections.validFor();
    return { siteName, version: VERSION, access, publicUrl, now, validFor, assets, position };
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

/** A longer list is of no use in a menu. Chosen namespaces are in it in any case. */
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

function worseOf(a: ServiceSummary | undefined, b: ServiceSummary): ServiceSummary {
  return a === undefined || STATES.indexOf(b.attention) < STATES.indexOf(a.attention) ? b : a;
}

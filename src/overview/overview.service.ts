// Gathers what a page shows, from memory alone.
import { Inject, Injectable } from '@nestjs/common';
import { ChecksService } from '../checks/checks.service.ts';
import type { Service } from '../services/service.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { ServiceIndex } from '../discovery/index/service-index.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { HistoryService } from '../history/history.service.ts';
import { boardOf } from './board.ts';
import { holdingFor } from './valid-for.ts';
import { type Asset, type Assets, loadAssets } from './assets.loader.ts';
import { type FullQuery, type PageQuery, pageQueryOf, type PanelQuery } from './page-query.ts';
import type { PageAssets, PageView } from './page-view.ts';
import { type Panel, panelOf } from './panel.ts';

@Injectable()
export class OverviewService {
  private readonly fleet: FleetService;
  private readonly history: HistoryService;
  private readonly index: ServiceIndex;
  private readonly checks: ChecksService;
  private readonly clock: Clock;
  private readonly config: Config;
  private assets: Assets | undefined;

  constructor(
    fleet: FleetService,
    history: HistoryService,
    index: ServiceIndex,
    checks: ChecksService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.fleet = fleet;
    this.history = history;
    this.index = index;
    this.checks = checks;
    this.clock = clock;
    this.config = config;
  }

  /** `position` is where the changes stand that are in it. */
  view(query: FullQuery, position: string): PageView {
    const now = this.clock.now();
    const all = this.fleet.services({}, now);
    const clusters = this.fleet.clusters(now);
    const panel = this.panel(query);
    return {
      siteName: this.config.site.name,
      query: pageQueryOf(query),
      board: boardOf(all, clusters, query, now),
      clusters: clusters.filter(({ isNamed }) => isNamed).map(({ name }) => name),
      namespaces: namespacesOf(all, query),
      notices: this.notices(),
      historyOf: (service) => this.history.of(service),
      now,
      holds: this.holds(),
      ...(panel !== undefined && { panel }),
      assets: this.pageAssets(),
      historyStart: this.history.start,
      position,
    };
  }

  /** Milliseconds for which what is drawn now may be taken for true. */
  holds(): number {
    return holdingFor(this.fleet.validFor(this.clock.now()), this.config.discovery.staleAfter);
  }

  /** Undefined where no check is picked that is known. */
  panel(query: PanelQuery): Panel | undefined {
    const now = this.clock.now();
    const { site, peers } = this.config;
    return panelOf(query, {
      publicUrl: site.publicUrl,
      isHub: peers.length > 0,
      find: (cluster, namespace, name) =>
        this.fleet.named(name, now).find((service) => service.cluster === cluster && service.namespace === namespace),
    });
  }

  asset(name: string): Asset | undefined {
    return this.loaded().files.get(name);
  }

  /** What is wrong with the shield itself, in sentences. */
  notices(): readonly string[] {
    return [...this.refusedNames(), ...this.checks.notices()];
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

/** A longer list is of no use in a menu; what is chosen is in it all the same. */
const MOST_NAMESPACES = 300;

function namespacesOf(services: readonly Service[], { cluster }: PageQuery): readonly string[] {
  const within = services.filter(
    (service) => service.namespace !== '' && (cluster ?? service.cluster) === service.cluster,
  );
  return [...new Set(within.map(({ namespace }) => namespace))].sort().slice(0, MOST_NAMESPACES);
}

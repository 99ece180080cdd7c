// Collects why a service is in its state, for the API, its page and its card, from memory.
import { Inject, Injectable } from '@nestjs/common';
import { ChecksService } from '../../checks/checks.service.ts';
import type { Moment } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { CONFIG } from '../../config/config.module.ts';
import { FleetService } from '../../federation/fleet.service.ts';
import { ObjectFleetService } from '../../federation/object-fleet.service.ts';
import { HistoryService } from '../../history/history.service.ts';
import type { Service } from '../../services/service.ts';
import { DAY } from '../../config/duration.ts';
import { kubectlLine, whySentence } from '../../services/why.ts';
import { safeLinks } from '../../services/details/workload-link.ts';
import { deployerOf } from './deployer.ts';
import type { Why } from './why.ts';

export const MAX_PODS = 50;
export const MAX_WORKLOADS = 50;
const WINDOW = 7 * DAY;

@Injectable()
export class ExplanationService {
  private readonly fleet: FleetService;
  private readonly history: HistoryService;
  private readonly config: Config;

  constructor(
    fleet: FleetService,
    private readonly objects: ObjectFleetService,
    private readonly checks: ChecksService,
    history: HistoryService,
    @Inject(CONFIG) config: Config,
  ) {
    this.fleet = fleet;
    this.history = history;
    this.config = config;
  }

  async of(service: Service, now: Moment): Promise<Why> {
    const pods = this.config.details === 'none' ? [] : this.fleet.podDetails(service, MAX_PODS);
    const workloads =
      this.config.details === 'none' ? [] : this.fleet.workloadDetails(service, now).slice(0, MAX_WORKLOADS);
    const changes = await this.history.changes(service, { from: now.wall - WINDOW, to: Infinity });
    const kubectl = kubectlLine(service, pods, this.config.peers.length > 0);
    return {
      service,
      sentence: whySentence(service, pods, now),
      pods,
      workloads,
      links: safeLinks(workloads.flatMap(({ links }) => links)),
      checks: this.checks.of(service),
      ...(kubectl !== undefined && { kubectl }),
      ...this.deployedBy(service, now),
      elsewhere: this.fleet.named(service.name, now).filter((one) => one !== service),
      changes,
    };
  }

  private deployedBy({ cluster, deployedBy }: Service, now: Moment): Pick<Why, 'deployedBy'> {
    if (deployedBy === undefined || this.config.details === 'none') return {};
    const view = this.objects.views().find((each) => each.cluster === cluster);
    return { deployedBy: deployerOf(deployedBy, view, cluster, now) };
  }
}

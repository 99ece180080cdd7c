// The pages of a moment in the past, drawn from what was known then.
import { Inject, Injectable } from '@nestjs/common';
import { momentFound } from '../../api/moment-problems.ts';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { HistoryService } from '../../history/history.service.ts';
import { MomentsService } from '../../history/windows/moments.service.ts';
import { DAY } from '../../config/duration.ts';
import { OverviewService } from '../page/overview.service.ts';
import { renderPastPage } from './past-page.tsx';
import { renderPastServicePage } from './past-service-page.tsx';
import { type PastFilter, pastServices } from './past-view.ts';

@Injectable()
export class PastService {
  private readonly moments: MomentsService;
  private readonly history: HistoryService;
  private readonly overview: OverviewService;
  private readonly clock: Clock;

  constructor(
    moments: MomentsService,
    history: HistoryService,
    overview: OverviewService,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.moments = moments;
    this.history = history;
    this.overview = overview;
    this.clock = clock;
  }

  /** Throws a ProblemError where nothing can be said about that time. */
  async page(at: number, filter: PastFilter): Promise<string> {
    const moment = momentFound(await this.moments.at(at));
    const services = pastServices(moment, filter);
    return renderPastPage({ frame: this.frame(), moment, root: './', here: './', filter, services });
  }

  /** `root` leads from the page to the site's. */
  async servicePage(at: number, name: string, filter: PastFilter, root: string): Promise<string> {
    const moment = momentFound(await this.moments.at(at));
    const services = pastServices(moment, filter).filter((service) => service.name === name);
    const [first] = services;
    const changes = first === undefined ? [] : await this.history.changes(first, { from: at - DAY, to: at + 1 });
    const here = `${root}s/${encodeURIComponent(name)}`;
    return renderPastServicePage({ frame: this.frame(), moment, root, here, filter, services, name, changes });
  }

  private frame(): ReturnType<OverviewService['frame']> {
    return this.overview.frame(this.clock.now(), '');
  }
}

// Shows Prometheus how many services of this cluster are in which state.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Moment } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import type { Source } from '../kubernetes/watch/source.ts';
import { gaugeSource } from '../kubernetes/watch/source-gauges.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import { LocalCatalog } from '../services/local-catalog.ts';
import type { State } from '../services/result/result.ts';
import { statesOf } from '../services/service.ts';

@Injectable()
export class ServiceGaugeService {
  private readonly catalog: LocalCatalog;

  constructor(catalog: LocalCatalog, metrics: MetricsService, @Inject(CLOCK) clock: Clock) {
    this.catalog = catalog;
    metrics.onCollect(() => {
      const now = clock.now();
      for (const [state, count] of this.count(now)) metrics.services.set({ state }, count);
      for (const source of this.sources()) gaugeSource(metrics, source, now);
    });
  }

  /** Each custom check's, and the watches'. */
  private sources(): ReadonlySet<Source> {
    const results = this.catalog.all().flatMap((service) => [...service.results.values()]);
    return new Set(results.map(({ source }) => source));
  }

  /** Every state, also with 0 services: a missing series can't be distinguished from one that never existed. */
  private count(now: Moment): ReadonlyMap<State, number> {
    this.catalog.advance(now);
    return statesOf(this.catalog.all(), now);
  }
}

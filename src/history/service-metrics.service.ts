// Each service's state as a metric, for a history in Prometheus: SERVICE_METRICS turns it on.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { MetricsService } from '../observability/metrics.service.ts';
import { STATES } from '../services/result/result.ts';
import { stateOf } from '../services/service.ts';

@Injectable()
export class ServiceMetricsService {
  private readonly fleet: FleetService;
  private readonly clock: Clock;

  constructor(
    fleet: FleetService,
    metrics: MetricsService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { history: { serviceMetrics } }: Config,
  ) {
    this.fleet = fleet;
    this.clock = clock;
    if (serviceMetrics) metrics.onExpose(() => this.lines());
  }

  /** Names hold nothing that would have to be escaped. Bounded as services are; one-offs would only come and go. */
  private *lines(): Generator<string> {
    const now = this.clock.now();
    yield `# HELP ${NAME} Whether a service is in that state: 1 or 0.\n# TYPE ${NAME} gauge\n`;
    for (const service of this.fleet.services({}, now)) {
      if (service.isOneOff) continue;
      const { cluster, namespace, name } = service;
      const current = stateOf(service, now);
      const labels = `cluster="${cluster}",namespace="${namespace}",service="${name}"`;
      for (const state of STATES) yield `${NAME}{${labels},state="${state}"} ${state === current ? 1 : 0}\n`;
    }
  }
}

const NAME = 'kube_shields_service_state';

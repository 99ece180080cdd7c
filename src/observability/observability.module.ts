// Metrics, readiness and probes, for every module.
import { Global, Module } from '@nestjs/common';
import { MetricsServerService } from './metrics-server.service.ts';
import { MetricsService } from './metrics.service.ts';
import { ProbesController } from './probes.controller.ts';
import { ReadinessService } from './readiness.service.ts';

@Global()
@Module({
  controllers: [ProbesController],
  providers: [MetricsService, MetricsServerService, ReadinessService],
  exports: [MetricsService, ReadinessService],
})
export class ObservabilityModule {}

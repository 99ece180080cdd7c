// Metrics, readiness and probes, for every module.
import { Global, Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { MetricsServerService } from './metrics-server.service.ts';
import { MetricsService } from './metrics.service.ts';
import { ProbesController } from './probes.controller.ts';
import { RefusalMetricsService } from './refusal-metrics.service.ts';
import { ReadinessService } from './readiness.service.ts';

@Global()
@Module({
  imports: [AuthModule],
  controllers: [ProbesController],
  providers: [MetricsService, MetricsServerService, ReadinessService, RefusalMetricsService],
  exports: [MetricsService, ReadinessService],
})
export class ObservabilityModule {}

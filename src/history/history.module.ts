// How every service's state changed, as the fleet shows it.
import { Module } from '@nestjs/common';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryService } from './history.service.ts';
import { ServiceMetricsService } from './service-metrics.service.ts';
import { UptimeService } from './uptime.service.ts';

@Module({
  imports: [FederationModule],
  providers: [HistoryService, UptimeService, ServiceMetricsService],
  exports: [HistoryService, UptimeService],
})
export class HistoryModule {}

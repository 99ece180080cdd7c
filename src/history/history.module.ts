// How every service's state changed, as the fleet shows it.
import { Module } from '@nestjs/common';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryService } from './history.service.ts';
import { RecorderService } from './recording/recorder.service.ts';
import { MomentsService } from './windows/moments.service.ts';
import { ServiceMetricsService } from './service-metrics.service.ts';
import { UptimeService } from './windows/uptime.service.ts';

@Module({
  imports: [FederationModule],
  providers: [RecorderService, HistoryService, MomentsService, UptimeService, ServiceMetricsService],
  exports: [HistoryService, MomentsService, UptimeService],
})
export class HistoryModule {}

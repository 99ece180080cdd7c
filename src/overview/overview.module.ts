// The page that shows everything, for people.
import { Module } from '@nestjs/common';
import { ApiModule } from '../api/api.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { ChecksModule } from '../checks/checks.module.ts';
import { DiscoveryModule } from '../discovery/discovery.module.ts';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryModule } from '../history/history.module.ts';
import { MaintenanceModule } from '../maintenance/maintenance.module.ts';
import { OverviewController } from './overview.controller.ts';
import { ConnectionsService } from './page/connections.service.ts';
import { LiveService } from './stream/live.service.ts';
import { ServicePageController } from './service-page.controller.ts';
import { NoticesService } from './page/notices.service.ts';
import { OverviewService } from './page/overview.service.ts';
import { PastService } from './past/past.service.ts';
import { ProblemPagesService } from './problem/problem-pages.service.ts';

@Module({
  imports: [ApiModule, AuthModule, ChecksModule, DiscoveryModule, FederationModule, HistoryModule, MaintenanceModule],
  controllers: [OverviewController, ServicePageController],
  providers: [OverviewService, ConnectionsService, NoticesService, LiveService, PastService, ProblemPagesService],
})
export class OverviewModule {}

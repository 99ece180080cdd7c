// Every cluster's services as one fleet; this cluster's alone until peers come.
import { Module } from '@nestjs/common';
import { ChecksModule } from '../checks/checks.module.ts';
import { LocalCatalog } from '../checks/local-catalog.ts';
import type { Clock } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { FleetService } from './fleet.service.ts';
import { HistoryService } from './history.service.ts';
import { ServicesController } from './services.controller.ts';

@Module({
  imports: [ChecksModule],
  controllers: [ServicesController],
  providers: [
    HistoryService,
    {
      provide: FleetService,
      useFactory: (local: LocalCatalog, clock: Clock) => new FleetService([local], clock),
      inject: [LocalCatalog, CLOCK],
    },
  ],
  exports: [HistoryService, FleetService],
})
export class FederationModule {}

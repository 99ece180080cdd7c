// The JSON API: services, checks and peers.
import { Module } from '@nestjs/common';
import { ChecksModule } from '../checks/checks.module.ts';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryModule } from '../history/history.module.ts';
import { ChecksController } from './checks.controller.ts';
import { PeersController } from './peers.controller.ts';
import { ServicesController } from './services.controller.ts';

@Module({
  imports: [ChecksModule, FederationModule, HistoryModule],
  controllers: [ServicesController, ChecksController, PeersController],
})
export class ApiModule {}

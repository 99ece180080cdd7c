// The JSON API: services, checks, peers and sources.
import { Module } from '@nestjs/common';
import { ChecksModule } from '../checks/checks.module.ts';
import { DiscoveryModule } from '../discovery/discovery.module.ts';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryModule } from '../history/history.module.ts';
import { ChecksController } from './checks/checks.controller.ts';
import { HistoryController } from './history/history.controller.ts';
import { ObjectsController } from './objects/objects.controller.ts';
import { PeersController } from './peers/peers.controller.ts';
import { SourcesController } from './sources/sources.controller.ts';
import { ServicesController } from './services/services.controller.ts';
import { WhyController } from './why/why.controller.ts';
import { ExplanationService } from './why/explanation.service.ts';

@Module({
  imports: [DiscoveryModule, ChecksModule, FederationModule, HistoryModule],
  controllers: [
    HistoryController,
    ServicesController,
    WhyController,
    ObjectsController,
    ChecksController,
    PeersController,
    SourcesController,
  ],
  providers: [ExplanationService],
  exports: [ExplanationService],
})
export class ApiModule {}

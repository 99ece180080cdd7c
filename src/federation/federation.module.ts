// Every cluster's services as one fleet, and this cluster's own advertised to other shields.
import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { merge } from 'rxjs';
import { AuthModule } from '../auth/auth.module.ts';
import { ChecksModule } from '../checks/checks.module.ts';
import type { Clock } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { EPOCH } from './epoch.ts';
import { FederationController } from './member/federation.controller.ts';
import { AdvertiserService } from './member/advertiser.service.ts';
import { FleetService } from './fleet.service.ts';
import { ObjectCatalog } from '../services/objects/object-catalog.ts';
import { type ObjectClusters, ObjectFleetService } from './object-fleet.service.ts';
import { PeersService } from './hub/peers.service.ts';

@Module({
  imports: [AuthModule, ChecksModule],
  controllers: [FederationController],
  providers: [
    PeersService,
    AdvertiserService,
    { provide: EPOCH, useFactory: () => randomBytes(8).toString('hex') },
    {
      provide: FleetService,
      useFactory: (peers: PeersService, clock: Clock) => new FleetService(peers, clock),
      inject: [PeersService, CLOCK],
    },
    {
      provide: ObjectFleetService,
      useFactory: (local: ObjectCatalog, peers: PeersService, clock: Clock) =>
        new ObjectFleetService(objectClusters(local, peers), clock),
      inject: [ObjectCatalog, PeersService, CLOCK],
    },
  ],
  exports: [FleetService, ObjectFleetService, PeersService],
})
export class FederationModule {}

function objectClusters(local: ObjectCatalog, peers: PeersService): ObjectClusters {
  return {
    changes$: merge(local.changes$, peers.objectChanges$),
    all: () => [local, ...peers.visible.map(({ catalog }) => catalog.objects)],
    unnamed: () => peers.unnamed(),
  };
}

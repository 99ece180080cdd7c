// Every cluster's services as one fleet, and this cluster's own advertised to other shields.
import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { ChecksModule } from '../checks/checks.module.ts';
import type { Clock } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { EPOCH } from './epoch.ts';
import { FederationController } from './member/federation.controller.ts';
import { AdvertiserService } from './member/advertiser.service.ts';
import { FleetService } from './fleet.service.ts';
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
  ],
  exports: [FleetService, PeersService],
})
export class FederationModule {}

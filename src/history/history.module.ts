// How every service's state changed, as the fleet shows it.
import { Module } from '@nestjs/common';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryService } from './history.service.ts';

@Module({
  imports: [FederationModule],
  providers: [HistoryService],
  exports: [HistoryService],
})
export class HistoryModule {}

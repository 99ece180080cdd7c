// What the checks say of every service of this cluster.
import { Module } from '@nestjs/common';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { DiscoveryModule } from '../discovery/discovery.module.ts';
import { DiscoveryService } from '../discovery/discovery.service.ts';
import { ServiceIndex } from '../discovery/index/service-index.ts';
import { ChecksService } from './checks.service.ts';
import { LocalCatalog } from '../services/local-catalog.ts';
import { ServiceGaugeService } from './service-gauge.service.ts';

@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: LocalCatalog,
      useFactory: (config: Config, index: ServiceIndex, discovery: DiscoveryService) =>
        new LocalCatalog(config.cluster, index, discovery),
      inject: [CONFIG, ServiceIndex, DiscoveryService],
    },
    ServiceGaugeService,
    ChecksService,
  ],
  exports: [ChecksService, LocalCatalog],
})
export class ChecksModule {}

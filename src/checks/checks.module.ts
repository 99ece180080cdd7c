// What the checks say of every service of this cluster.
import { Module } from '@nestjs/common';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { DiscoveryModule } from '../discovery/discovery.module.ts';
import { DiscoveryService } from '../discovery/discovery.service.ts';
import { ServiceIndex } from '../discovery/index/service-index.ts';
import { CheckRunsService } from './runs/check-runs.service.ts';
import { ChecksService } from './checks.service.ts';
import { CompositeSource } from '../kubernetes/watch/source.ts';
import { LocalCatalog } from '../services/local-catalog.ts';
import type { WatchedKind } from '../discovery/objects/watched-kind.ts';
import { ObjectsService } from '../discovery/objects/objects.service.ts';
import type { WatchedNodes } from '../services/objects/cluster-facts.ts';
import { ObjectCatalog } from '../services/objects/object-catalog.ts';
import { statesOf } from '../services/service.ts';
import { ServiceGaugeService } from './service-gauge.service.ts';

@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: LocalCatalog,
      useFactory: (config: Config, index: ServiceIndex, discovery: DiscoveryService) =>
        new LocalCatalog(config.cluster, index, discovery, config.details !== 'none'),
      inject: [CONFIG, ServiceIndex, DiscoveryService],
    },
    {
      provide: ObjectCatalog,
      useFactory: createObjectCatalog,
      inject: [CONFIG, ObjectsService, LocalCatalog, ServiceIndex, DiscoveryService],
    },
    ServiceGaugeService,
    CheckRunsService,
    ChecksService,
  ],
  exports: [ChecksService, LocalCatalog, ObjectCatalog],
})
export class ChecksModule {}

function createObjectCatalog(
  config: Config,
  objects: ObjectsService,
  services: LocalCatalog,
  index: ServiceIndex,
  discovery: DiscoveryService,
): ObjectCatalog {
  const nodes = objects.kinds.find(({ config: { name } }) => name === 'nodes');
  const podSource = new CompositeSource('pods', config.cluster, config.discovery.staleAfter, discovery.sources);
  return new ObjectCatalog(config.cluster, objects, {
    serverVersion: () => objects.serverVersion,
    versionSource: objects.versionSource,
    nodes: () => nodes && watchedNodes(nodes),
    pods: () => ({ running: index.runningCount, total: index.podCount }),
    services: (now) => statesOf(services.all(), now),
    podSource: () => podSource,
  });
}

function watchedNodes(nodes: WatchedKind): WatchedNodes | undefined {
  const [source] = nodes.sources();
  return source && { objects: [...nodes.objects()].map(({ object }) => object), source };
}

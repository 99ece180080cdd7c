// Finds everything that controllers keep running in this cluster.
import { DAY } from '../config/duration.ts';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../config/clock.ts';
import { LogThrottle } from '../config/log-throttle.ts';
import { CLUSTER_ACCESS, DiscoveryService } from './discovery.service.ts';
import type { ClusterAccess } from '../kubernetes/kubeconfig/kubeconfig.loader.ts';
import type { Oddity } from './index/pods/pod-oddities.ts';
import { ServiceIndex } from './index/service-index.ts';
import { ObjectsService } from './objects/objects.service.ts';

/** Gives DiscoveryModule the cluster that main found. */
@Module({})
export class ClusterModule {
  static forRoot(access: ClusterAccess): DynamicModule {
    const provider = { provide: CLUSTER_ACCESS, useValue: access };
    return { module: ClusterModule, global: true, providers: [provider], exports: [provider] };
  }
}

@Module({
  providers: [
    DiscoveryService,
    ObjectsService,
    { provide: ServiceIndex, useFactory: createIndex, inject: [CONFIG, CLOCK] },
  ],
  exports: [DiscoveryService, ObjectsService, ServiceIndex],
})
export class DiscoveryModule {}

function createIndex({ discovery }: Config, clock: Clock): ServiceIndex {
  return new ServiceIndex({
    startGrace: discovery.startGrace,
    cronTimeZone: discovery.cronTimeZone,
    maxServices: discovery.maxServices,
    lifetime: { service: discovery.forgetAfter, oneOff: ONE_OFF_LIFETIME },
    onOddity: oddityLog(new Logger('discovery'), clock),
  });
}

/** Unnamed runs (hook Jobs, CI runs) are soon of no interest. */
const ONE_OFF_LIFETIME = 10 * 60_000;

/** A relist finds every oddity again, and a controller may make pods without end. */
function oddityLog(log: Logger, clock: Clock): (oddity: Oddity) => void {
  const throttle = new LogThrottle({ interval: DAY, max: 1_000 });
  return (oddity) => {
    if (throttle.isDue(JSON.stringify(oddity), clock.now().monotonic)) log.warn({ ...oddity });
  };
}

// Finds everything that controllers keep running in this cluster.
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { CLUSTER_ACCESS, DiscoveryService } from './discovery.service.ts';
import type { ClusterAccess } from '../kubernetes/kubeconfig.loader.ts';
import type { Oddity } from './index/pod-oddities.ts';
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
  providers: [DiscoveryService, ObjectsService, { provide: ServiceIndex, useFactory: createIndex, inject: [CONFIG] }],
  exports: [DiscoveryService, ObjectsService, ServiceIndex],
})
export class DiscoveryModule {}

function createIndex({ discovery }: Config): ServiceIndex {
  return new ServiceIndex({
    startGrace: discovery.startGrace,
    cronTimeZone: discovery.cronTimeZone,
    maxServices: discovery.maxServices,
    lifetime: { service: discovery.forgetAfter, oneOff: ONE_OFF_LIFETIME },
    onOddity: logOnce(new Logger('discovery')),
  });
}

/** Unnamed runs (hook Jobs, CI runs) are soon of no interest. */
const ONE_OFF_LIFETIME = 10 * 60_000;

/** Every event of such a pod finds it again. */
function logOnce(log: Logger): (oddity: Oddity) => void {
  const logged = new Set<string>();
  return (oddity) => {
    const key = JSON.stringify(oddity);
    if (logged.has(key)) return;
    if (logged.size >= MAX_LOGGED) logged.clear();
    logged.add(key);
    log.warn({ ...oddity });
  };
}

const MAX_LOGGED = 1_000;

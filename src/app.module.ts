// Everything a shield is made of.
import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { BadgesModule } from './badges/badges.module.ts';
import type { Bounds } from './config/bounds.ts';
import type { Clock } from './config/clock.ts';
import type { Config } from './config/config.ts';
import { ConfigModule } from './config/config.module.ts';
import { ClusterModule } from './discovery/discovery.module.ts';
import type { ClusterAccess } from './kubernetes/kubeconfig/kubeconfig.loader.ts';
import { DocsModule } from './openapi/docs.module.ts';
import { ObservabilityModule } from './observability/observability.module.ts';
import type { RouteEntries } from './openapi/route-entries.dto.ts';
import { OverviewModule } from './overview/overview.module.ts';

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  /** The cluster whose pods are watched. */
  readonly cluster: ClusterAccess;
  readonly bounds: Bounds;
}

@Module({})
export class AppModule {
  static forRoot({ config, clock, cluster, bounds }: AppOptions): DynamicModule {
    const given = [ConfigModule.forRoot(config, clock, bounds), ClusterModule.forRoot(cluster)];
    return {
      module: AppModule,
      imports: [
        ...given,
        ObservabilityModule,
        AuthModule,
        ApiModule,
        BadgesModule,
        DocsModule.forRoot(loadRouteEntries),
        OverviewModule,
      ],
    };
  }
}

/** Outside of the class: in a decorated one tsc leaves `.ts` in an `import()`. */
async function loadRouteEntries(): Promise<RouteEntries> {
  const { ROUTE_ENTRIES } = await import('./app.operations.dto.ts');
  return ROUTE_ENTRIES;
}

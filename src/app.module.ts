// Everything a shield is made of.
import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.ts';
import type { Clock } from './config/clock.ts';
import type { Config } from './config/config.ts';
import { ConfigModule } from './config/config.module.ts';
import { ObservabilityModule } from './observability/observability.module.ts';

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
}

@Module({})
export class AppModule {
  static forRoot({ config, clock }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [ConfigModule.forRoot(config, clock), ObservabilityModule, AuthModule],
    };
  }
}

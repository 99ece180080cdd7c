// Gives every module the configuration and the time.
import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';

/** Injection tokens: `@Inject(CONFIG) config: Config`, `@Inject(CLOCK) clock: Clock`. */
export const CONFIG = Symbol('Config');
export const CLOCK = Symbol('Clock');

@Module({})
export class ConfigModule {
  static forRoot(config: Config, clock: Clock): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: clock },
    ];
    return { module: ConfigModule, global: true, providers, exports: providers };
  }
}

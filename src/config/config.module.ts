// Gives every module the configuration and the time.
import { type DynamicModule, Module } from '@nestjs/common';
import { BOUNDS as USUAL, type Bounds } from './bounds.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';

/** Injection tokens: `@Inject(CONFIG) config: Config`, `@Inject(CLOCK) clock: Clock`, `@Inject(BOUNDS) bounds: Bounds`. */
export const CONFIG = Symbol('Config');
export const CLOCK = Symbol('Clock');
export const BOUNDS = Symbol('Bounds');

@Module({})
export class ConfigModule {
  static forRoot(config: Config, clock: Clock, bounds: Bounds = USUAL): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: clock },
      { provide: BOUNDS, useValue: bounds },
    ];
    return { module: ConfigModule, global: true, providers, exports: providers };
  }
}

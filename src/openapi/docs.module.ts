// The API's documentation.
import { type DynamicModule, Module } from '@nestjs/common';
import { DocsController } from './docs.controller.ts';
import { DocsService, ROUTE_ENTRIES } from './docs.service.ts';
import type { LoadRouteEntries } from './route-entries.dto.ts';

@Module({})
export class DocsModule {
  static forRoot(loadEntries: LoadRouteEntries): DynamicModule {
    const entries = { provide: ROUTE_ENTRIES, useValue: loadEntries };
    return { module: DocsModule, controllers: [DocsController], providers: [DocsService, entries] };
  }
}

// The OpenAPI document and Swagger UI's files: made and read at the first request, then kept.
import { type INestApplication, Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { VERSION } from '../config/version.loader.ts';
import { ANSWERED_ROUTE } from '../http/request/answers-route.decorator.ts';
import type { RouteName } from '../http/request/routes.ts';
import type { AssetName } from './docs-page.ts';
import type { Handler, openapiDocument } from './openapi-document.dto.ts';
import type { LoadRouteEntries } from './route-entries.dto.ts';
import { loadAsset } from './swagger-ui.loader.ts';

/** Injection token: LoadRouteEntries. */
export const ROUTE_ENTRIES = Symbol('LoadRouteEntries');

@Injectable()
export class DocsService {
  /** Swagger asks for the whole app, which no module can inject: set once it is made. */
  app: INestApplication | undefined;
  private readonly modules: ModulesContainer;
  private readonly loadEntries: LoadRouteEntries;
  private readonly assets = new Map<AssetName, Promise<Buffer>>();
  private builtDocument: Promise<string> | undefined;

  constructor(modules: ModulesContainer, @Inject(ROUTE_ENTRIES) loadEntries: LoadRouteEntries) {
    this.loadEntries = loadEntries;
    this.modules = modules;
  }

  /** JSON. */
  document(): Promise<string> {
    this.builtDocument ??= this.build();
    return this.builtDocument;
  }

  asset(name: AssetName): Promise<Buffer> {
    const asset = this.assets.get(name) ?? loadAsset(name);
    this.assets.set(name, asset);
    return asset;
  }

  private async build(): Promise<string> {
    if (this.app === undefined) throw new Error('DocsService.app is not set.');
    const [{ openapiDocument: build }, entries] = await Promise.all([loadBuilder(), this.loadEntries()]);
    return JSON.stringify(build(this.app, this.handlers(), entries, VERSION));
  }

  private handlers(): readonly Handler[] {
    const wrappers = [...this.modules.values()].flatMap(({ controllers }) => [...controllers.values()]);
    return wrappers.flatMap(({ metatype }) => (typeof metatype === 'function' ? handlersOf(metatype) : []));
  }
}

/** Outside of the class: in a decorated one tsc leaves `.ts` in an `import()`. */
function loadBuilder(): Promise<{ readonly openapiDocument: typeof openapiDocument }> {
  return import('./openapi-document.dto.ts');
}

function handlersOf({ prototype }: { readonly prototype: object }): readonly Handler[] {
  return Object.getOwnPropertyNames(prototype).flatMap((method) => {
    const handler: unknown = Object.getOwnPropertyDescriptor(prototype, method)?.value;
    const route = handler instanceof Function ? routeOf(handler) : undefined;
    return route === undefined ? [] : [{ route, controller: prototype, method }];
  });
}

function routeOf(handler: object): RouteName | undefined {
  return Reflect.getMetadata(ANSWERED_ROUTE, handler) as RouteName | undefined;
}

// The document's entries of each route. They are beside the controllers, in rooms above this one, so the composition root
// passes them in.
import type { PathsObject } from '@nestjs/swagger';
import type { RouteName } from '../http/request/routes.ts';

export interface RouteEntries {
  readonly operations: Readonly<Record<RouteName, MethodDecorator>>;
  /** Adds the paths that are forms of others, such as a badge's with a format. */
  readonly withForms: (paths: PathsObject) => PathsObject;
}

/** They load Swagger, so they are loaded when the document is requested. */
export type LoadRouteEntries = () => Promise<RouteEntries>;

// Names the route that a controller's method answers. The guard (auth/access/access.guard.ts) holds Express to it, and the
// OpenAPI document finds handlers by it.
import { Get, SetMetadata, applyDecorators } from '@nestjs/common';
import { ROUTES, type RouteName } from './routes.ts';

export const ANSWERED_ROUTE = 'kube-shields:route';

/** Declares which route a controller's method answers, and binds it to that route's path. */
export function AnswersRoute(name: RouteName): MethodDecorator {
  return applyDecorators(Get(ROUTES[name].path), SetMetadata(ANSWERED_ROUTE, name));
}

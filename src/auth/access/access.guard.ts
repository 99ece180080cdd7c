// Denies by default. The gate checks access by the route in routes.ts; this guard ensures that Express and Nest call
// only the handler of that route, and never one that declares no route.
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ANSWERED_ROUTE } from '../../http/request/answers-route.decorator.ts';
import { contextOf } from '../../http/request/request-context.ts';
import type { RouteName } from '../../http/request/routes.ts';

@Injectable()
export class AccessGuard implements CanActivate {
  private readonly reflector: Reflector;

  constructor(reflector: Reflector) {
    this.reflector = reflector;
  }

  canActivate(execution: ExecutionContext): true {
    const { target } = contextOf(execution.switchToHttp().getRequest<Request>());
    const declared = this.reflector.get<RouteName | undefined>(ANSWERED_ROUTE, execution.getHandler());
    if (declared !== undefined && declared === target.route) return true;
    const handler = `${execution.getClass().name}.${execution.getHandler().name}`;
    throw new Error(`${handler} was reached by the route ${String(target.route)}. Declare it with @AnswersRoute.`);
  }
}

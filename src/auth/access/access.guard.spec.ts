import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessGuard } from './access.guard.ts';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { rememberContext } from '../../http/request/request-context.ts';
import { parseRequestTarget } from '../../http/request/request-target.ts';

class Handlers {
  @AnswersRoute('services')
  declared(): void {
    return;
  }
  undeclared(): void {
    return;
  }
}

/** A request to `target` that Express has matched to a handler. */
function reaching(handler: keyof Handlers, target?: string): ExecutionContext {
  const request = {};
  const parsed = parseRequestTarget(target ?? '');
  if (target !== undefined && !('fault' in parsed)) {
    const audience = { isPublic: true, corsOrigins: [] };
    rememberContext(request, { id: '', target: parsed, entry: 'open', listener: 'readers', audience });
  }
  const context: Partial<ExecutionContext> = {
    switchToHttp: () => ({ getRequest: () => request }) as ReturnType<ExecutionContext['switchToHttp']>,
    getHandler: () => Reflect.get<typeof Handlers.prototype, keyof Handlers>(Handlers.prototype, handler),
    getClass: () => Handlers as never,
  };
  return context as ExecutionContext;
}

describe('a handler', () => {
  const guard = new AccessGuard(new Reflector());

  it('is reached by the route that it declares', () => {
    expect(guard.canActivate(reaching('declared', '/services/'))).toBe(true);
  });

  it.each<[string, ExecutionContext, string]>([
    [
      'by a target of another route, whatever Express matched',
      reaching('declared', '/services/web'),
      'Handlers.declared',
    ],
    ['by a path without a route', reaching('declared', '/elsewhere'), 'Handlers.declared'],
    ['when it declares none', reaching('undeclared', '/services/'), 'Handlers.undeclared'],
    ['past the gate', reaching('declared'), 'through the gate'],
  ])('is never reached %s', (_, context, message) => {
    expect(() => guard.canActivate(context)).toThrow(message);
  });
});

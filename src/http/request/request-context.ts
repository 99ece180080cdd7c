// What is known of a request before any handler sees it. The gate writes it down; guards, controllers and the log read
// it. Nothing of a request is routed or judged by anything else.
import type { Audience } from '../answer/headers.ts';
import type { RequestTarget } from './request-target.ts';
import type { RequestEntry, Listener } from './routes.ts';

export interface RequestContext {
  /** A UUID: `instance` in a problem, `request` in the log. */
  readonly id: string;
  readonly target: RequestTarget;
  readonly entry: RequestEntry;
  readonly listener: Listener;
  /** Of a link: Unix milliseconds after which nothing may show its answer. */
  readonly expires?: number | undefined;
  /** What its answer's headers depend on. */
  readonly audience: Audience;
}

const contexts = new WeakMap<object, RequestContext>();

export function rememberContext(request: object, context: RequestContext): void {
  contexts.set(request, context);
}

/** What came in by a signature or a token is for those who asked alone. */
export function isPrivate(request: object): boolean {
  return contexts.get(request)?.audience.isPublic === false;
}

/** Throws where the gate hasn't seen the request: nothing may be answered then. */
export function contextOf(request: object): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('This request did not come through the gate.');
  return context;
}

// The context of a request, set by the gate, read by guards, controllers and the log. Routing and access depend on
// nothing else.
import type { Audience } from '../answer/headers.ts';
import type { RequestTarget } from './request-target.ts';
import type { RequestEntry, Listener } from './routes.ts';

export interface RequestContext {
  /** A UUID: `instance` in a problem, `request` in the log. */
  readonly id: string;
  readonly target: RequestTarget;
  readonly entry: RequestEntry;
  readonly listener: Listener;
  /** For a link: Unix milliseconds after which its response must not be shown. */
  readonly expires?: number | undefined;
  /** What its answer's headers depend on. */
  readonly audience: Audience;
}

const contexts = new WeakMap<object, RequestContext>();

export function rememberContext(request: object, context: RequestContext): void {
  contexts.set(request, context);
}

/** Authenticated by a signature or token, so the response is only for the caller. */
export function isPrivate(request: object): boolean {
  return contexts.get(request)?.audience.isPublic === false;
}

/** Throws if the request didn't pass the gate: it must not be answered then. */
export function contextOf(request: object): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('This request did not come through the gate.');
  return context;
}

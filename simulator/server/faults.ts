// Faults on demand: which requests fail, how often, and how. Tests add them; the server checks them before it answers.
import type { Route } from './route.ts';

/** The requests that a fault hits: those matching `on`, `resource` and `namespace`, after the first `skip`, `times` times. */
interface FaultTarget {
  /** Default: lists and watches. */
  readonly on?: 'list' | 'watch';
  /** As in URLs (`deployments`), or `*` for all; default `pods`. */
  readonly resource?: string;
  /** Of the request's path. */
  readonly namespace?: string;
  /** Number of matching requests that are not hit first; default 0. */
  readonly skip?: number;
  /** Default: until it is removed. */
  readonly times?: number;
}

export type Fault = FaultTarget & ({ readonly answer: FaultAnswer } | { readonly does: Misbehaviour });

/** A response instead of the real one: a refusal with its Status, HTML with 200, a 429 as text… */
export interface FaultAnswer {
  readonly status: number;
  /** An object is sent as JSON. Default: the body of a real server with that status. */
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Any request:
 * - `refuse`: the connection is reset without a response, as when nothing listens;
 * - `hang`: the request is accepted and never answered;
 * - `silence`: headers, then nothing;
 * - `reset-in-headers`, `reset-midway`: the connection breaks off in the headers, or in the first line or page;
 * - `stall-midway`: half of the first line or page, then nothing;
 * - `half`: half of the first line or page, then a clean end;
 * - `drip`: the first line or page byte by byte, so slowly that it rarely completes;
 * - `endless`: after the first line or page an endless sequence of blanks;
 * - `garbage`: a line that isn't JSON comes first (a page is nothing else).
 *
 * Watches only:
 * - `end-at-once`: a clean end without a byte;
 * - `end-after-first`: a clean end after the first event or bookmark;
 * - `no-bookmarks`: none at all, as a server that saw no event for the watch;
 * - `no-initial-bookmark`: no bookmark at the end of the initial events;
 * - `repeat`: every event twice;
 * - `swap`: two events of different objects in the wrong order.
 */
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];
export const MISBEHAVIOURS = [
  'refuse',
  'hang',
  'silence',
  'reset-in-headers',
  'reset-midway',
  'stall-midway',
  'half',
  'drip',
  'endless',
  'garbage',
  'end-at-once',
  'end-after-first',
  'no-bookmarks',
  'no-initial-bookmark',
  'repeat',
  'swap',
] as const;

export class Faults {
  private planned: Planned[] = [];

  /** Returns the function that removes the fault. */
  add(fault: Fault): () => void {
    const planned = { fault, toSkip: fault.skip ?? 0, left: fault.times ?? Infinity };
    this.planned.push(planned);
    return () => {
      this.planned = this.planned.filter((other) => other !== planned);
    };
  }

  clear(): void {
    this.planned = [];
  }

  /** The fault that hits this request, counted as used; the one added first wins. */
  hitting(route: Route): Fault | undefined {
    const fitting = this.planned.filter(({ fault, left }) => left > 0 && fits(fault, route));
    const hit = fitting.find(({ toSkip }) => toSkip === 0);
    for (const planned of fitting) if (planned.toSkip > 0) planned.toSkip -= 1;
    if (hit !== undefined) hit.left -= 1;
    return hit?.fault;
  }
}

interface Planned {
  readonly fault: Fault;
  toSkip: number;
  left: number;
}

function fits({ on, resource = 'pods', namespace }: Fault, route: Route): boolean {
  if (route.kind === 'other') return false;
  const isOfResource = resource === '*' || resource === route.type.plural;
  return isOfResource && (on ?? route.kind) === route.kind && (namespace ?? route.namespace) === route.namespace;
}

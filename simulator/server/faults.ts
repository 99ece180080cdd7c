// Faults on demand: which requests go wrong, how often, and how. Tests add them; the server looks for one before it answers.
import type { Route } from './route.ts';

/** Which requests a fault hits: all that fit `on`, `resource` and `namespace`, from the `skip`th on, `times` times. */
interface Aim {
  /** Both lists and watches, where it isn't set. */
  readonly on?: 'list' | 'watch';
  /** As URLs have it (`deployments`), or `*` for all; `pods` where it isn't set. */
  readonly resource?: string;
  /** Of the request's path. */
  readonly namespace?: string;
  /** How many fitting requests are left alone first; 0 where it isn't set. */
  readonly skip?: number;
  /** Until it is removed, where it isn't set. */
  readonly times?: number;
}

export type Fault = Aim & ({ readonly answer: FaultAnswer } | { readonly does: Misbehaviour });

/** An answer instead of the true one: a refusal with its Status, HTML with 200, a 429 as text… */
export interface FaultAnswer {
  readonly status: number;
  /** An object is sent as JSON. Without: what a real server says with that status. */
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Any request:
 * - `refuse`: the connection is reset without an answer, as when nothing listens;
 * - `hang`: the request is taken and never answered;
 * - `silence`: headers, and then not a byte;
 * - `reset-in-headers`, `reset-midway`: the connection breaks off in the headers, or in the first line or page;
 * - `stall-midway`: half of the first line or page, and then not a byte;
 * - `half`: half of the first line or page, then a clean end;
 * - `drip`: the first line or page byte by byte, so slowly that it is hardly ever whole;
 * - `endless`: after the first line or page blanks, for ever;
 * - `garbage`: a line that isn't JSON comes first (a page is nothing else).
 *
 * Watches alone:
 * - `end-at-once`: a clean end without a byte;
 * - `end-after-first`: a clean end after the first event or bookmark;
 * - `no-bookmarks`: none at all, as a server that saw no event for the watch;
 * - `no-initial-bookmark`: none that marks the end of the initial events;
 * - `repeat`: every event twice;
 * - `swap`: of two events of different objects the later comes first.
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

  /** The answer takes this fault away. */
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

  /** The fault that hits this request, which uses it up; the one added first wins. */
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

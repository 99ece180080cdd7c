// The page's search among objects. A hundred thousand of them would block the event loop for too long, so a search is done
// in pieces.
import type { Moment } from '../../../config/clock.ts';
import { noCounts, type ObjectTally } from '../../../services/objects/object-tallies.ts';
import type { ClusterObject, ObjectView } from '../../../services/objects/object-view.ts';
import { STATES } from '../../../services/result/result.ts';
import type { PageQuery } from '../../query/page-query.ts';
import type { Counts } from '../services/counts.ts';
import { objectMatcher, type ObjectRow, objectRowOf } from './object-row.ts';

export interface ObjectSources {
  readonly views: readonly ObjectView[];
  tally(view: ObjectView, resource: string): ObjectTally;
}

/** Of one kind. */
export interface FoundObjects {
  readonly counts: Counts;
  readonly total: number;
  /** Worst first. */
  readonly first: readonly ClusterObject[];
}

/** By `kindKey`. */
export type ObjectSearch = ReadonlyMap<string, FoundObjects>;

/** Objects searched in one turn of the event loop: a millisecond or two. */
const PIECE = 2_000;

/** As `open` in the page's address has it. */
export const kindKey = ({ cluster }: ObjectView, resource: string): string => `objects/${cluster}/${resource}`;

export function isObjectSearch({ q, namespace, state }: PageQuery): boolean {
  return q !== undefined || namespace !== undefined || state !== undefined;
}

export function viewsOf({ views }: ObjectSources, { cluster }: PageQuery): readonly ObjectView[] {
  return views.filter((view) => cluster?.includes(view.cluster) ?? true);
}

/** In all kinds of all clusters that the page shows. Empty where it looks for nothing. */
export function* searchObjects(sources: ObjectSources, query: PageQuery, now: Moment): Generator<void, ObjectSearch> {
  const found = new Map<string, FoundObjects>();
  if (!isObjectSearch(query)) return found;
  for (const view of viewsOf(sources, query)) {
    for (const resource of view.resources()) {
      const tally = sources.tally(view, resource);
      found.set(kindKey(view, resource), yield* searchKind(view, resource, tally, query, now));
      yield;
    }
  }
  return found;
}

/** Most objects are simply ready: only the others are resolved. */
export function* searchKind(
  view: ObjectView,
  resource: string,
  { stateOf, isPlain }: ObjectTally,
  query: PageQuery,
  now: Moment,
): Generator<void, FoundObjects> {
  const counts = noCounts();
  const byRank: ClusterObject[][] = STATES.map(() => []);
  const isSought = objectMatcher(resource, query);
  let looked = 0;
  for (const object of view.objects(resource)) {
    looked += 1;
    if (looked % PIECE === 0) yield;
    const rowOf = (): ObjectRow | undefined => (isPlain(object) ? undefined : objectRowOf(resource, object, now));
    if (!isSought(object, () => stateOf(object), rowOf)) continue;
    const state = stateOf(object);
    counts[state] += 1;
    byRank[STATES.indexOf(state)]?.push(object);
  }
  const first = byRank.flat();
  return { counts, total: first.length, first };
}

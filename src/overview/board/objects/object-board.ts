// What the page shows of objects, before it is drawn: each cluster's kinds, of each what needs attention, and the rest folded.
import type { Moment } from '../../../config/clock.ts';
import { noCounts } from '../../../services/objects/object-tallies.ts';
import type { Absence, ClusterObject, ObjectView } from '../../../services/objects/object-view.ts';
import { STATES } from '../../../services/result/result.ts';
import type { Counts } from '../services/counts.ts';
import type { PageQuery } from '../../query/page-query.ts';
import type { RowBudget } from '../services/sections.ts';
import { type ObjectRow, objectRowOf } from './object-row.ts';
import {
  type FoundObjects,
  isObjectSearch,
  kindKey,
  type ObjectSearch,
  type ObjectSources,
  searchKind,
  viewsOf,
} from './object-search.ts';
import { atOnce } from '../pieces.ts';

export interface ObjectBoard {
  readonly counts: Counts;
  readonly total: number;
  readonly clusters: readonly ObjectCluster[];
}

export interface ObjectCluster extends Fold {
  readonly name: string;
  readonly kinds: readonly KindRows[];
}

export interface KindRows extends Fold {
  readonly resource: string;
  /** Its first list isn't complete yet. */
  readonly isAwaited: boolean;
  /** Why it has no objects. */
  readonly absence: Absence | undefined;
  /** What needs attention; all of them where the reader has unfolded it. */
  readonly rows: readonly ObjectRow[];
  /** How many come before and after those that are shown. */
  readonly before: number;
  readonly after: number;
}

interface Fold {
  /** As `open` in the page's address has it. */
  readonly key: string;
  readonly counts: Counts;
  readonly total: number;
  readonly isOpen: boolean;
  /** The reader unfolded it, and may fold it again. */
  readonly isAsked: boolean;
}

/** Rows that are drawn of one kind, of one that the reader unfolds, and of everything. */
const MAX_IN_KIND = 20;
export const MAX_UNFOLDED_OBJECTS = 200;
const MAX_ROWS = 300;
/** Where there are more clusters, those that are well are folded. */
const MAX_OPEN_CLUSTERS = 5;

/** `search`: what was found already; kinds that are missing there are searched now. */
export function objectBoardOf(
  sources: ObjectSources,
  query: PageQuery,
  now: Moment,
  search?: ObjectSearch,
): ObjectBoard {
  const budget = { rows: MAX_ROWS };
  const found = viewsOf(sources, query)
    .map((view) => ({ view, kinds: kindsOf(view, sources, query, now, search) }))
    .filter(({ kinds }) => kinds.length > 0)
    .sort((a, b) => worstFirst(sumOf(a.kinds), sumOf(b.kinds)) || (a.view.cluster < b.view.cluster ? -1 : 1));
  const clusters = found.map(({ view, kinds }) => {
    const key = `objects/${view.cluster}`;
    const counts = sumOf(kinds);
    const isAsked = query.open?.includes(key) === true;
    const isOpen = isAsked || isWithin(key, query) || found.length <= MAX_OPEN_CLUSTERS || needsAttention(counts);
    const shown = isOpen ? kinds.map((kind) => kindOf(kind, query, budget, now)) : [];
    return { key, name: view.cluster, counts, total: totalIn(kinds), isOpen, isAsked, kinds: shown };
  });
  return {
    counts: sumOf(found.flatMap(({ kinds }) => kinds)),
    total: totalIn(found.flatMap(({ kinds }) => kinds)),
    clusters,
  };
}

/** The objects of one kind and cluster that match the page's filters. */
interface FoundKind extends FoundObjects {
  readonly key: string;
  readonly view: ObjectView;
  readonly resource: string;
}

function kindsOf(
  view: ObjectView,
  sources: ObjectSources,
  query: PageQuery,
  now: Moment,
  search?: ObjectSearch,
): readonly FoundKind[] {
  const isFiltered = isObjectSearch(query);
  return view
    .resources()
    .map((resource) => {
      const key = kindKey(view, resource);
      const known = search?.get(key);
      if (known !== undefined) return { key, view, resource, ...known };
      const tally = sources.tally(view, resource);
      if (isFiltered) return { key, view, resource, ...atOnce(searchKind(view, resource, tally, query, now)) };
      return { key, view, resource, counts: tally.counts, total: tally.total, first: tally.needingAttention };
    })
    .filter(({ total }) => total > 0 || !isFiltered)
    .sort((a, b) => worstFirst(a.counts, b.counts));
}

function kindOf(
  { key, view, resource, ...found }: FoundKind,
  query: PageQuery,
  budget: RowBudget,
  now: Moment,
): KindRows {
  const isAsked = query.open?.includes(key) === true;
  const members = isAsked ? allOf(view, resource, found.first, query) : found.first;
  const before = isAsked ? Math.min(query.from ?? 0, members.length) : 0;
  const max = Math.min(isAsked ? MAX_UNFOLDED_OBJECTS : MAX_IN_KIND, budget.rows);
  const shown = members.slice(before, before + max);
  budget.rows -= shown.length;
  return {
    key,
    resource,
    counts: found.counts,
    total: found.total,
    isAwaited: view.isAwaited(resource),
    absence: view.absence(resource),
    isOpen: isAsked,
    isAsked,
    rows: shown.map((object) => objectRowOf(resource, object, now)),
    before,
    after: members.length - before - shown.length,
  };
}

/** What needs attention, then the rest by namespace and name. In a search `first` has all of them. */
function allOf(
  view: ObjectView,
  resource: string,
  first: readonly ClusterObject[],
  query: PageQuery,
): readonly ClusterObject[] {
  if (isObjectSearch(query)) return first;
  const known = new Set(first.map(placeOf));
  const rest = [...view.objects(resource)].map((object) => ({ object, place: placeOf(object) }));
  const sorted = rest.filter(({ place }) => !known.has(place)).sort((a, b) => (a.place < b.place ? -1 : 1));
  return [...first, ...sorted.map(({ object }) => object)];
}

const placeOf = ({ namespace, name }: ClusterObject): string => `${namespace}/${name}`;

/** A kind of the cluster is unfolded. */
function isWithin(key: string, { open = [] }: PageQuery): boolean {
  return open.some((each) => each.startsWith(`${key}/`));
}

function needsAttention({ down, degraded, stale }: Counts): boolean {
  return down + degraded + stale > 0;
}

function sumOf(kinds: readonly { readonly counts: Counts }[]): Counts {
  const sum = noCounts();
  for (const { counts } of kinds) for (const state of STATES) sum[state] += counts[state];
  return sum;
}

const totalIn = (kinds: readonly { readonly total: number }[]): number =>
  kinds.reduce((sum, { total }) => sum + total, 0);

function worstFirst(a: Counts, b: Counts): number {
  const worstOf = (counts: Counts): number => STATES.findIndex((state) => counts[state] > 0);
  return rankOf(worstOf(a)) - rankOf(worstOf(b));
}

/** Only down, degraded and stale ones go before others. */
const rankOf = (worst: number): number => (worst < 0 || worst > STATES.indexOf('stale') ? STATES.length : worst);

// The sections of the page and the groups in them: which are folded, which rows are drawn, and in which order.
import { type State, STATES } from '../../../services/result/result.ts';
import { type Counts, countsOf } from './counts.ts';
import { firstInOrder } from './first-in-order.ts';
import { groupedBy, titleOf } from './grouping.ts';
import type { PageQuery, Sort } from '../../query/page-query.ts';
import type { ServiceSummary } from './service-summary.ts';

export const SECTIONS = ['attention', 'unconfirmed', 'maintenance', 'well', 'one-offs'] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface Section {
  readonly name: SectionName;
  readonly total: number;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly key: string;
  /** Empty: the section isn't grouped, and has no head but its own. */
  readonly title: string;
  readonly counts: Counts;
  readonly total: number;
  readonly isOpen: boolean;
  /** The reader unfolded it, and may fold it again. */
  readonly isAsked: boolean;
  /** Empty where it is folded. */
  readonly services: readonly ServiceSummary[];
  /** How many come before and after those that are shown. */
  readonly before: number;
  readonly after: number;
}

/** Rows that are always drawn of what needs attention. */
export const MAX_ATTENTION = 100;
/** If more services than this don't need attention, they are folded by namespace. */
export const MAX_UNFOLDED = 200;
/** Rows of an unfolded group, and of the whole page. */
export const MAX_IN_GROUP = 300;
const MAX_ON_PAGE = 500;

/** `shown` and `oneOffs` are what the page looks for. Empty sections are left out. */
export function sectionsOf(
  shown: readonly ServiceSummary[],
  oneOffs: readonly ServiceSummary[],
  query: PageQuery,
): readonly Section[] {
  const budget = { rows: MAX_ON_PAGE };
  const all = [...lastingSections(shown, query, budget), oneOffSection(oneOffs, query, budget)];
  return all.filter(({ total }) => total > 0);
}

/** Rows that the page may still show. */
export interface RowBudget {
  rows: number;
}

type LastingSection = Exclude<SectionName, 'one-offs'>;

const SECTION_OF: Readonly<Record<State, LastingSection>> = {
  down: 'attention',
  degraded: 'attention',
  stale: 'unconfirmed',
  unknown: 'unconfirmed',
  ok: 'well',
};

function sectionOf({ service, attention }: ServiceSummary): LastingSection {
  return service.maintenance !== undefined && attention === 'unknown' ? 'maintenance' : SECTION_OF[attention];
}

/** Not `Map.groupBy`: looking each of 20,000 up in a map is most of what they cost. */
function bySection(shown: readonly ServiceSummary[]): Readonly<Record<LastingSection, readonly ServiceSummary[]>> {
  const sections: Record<LastingSection, ServiceSummary[]> = {
    attention: [],
    unconfirmed: [],
    maintenance: [],
    well: [],
  };
  for (const summary of shown) {
    if (summary.attention === 'ok') sections.well.push(summary);
    else sections[sectionOf(summary)].push(summary);
  }
  return sections;
}

function lastingSections(shown: readonly ServiceSummary[], query: PageQuery, budget: RowBudget): readonly Section[] {
  const sections = bySection(shown);
  const { attention } = sections;
  const rest = (['unconfirmed', 'maintenance', 'well'] as const).map((name) => [name, sections[name]] as const);
  const isFolded = rest.reduce((sum, [, { length }]) => sum + length, 0) > MAX_UNFOLDED;
  return [
    { name: 'attention', total: attention.length, groups: [attentionGroup(attention, query, budget)] },
    ...rest.map(([name, members]) => restSection(name, members, query, { isFolded, budget })),
  ];
}

/** Never folded. */
function attentionGroup(members: readonly ServiceSummary[], query: PageQuery, budget: RowBudget): Group {
  const isAsked = query.open?.includes('attention') ?? false;
  const max = isAsked ? MAX_IN_GROUP : MAX_ATTENTION;
  const head = { key: 'attention', title: '', isOpen: true, isAsked, order: query.sort ?? 'worst' };
  return partOf(head, members, query, Math.min(max, take(budget)));
}

interface Folding {
  readonly isFolded: boolean;
  readonly budget: RowBudget;
}

function restSection(
  name: SectionName,
  members: readonly ServiceSummary[],
  query: PageQuery,
  { isFolded, budget }: Folding,
): Section {
  const grouping = query.group ?? (isFolded ? 'namespace' : 'none');
  // Folded services are always grouped, so that they can be unfolded a part at a time.
  const by = grouping === 'none' && isFolded ? 'namespace' : grouping;
  const groups = [...groupedBy(by, members)]
    .sort(([a], [b]) => compare(a, b))
    .map(([title, ofGroup]) => {
      const key = by === 'none' ? name : `${name}/${title}`;
      const isAsked = query.open?.includes(key) ?? false;
      const order: Sort = query.sort === 'recent' ? 'recent' : 'name';
      const head = { key, title: titleOf(by, title), isOpen: isAsked || !isFolded, isAsked, order };
      return partOf(head, ofGroup, query, Math.min(MAX_IN_GROUP, take(budget)), budget);
    });
  return { name, total: members.length, groups };
}

/** Runs come and go: they are folded, unless the reader looks for something. */
function oneOffSection(members: readonly ServiceSummary[], query: PageQuery, budget: RowBudget): Section {
  const isAsked = query.open?.includes('one-offs') ?? false;
  const isSought = query.q !== undefined || query.state !== undefined;
  const isOpen = isAsked || isSought;
  const head: Head = { key: 'one-offs', title: 'Runs that nothing durable names', isOpen, isAsked, order: 'worst' };
  const group = partOf(head, members, query, Math.min(MAX_ATTENTION, take(budget)), budget);
  return { name: 'one-offs', total: members.length, groups: [group] };
}

function take({ rows }: RowBudget): number {
  return Math.max(0, rows);
}

type Head = Pick<Group, 'key' | 'title' | 'isOpen' | 'isAsked'> & { readonly order: Sort };

function partOf(
  { order, ...head }: Head,
  members: readonly ServiceSummary[],
  { from = 0 }: PageQuery,
  max: number,
  budget?: RowBudget,
): Group {
  const before = head.isAsked ? Math.min(from, members.length) : 0;
  const size = head.isOpen ? Math.min(max, members.length - before) : 0;
  if (budget !== undefined) budget.rows -= size;
  return {
    ...head,
    isOpen: head.isOpen && (size > 0 || members.length === 0),
    counts: countsOf(members),
    total: members.length,
    services: inOrder(members, order, before + size).slice(before),
    before,
    after: members.length - before - size,
  };
}

/** The first of them. Equal ones stay ordered by cluster, namespace and name. */
function inOrder(members: readonly ServiceSummary[], order: Sort, count: number): readonly ServiceSummary[] {
  return order === 'name' ? members.slice(0, count) : firstInOrder(members, count, COMPARE[order]);
}

const worstFirst = (a: ServiceSummary, b: ServiceSummary): number =>
  rankOf(a) - rankOf(b) || (b.since ?? 0) - (a.since ?? 0);

const COMPARE = {
  worst: worstFirst,
  problems: worstFirst,
  recent: (a: ServiceSummary, b: ServiceSummary) => changedAt(b) - changedAt(a),
};

/** Down before degraded; of those, red before amber. */
function rankOf({ attention, isRed }: ServiceSummary): number {
  return STATES.indexOf(attention) * 2 + (isRed ? 0 : 1);
}

function changedAt({ service }: ServiceSummary): number {
  return [...service.results.values()].reduce((latest, { since = 0 }) => Math.max(latest, since), 0);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

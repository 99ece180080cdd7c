// What one page shows, before it is drawn: what needs attention first and always, then what isn't confirmed, then what is
// well, in groups that are folded where there is much of it.
import { type State, STATES } from '../../services/result/result.ts';
import type { Service } from '../../services/service.ts';
import { scopeOf } from '../../api/services/service-page.ts';
import type { ClusterStatus } from './cluster-status.ts';
import { watches } from '../../federation/source-id.ts';
import { type Counts, countsOf } from './counts.ts';
import type { Grouping, PageQuery, Sort } from '../query/page-query.ts';
import type { ServiceSummary } from './service-summary.ts';

export interface Board {
  /** Of everything that is looked for, whatever its state; one-offs apart. */
  readonly counts: Counts;
  readonly total: number;
  /** One-offs that ended, and not well. */
  readonly failedRuns: number;
  readonly sections: readonly Section[];
  /** Every cluster that may have a part in what is looked for, and which of its sources are stale. */
  readonly sources: readonly ClusterStatus[];
  /** Services that fit, shown or folded. */
  readonly found: number;
  /** An object with a status, which isn't counted here, is down or degraded. */
  readonly areObjectsTroubled?: boolean;
}

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
  /** It is open because the reader asked for it, who may fold it again. */
  readonly isAsked: boolean;
  /** Empty where it is folded. */
  readonly services: readonly ServiceSummary[];
  /** How many come before and after those that are shown. */
  readonly before: number;
  readonly after: number;
}

/** So many of what needs attention are drawn whatever else there is. */
export const MAX_ATTENTION = 100;
/** Where what is left is more, it is folded by namespace. */
export const MAX_UNFOLDED = 200;
/** As many as one page shows of a group that the reader unfolds, and of everything. */
export const MAX_IN_GROUP = 300;
const MAX_ON_PAGE = 500;

/** `summaries` are of all services that are known, by cluster, namespace and name. */
export function boardOf(
  summaries: readonly ServiceSummary[],
  infos: readonly ClusterStatus[],
  query: PageQuery,
): Board {
  const [lasting, oneOffs] = found(summaries, query);
  const isWanted = ({ attention }: ServiceSummary): boolean => query.state?.includes(attention) ?? true;
  const wanted = (all: readonly ServiceSummary[]): readonly ServiceSummary[] =>
    query.state === undefined ? all : all.filter(isWanted);
  const shown = wanted(lasting);
  const shownOneOffs = wanted(oneOffs);
  const budget = { rows: MAX_ON_PAGE };
  return {
    counts: countsOf(lasting),
    total: lasting.length,
    failedRuns: oneOffs.filter(hasFailed).length,
    sources: infos
      .filter(({ name }) => query.cluster?.includes(name) ?? true)
      .map((info) => ({ ...info, stale: info.stale.filter(isNeededBy(query)) })),
    sections: [...sectionsOf(shown, query, budget), oneOffSection(shownOneOffs, query, budget)].filter(
      ({ total }) => total > 0,
    ),
    found: shown.length + shownOneOffs.length,
  };
}

/** One-offs apart: in one pass, as there may be very many. */
function found(
  summaries: readonly ServiceSummary[],
  query: PageQuery,
): readonly [lasting: readonly ServiceSummary[], oneOffs: readonly ServiceSummary[]] {
  const isFound = isSought(query);
  const lasting: ServiceSummary[] = [];
  const oneOffs: ServiceSummary[] = [];
  for (const summary of summaries) if (isFound(summary)) (summary.service.isOneOff ? oneOffs : lasting).push(summary);
  return [lasting, oneOffs];
}

/** Whether a change of that service may matter to the page. What it reads like may have fitted a search before. */
export function isInScope(place: Pick<Service, 'cluster' | 'namespace'>, query: PageQuery): boolean {
  return scopeOf(query)(place);
}

/** Rows that the page may show still. */
interface Budget {
  rows: number;
}

/** A run that lives may be down; it has failed only once it has ended. */
function hasFailed({ attention, service }: ServiceSummary): boolean {
  return attention === 'down' && service.results.get('health')?.counts?.ended === 'failed';
}

function isSought(query: PageQuery): (summary: ServiceSummary) => boolean {
  const isIn = scopeOf(query);
  const sought = query.q?.toLowerCase();
  if (sought === undefined && query.cluster === undefined && query.namespace === undefined) return () => true;
  return ({ service, searchText }) => isIn(service) && (sought === undefined || searchText().includes(sought));
}

/** Of some namespaces' services, whether the source of that id is needed to know of them. */
function isNeededBy({ namespace }: PageQuery): (id: string) => boolean {
  return (id) => namespace?.some((one) => watches(id, one)) ?? true;
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

function sectionsOf(shown: readonly ServiceSummary[], query: PageQuery, budget: Budget): readonly Section[] {
  const sections = bySection(shown);
  const attention = sorted(sections.attention, query.sort ?? 'worst');
  const rest = (['unconfirmed', 'maintenance', 'well'] as const).map((name) => [name, sections[name]] as const);
  const isFolded = rest.reduce((sum, [, { length }]) => sum + length, 0) > MAX_UNFOLDED;
  return [
    { name: 'attention', total: attention.length, groups: [attentionGroup(attention, query, budget)] },
    ...rest.map(([name, members]) => restSection(name, members, query, { isFolded, budget })),
  ];
}

/** Never folded. */
function attentionGroup(members: readonly ServiceSummary[], query: PageQuery, budget: Budget): Group {
  const isAsked = query.open?.includes('attention') ?? false;
  const max = isAsked ? MAX_IN_GROUP : MAX_ATTENTION;
  return partOf({ key: 'attention', title: '', isOpen: true, isAsked }, members, query, Math.min(max, take(budget)));
}

interface Folding {
  readonly isFolded: boolean;
  readonly budget: Budget;
}

function restSection(
  name: SectionName,
  members: readonly ServiceSummary[],
  query: PageQuery,
  { isFolded, budget }: Folding,
): Section {
  const grouping = query.group ?? (isFolded ? 'namespace' : 'none');
  // Nothing is folded into one heap that can't be unfolded a part at a time.
  const by = grouping === 'none' && isFolded ? 'namespace' : grouping;
  const groups = [...grouped(members, by)]
    .sort(([a], [b]) => compare(a, b))
    .map(([title, ofGroup]) => {
      const key = by === 'none' ? name : `${name}/${title}`;
      const isAsked = query.open?.includes(key) ?? false;
      const order = query.sort === 'recent' ? 'recent' : 'name';
      const head = { key, title: titleOf(by, title), isOpen: isAsked || !isFolded, isAsked };
      return partOf(head, sorted(ofGroup, order), query, Math.min(MAX_IN_GROUP, take(budget)), budget);
    });
  return { name, total: members.length, groups };
}

/** Runs come and go: they are folded, unless the reader looks for something. */
function oneOffSection(members: readonly ServiceSummary[], query: PageQuery, budget: Budget): Section {
  const isAsked = query.open?.includes('one-offs') ?? false;
  const isSought = query.q !== undefined || query.state !== undefined;
  const head = { key: 'one-offs', title: 'Runs that nothing durable names', isOpen: isAsked || isSought, isAsked };
  const group = partOf(head, sorted(members, 'worst'), query, Math.min(MAX_ATTENTION, take(budget)), budget);
  return { name: 'one-offs', total: members.length, groups: [group] };
}

/** Those of one namespace come one after the other: their group is looked up once. */
function grouped(members: readonly ServiceSummary[], by: Grouping): ReadonlyMap<string, readonly ServiceSummary[]> {
  const groups = new Map<string, ServiceSummary[]>();
  let last: Service | undefined;
  let group: ServiceSummary[] = [];
  for (const summary of members) {
    const { service } = summary;
    if (last === undefined || !areBeside(last, service, by)) {
      const key = GROUP_OF[by](service);
      group = groups.get(key) ?? [];
      if (group.length === 0) groups.set(key, group);
    }
    last = service;
    group.push(summary);
  }
  return groups;
}

function areBeside(a: Service, b: Service, by: Grouping): boolean {
  return by === 'kind' ? a.kind === b.kind : a.namespace === b.namespace && a.cluster === b.cluster;
}

const GROUP_OF: Readonly<Record<Grouping, (service: Service) => string>> = {
  none: () => '',
  namespace: ({ cluster, namespace }) => `${cluster}/${namespace}`,
  cluster: ({ cluster }) => cluster,
  kind: ({ kind }) => kind,
};

function titleOf(by: Grouping, key: string): string {
  if (by !== 'namespace') return key;
  const [cluster = '', namespace = ''] = key.split('/');
  return namespace === '' ? `${cluster} / checks without pods` : `${cluster} / ${namespace}`;
}

function take({ rows }: Budget): number {
  return Math.max(0, rows);
}

type Head = Pick<Group, 'key' | 'title' | 'isOpen' | 'isAsked'>;

function partOf(
  head: Head,
  members: readonly ServiceSummary[],
  { from = 0 }: PageQuery,
  max: number,
  budget?: Budget,
): Group {
  const before = head.isAsked ? Math.min(from, members.length) : 0;
  const size = head.isOpen ? Math.min(max, members.length - before) : 0;
  if (budget !== undefined) budget.rows -= size;
  return {
    ...head,
    isOpen: head.isOpen && (size > 0 || members.length === 0),
    counts: countsOf(members),
    total: members.length,
    services: members.slice(before, before + size),
    before,
    after: members.length - before - size,
  };
}

/** All keep the order by place where they see no difference. */
function sorted(members: readonly ServiceSummary[], sort: Sort): readonly ServiceSummary[] {
  return sort === 'name' ? members : [...members].sort(COMPARE[sort]);
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

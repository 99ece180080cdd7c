// What one page shows, before it is drawn: clusters, their namespaces, their services, each group with its counts and
// folded where it is long.
import { type State, STATES } from '../services/result.ts';
import { type Service, stateOf } from '../services/service.ts';
import type { Moment } from '../config/clock.ts';
import { matching } from '../api/service-page.ts';
import type { ClusterInfo } from '../federation/cluster-info.ts';
import { watches } from '../federation/source-id.ts';
import { openKeys, type PageQuery } from './page-query.ts';

export type Counts = Readonly<Record<State, number>>;

export interface Board {
  /** Of everything that is looked for, whatever its state; one-offs apart. */
  readonly counts: Counts;
  readonly total: number;
  /** The worst services, worst first, a few of them. */
  readonly worst: readonly Service[];
  readonly oneOffs: Counts;
  readonly clusters: readonly ClusterGroup[];
  /** Every cluster that may have a part in what is looked for, shown or not, and what of it isn't heard. */
  readonly sources: readonly ClusterInfo[];
  /** Services that fit, shown or folded. */
  readonly found: number;
}

export interface ClusterGroup {
  /** Its name; of one that has none yet, something that no name is. */
  readonly key: string;
  readonly info: ClusterInfo;
  readonly counts: Counts;
  readonly total: number;
  readonly isOpen: boolean;
  readonly groups: readonly Group[];
}

/** A namespace's services, or the one-offs of a cluster. */
export interface Group {
  readonly key: string;
  readonly kind: 'namespace' | 'logical' | 'one-offs';
  readonly name: string;
  readonly counts: Counts;
  readonly total: number;
  readonly isOpen: boolean;
  /** Empty where it is folded. */
  readonly services: readonly Service[];
  /** How many come before and after those that are shown. */
  readonly before: number;
  readonly after: number;
}

/** A group that is longer starts folded. */
export const LONG = 200;
/** As many as one page shows of a namespace, and of everything: it is drawn in 50 ms, in which nobody else is answered. */
const MOST_IN_GROUP = 500;
const MOST_ON_PAGE = 600;
const MOST_WORST = 6;

/** `services` are all that are known, by cluster, namespace and name. */
export function boardOf(
  services: readonly Service[],
  infos: readonly ClusterInfo[],
  query: PageQuery,
  now: Moment,
): Board {
  const inScope = withState(matching(services.filter(isIn(query)), q(query), now), now);
  const fitting = query.state === undefined ? inScope : inScope.filter(({ state }) => state === query.state);
  const lasting = inScope.filter(({ service }) => !service.isOneOff);
  const byCluster = Map.groupBy(fitting, ({ service }) => service.cluster);
  const sources = infos.filter(({ name }) => query.cluster === undefined || name === query.cluster);
  // What has no name yet owns nothing, though its host may be called as another cluster is.
  const owned = ({ isNamed, name }: ClusterInfo): readonly Judged[] => (isNamed ? (byCluster.get(name) ?? []) : []);
  const drafts = sources.map((info) => ({ info, judged: sorted(owned(info), query) }));
  const budget = budgetOf(fitting, query);
  const isFiltered = query.q !== undefined || query.state !== undefined || query.namespace !== undefined;
  const shown = isFiltered ? drafts.filter(({ judged }) => judged.length > 0) : drafts;
  return {
    counts: countsOf(lasting),
    total: lasting.length,
    worst: worstOf(lasting),
    oneOffs: countsOf(inScope.filter(({ service }) => service.isOneOff)),
    sources: sources.map((info) => ({ ...info, stale: info.stale.filter(isNeededBy(query)) })),
    clusters: inOrder(shown, query).map(({ info, judged }) => clusterGroup(info, judged, query, budget)),
    found: fitting.length,
  };
}

/** What a name alone decides: a change outside of it doesn't concern the page. */
export function isInScope(place: Pick<Service, 'cluster' | 'namespace' | 'name'>, query: PageQuery): boolean {
  if (!isIn(query)(place)) return false;
  const sought = query.q?.toLowerCase();
  if (sought === undefined) return true;
  const text = sought.includes('/') ? `${place.namespace}/${place.name}` : place.name;
  return text.toLowerCase().includes(sought);
}

interface Judged {
  readonly service: Service;
  readonly state: State;
}

/** Rows that the page may show still. */
interface Budget {
  rows: number;
  /** Of these, what groups that nobody asked for may use. */
  unasked: number;
}

/** Who asks for a group gets it, whatever else would be open by itself. */
function budgetOf(fitting: readonly Judged[], query: PageQuery): Budget {
  const asked = Map.groupBy(fitting, ({ service }) => groupKeyOf(service));
  const rows = [...asked].reduce(
    (sum, [key, { length }]) => (isAsked(query, key) ? sum + Math.min(length, MOST_IN_GROUP) : sum),
    0,
  );
  return { rows: MOST_ON_PAGE, unasked: Math.max(0, MOST_ON_PAGE - rows) };
}

function groupKeyOf({ cluster, namespace, isOneOff }: Service): string {
  return `${cluster}/${isOneOff ? ONE_OFFS : namespace}`;
}

function isAsked(query: PageQuery, key: string): boolean {
  return opens(query, key) || (query.namespace !== undefined && !key.endsWith(`/${ONE_OFFS}`));
}

/** Of one namespace's services, whether the source of that id has a say in it. */
function isNeededBy({ namespace }: PageQuery): (id: string) => boolean {
  return (id) => namespace === undefined || watches(id, namespace);
}

function isIn({ cluster, namespace }: PageQuery): (place: Pick<Service, 'cluster' | 'namespace'>) => boolean {
  return (place) =>
    (cluster === undefined || place.cluster === cluster) && (namespace === undefined || place.namespace === namespace);
}

function q({ q: sought }: PageQuery): { readonly q?: string } {
  return sought === undefined ? {} : { q: sought };
}

function withState(services: readonly Service[], now: Moment): readonly Judged[] {
  return services.map((service) => ({ service, state: stateOf(service, now) }));
}

function countsOf(judged: readonly Judged[]): Counts {
  const counts = { down: 0, degraded: 0, stale: 0, unknown: 0, ok: 0 };
  for (const { state } of judged) counts[state] += 1;
  return counts;
}

/** Stale ones aside: where a whole cluster is silent, its own line says so. */
function worstOf(judged: readonly Judged[]): readonly Service[] {
  const bad = (['down', 'degraded'] as const).flatMap((state) => judged.filter((one) => one.state === state));
  return bad.slice(0, MOST_WORST).map(({ service }) => service);
}

function sorted(judged: readonly Judged[], { sort = 'name' }: PageQuery): readonly Judged[] {
  return sort === 'name' ? judged : [...judged].sort(COMPARE[sort]);
}

/** Both keep the order by name where they see no difference. */
const COMPARE = {
  problems: (a: Judged, b: Judged) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
  recent: (a: Judged, b: Judged) => changedAt(b) - changedAt(a),
};

function changedAt({ service }: Judged): number {
  return Math.max(0, ...[...service.results.values()].map(({ since = 0 }) => since));
}

/** Clusters and namespaces follow their first service. */
function inOrder<T extends { readonly judged: readonly Judged[] }>(drafts: readonly T[], { sort = 'name' }: PageQuery) {
  if (sort === 'name') return drafts;
  return [...drafts].sort((a, b) => {
    const [first, second] = [a.judged[0], b.judged[0]];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    return COMPARE[sort](first, second);
  });
}

function clusterGroup(info: ClusterInfo, judged: readonly Judged[], query: PageQuery, budget: Budget): ClusterGroup {
  const key = info.isNamed ? info.name : `~${info.name}`;
  const lasting = judged.filter(({ service }) => !service.isOneOff);
  const oneOffs = judged.filter(({ service }) => service.isOneOff);
  const isOpen = lasting.length <= LONG || opens(query, key) || query.namespace !== undefined;
  const byNamespace = Map.groupBy(lasting, ({ service }) => service.namespace);
  const drafts = inOrder(
    [...byNamespace].map(([name, members]) => ({ name, judged: members })),
    query,
  );
  const groups = isOpen ? drafts.map((draft) => namespaceGroup(key, draft.name, draft.judged, query, budget)) : [];
  const more = isOpen && oneOffs.length > 0 ? [oneOffGroup(key, oneOffs, query, budget)] : [];
  return { key, info, counts: countsOf(lasting), total: lasting.length, isOpen, groups: [...groups, ...more] };
}

function namespaceGroup(
  cluster: string,
  name: string,
  judged: readonly Judged[],
  query: PageQuery,
  budget: Budget,
): Group {
  const key = `${cluster}/${name}`;
  const asked = isAsked(query, key);
  const isOpen = asked ? budget.rows > 0 : judged.length <= Math.min(LONG, budget.unasked);
  if (isOpen && !asked) budget.unasked -= judged.length;
  return group({ key, kind: name === '' ? 'logical' : 'namespace', name, isOpen }, judged, query, budget);
}

/** Runs come and go: their group is folded by itself, unless somebody looks for something. */
function oneOffGroup(cluster: string, judged: readonly Judged[], query: PageQuery, budget: Budget): Group {
  const key = `${cluster}/${ONE_OFFS}`;
  const isSought = query.q !== undefined || query.state !== undefined;
  const asked = isAsked(query, key);
  const isOpen = asked ? budget.rows > 0 : isSought && judged.length <= Math.min(LONG, budget.unasked);
  if (isOpen && !asked) budget.unasked -= judged.length;
  return group({ key, kind: 'one-offs', name: 'One-off runs', isOpen }, judged, query, budget);
}

/** No namespace is called so. */
const ONE_OFFS = '~one-offs';

type Head = Pick<Group, 'key' | 'kind' | 'name' | 'isOpen'>;

function group(head: Head, judged: readonly Judged[], { from = 0, namespace }: PageQuery, budget: Budget): Group {
  const before = namespace === undefined ? 0 : Math.min(from, judged.length);
  const size = head.isOpen ? Math.min(MOST_IN_GROUP, budget.rows, judged.length - before) : 0;
  budget.rows -= size;
  const services = judged.slice(before, before + size).map(({ service }) => service);
  return {
    ...head,
    counts: countsOf(judged),
    total: judged.length,
    services,
    before,
    after: judged.length - before - size,
  };
}

function opens(query: PageQuery, key: string): boolean {
  return openKeys(query).has(key);
}

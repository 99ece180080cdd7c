// What a page shows, as its address says it, and the addresses of pages that show something else. All of them are
// relative, so that a page works under whatever path a proxy puts it.
import type { State } from '../../services/result/result.ts';

/** `problems` is how 1.0 called `worst`. */
export const SORTS = ['worst', 'name', 'recent', 'problems'] as const;
export type Sort = (typeof SORTS)[number];

export const GROUPINGS = ['none', 'namespace', 'cluster', 'kind'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const VIEWS = ['table', 'wall'] as const;
export type View = (typeof VIEWS)[number];

export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** Parameters that fit (overview-query.dto.ts). */
export interface PageQuery {
  readonly q?: string;
  /** A service's attention; several are joined by `or`, as clusters and namespaces are. */
  readonly state?: readonly State[];
  readonly cluster?: readonly string[];
  readonly namespace?: readonly string[];
  readonly group?: Grouping;
  readonly sort?: Sort;
  readonly view?: View;
  /** A wall is dark unless it is asked to be light. */
  readonly theme?: Theme;
  /** Keys of groups that are unfolded. */
  readonly open?: readonly string[];
  /** Keys of services whose details are unfolded. */
  readonly rows?: readonly string[];
  /** How many rows of an unfolded group that is too long for a page are passed over. */
  readonly from?: number;
}

/** Where the badge panel is open: the check's place, and how the badge shall look. */
export interface PanelQuery {
  /** `cluster/namespace/service/check`; `view/CHECK`: the badge of everything that the page shows. */
  readonly badge?: string;
  readonly style?: string;
  readonly label?: string;
  readonly mark?: string;
  readonly palette?: string;
  readonly reason?: string;
  readonly logo?: string;
}

export type FullQuery = PageQuery & PanelQuery;

type Loose = { readonly [K in keyof FullQuery]?: FullQuery[K] | undefined };

const PAGE_PARAMETERS = [
  'q',
  'state',
  'cluster',
  'namespace',
  'group',
  'sort',
  'view',
  'theme',
  'open',
  'rows',
  'from',
] as const;
export const LOOK_PARAMETERS = ['style', 'label', 'mark', 'palette', 'reason', 'logo'] as const;
/** In the order in which addresses are written. */
const PARAMETERS = [...PAGE_PARAMETERS, 'badge', ...LOOK_PARAMETERS] as const;

/** Those that take several values, separated by commas: no name holds one. */
export const LISTS: readonly string[] = ['state', 'cluster', 'namespace', 'open', 'rows'];

/** Without `?`. Equal queries give equal text, and what is the default isn't written. */
export function searchOf(query: Loose): string {
  return pairsOf(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/')}`)
    .join('&');
}

export function pairsOf(query: Loose): readonly (readonly [string, string])[] {
  return PARAMETERS.flatMap((name) => {
    const value = query[name];
    const text = value === undefined ? '' : String(value);
    return text === '' || DEFAULTS.has(`${name}=${text}`) ? [] : [[name, text] as const];
  });
}

type LookParameter = (typeof LOOK_PARAMETERS)[number];

/** How a badge shall look, apart from whose it is. */
export function lookOf(query: Readonly<Partial<Record<LookParameter, string | undefined>>>): PanelQuery {
  return Object.fromEntries(
    LOOK_PARAMETERS.filter((name) => query[name] !== undefined).map((name) => [name, query[name]]),
  );
}

const DEFAULTS: ReadonlySet<string> = new Set([
  'sort=worst',
  'sort=problems',
  'view=table',
  'theme=dark',
  'from=0',
  'style=flat',
]);

/** What decides which services a page shows, the badge panel apart. */
export function pageQueryOf(query: Loose): PageQuery {
  return Object.fromEntries(
    PAGE_PARAMETERS.filter((name) => query[name] !== undefined).map((name) => [name, query[name]]),
  );
}

/** The page with something changed: `undefined` takes a parameter out. */
export function hrefOf(query: PageQuery, changes: Loose): string {
  const search = searchOf({ ...query, ...changes });
  return search === '' ? './' : `./?${search}`;
}

/** With `value` in the list, or without it where it is there already. */
export function toggled<T extends string>(list: readonly T[] | undefined, value: T): readonly T[] | undefined {
  const known = list ?? [];
  const next = known.includes(value) ? known.filter((one) => one !== value) : [...known, value];
  return next.length === 0 ? undefined : next.toSorted();
}

/** A form without a script repeats a parameter for each of its values. */
export function joinRepeated(query: URLSearchParams): URLSearchParams {
  const joined = new URLSearchParams(query);
  for (const name of LISTS) {
    const values = query.getAll(name).filter((value) => value !== '');
    if (values.length > 1) joined.set(name, values.join(','));
  }
  return joined;
}

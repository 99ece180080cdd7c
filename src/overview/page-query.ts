// What a page shows, as its address says it, and the addresses of pages that show something else. All of them are
// relative, so that a page works under whatever path a proxy puts it.
import type { State } from '../services/result.ts';

export const SORTS = ['name', 'problems', 'recent'] as const;
export type Sort = (typeof SORTS)[number];

/** Parameters that fit (overview-query.dto.ts). */
export interface PageQuery {
  readonly q?: string;
  readonly state?: State;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly sort?: Sort;
  /** Keys of groups that are unfolded, separated by commas. */
  readonly open?: string;
  /** How many rows of one namespace are passed over: the next part of a very long one. */
  readonly from?: number;
}

/** Where the badge panel is open: the check's place, and how the badge shall look. */
export interface PanelQuery {
  /** `cluster/namespace/service/check` */
  readonly badge?: string;
  readonly style?: string;
  readonly label?: string;
}

export type FullQuery = PageQuery & PanelQuery;

/** In the order in which addresses are written. */
const PARAMETERS = ['q', 'state', 'cluster', 'namespace', 'sort', 'open', 'from', 'badge', 'style', 'label'] as const;

/** Without `?`. Equal queries give equal text, and what is the default isn't written. */
export function searchOf(query: Loose): string {
  return new URLSearchParams(pairsOf(query).map(([name, value]) => [name, value])).toString();
}

export function pairsOf(query: Loose): readonly (readonly [string, string])[] {
  return PARAMETERS.flatMap((name) => {
    const value = query[name];
    const isSaid = value !== undefined && value !== '' && !DEFAULTS.has(`${name}=${value}`);
    return isSaid ? [[name, String(value)] as const] : [];
  });
}

type Loose = { readonly [K in keyof FullQuery]?: FullQuery[K] | undefined };

/** What decides which services a page shows, the badge panel apart. */
export function pageQueryOf({ q, state, cluster, namespace, sort, open, from }: Loose): PageQuery {
  return {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state }),
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
    ...(sort !== undefined && { sort }),
    ...(open !== undefined && { open }),
    ...(from !== undefined && { from }),
  };
}

const DEFAULTS: ReadonlySet<string> = new Set(['sort=name', 'from=0']);

/** The page with something changed: `undefined` takes a parameter out. */
export function hrefOf(query: PageQuery, changes: Loose): string {
  const search = searchOf({ ...query, ...changes });
  return search === '' ? './' : `./?${search}`;
}

export function openKeys({ open = '' }: PageQuery): ReadonlySet<string> {
  return new Set(open.split(',').filter((key) => key !== ''));
}

/** The address that unfolds one more group. */
export function hrefOpening(query: PageQuery, key: string): string {
  return hrefOf(query, { open: [...openKeys(query), key].sort().join(',') });
}

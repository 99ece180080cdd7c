// What a page that is already open needs to show what changed: drawn as the page itself is.
import { renderToString } from 'preact-render-to-string';
import type { ClusterGroup, Group } from '../board.ts';
import type { Place } from '../change-log.ts';
import type { PageView } from '../page-view.ts';
import { keyOf } from '../row.ts';
import { shapeOf } from '../shape.ts';
import { titleOf, verdictOf } from '../verdict.ts';
import { ClusterHead, GroupHead } from './cluster.tsx';
import { rowId, ServiceRow } from './service-row.tsx';
import { Summary } from './summary.tsx';

export interface PageUpdate {
  readonly title: string;
  readonly icon: string;
  /** What the page must look like apart from its rows, or it has to be fetched again. */
  readonly shape: string;
  /** Elements to replace, each by its id. */
  readonly parts: readonly Part[];
  readonly rows: readonly RowUpdate[];
  /** Ids of rows that are not shown any more. */
  readonly gone: readonly string[];
}

export interface Part {
  readonly id: string;
  readonly html: string;
}

export interface RowUpdate extends Part {
  /** Id of the list that it stands in. */
  readonly list: string;
  /** Id of the row before it; empty: it is the first. */
  readonly after: string;
}

/** `changed` are places within what the page looks for. */
export function updateOf(view: PageView, changed: readonly Place[]): PageUpdate {
  const { board, assets } = view;
  const keys = new Set(changed.map(keyOf));
  const touched = new Set(changed.flatMap(({ cluster, namespace }) => [cluster, `${cluster}/${namespace}`]));
  const rows = openGroups(view).flatMap((group) => rowUpdates(view, group, keys));
  const shown = new Set(rows.map(({ id }) => id));
  return {
    title: titleOf(board, view.siteName),
    icon: assets.icon(verdictOf(board).state),
    shape: shapeOf(view),
    parts: [summaryPart(view), ...board.clusters.flatMap((cluster) => headParts(view, cluster, touched))],
    rows,
    gone: changed.map(rowId).filter((id) => !shown.has(id)),
  };
}

function openGroups({ board }: PageView): readonly Group[] {
  return board.clusters.flatMap(({ groups }) => groups).filter(({ isOpen }) => isOpen);
}

function rowUpdates(view: PageView, group: Group, keys: ReadonlySet<string>): readonly RowUpdate[] {
  return group.services.flatMap((service, i) => {
    if (!keys.has(keyOf(service))) return [];
    const before = group.services[i - 1];
    const html = renderToString(<ServiceRow service={service} around={view} />);
    return [{ id: rowId(service), list: `r/${group.key}`, after: before === undefined ? '' : rowId(before), html }];
  });
}

function summaryPart(view: PageView): Part {
  return { id: 'summary', html: renderToString(<Summary board={view.board} query={view.query} now={view.now} />) };
}

/** Of the groups that something changed in; what becomes of one-offs may be any of them. */
function headParts({ now }: PageView, cluster: ClusterGroup, touched: ReadonlySet<string>): readonly Part[] {
  if (!touched.has(cluster.key)) return [];
  const head = { id: `ct/${cluster.key}`, html: renderToString(<ClusterHead cluster={cluster} now={now} />) };
  const heads = cluster.groups
    .filter(({ key, kind }) => touched.has(key) || kind === 'one-offs')
    .map((group) => ({ id: `gt/${group.key}`, html: renderToString(<GroupHead group={group} />) }));
  return [head, ...heads];
}

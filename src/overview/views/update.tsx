// The update of an open page: the parts that changed, rendered as in the page itself.
import { renderToString } from 'preact-render-to-string';
import { STATES } from '../../services/result/result.ts';
import type { Group } from '../board/services/sections.ts';
import type { ServiceKey } from '../../services/service.ts';
import { numberText } from '../../config/number-text.ts';
import { ObjectsLine, ObjectsSection } from './objects-section.tsx';
import type { PageView } from '../page/page-view.ts';
import { keyOf, type ServiceSummary } from '../board/services/service-summary.ts';
import { shapeOf } from '../page/shape.ts';
import { titleOf, verdictOf } from '../board/verdict.ts';
import { rowId, ServiceRow } from './service-row.tsx';
import { GroupHead, SectionHead } from './table.tsx';
import { Verdict } from './toolbar.tsx';

export interface PageUpdate {
  readonly title: string;
  readonly icon: string;
  /** What the page must look like apart from its rows, or it has to be fetched again. */
  readonly shape: string;
  /** What the toggles count, in the order of STATES. */
  readonly counts: readonly string[];
  readonly total: string;
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
  /** Id of the element before it: a row, or the head of its group. */
  readonly after: string;
}

/** `changed` are within what the page looks for. In pieces of some rows. */
export function* updateOf(
  view: PageView,
  changed: readonly ServiceKey[],
  areObjectsChanged: boolean,
): Generator<void, PageUpdate> {
  const { board, assets } = view;
  const keys = new Set(changed.map(keyOf));
  const rows: RowUpdate[] = [];
  for (const { summary, after } of openGroups(view).flatMap(([head, group]) => changedRows(head, group, keys))) {
    const html = renderToString(<ServiceRow summary={summary} around={view} />);
    rows.push({ id: rowId(summary), after, html });
    if (rows.length % PIECE === 0) yield;
  }
  const shown = new Set(rows.map(({ id }) => id));
  return {
    title: titleOf(board, view.siteName),
    icon: assets.icon(verdictOf(board).state),
    shape: shapeOf(view),
    counts: STATES.map((state) => numberText(board.counts[state])),
    total: verdictOf(board).detail,
    parts: [...partsOf(view, changed), ...(areObjectsChanged ? objectParts(view) : [])],
    rows,
    gone: [...keys].map((key) => rowId({ key })).filter((id) => !shown.has(id)),
  };
}

/** Each with the id of the element before its rows. */
function openGroups({ board }: PageView): readonly (readonly [head: string, Group])[] {
  return board.sections.flatMap(({ name, groups }) =>
    groups
      .filter(({ isOpen }) => isOpen)
      .map((group) => [group.title === '' ? `h/${name}` : `g/${group.key}`, group] as const),
  );
}

/** Rows that are drawn in one turn of the event loop: two milliseconds. */
const PIECE = 20;

interface ChangedRow {
  readonly summary: ServiceSummary;
  /** Id of the element before it. */
  readonly after: string;
}

function changedRows(head: string, { services }: Group, keys: ReadonlySet<string>): readonly ChangedRow[] {
  const rows = services.map((summary, i) => {
    const before = services[i - 1];
    return { summary, after: before === undefined ? head : rowId(before) };
  });
  return rows.filter(({ summary }) => keys.has(summary.key));
}

/** As a whole: it is bounded. */
function objectParts({ objects, query, now, hasObjectBadges }: PageView): readonly Part[] {
  const section = <ObjectsSection objects={objects} query={query} now={now} hasBadges={hasObjectBadges} />;
  return [
    { id: 'objects-line', html: renderToString(<ObjectsLine objects={objects} />) },
    { id: 'objects', html: renderToString(section) },
  ];
}

/** The headline, and the heads of sections and groups in which something changed. */
function partsOf({ board, query }: PageView, changed: readonly ServiceKey[]): readonly Part[] {
  const touched = new Set(changed.flatMap(({ cluster, namespace }) => [cluster, `${cluster}/${namespace}`]));
  const isTouched = ({ key }: Group): boolean => query.group === 'kind' || touched.has(key.slice(key.indexOf('/') + 1));
  const heads = board.sections.map((section) => ({
    id: `h/${section.name}`,
    html: renderToString(<SectionHead section={section} />),
  }));
  const groups = board.sections
    .flatMap(({ groups: all }) => all)
    .filter((group) => group.title !== '' && (group.key === 'one-offs' || isTouched(group)))
    .map((group) => ({ id: `g/${group.key}`, html: renderToString(<GroupHead group={group} query={query} />) }));
  return [{ id: 'verdict', html: renderToString(<Verdict board={board} />) }, ...heads, ...groups];
}

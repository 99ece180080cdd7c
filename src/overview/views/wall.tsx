// A page for a wall: how everything is, read from across the room. Nothing on it moves or can be pressed.
import type { JSX } from 'preact';
import { STATES, type State } from '../../services/result/result.ts';
import { totalOf } from '../board/services/counts.ts';
import { connectionLine } from '../board/cluster-status.ts';
import { counted, numberText } from '../../config/number-text.ts';
import { searchOf } from '../query/page-query.ts';
import type { PageView } from '../page/page-view.ts';
import { rowOf } from '../board/services/row.ts';
import type { ServiceSummary } from '../board/services/service-summary.ts';
import { knownAge } from '../board/services/known-age.ts';
import { shapeOf } from '../page/shape.ts';
import { titleOf, verdictOf } from '../board/verdict.ts';
import { Glyph, toneOf } from './glyph.tsx';
import { renderLayout } from './layout.tsx';
import { Since } from './since.tsx';

/** As many as fit with text that is read from afar. */
const MAX_TILES = 16;

export function renderWall(view: PageView): string {
  return renderLayout({
    frame: view,
    title: titleOf(view.board, view.siteName),
    state: verdictOf(view.board).state,
    root: './',
    kind: view.query.theme === 'light' ? 'wall-light' : 'wall',
    search: searchOf(view.query),
    shape: shapeOf(view),
    children: (
      <main id="page" class="wall-page">
        <Head {...view} />
        <Tiles {...view} />
        <Squares board={view.board} />
      </main>
    ),
  });
}

function Head(view: PageView): JSX.Element {
  const { board, now, confirmedAt } = view;
  const { state, headline } = verdictOf(board);
  return (
    <header class={`wall-head is-${state}`}>
      <Glyph state={state} />
      <div>
        <h1 id="verdict">{headline}</h1>
        <p>{scopeText(view)}</p>
      </div>
      <div class="wall-now">
        <time id="clock">{new Date(now.wall).toISOString().slice(11, 16)}</time>
        <p class="connections">
          {confirmedAt === undefined ? (
            <span class="connection is-bad">not confirmed</span>
          ) : (
            <span class="connection is-live confirmed">
              confirmed <Since at={confirmedAt} now={now} /> ago
            </span>
          )}
        </p>
        <p class="link" id="link" role="status" hidden />
      </div>
    </header>
  );
}

/** `shop, data · 59 services · west unreachable` */
function scopeText({ query, board, siteName }: PageView): string {
  const scope = [...(query.cluster ?? []), ...(query.namespace ?? [])].join(', ');
  const bad = board.sources.flatMap((source) => {
    const { tone, text } = connectionLine(source);
    return tone === 'live' ? [] : [`${source.name} ${text}`];
  });
  return [scope === '' ? siteName : scope, counted(board.total, 'service'), ...bad.slice(0, 2)].join(' · ');
}

function Tiles({ board, now, historyOf }: PageView): JSX.Element | null {
  const attention = board.sections.find(({ name }) => name === 'attention');
  const services = attention?.groups.flatMap((group) => group.services) ?? [];
  if (attention === undefined || services.length === 0) return <AllWell state={verdictOf(board).state} />;
  const isFull = attention.total > MAX_TILES;
  const shown = services.slice(0, isFull ? MAX_TILES - 1 : MAX_TILES);
  return (
    <ul class={shown.length <= 4 ? 'wall-tiles is-few' : 'wall-tiles'} aria-label="Needs attention">
      {shown.map((summary) => (
        <Tile key={summary.key} summary={summary} now={now} historyOf={historyOf} />
      ))}
      {isFull ? <li class="wall-tile is-more">{numberText(attention.total - shown.length)} more</li> : null}
    </ul>
  );
}

interface TileProps extends Pick<PageView, 'now' | 'historyOf'> {
  readonly summary: ServiceSummary;
}

function Tile({ summary, now, historyOf }: TileProps): JSX.Element {
  const { name, cluster, namespace, ready, why, attention, isRed } = rowOf(summary, now);
  const age = knownAge(summary, historyOf(summary.service));
  const place = namespace === '' ? cluster : `${cluster} / ${namespace}`;
  return (
    <li class={`wall-tile ${toneOf(attention, isRed)}${name.length > FITS ? ' is-long' : ''}`}>
      <b>
        <Glyph state={attention} isRed={isRed} /> <span class="unseen">{attention}: </span>
        {name}
      </b>
      <span class="wall-where">
        <span>{place}</span>
        {ready === '' ? null : <b>{ready}</b>}
      </span>
      <span class="wall-why">
        <strong>{why.lead}</strong>
        {age === undefined || age.is === 'at least' ? null : <Since {...age} now={now} />}
      </span>
    </li>
  );
}

/** Characters of a name that a tile has room for in large type. */
const FITS = 12;

function AllWell({ state }: { readonly state: State }): JSX.Element | null {
  return state === 'ok' ? <p class="wall-well">Nothing needs attention.</p> : null;
}

/** One for each service, the worst first; runs of one color are one path, and the gaps are lines over it. */
function Squares({ board }: Pick<PageView, 'board'>): JSX.Element {
  const { counts } = board;
  const total = totalOf(counts);
  const columns = Math.max(MIN_COLUMNS, Math.ceil(Math.sqrt(total * ASPECT)));
  const rows = Math.max(1, Math.ceil(total / columns));
  let from = 0;
  const paths = runsOf(board).map(({ tone, count }) => {
    const path = pathOf(from, from + count, columns);
    from += count;
    return <path class={tone} key={tone} d={path} />;
  });
  return (
    <svg
      class="wall-squares"
      viewBox={`0 0 ${columns} ${rows}`}
      role="img"
      aria-label={STATES.map((state) => `${numberText(counts[state])} ${state}`).join(', ')}
    >
      {paths}
      {columns > MAX_GRID ? null : <path class="grid" d={gridOf(columns, rows)} />}
    </svg>
  );
}

interface Run {
  readonly tone: string;
  readonly count: number;
}

/** A service is as red here as its badge and its tile are. */
function runsOf({ counts, redDegraded }: PageView['board']): readonly Run[] {
  return STATES.flatMap((state) => {
    const red = state === 'degraded' ? redDegraded : 0;
    return [
      { tone: toneOf(state, true), count: red },
      { tone: toneOf(state), count: counts[state] - red },
    ].filter(({ count }) => count > 0);
  });
}

const MIN_COLUMNS = 40;
/** Where there are more, a square is too small for lines around it. */
const MAX_GRID = 240;
/** Width by height of all squares together, where there are very many. */
const ASPECT = 11;

function pathOf(from: number, to: number, columns: number): string {
  let path = '';
  for (let at = from; at < to;) {
    const x = at % columns;
    const length = Math.min(to - at, columns - x);
    path += `M${x} ${Math.floor(at / columns)}h${length}v1h-${length}z`;
    at += length;
  }
  return path;
}

function gridOf(columns: number, rows: number): string {
  const vertical = Array.from({ length: columns + 1 }, (_, x) => `M${x} 0v${rows}`);
  const horizontal = Array.from({ length: rows + 1 }, (_, y) => `M0 ${y}h${columns}`);
  return [...vertical, ...horizontal].join('');
}

// The page as HTML. Whatever stands between tags or in an attribute is escaped by Preact; nothing here goes around it.
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { hrefOf, searchOf } from '../page-query.ts';
import type { PageView } from '../page-view.ts';
import { shapeOf } from '../shape.ts';
import { titleOf, verdictOf } from '../verdict.ts';
import { BadgePanel } from './badge-panel.tsx';
import { Cluster } from './cluster.tsx';
import { Filters } from './filters.tsx';
import { Glyphs } from './glyph.tsx';
import { Since } from './since.tsx';
import { Summary } from './summary.tsx';
import { LONGEST_WINDOW } from './timeline.tsx';

export function renderPage(view: PageView): string {
  return `<!doctype html>${renderToString(<Page {...view} />)}`;
}

function Page(view: PageView): JSX.Element {
  const { siteName, query, board, assets, position } = view;
  const { state } = verdictOf(board);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="Status of everything that runs in these clusters" />
        <title>{titleOf(board, siteName)}</title>
        <link rel="icon" type="image/svg+xml" id="icon" href={`assets/${assets.icon(state)}`} />
        <link rel="stylesheet" href={`assets/${assets.style}`} />
        <script type="module" src={`assets/${assets.script}`} />
      </head>
      <body
        data-position={position}
        data-search={searchOf(query)}
        data-shape={shapeOf(view)}
        data-start={view.historyStart}
        data-holds={view.holds}
        data-found={board.found}
        data-stale-icon={`assets/${assets.icon('stale')}`}
      >
        <Glyphs />
        <a class="skip" href="#board">
          Skip to the services
        </a>
        <header class="top">
          <a class="brand" href="./">
            <Mark />
            <h1>{siteName}</h1>
          </a>
          <p class="link" id="link" role="status" hidden />
        </header>
        <p class="unseen" id="found" role="status" />
        <p class="trouble" id="trouble" role="alert" hidden />
        <main>
          <Summary board={board} query={query} now={view.now} />
          <Notices notices={view.notices} />
          {view.panel === undefined ? null : <BadgePanel panel={view.panel} query={query} />}
          <Filters query={query} clusters={view.clusters} namespaces={view.namespaces} />
          <Board {...view} />
        </main>
        <Foot {...view} />
      </body>
    </html>
  );
}

function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 1.8 21 5v6.6c0 5-3.7 8.9-9 10.6-5.3-1.7-9-5.6-9-10.6V5Z" />
      <path class="cut" d="m7.8 12 3 3 5.4-6" />
    </svg>
  );
}

function Notices({ notices }: Pick<PageView, 'notices'>): JSX.Element {
  return (
    <div id="notices">
      {notices.length === 0 ? null : (
        <ul class="notices" aria-label="What this shield has to say about itself">
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the strips beside the services stand for. */
function Legend({ now, historyStart }: Pick<PageView, 'now' | 'historyStart'>): JSX.Element {
  const isYoung = now.wall - historyStart < LONGEST_WINDOW * 1000;
  return (
    <p class="legend">
      {isYoung ? (
        <>
          Strips: since this shield started, <Since at={historyStart} now={now} /> ago
        </>
      ) : (
        'Strips: the past 6 hours'
      )}
    </p>
  );
}

function Board(view: PageView): JSX.Element {
  const { board } = view;
  return (
    <div id="board" tabIndex={-1}>
      {board.clusters.length === 0 ? (
        <div class="nothing">
          <p>Nothing fits.</p>
          <p>
            <a href="./" data-live="">
              Show all services
            </a>
          </p>
        </div>
      ) : (
        board.clusters.map((cluster) => <Cluster key={cluster.key} cluster={cluster} around={view} />)
      )}
    </div>
  );
}

function Foot(view: PageView): JSX.Element {
  const filter = hrefOf(view.query, { sort: undefined, open: undefined, from: undefined });
  return (
    <footer id="foot">
      <p>
        <a href={filter.replace('./', 'v1/badges.md')}>These badges as Markdown</a>
        <a href={filter.replace('./', 'v1/services')}>As JSON</a>
      </p>
      <Legend {...view} />
      <p class="keys">
        <kbd>Ctrl</kbd> <kbd>K</kbd> search <kbd>↑</kbd> <kbd>↓</kbd> walk <kbd>Enter</kbd> unfold
      </p>
    </footer>
  );
}

// The overview as HTML. Whatever stands between tags or in an attribute is escaped by Preact; nothing here goes around it.
import type { JSX } from 'preact';
import { hrefOf, pairsOf, searchOf } from '../query/page-query.ts';
import type { PageView } from '../page/page-view.ts';
import { shapeOf } from '../page/shape.ts';
import { titleOf, verdictOf } from '../board/verdict.ts';
import { ObjectsLine, ObjectsSection } from './objects-section.tsx';
import { BadgePanel } from './badge-panel.tsx';
import { Connections } from './connections.tsx';
import { AboutShield, Mark, Printed, renderLayout } from './layout.tsx';
import { Table } from './table.tsx';
import { Filters, Search, Toggles, Verdict } from './toolbar.tsx';

export function renderPage(view: PageView): string {
  const { board, query, siteName } = view;
  return renderLayout({
    frame: view,
    title: titleOf(board, siteName),
    state: verdictOf(board).state,
    root: './',
    kind: 'table',
    search: searchOf(query),
    shape: shapeOf(view),
    found: board.found,
    children: <Page {...view} />,
  });
}

function Page(view: PageView): JSX.Element {
  const { siteName, query, board, clusters, namespaces } = view;
  return (
    <>
      <a class="skip" href="#board">
        Skip to the services
      </a>
      <header class="top">
        <h1>
          <a class="brand" href="./">
            <Mark />
            <span>{siteName}</span>
          </a>
        </h1>
        <Search query={query} />
        <div class="status">
          <Connections {...view} />
          <p class="link" id="link" role="status" hidden />
        </div>
        <Printed now={view.now} />
      </header>
      <main>
        <div class="toolbar" id="toolbar">
          <Verdict board={board} />
          <Toggles board={board} query={query} />
          <button type="button" class="filters-button" aria-expanded="false" aria-controls="filters">
            Filters
          </button>
          <Filters query={query} clusters={clusters} namespaces={namespaces} />
          <ObjectsLine objects={view.objects} />
          <p class="total" id="total">
            {verdictOf(board).detail}
          </p>
        </div>
        <Notices notices={view.notices} board={board} />
        {view.panel === undefined ? null : (
          <BadgePanel panel={view.panel} closeHref={hrefOf(query, {})} query={query} />
        )}
        <Table {...view} />
        <ObjectsSection objects={view.objects} query={query} now={view.now} hasBadges={view.hasObjectBadges} />
      </main>
      <Foot {...view} />
    </>
  );
}

/** What is wrong with the shield itself, and with its way to the clusters, each with what to do. */
function Notices({ notices, board }: Pick<PageView, 'notices' | 'board'>): JSX.Element {
  const faults = board.sources.flatMap(({ name, fault }) =>
    fault === undefined ? [] : [`${name}: ${fault.text}. ${fault.advice}`],
  );
  const all = [...notices, ...faults];
  return (
    <div id="notices">
      {all.length === 0 ? null : (
        <ul class="notices" aria-label="What is wrong with the shield itself">
          {all.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Leads to what was known at another moment. */
function AsOf({ query }: Pick<PageView, 'query'>): JSX.Element {
  const kept = pairsOf(query).filter(([name]) => ['q', 'state', 'cluster', 'namespace'].includes(name));
  return (
    <form class="as-of-form" method="get" action="./">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label>
        As it was at <input name="at" required placeholder="2026-11-02T03:00Z" maxLength={40} autocomplete="off" />
      </label>{' '}
      <button type="submit">Go</button>
    </form>
  );
}

function Foot(view: PageView): JSX.Element {
  const { query } = view;
  const { q, cluster, namespace, state } = query;
  const filter = hrefOf({}, { q, cluster, namespace }).replace('./', '');
  const attention = state === undefined ? '' : `${filter === '' ? '?' : '&'}attention=${state.join(',')}`;
  return (
    <footer id="foot">
      <p>
        <a class="badge-link" href={`${hrefOf(query, { badge: 'view/health' })}#badge`}>
          Badge of this view
        </a>
        <a href={`v1/badges.md${filter}${attention}`}>All badges as Markdown</a>
        <a href={`v1/services${filter}${attention}`}>JSON</a>
        <a href="docs">API</a>
        <a href={hrefOf(query, { view: 'wall', open: undefined, rows: undefined, from: undefined })}>Wall</a>
        <AboutShield frame={view} />
      </p>
      <AsOf query={query} />
      <p class="keys">
        <kbd>Ctrl K</kbd> search <kbd>↑</kbd> <kbd>↓</kbd> walk <kbd>→</kbd> unfold <kbd>Enter</kbd> open
      </p>
    </footer>
  );
}

// The table: sections, their groups, and the services in them, one below the other as parts of one table. Each part has
// an id, so that the stream can replace it alone.
import type { JSX } from 'preact';
import type { Board } from '../board/board.ts';
import { type Group, MAX_IN_GROUP, type Section, type SectionName } from '../board/services/sections.ts';
import { numberText } from '../../config/number-text.ts';
import { hrefOf, type PageQuery, toggled } from '../query/page-query.ts';
import type { PageView } from '../page/page-view.ts';
import { CountList } from './count-list.tsx';
import { COLUMNS, ServiceRow } from './service-row.tsx';
import { Since } from './since.tsx';

export function Table(view: PageView): JSX.Element {
  const { board, query } = view;
  if (board.sections.length === 0) return <NothingFits view={view} />;
  return (
    <table class={isFolded(board) ? 'board is-folded' : 'board'} id="board" tabIndex={-1}>
      <caption class="unseen">Services: what needs attention first</caption>
      <Head view={view} />
      {board.sections.flatMap((section) => [
        <SectionHead key={section.name} section={section} />,
        ...section.groups.flatMap((group) => [
          group.title === '' ? null : <GroupHead key={group.key} group={group} query={query} />,
          ...group.services.map((summary) => <ServiceRow key={summary.key} summary={summary} around={view} />),
          <More key={`more/${group.key}`} group={group} query={query} />,
        ]),
      ])}
    </table>
  );
}

/** Nothing but folded groups: they need no columns, and stand side by side. */
function isFolded({ sections }: Board): boolean {
  return sections.every(({ groups }) => groups.every(({ isOpen }) => !isOpen));
}

function Head({ view: { now, historyStart } }: { readonly view: PageView }): JSX.Element {
  return (
    <thead>
      <tr>
        <th class="c-state">
          <span class="unseen">State</span>
        </th>
        <th class="c-name">Name</th>
        <th class="c-place">Where</th>
        <th class="c-kind">Kind</th>
        <th class="c-ready">Ready</th>
        <th class="c-why">Why</th>
        <th class="c-notes">Checks</th>
        <th class="c-version">Version</th>
        <th class="c-for">For</th>
        <th class="c-bars">
          <span class="axis" id="axis">
            <span class="wide">12 h ago</span>
            <span>6 h ago</span>
            <span>3 h</span>
            <span>now</span>
          </span>
          <span class="unseen">
            What was seen since this shield started, <Since at={historyStart} now={now} /> ago
          </span>
        </th>
        <th class="c-more">
          <span class="unseen">Details</span>
        </th>
      </tr>
    </thead>
  );
}

const TITLES: Readonly<Record<SectionName, string>> = {
  attention: 'Needs attention',
  unconfirmed: 'Stale or unknown',
  maintenance: 'In maintenance',
  well: 'Well',
  'one-offs': 'One-off runs',
};

interface SectionHeadProps {
  readonly section: Section;
}

export function SectionHead({ section: { name, total } }: SectionHeadProps): JSX.Element {
  return (
    <tbody class={`section is-${name}`} id={`h/${name}`}>
      <tr>
        <th scope="rowgroup" colSpan={COLUMNS}>
          {TITLES[name]} ({numberText(total)})
        </th>
      </tr>
    </tbody>
  );
}

interface GroupHeadProps {
  readonly group: Group;
  readonly query: PageQuery;
}

/** What is folded unfolds by its link, and folds again by the same. */
export function GroupHead({ group, query }: GroupHeadProps): JSX.Element {
  const { key, title, isOpen, isAsked } = group;
  const href = `${hrefOf(query, { open: toggled(query.open, key), from: undefined })}#g/${key}`;
  return (
    <tbody class="group" id={`g/${key}`}>
      <tr>
        <th scope="rowgroup" colSpan={COLUMNS}>
          <span class="group-line">
            {isOpen && !isAsked ? (
              <span class="group-title">{title}</span>
            ) : (
              <a class="group-title fold" href={href} aria-expanded={isOpen} data-live="">
                {title}
              </a>
            )}
            <CountList counts={group.counts} />
          </span>
        </th>
      </tr>
    </tbody>
  );
}

/** Leads to what a page has no room for. */
function More({ group, query }: GroupHeadProps): JSX.Element | null {
  const { key, isOpen, before, after, services } = group;
  if (!isOpen || before + after === 0) return null;
  const open = query.open?.includes(key) === true ? query.open : toggled(query.open, key);
  const hrefFrom = (from: number): string => `${hrefOf(query, { open, from })}#g/${key}`;
  const next = query.open?.includes(key) === true ? before + services.length : 0;
  return (
    <tbody class="more" id={`m/${key}`}>
      <tr>
        <td colSpan={COLUMNS}>
          {before === 0 ? null : (
            <a href={hrefFrom(Math.max(0, before - MAX_IN_GROUP))} data-live="">
              {numberText(before)} before
            </a>
          )}{' '}
          {after === 0 ? null : (
            <a href={hrefFrom(next)} data-live="">
              {numberText(after)} more
            </a>
          )}
        </td>
      </tr>
    </tbody>
  );
}

/** Never an empty screen while anything is known. */
function NothingFits({ view: { board, query, total } }: { readonly view: PageView }): JSX.Element {
  const isFiltered = query.state !== undefined && board.total > 0;
  return (
    <div class="nothing" id="board" tabIndex={-1}>
      {total === 0 ? <Waiting board={board} /> : <p>{isFiltered ? 'None is in that state.' : 'Nothing fits.'}</p>}
      {total === 0 ? null : (
        <p>
          <a href={isFiltered ? hrefOf(query, { state: undefined }) : './'} data-live="">
            Show all {numberText(isFiltered ? board.total : total)} services
          </a>
        </p>
      )}
    </div>
  );
}

/** Nothing is known at all: why, and what to do. */
function Waiting({ board: { sources } }: { readonly board: Board }): JSX.Element {
  const faults = sources.flatMap(({ name, fault }) => (fault === undefined ? [] : [{ name, fault }]));
  if (faults.length > 0) {
    return (
      <>
        {faults.map(({ name, fault }) => (
          <p key={name}>
            {name}: {fault.text}. {fault.advice}
          </p>
        ))}
      </>
    );
  }
  return sources.some(({ connection }) => connection === 'connecting') ? (
    <p>Waiting for the first list of pods.</p>
  ) : (
    <p>Nothing runs here that a controller keeps running. Deploy something, and it shows up by itself.</p>
  );
}

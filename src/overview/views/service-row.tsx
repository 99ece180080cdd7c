// One service in the table, and its details where the reader has unfolded them. The stream sends the same drawing.
import type { JSX } from 'preact';
import type { SeenSpan } from '../../history/spans/state-history.ts';
import { hrefOf, toggled } from '../query/page-query.ts';
import type { PageView } from '../page/page-view.ts';
import { checksOf, type Row, rowOf } from '../board/services/row.ts';
import type { ServiceSummary } from '../board/services/service-summary.ts';
import { type KnownAge, knownAge } from '../board/services/known-age.ts';
import { serviceHref } from '../query/service-href.ts';
import { Bars } from './bars.tsx';
import { CheckList } from './check-list.tsx';
import { Glyph, toneOf } from './glyph.tsx';
import { At, Since } from './since.tsx';

/** What all rows of a page have in common. */
export type Around = Pick<PageView, 'query' | 'historyOf' | 'now'>;

interface ServiceRowProps {
  readonly summary: ServiceSummary;
  readonly around: Around;
}

export function ServiceRow({ summary, around }: ServiceRowProps): JSX.Element {
  const row = rowOf(summary, around.now);
  const { attention, isRed, name, kind, cluster, namespace, ready, notes } = row;
  const spans = around.historyOf(summary.service);
  const place = namespace === '' ? cluster : `${cluster} / ${namespace}`;
  const isUnfolded = around.query.rows?.includes(row.key) ?? false;
  return (
    <tbody class={`row ${toneOf(attention, isRed)}`} id={rowId(row)}>
      <tr>
        <td class="c-state">
          <Glyph state={attention} isRed={isRed} />
          <span class="unseen">{attention}</span>
        </td>
        <th class="c-name" scope="row">
          <a href={serviceHref(row)} title={titleOf(name)}>
            {name}
          </a>
        </th>
        <td class="c-place" title={titleOf(place)}>
          {place}
        </td>
        <td class="c-kind">{kind}</td>
        <td class="c-ready">{ready}</td>
        <td class="c-why">
          <WhyText row={row} />
        </td>
        <td class="c-notes">{notes.join(' · ')}</td>
        <td class="c-version">
          <Version text={row.version} />
        </td>
        <td class="c-for">
          <Age age={knownAge(row, spans)} now={around.now} />
        </td>
        <td class="c-bars">
          <Bars spans={spans} now={around.now.wall} />
        </td>
        <td class="c-more">
          <a
            class="unfold"
            href={`${hrefOf(around.query, { rows: toggled(around.query.rows, row.key) })}#${rowId(row)}`}
            aria-expanded={isUnfolded}
            aria-label={`Details of ${name}`}
            data-live=""
          />
        </td>
      </tr>
      {isUnfolded ? <Details row={row} summary={summary} spans={spans} around={around} /> : null}
    </tbody>
  );
}

/** What an address ends in that leads to the row. */
export function rowId({ key }: { readonly key: string }): string {
  return `s/${key}`;
}

function WhyText({ row: { why, notes, attention } }: { readonly row: Row }): JSX.Element | null {
  if (why.lead !== '') {
    return (
      <>
        <b>{why.lead}</b> {why.rest}
      </>
    );
  }
  if (attention !== 'ok') return <>{why.rest}</>;
  return notes.length === 0 ? null : <span class="note">{notes.join(' · ')}</span>;
}

/** What a column may cut is whole in its title. */
function titleOf(text: string): string | undefined {
  return text.length > FITS ? text : undefined;
}

/** Characters that a column has room for on a usual screen. */
const FITS = 18;

/** Characters of a tag, and how many tags at once. */
const MAX_VERSION = 18;
const MAX_VERSIONS = 3;
const ARROW = ' → ';

/** Long tags shatter a table, and so do many of them: all of it is in the title. */
export function Version({ text }: { readonly text: string }): JSX.Element | null {
  if (text === '') return null;
  const parts = text.split(ARROW).map(shortened);
  const short = parts.length > MAX_VERSIONS ? [parts[0], '…', parts.at(-1)].join(ARROW) : parts.join(ARROW);
  return short === text ? <>{text}</> : <span title={text}>{short}</span>;
}

function shortened(tag: string): string {
  return tag.length <= MAX_VERSION ? tag : `${tag.slice(0, MAX_VERSION - 1)}…`;
}

interface AgeProps extends Pick<Around, 'now'> {
  readonly age: KnownAge | undefined;
}

function Age({ age, now }: AgeProps): JSX.Element | null {
  return age === undefined ? null : <Since {...age} now={now} />;
}

interface DetailsProps extends ServiceRowProps {
  readonly row: Row;
  readonly spans: readonly SeenSpan[];
}

/** The table's columns, and one that is only seen where there is room. */
export const COLUMNS = 11;

function Details({ row, summary, spans, around }: DetailsProps): JSX.Element {
  const panelHref = (check: string): string => `${hrefOf(around.query, { badge: `${row.key}/${check}` })}#badge`;
  return (
    <tr class="details">
      <td colSpan={COLUMNS}>
        <CheckList name={row.name} checks={checksOf(summary.service, around.now)} now={around.now} href={panelHref} />
        <p class="past">
          <a href={serviceHref(row)}>Pods, history and more of {row.name}</a>
          {spans
            .flatMap(({ state, isRed, from }, i, all) =>
              state === 'unseen' || state === all[i - 1]?.state ? [] : [{ state, isRed, from }],
            )
            .slice(-4)
            .toReversed()
            .map(({ state, isRed, from }) => (
              <span class={`change ${toneOf(state, isRed)}`} key={from}>
                <Glyph state={state} isRed={isRed} /> {state} <At at={from} />
              </span>
            ))}
        </p>
      </td>
    </tr>
  );
}

// One service: a line that says how it stands, and more on a closer look. The stream sends the same drawing.
import type { JSX } from 'preact';
import type { Service } from '../../services/service.ts';
import type { StateSpan } from '../../history/state-history.ts';
import { hrefOf } from '../page-query.ts';
import type { PageView } from '../page-view.ts';
import { keyOf, type Row, type RowCheck, rowOf, speakerOf } from '../row.ts';
import { Glyph } from './glyph.tsx';
import { At, Since } from './since.tsx';
import { Timeline } from './timeline.tsx';

/** What all rows of a page have in common. */
export type Around = Pick<PageView, 'query' | 'historyOf' | 'historyStart' | 'now'>;

export function ServiceRow({ service, around }: { readonly service: Service; readonly around: Around }): JSX.Element {
  const { now, query } = around;
  const row = rowOf(service, now);
  const spans = around.historyOf(service);
  const { name, namespace, kind, state, checks, isOneOff } = row;
  const speaker = speakerOf(row);
  const version = checks.find(({ check }) => check === 'version');
  const custom = checks.filter((check) => check !== speaker && check !== version);
  return (
    <li class={`row is-${state}`} id={rowId(row)}>
      <details>
        <summary>
          <span class="state">
            <Glyph state={state} />
            <span class="word">{state}</span>
          </span>
          <span class="title">
            <span class="name">{name}</span> <span class="kind">{isOneOff ? `${kind} in ${namespace}` : kind}</span>
          </span>
          <span class="status">
            {statusText(speaker)} <Reason check={speaker} />
          </span>
          <span class="version">{version?.status}</span>
          <span class="customs">
            {custom.map((check) => (
              <Custom key={check.check} check={check} />
            ))}
          </span>
          <Age row={row} spans={spans} now={now} />
          <Timeline spans={spans} start={around.historyStart} now={now} />
        </summary>
        <div class="more">
          <ul class="checks">
            {checks.map((check) => (
              <Check key={check.check} row={row} check={check} query={query} now={now} />
            ))}
          </ul>
          <Past spans={spans} />
        </div>
      </details>
    </li>
  );
}

/** Health is what a row is about; any other check says its name. */
function statusText(speaker: RowCheck | undefined): string {
  if (speaker === undefined || speaker.check === 'health') return speaker?.status ?? '';
  return `${speaker.label} ${speaker.status}`;
}

/** What an address ends in that leads to the row. */
export function rowId(row: Pick<Row, 'cluster' | 'namespace' | 'name'>): string {
  return `s/${keyOf(row)}`;
}

function Reason({ check }: { readonly check: RowCheck | undefined }): JSX.Element | null {
  if (check?.reason === undefined || check.state === 'ok' || check.reason === check.state) return null;
  return <span class="reason">{check.reason}</span>;
}

function Custom({ check }: { readonly check: RowCheck }): JSX.Element {
  return (
    <span class={`custom is-${check.state}`}>
      {check.state === 'ok' ? null : <Glyph state={check.state} />}
      {check.state === 'ok' ? null : <span class="unseen">{check.state}: </span>}
      {check.label} {check.status}
    </span>
  );
}

interface AgeProps extends Pick<Around, 'now'> {
  readonly row: Row;
  readonly spans: readonly StateSpan[];
}

/** A service that was found in its state has been so for longer than anybody here knows. */
function Age({ row, spans, now }: AgeProps): JSX.Element {
  const seenFrom = spans.at(-1)?.from;
  if (row.since !== undefined) return <Since at={row.since} now={now} />;
  return seenFrom === undefined ? <span class="since" /> : <Since at={seenFrom} now={now} isAtLeast />;
}

interface CheckProps extends Pick<Around, 'query' | 'now'> {
  readonly row: Row;
  readonly check: RowCheck;
}

function Check({ row, check, query, now }: CheckProps): JSX.Element {
  const { label, status, state, since, checked } = check;
  return (
    <li class={`is-${state}`}>
      <span class="state">
        <Glyph state={state} />
        <span class="word">{state}</span>
      </span>
      <span class="label">{label}</span>
      <span class="status">
        {status} <Reason check={check} />
      </span>
      <span class="when">
        {since === undefined ? null : (
          <>
            for <Since at={since} now={now} />
          </>
        )}
        {since === undefined || checked === undefined ? null : ', '}
        {checked === undefined ? null : (
          <>
            confirmed <At at={checked} />
          </>
        )}
      </span>
      <a class="badge-link" href={`${hrefOf(query, { badge: `${keyOf(row)}/${check.check}` })}#badge`}>
        Badge
        <span class="unseen">
          {' '}
          of {row.name}, {check.check}
        </span>
      </a>
    </li>
  );
}

function Past({ spans }: { readonly spans: readonly StateSpan[] }): JSX.Element | null {
  const [first] = spans;
  if (first === undefined) return null;
  return (
    <p class="past">
      {spans.length === 1 ? (
        <>
          No change since this shield began to look, <At at={first.from} />.
        </>
      ) : (
        'Last changes: '
      )}
      {spans.length === 1
        ? null
        : spans
            .slice(-6)
            .toReversed()
            .map(({ state, from }) => (
              <span class="change" key={from}>
                <Glyph state={state} /> {state} <At at={from} />
              </span>
            ))}
    </p>
  );
}

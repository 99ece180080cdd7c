// Is anything wrong, and where? Read in a second, from across the room.
import type { JSX } from 'preact';
import { type State, STATES } from '../../services/result.ts';
import type { Service } from '../../services/service.ts';
import type { Board } from '../board.ts';
import { numberText } from '../number-text.ts';
import { hrefOf, type PageQuery } from '../page-query.ts';
import type { PageView } from '../page-view.ts';
import { keyOf, type Row, rowOf, speakerOf } from '../row.ts';
import { verdictOf } from '../verdict.ts';
import { Glyph } from './glyph.tsx';
import { rowId } from './service-row.tsx';
import { Since } from './since.tsx';

type SummaryProps = Pick<PageView, 'board' | 'query' | 'now'>;

export function Summary({ board, query, now }: SummaryProps): JSX.Element {
  const { state, headline, detail } = verdictOf(board);
  const isHub = board.clusters.length > 1;
  const shown = new Set(board.clusters.flatMap(({ groups }) => groups.flatMap(({ services }) => services.map(keyOf))));
  return (
    <section class={`summary is-${state}`} id="summary" aria-label="Summary" data-state={state}>
      <div class="verdict">
        <Glyph state={state} />
        <p>
          <strong>{headline}</strong> <span>{detail}</span>
        </p>
      </div>
      <Tiles board={board} query={query} />
      {board.worst.length === 0 ? null : (
        <ul class="worst" aria-label="Worst first">
          {board.worst.map((service) => (
            <Worst
              key={keyOf(service)}
              service={service}
              query={query}
              now={now}
              isShown={shown.has(keyOf(service))}
              isHub={isHub}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface WorstProps {
  readonly service: Service;
  readonly query: PageQuery;
  readonly now: SummaryProps['now'];
  readonly isShown: boolean;
  /** There are several clusters, so a namespace alone says too little. */
  readonly isHub: boolean;
}

function Worst({ service, query, now, isShown, isHub }: WorstProps): JSX.Element {
  const row = rowOf(service, now);
  const speaker = speakerOf(row);
  const place = { q: row.name, cluster: row.cluster, namespace: row.namespace || undefined, state: undefined };
  const href = isShown ? `#${rowId(row)}` : `${hrefOf(query, place)}#${rowId(row)}`;
  return (
    <li>
      <a href={href} class={`is-${row.state}`}>
        <Glyph state={row.state} />
        <span class="unseen">{row.state}: </span>
        <span class="name">{row.name}</span>
        <span class="place">{placeText(row, isHub)}</span>
        <span class="status">{speaker?.reason ?? speaker?.status}</span>
        {row.since === undefined ? null : <Since at={row.since} now={now} />}
      </a>
    </li>
  );
}

/** Each shows only its own, and shows all again when it is chosen already. */
function Tiles({ board, query }: { readonly board: Board; readonly query: PageQuery }): JSX.Element {
  return (
    <nav class="tiles" aria-label="Show only services that are">
      {STATES.map((state) => (
        <Tile key={state} state={state} count={board.counts[state]} query={query} />
      ))}
    </nav>
  );
}

interface TileProps {
  readonly state: State;
  readonly count: number;
  readonly query: PageQuery;
}

function Tile({ state, count, query }: TileProps): JSX.Element {
  const isChosen = query.state === state;
  return (
    <a
      class={`tile is-${state}${count === 0 ? ' is-none' : ''}`}
      href={hrefOf(query, { state: isChosen ? undefined : state, from: undefined })}
      aria-current={isChosen ? 'true' : undefined}
      data-live=""
    >
      <Glyph state={state} />
      <span class="number">{numberText(count)}</span> <span class="word">{state}</span>
    </a>
  );
}

/** A check without pods is in no namespace. */
function placeText({ cluster, namespace }: Row, isHub: boolean): string {
  return (isHub ? [cluster, namespace] : [namespace]).filter((part) => part !== '').join('/');
}

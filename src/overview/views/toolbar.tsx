// Finding: toggles of states, and a form that works by itself, and as you type where there is a script.
import type { JSX } from 'preact';
import { type State, STATES } from '../../services/result/result.ts';
import { numberText } from '../../config/number-text.ts';
import { hrefOf, type PageQuery, pairsOf, searchOf, toggled } from '../query/page-query.ts';
import type { PageView } from '../page/page-view.ts';
import { verdictOf } from '../board/verdict.ts';
import { Glyph } from './glyph.tsx';

type SearchProps = Pick<PageView, 'query'>;

export function Search({ query }: SearchProps): JSX.Element {
  return (
    <label class="search">
      <span class="unseen">Search services</span>
      <input
        type="search"
        name="q"
        form="filters"
        value={query.q ?? ''}
        maxLength={100}
        placeholder="Name, namespace, reason, version"
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="Control+K Meta+K"
      />
      <kbd aria-hidden="true">Ctrl K</kbd>
    </label>
  );
}

/** The toggles show what is wrong; the headline is in words where nothing is, or nothing is known. */
export function Verdict({ board }: Pick<PageView, 'board'>): JSX.Element {
  const { state, headline } = verdictOf(board);
  const isCounted = state === 'down' || state === 'degraded';
  return (
    <h2 class={isCounted ? 'verdict unseen' : `verdict is-${state}`} id="verdict" data-state={state}>
      <Glyph state={state} />
      {headline}
    </h2>
  );
}

export function Toggles({ board, query }: Pick<PageView, 'board' | 'query'>): JSX.Element {
  return (
    <ul class="toggles" aria-label="Show only services that are">
      {STATES.map((state) => (
        <li key={state}>
          <Toggle state={state} count={board.counts[state]} query={query} />
        </li>
      ))}
    </ul>
  );
}

interface ToggleProps {
  readonly state: State;
  readonly count: number;
  readonly query: PageQuery;
}

function Toggle({ state, count, query }: ToggleProps): JSX.Element {
  const isPressed = query.state?.includes(state) ?? false;
  return (
    <a
      class={`toggle is-${state}${count === 0 ? ' is-none' : ''}`}
      id={`t/${state}`}
      href={hrefOf(query, { state: toggled(query.state, state), from: undefined })}
      aria-current={isPressed ? 'true' : undefined}
      data-live=""
    >
      <Glyph state={state} />
      <span class="number">{numberText(count)}</span> <span class="word">{state}</span>
    </a>
  );
}

type FiltersProps = Pick<PageView, 'query' | 'clusters' | 'namespaces'>;

export function Filters({ query, clusters, namespaces }: FiltersProps): JSX.Element {
  const kept = pairsOf({ state: query.state, rows: query.rows });
  return (
    <form class="filters" id="filters" role="search" action="./" method="get">
      {kept.map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      {clusters.length > 1 ? (
        <Picker name="cluster" many="clusters" chosen={query.cluster ?? []} options={clusters} />
      ) : null}
      <Picker name="namespace" many="namespaces" chosen={query.namespace ?? []} options={namespaces} />
      <Select name="group" label="Group by" value={query.group ?? ''} options={GROUPS} />
      <Select
        name="sort"
        label="Sort"
        value={query.sort === 'problems' ? 'worst' : (query.sort ?? 'worst')}
        options={ORDERS}
      />
      <button type="submit" class="apply">
        Apply
      </button>
      <a href="./" class="clear" data-live="" hidden={searchOf(query) === ''}>
        Clear
      </a>
    </form>
  );
}

type Options = readonly (readonly [value: string, text: string])[];

const GROUPS: Options = [
  ['', 'Grouped as fits'],
  ['none', 'Not grouped'],
  ['namespace', 'Grouped by namespace'],
  ['cluster', 'Grouped by cluster'],
  ['kind', 'Grouped by kind'],
];

const ORDERS: Options = [
  ['worst', 'Worst, newest first'],
  ['name', 'Sorted by name'],
  ['recent', 'Last changed first'],
];

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: Options;
}

function Select({ name, label, value, options }: SelectProps): JSX.Element {
  return (
    <label>
      <span class="unseen">{label}</span>
      <select name={name} class={value === options[0]?.[0] ? undefined : 'is-set'}>
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface PickerProps {
  readonly name: string;
  readonly many: string;
  readonly chosen: readonly string[];
  readonly options: readonly string[];
}

/** A multiple choice. A chosen name is offered even where nothing has it any more. */
function Picker({ name, many, chosen, options }: PickerProps): JSX.Element {
  const offered = [...chosen.filter((value) => !options.includes(value)), ...options];
  return (
    <details class={chosen.length > 0 ? 'picker is-set' : 'picker'} id={`pick/${name}`}>
      <summary>{pickedText(chosen, many)}</summary>
      <fieldset>
        <legend class="unseen">Show only these {many}</legend>
        {offered.map((option) => (
          <label key={option}>
            <input type="checkbox" name={name} value={option} checked={chosen.includes(option)} /> {option}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function pickedText(chosen: readonly string[], many: string): string {
  const [only] = chosen;
  if (only === undefined) return `All ${many}`;
  return chosen.length === 1 ? only : `${chosen.length} ${many}`;
}

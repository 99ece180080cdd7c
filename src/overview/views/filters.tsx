// Finding: a form that works by itself, and as you type where there is a script.
import type { ComponentChildren, JSX } from 'preact';
import { STATES } from '../../services/result.ts';
import { searchOf } from '../page-query.ts';
import type { PageView } from '../page-view.ts';

type FiltersProps = Pick<PageView, 'query' | 'clusters' | 'namespaces'>;

export function Filters({ query, clusters, namespaces }: FiltersProps): JSX.Element {
  return (
    <form class="filters" id="filters" role="search" action="./" method="get">
      <label class="search">
        <span class="unseen">Search services</span>
        <input
          type="search"
          name="q"
          value={query.q ?? ''}
          maxLength={100}
          placeholder="Search services"
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="Control+K Meta+K"
        />
        <kbd aria-hidden="true">Ctrl K</kbd>
      </label>
      <Choice name="state" label="State" all="Any state" value={query.state} options={STATES} />
      {clusters.length > 1 ? (
        <Choice name="cluster" label="Cluster" all="All clusters" value={query.cluster} options={clusters} />
      ) : null}
      <Choice name="namespace" label="Namespace" all="All namespaces" value={query.namespace} options={namespaces} />
      <label>
        <span class="unseen">Sort</span>
        <select name="sort">
          <Option value="name" chosen={query.sort ?? 'name'}>
            By name
          </Option>
          <Option value="problems" chosen={query.sort}>
            Problems first
          </Option>
          <Option value="recent" chosen={query.sort}>
            Last changed first
          </Option>
        </select>
      </label>
      <button type="submit" class="apply">
        Apply
      </button>
      <a href="./" class="clear" data-live="" hidden={searchOf(query) === ''}>
        Clear
      </a>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly string[];
}

/** What is chosen is offered even where nothing of that name is there any more. */
function Choice({ name, label, all, value, options }: ChoiceProps): JSX.Element {
  const offered = value === undefined || options.includes(value) ? options : [value, ...options];
  return (
    <label>
      <span class="unseen">{label}</span>
      <select name={name} class={value === undefined ? undefined : 'is-set'}>
        <option value="">{all}</option>
        {offered.map((option) => (
          <Option key={option} value={option} chosen={value}>
            {option}
          </Option>
        ))}
      </select>
    </label>
  );
}

interface OptionProps {
  readonly value: string;
  readonly chosen: string | undefined;
  readonly children: ComponentChildren;
}

function Option({ value, chosen, children }: OptionProps): JSX.Element {
  return (
    <option value={value} selected={value === chosen}>
      {children}
    </option>
  );
}

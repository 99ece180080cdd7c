// Objects of all clusters, below the services: the stream replaces the section as a whole, which is bounded.
import type { JSX } from 'preact';
import type { Moment } from '../../config/clock.ts';
import { counted, numberText } from '../../config/number-text.ts';
import { hrefOf, type PageQuery, toggled } from '../query/page-query.ts';
import { CountList } from './count-list.tsx';
import { Glyph, toneOf } from './glyph.tsx';
import { Version } from './service-row.tsx';
import { Since } from './since.tsx';
import {
  MAX_UNFOLDED_OBJECTS,
  type ObjectBoard,
  type ObjectCluster,
  type KindRows,
} from '../board/objects/object-board.ts';
import type { ObjectRow } from '../board/objects/object-row.ts';

/** What all rows have in common. */
interface Around {
  readonly query: PageQuery;
  readonly now: Moment;
  /** Badges of objects may be asked for without a link of their own. */
  readonly hasBadges: boolean;
}

interface SectionProps extends Around {
  readonly objects: ObjectBoard;
}

export function ObjectsSection({ objects, ...around }: SectionProps): JSX.Element {
  if (objects.clusters.length === 0) return <section id="objects" hidden />;
  return (
    <section class="objects" id="objects" aria-labelledby="objects-title">
      <h2 id="objects-title">
        Objects ({numberText(objects.total)}) <CountList counts={objects.counts} />
      </h2>
      <table>
        <caption class="unseen">Objects with a status, by cluster and kind: what needs attention first</caption>
        <colgroup>
          <col class="c-state" />
          <col class="c-name" />
          <col class="c-place" />
          <col />
          <col class="c-version" />
          <col class="c-for" />
        </colgroup>
        <thead class="unseen">
          <tr>
            <th>State</th>
            <th>Name</th>
            <th>Namespace</th>
            <th>Why</th>
            <th>Version</th>
            <th>For</th>
          </tr>
        </thead>
        {objects.clusters.flatMap((cluster) => [
          objects.clusters.length === 1 ? null : (
            <ClusterHead key={cluster.key} cluster={cluster} query={around.query} />
          ),
          ...cluster.kinds.map((kind) => <Kind key={kind.key} kind={kind} cluster={cluster.name} around={around} />),
        ])}
      </table>
    </section>
  );
}

/** How objects are, in one line beside the verdict of services. */
export function ObjectsLine({ objects: { counts, total, clusters } }: { readonly objects: ObjectBoard }): JSX.Element {
  if (clusters.length === 0 || total === 0) return <p class="objects-line" id="objects-line" hidden />;
  const bad = (['down', 'degraded', 'stale'] as const).filter((state) => counts[state] > 0);
  return (
    <p class="objects-line" id="objects-line">
      <a href="#objects">Objects:</a>{' '}
      {bad.map((state) => (
        <span class={`count is-${state}`} key={state}>
          <Glyph state={state} />
          {numberText(counts[state])} {state}{' '}
        </span>
      ))}
      {bad.length > 0 ? `of ${numberText(total)}` : `${numberText(counts.ok)} of ${counted(total, 'object')} ok`}
    </p>
  );
}

function ClusterHead({ cluster, query }: { readonly cluster: ObjectCluster; readonly query: PageQuery }): JSX.Element {
  const { key, name, counts, total, isOpen, isAsked } = cluster;
  return (
    <tbody class="objects-cluster" id={`o/${key}`}>
      <tr>
        <th scope="rowgroup" colSpan={COLUMNS}>
          <span class="group-line">
            <Fold title={`${name} (${numberText(total)})`} {...{ isOpen, isAsked, query, of: key }} />
            <CountList counts={counts} />
          </span>
        </th>
      </tr>
    </tbody>
  );
}

const COLUMNS = 6;

interface KindProps {
  readonly kind: KindRows;
  readonly cluster: string;
  readonly around: Around;
}

function Kind({ kind, cluster, around }: KindProps): JSX.Element {
  const { key, resource, counts, total, isOpen, isAsked, rows } = kind;
  const isFolded = !isOpen && (total > rows.length || isAsked);
  return (
    <tbody class="objects-kind" id={`o/${key}`}>
      <tr class="kind">
        <th scope="rowgroup" colSpan={COLUMNS}>
          <span class="group-line">
            {total === 0 ? (
              <span class="group-title">{resource}</span>
            ) : (
              <Fold title={resource} isOpen={isOpen} isAsked={isFolded || isAsked} query={around.query} of={key} />
            )}
            {total === 0 ? <span class="counts">{noneText(kind)}</span> : <CountList counts={counts} />}
          </span>
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={`${row.namespace}/${row.name}`} row={row} cluster={cluster} around={around} />
      ))}
      <More kind={kind} query={around.query} />
    </tbody>
  );
}

function noneText({ absence, isAwaited }: KindRows): string {
  if (absence === 'not-granted') return 'not granted';
  if (absence === 'not-installed') return 'not installed';
  return isAwaited ? 'being listed' : 'none';
}

interface FoldProps {
  readonly title: string;
  /** What `open` in the address holds. */
  readonly of: string;
  readonly isOpen: boolean;
  readonly isAsked: boolean;
  readonly query: PageQuery;
}

function Fold({ title, of, isOpen, isAsked, query }: FoldProps): JSX.Element {
  if (isOpen && !isAsked) return <span class="group-title">{title}</span>;
  const href = `${hrefOf(query, { open: toggled(query.open, of), from: undefined })}#o/${of}`;
  return (
    <a class="group-title fold" href={href} aria-expanded={isOpen} data-live="">
      {title}
    </a>
  );
}

interface RowProps {
  readonly row: ObjectRow;
  readonly cluster: string;
  readonly around: Around;
}

function Row({ row, cluster, around }: RowProps): JSX.Element {
  const { namespace, name, state, status, reason, version, since } = row;
  return (
    <tr class={`object ${toneOf(state)}`}>
      <td class="c-state">
        <Glyph state={state} />
        <span class="unseen">{state}</span>
      </td>
      <th class="c-name" scope="row">
        {around.hasBadges ? <a href={objectHref(row, cluster)}>{name}</a> : name}
      </th>
      <td class="c-place">{namespace}</td>
      <td class="c-why">
        <b>{status}</b>
        {reason === '' ? '' : ` · ${reason}`}
      </td>
      <td class="c-version">
        <Version text={version} />
      </td>
      <td class="c-for">{since === undefined ? null : <Since at={since} now={around.now} />}</td>
    </tr>
  );
}

/** Of its badge. */
export function objectHref(
  { resource, namespace, name }: Pick<ObjectRow, 'resource' | 'namespace' | 'name'>,
  cluster: string,
): string {
  const scope = namespace === '' ? '' : `namespace=${encodeURIComponent(namespace)}&`;
  return `k/${encodeURIComponent(resource)}/${encodeURIComponent(name)}/ready/?${scope}cluster=${encodeURIComponent(cluster)}`;
}

/** Leads to what a page has no room for. */
function More({ kind, query }: { readonly kind: KindRows; readonly query: PageQuery }): JSX.Element | null {
  const { key, before, after, rows, isAsked } = kind;
  if (before + after === 0) return null;
  const open = isAsked ? query.open : toggled(query.open, key);
  const hrefFrom = (from: number): string => `${hrefOf(query, { open, from })}#o/${key}`;
  return (
    <tr class="more">
      <td colSpan={COLUMNS}>
        {before === 0 ? null : (
          <a href={hrefFrom(Math.max(0, before - MAX_UNFOLDED_OBJECTS))} data-live="">
            {numberText(before)} before
          </a>
        )}{' '}
        {after === 0 ? null : (
          <a href={hrefFrom(isAsked ? before + rows.length : 0)} data-live="">
            {numberText(after)} more
          </a>
        )}
      </td>
    </tr>
  );
}

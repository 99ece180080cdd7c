// A cluster with its connection, its namespaces, and their services.
import type { JSX } from 'preact';
import type { Moment } from '../../config/clock.ts';
import type { ClusterGroup, Group } from '../board.ts';
import type { ClusterInfo, Connection } from '../../federation/cluster-info.ts';
import { numberText } from '../number-text.ts';
import { hrefOf, hrefOpening } from '../page-query.ts';
import type { PageView } from '../page-view.ts';
import { keyOf } from '../row.ts';
import { CountList } from './counts.tsx';
import { type Around, ServiceRow } from './service-row.tsx';
import { Since } from './since.tsx';

export function Cluster({ cluster, around }: { readonly cluster: ClusterGroup; readonly around: Around }): JSX.Element {
  const { key, isOpen, groups, total } = cluster;
  return (
    <section class="cluster" id={`c/${key}`} aria-labelledby={`ch/${key}`}>
      <details open={isOpen} data-fold={isOpen ? 'open' : 'folded'}>
        <ClusterHead cluster={cluster} now={around.now} />
        {isOpen ? null : (
          <Folded id={`c/${key}`} name={cluster.info.name} groupKey={key} total={total} query={around.query} />
        )}
        {groups.length === 0 && isOpen ? <Empty info={cluster.info} /> : null}
        <div class="groups">
          {groups.map((group) => (
            <GroupSection key={group.key} group={group} around={around} />
          ))}
        </div>
      </details>
    </section>
  );
}

interface ClusterHeadProps {
  readonly cluster: ClusterGroup;
  readonly now: Moment;
}

export function ClusterHead({ cluster: { key, info, counts }, now }: ClusterHeadProps): JSX.Element {
  return (
    <summary class="cluster-head" id={`ct/${key}`}>
      <h2 id={`ch/${key}`}>{info.name}</h2>
      <ConnectionText info={info} now={now} />
      <CountList counts={counts} />
    </summary>
  );
}

function GroupSection({ group, around }: { readonly group: Group; readonly around: Around }): JSX.Element {
  const { key, kind, name, isOpen, services, before, after, total } = group;
  return (
    <section class={`group is-${kind}`} id={`g/${key}`} aria-labelledby={`gh/${key}`}>
      <details open={isOpen} data-fold={isOpen ? 'open' : 'folded'}>
        <GroupHead group={group} />
        {isOpen ? null : (
          <Folded id={`g/${key}`} name={nameOf(group)} groupKey={key} total={total} query={around.query} />
        )}
        {before > 0 ? (
          <Part
            query={around.query}
            from={Math.max(0, before - STEP)}
            text={`${numberText(before)} before`}
            group={group}
          />
        ) : null}
        <ul class="rows" id={`r/${key}`}>
          {services.map((service) => (
            <ServiceRow key={keyOf(service)} service={service} around={around} />
          ))}
        </ul>
        {isOpen && after > 0 ? (
          <Part
            query={around.query}
            from={before + services.length}
            text={`${numberText(after)} more in ${name}`}
            group={group}
          />
        ) : null}
      </details>
    </section>
  );
}

/** As many as a namespace shows at once. */
const STEP = 500;

export function GroupHead({ group }: { readonly group: Group }): JSX.Element {
  return (
    <summary class="group-head" id={`gt/${group.key}`}>
      <h3 id={`gh/${group.key}`}>{nameOf(group)}</h3>
      <CountList counts={group.counts} />
    </summary>
  );
}

function nameOf({ kind, name }: Group): string {
  return kind === 'logical' ? 'Checks without pods' : name;
}

interface FoldedProps {
  /** Of what is unfolded. */
  readonly id: string;
  readonly name: string;
  readonly groupKey: string;
  readonly total: number;
  readonly query: PageView['query'];
}

function Folded({ id, name, groupKey, total, query }: FoldedProps): JSX.Element {
  return (
    <p class="folded">
      <a href={`${hrefOpening(query, groupKey)}#${id}`} data-live="">
        Show {numberText(total)} {total === 1 ? 'service' : 'services'} of {name}
      </a>
    </p>
  );
}

interface PartProps extends Pick<PageView, 'query'> {
  readonly from: number;
  readonly text: string;
  readonly group: Group;
}

/** Leads to the rest of a namespace that is too long for one page. */
function Part({ from, text, group, query }: PartProps): JSX.Element {
  const [cluster = '', namespace = ''] = group.key.split('/');
  const isLeadingOn = group.kind === 'namespace';
  return (
    <p class="folded">
      {isLeadingOn ? (
        <a href={hrefOf(query, { cluster, namespace, from })}>{text}</a>
      ) : (
        `${text}: search to narrow them down`
      )}
    </p>
  );
}

const CONNECTIONS: Readonly<Record<Connection, string>> = {
  live: 'live',
  connecting: 'connecting…',
  disconnected: 'not heard',
  stale: 'stale: not heard',
};

function ConnectionText({ info, now }: { readonly info: ClusterInfo; readonly now: Moment }): JSX.Element {
  const { connection, provenAt, stale } = info;
  const isSilent = connection === 'disconnected' || connection === 'stale';
  return (
    <span class={`connection is-${connection}`}>
      <span>{CONNECTIONS[connection]}</span>
      {isSilent && provenAt !== undefined ? (
        <>
          {' '}
          for <Since at={provenAt} now={now} />
        </>
      ) : null}
      {connection === 'live' && stale.length > 0 ? `, but ${stale.slice(0, 3).join(', ')} not heard` : null}
    </span>
  );
}

function Empty({ info: { connection, isLocal } }: { readonly info: ClusterInfo }): JSX.Element {
  if (connection !== 'connecting') {
    return (
      <p class="empty">
        Nothing runs here that a controller keeps running. Deploy something, and it shows up by itself.
      </p>
    );
  }
  return isLocal ? (
    <p class="empty">Waiting for the first list of pods. If it takes long, the shield’s log says what is in the way.</p>
  ) : (
    <p class="empty">
      Waiting for the first word of this cluster’s shield. If it takes long, <a href="v1/peers">/v1/peers</a> says what
      is in the way.
    </p>
  );
}

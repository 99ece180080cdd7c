// How the page and each cluster are connected: in the page's head, in a few words.
import type { JSX } from 'preact';
import { type ClusterStatus, connectionLine } from '../board/cluster-status.ts';
import type { PageView } from '../page/page-view.ts';
import { Since } from './since.tsx';

/** More names would push everything else out of the head. */
const MAX_NAMES = 3;

type ConnectionsProps = Pick<PageView, 'board' | 'now' | 'confirmedAt'>;

export function Connections({ board: { sources }, now, confirmedAt }: ConnectionsProps): JSX.Element {
  const lines = sources.map((source) => ({ source, line: connectionLine(source) }));
  const live = lines.filter(({ line }) => line.tone === 'live').map(({ source }) => source);
  // What was lost first: its services are on the page.
  const others = lines.filter(({ line }) => line.tone !== 'live');
  const lost = others.filter(({ line }) => line.since !== undefined);
  const shown = [...lost, ...others.filter((one) => !lost.includes(one))].slice(0, MAX_NAMES);
  return (
    <ul class="connections" id="connections" aria-label="Clusters">
      {live.length === 0 ? null : (
        <li class="connection is-live">
          <span>{namesOf(live)}</span> live
        </li>
      )}
      {shown.map(({ source, line }) => (
        <li class={`connection is-${line.tone}`} key={source.name}>
          <span>{source.name}</span> {line.text}
          {line.since === undefined ? null : (
            <>
              {' '}
              for <Since at={line.since} now={now} />
            </>
          )}
        </li>
      ))}
      {others.length > MAX_NAMES ? (
        <li class="connection is-bad">{others.length - MAX_NAMES} more not connected</li>
      ) : null}
      {confirmedAt === undefined ? null : (
        <li class="confirmed">
          confirmed <Since at={confirmedAt} now={now} /> ago
        </li>
      )}
    </ul>
  );
}

function namesOf(sources: readonly ClusterStatus[]): string {
  if (sources.length > MAX_NAMES) return `${sources.length} clusters`;
  return sources.map(({ name }) => name).join(' · ');
}

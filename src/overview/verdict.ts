// The one sentence on top of the page.
import type { State } from '../checks/result.ts';
import type { Board, ClusterGroup } from './board.ts';

export interface Verdict {
  readonly state: State;
  readonly headline: string;
  readonly detail: string;
}

/** Of what is looked for, whatever state is picked out of it. */
export function verdictOf({ counts, total, clusters, oneOffs }: Board): Verdict {
  const silent = clusters.filter(({ info }) => info.connection === 'stale' || info.connection === 'lost');
  const waiting = clusters.filter(({ info }) => info.connection === 'connecting');
  const detail = [ofHowMany(total, clusters.length), connections(silent, waiting), failedRuns(oneOffs)]
    .filter(Boolean)
    .join(' · ');
  const bad = (['down', 'degraded', 'stale'] as const).filter((state) => counts[state] > 0);
  const [worst] = bad;
  if (worst !== undefined)
    return { state: worst, headline: bad.map((state) => `${counts[state]} ${state}`).join(', '), detail };
  if (silent.length > 0) return { state: 'stale', headline: 'Not all clusters are heard', detail };
  if (total === 0) return waiting.length > 0 ? { ...CONNECTING, detail } : { ...NOTHING, detail };
  if (waiting.length > 0) return { ...CONNECTING, detail };
  return { state: 'ok', headline: 'All is well', detail };
}

/** As tabs and bookmarks show it. */
export function titleOf(board: Board, siteName: string): string {
  return `${verdictOf(board).headline} · ${siteName}`;
}

const CONNECTING = { state: 'unknown', headline: 'Connecting…' } as const;
const NOTHING = { state: 'unknown', headline: 'Nothing to show' } as const;

function ofHowMany(total: number, clusters: number): string {
  const services = total === 1 ? '1 service' : `${total} services`;
  return clusters > 1 ? `${services} in ${clusters} clusters` : services;
}

function connections(silent: readonly ClusterGroup[], waiting: readonly ClusterGroup[]): string {
  const says = (groups: readonly ClusterGroup[], what: string): string =>
    groups.length === 0
      ? ''
      : `${groups
          .slice(0, 3)
          .map(({ info }) => info.name)
          .join(', ')} ${what}`;
  return [says(silent, 'not heard'), says(waiting, 'connecting')].filter(Boolean).join(', ');
}

function failedRuns({ down }: Board['oneOffs']): string {
  if (down === 0) return '';
  return down === 1 ? '1 one-off run failed' : `${down} one-off runs failed`;
}

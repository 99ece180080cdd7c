// The one sentence on top of the page.
import type { State } from '../services/result.ts';
import type { ClusterInfo } from '../federation/cluster-info.ts';
import type { Board } from './board.ts';

export interface Verdict {
  readonly state: State;
  readonly headline: string;
  readonly detail: string;
}

/** Of what is looked for, whatever state is picked out of it. Well is only what is known to be well, as in an aggregate. */
export function verdictOf({ counts, total, sources, clusters, oneOffs }: Board): Verdict {
  const silent = sources.filter(({ connection }) => connection === 'stale' || connection === 'disconnected');
  const waiting = sources.filter(({ connection }) => connection === 'connecting');
  const partial = sources.filter(({ connection, stale }) => connection === 'live' && stale.length > 0);
  const detail = [ofHowMany(total, clusters.length), connections(silent, waiting, partial), failedRuns(oneOffs)]
    .filter(Boolean)
    .join(' · ');
  const bad = (['down', 'degraded', 'stale'] as const).filter((state) => counts[state] > 0);
  const [worst] = bad;
  if (worst !== undefined)
    return { state: worst, headline: bad.map((state) => `${counts[state]} ${state}`).join(', '), detail };
  if (silent.length > 0) return { state: 'stale', headline: 'Not all clusters are heard', detail };
  if (waiting.length > 0) return { ...CONNECTING, detail };
  if (partial.length > 0) return { state: 'stale', headline: 'Not everything is heard', detail };
  if (sources.some(({ isTrying }) => isTrying)) return { ...TRYING, detail };
  if (total === 0) return { ...NOTHING, detail };
  if (counts.ok === 0) return { state: 'unknown', headline: `${counts.unknown} unknown`, detail };
  return { state: 'ok', headline: 'All is well', detail };
}

/** As tabs and bookmarks show it. */
export function titleOf(board: Board, siteName: string): string {
  return `${verdictOf(board).headline} · ${siteName}`;
}

const CONNECTING = { state: 'unknown', headline: 'Connecting…' } as const;
const TRYING = { state: 'unknown', headline: 'Trying check files…' } as const;
const NOTHING = { state: 'unknown', headline: 'Nothing to show' } as const;

function ofHowMany(total: number, clusters: number): string {
  const services = total === 1 ? '1 service' : `${total} services`;
  return clusters > 1 ? `${services} in ${clusters} clusters` : services;
}

function connections(
  silent: readonly ClusterInfo[],
  waiting: readonly ClusterInfo[],
  partial: readonly ClusterInfo[],
): string {
  const says = (infos: readonly ClusterInfo[], what: string): string => {
    const names = infos.slice(0, 3).map(({ name }) => name);
    return names.length === 0 ? '' : `${names.join(', ')} ${what}`;
  };
  return [says(silent, 'not heard'), says(waiting, 'connecting'), says(partial, 'heard in part')]
    .filter(Boolean)
    .join(', ');
}

function failedRuns({ down }: Board['oneOffs']): string {
  if (down === 0) return '';
  return down === 1 ? '1 one-off run failed' : `${down} one-off runs failed`;
}

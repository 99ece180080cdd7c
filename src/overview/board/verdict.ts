// The page's headline: the state of everything in one sentence.
import type { State } from '../../services/result/result.ts';
import type { Board } from './board.ts';
import { type ClusterStatus, connectionLine } from './cluster-status.ts';
import { counted, numberText } from '../../config/number-text.ts';

export interface Verdict {
  readonly state: State;
  readonly headline: string;
  readonly detail: string;
}

/** Of all that matches the page's filters, the state filter aside. `ok` only if it is known to be, as in an aggregate. */
export function verdictOf({ counts, total, sources, failedRuns, areObjectsTroubled }: Board): Verdict {
  const detail = [ofHowMany(total, sources.length), failedRunsText(failedRuns)].filter(Boolean).join(' · ');
  const bad = (['down', 'degraded', 'stale'] as const).filter((state) => counts[state] > 0);
  const [worst] = bad;
  if (worst !== undefined)
    return { state: worst, headline: bad.map((state) => `${numberText(counts[state])} ${state}`).join(', '), detail };
  const unconfirmed = unconfirmedHeadline(sources);
  if (unconfirmed !== undefined) return { ...unconfirmed, detail };
  if (total === 0) return { state: 'unknown', headline: 'Nothing to show', detail };
  if (counts.ok === 0) return { state: 'unknown', headline: `${numberText(counts.unknown)} unknown`, detail };
  return { state: 'ok', headline: areObjectsTroubled === true ? 'All services are well' : 'All is well', detail };
}

/** The document's title. */
export function titleOf(board: Board, siteName: string): string {
  return `${verdictOf(board).headline} · ${siteName}`;
}

function unconfirmedHeadline(sources: readonly ClusterStatus[]): Omit<Verdict, 'detail'> | undefined {
  const refused = sources.find(({ fault }) => fault?.isRefusal === true);
  if (refused?.fault !== undefined) return { state: 'unknown', headline: capitalised(refused.fault.text) };
  const lines = sources.map(connectionLine);
  if (sources.some((source) => source.connection === 'connecting' && source.fault !== undefined))
    return { state: 'stale', headline: sources.length > 1 ? 'Not all clusters are connected' : 'Not connected' };
  if (sources.some(({ connection }) => connection === 'stale' || connection === 'disconnected'))
    return { state: 'stale', headline: 'Not all clusters are connected' };
  if (lines.some(({ tone }) => tone === 'waiting')) return { state: 'unknown', headline: 'Connecting…' };
  if (lines.some(({ tone }) => tone === 'bad')) return { state: 'stale', headline: 'Not everything is confirmed' };
  if (sources.some(({ isTrying }) => isTrying)) return { state: 'unknown', headline: 'Trying check files…' };
  return undefined;
}

function ofHowMany(total: number, clusters: number): string {
  const services = counted(total, 'service');
  return clusters > 1 ? `${services} in ${counted(clusters, 'cluster')}` : services;
}

function failedRunsText(count: number): string {
  return count === 0 ? '' : `${counted(count, 'one-off run')} failed`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

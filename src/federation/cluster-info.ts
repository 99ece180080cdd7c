// The connection state of one cluster, and which of its sources are stale.
import type { ClusterView } from '../services/service.ts';
import type { Moment } from '../config/clock.ts';
import { isStale, type Source } from '../kubernetes/watch/source.ts';

/**
 * `live`: it responds; `connecting`: it hasn't synced yet; `disconnected`: its stream is down, but what it sent is
 * still valid; `stale`: all of its sources are stale.
 */
export type ConnectionState = 'live' | 'connecting' | 'disconnected' | 'stale';

export interface ClusterInfo {
  readonly name: string;
  readonly isLocal: boolean;
  /** False: its name isn't known yet, and `name` is its host. */
  readonly isNamed: boolean;
  readonly connection: ConnectionState;
  /** Unix milliseconds of the oldest proof among its sources; undefined: none yet. */
  readonly provenAt?: number;
  /** Ids of stale sources while others aren't stale: one namespace's watch, one check. */
  readonly stale: readonly string[];
  /** A check file has not been tried yet: its results are pending. */
  readonly isTrying: boolean;
}

export function clusterInfo(view: ClusterView, isLocal: boolean, now: Moment): ClusterInfo {
  const sources = view.sources();
  const stale = sources.filter((source) => isStale(source, now));
  const proven = oldestProof(sources);
  return {
    name: view.cluster,
    isLocal,
    isNamed: true,
    connection: connectionOf(view, stale.length > 0 && stale.length === sources.length),
    ...(proven !== undefined && { provenAt: proven }),
    stale: stale.map(({ id }) => id),
    isTrying: view.awaits?.('') === true,
  };
}

/** A peer that hasn't said its name yet. */
export function unnamedCluster(host: string): ClusterInfo {
  return { name: host, isLocal: false, isNamed: false, connection: 'connecting', stale: [], isTrying: false };
}

function connectionOf(view: ClusterView, areAllStale: boolean): ConnectionState {
  if (!view.hasSynced()) return 'connecting';
  if (areAllStale) return 'stale';
  return view.isDisconnected?.() === true ? 'disconnected' : 'live';
}

function oldestProof(sources: readonly Source[]): number | undefined {
  const times = sources.map(({ provenAtWall }) => provenAtWall).filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

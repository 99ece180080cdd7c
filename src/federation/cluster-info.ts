// How one cluster is connected, and what of it is stale.
import type { ClusterView } from '../services/service.ts';
import type { Moment } from '../config/clock.ts';
import { isStale, type Source } from '../kubernetes/watch/source.ts';

/**
 * `live` it responds; `connecting` it hasn't synced yet; `disconnected` its stream is down, but what it sent is still
 * valid; `stale` all of its sources are.
 */
export type ConnectionState = 'live' | 'connecting' | 'disconnected' | 'stale';

export interface ClusterInfo {
  readonly name: string;
  readonly isLocal: boolean;
  /** Otherwise its name isn't known yet, and `name` is its host. */
  readonly isNamed: boolean;
  readonly connection: ConnectionState;
  /** Unix milliseconds of the oldest proof that it depends on; undefined: none yet. */
  readonly provenAt?: number;
  /** Ids of sources that are stale while others aren't: one namespace's watch, one check. */
  readonly stale: readonly string[];
  /** A check file hasn't been tried yet: its results are to come. */
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

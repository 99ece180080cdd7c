// How one cluster stands: whether it is heard, and since when not.
import type { ClusterView } from '../services/service.ts';
import type { Moment } from '../config/clock.ts';
import { isStale, type Source } from '../kubernetes/source.ts';

/**
 * `live` it is heard; `connecting` nothing has come yet; `lost` its connection is down, but what it said still counts;
 * `stale` nothing of it counts any more.
 */
export type Connection = 'live' | 'connecting' | 'lost' | 'stale';

export interface ClusterInfo {
  readonly name: string;
  readonly isLocal: boolean;
  /** Otherwise its name isn't known yet, and what is called its name is its host. */
  readonly isNamed: boolean;
  readonly connection: Connection;
  /** Unix milliseconds of the oldest proof that it lives by; undefined: none yet. */
  readonly provenAt?: number;
  /** Ids of sources that are stale while others aren't: one namespace's watch, one check. */
  readonly stale: readonly string[];
  /** A check file is still to be tried for the first time: nobody knows what it will say. */
  readonly isTrying: boolean;
}

export function clusterInfo(site: ClusterView, isLocal: boolean, now: Moment): ClusterInfo {
  const sources = site.sources();
  const stale = sources.filter((source) => isStale(source, now));
  const proven = oldestProof(sources);
  return {
    name: site.cluster,
    isLocal,
    isNamed: true,
    connection: connectionOf(site, stale.length > 0 && stale.length === sources.length),
    ...(proven !== undefined && { provenAt: proven }),
    stale: stale.map(({ id }) => id),
    isTrying: site.awaits?.('') === true,
  };
}

/** A peer that was never heard. */
export function namelessCluster(host: string): ClusterInfo {
  return { name: host, isLocal: false, isNamed: false, connection: 'connecting', stale: [], isTrying: false };
}

function connectionOf(site: ClusterView, isSilent: boolean): Connection {
  if (!site.hasSynced()) return 'connecting';
  if (isSilent) return 'stale';
  return site.isDisconnected?.() === true ? 'lost' : 'live';
}

function oldestProof(sources: readonly Source[]): number | undefined {
  const times = sources.map(({ provenAtWall }) => provenAtWall).filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

// Where a watch begins: with the objects that exist, with the changes since its version, or with a fault.
import type { Status, StoredObject } from '../cluster/kubernetes-objects.ts';
import type { ObjectChange, SimulatedCluster } from '../cluster/simulated-cluster.ts';
import type { WatchQuery } from './resource-request.ts';
import { expiredWatch } from './status.ts';

export interface Beginning {
  readonly from: number;
  readonly initial: readonly StoredObject[];
  readonly missed: readonly ObjectChange[];
  readonly fault?: Status;
}

/** A future version isn't refused: such a watch is silent until the cluster reaches it. */
export function beginningOf(
  cluster: SimulatedCluster,
  kind: string,
  { version = 0, initialEvents }: WatchQuery,
): Beginning {
  if (initialEvents || version === 0) return { from: cluster.version, initial: cluster.objects(kind), missed: [] };
  const missed = cluster.changesSince(version);
  if (missed !== undefined) return { from: version, initial: [], missed };
  return { from: version, initial: [], missed: [], fault: expiredWatch(version, cluster.version) };
}

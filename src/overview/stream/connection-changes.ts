// Which clusters' pages look different since connections and notices were last compared.
import type { ClusterStatus } from '../board/cluster-status.ts';

export class ConnectionChanges {
  /** By the cluster's name, how it was connected. */
  private connections: ReadonlyMap<string, string> = new Map();
  private notices = '';

  /** Returns names of clusters: all of them where a cluster came or went or a notice changed, as every page shows these. */
  compare(clusters: readonly ClusterStatus[], notices: readonly string[]): readonly string[] {
    const before = this.connections;
    const after = new Map(clusters.map((cluster) => [cluster.name, fingerprintOf(cluster)] as const));
    const text = notices.join('\n');
    const isAll = text !== this.notices || !isSameKeys(before, after);
    this.connections = after;
    this.notices = text;
    const names = [...new Set([...before.keys(), ...after.keys()])];
    return isAll ? names : names.filter((name) => before.get(name) !== after.get(name));
  }
}

function fingerprintOf({ connection, stale, isTrying, fault }: ClusterStatus): string {
  return JSON.stringify([connection, stale, isTrying, fault?.text]);
}

function isSameKeys(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one.keys()].every((name) => other.has(name));
}

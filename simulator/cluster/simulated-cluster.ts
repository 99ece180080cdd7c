// A cluster's pods as etcd keeps them: one counter of versions, the pods now, and a bounded history of changes from
// which an older state can be told. No network: simulated-api-server.ts serves it.
import type { PodObject, StoredPod } from './kubernetes-objects.ts';

export interface PodChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  /** As it is after the change; a deleted one as it was last, with the version of its deletion. */
  readonly pod: StoredPod;
  readonly previous?: StoredPod;
}

export interface ClusterOptions {
  /** How many changes are kept for watches that come back and lists that go on. A real one keeps five minutes. */
  readonly history?: number;
  /** Unix milliseconds: creation times of pods that have none. */
  readonly now?: () => number;
}

export class SimulatedCluster {
  private readonly podsByKey = new Map<string, StoredPod>();
  private readonly listeners = new Set<(change: PodChange) => void>();
  private readonly historyLimit: number;
  private readonly now: () => number;
  private history: PodChange[] = [];
  private latestVersion = FIRST_VERSION;
  private compacted = FIRST_VERSION;
  private uids = 0;
  private snapshots = new Map<number, readonly StoredPod[]>();

  constructor({ history = 10_000, now = Date.now }: ClusterOptions = {}) {
    this.historyLimit = history;
    this.now = now;
  }

  /** The version of the last change. */
  get version(): number {
    return this.latestVersion;
  }

  /** Adds the pod, or replaces the one of that namespace and name; what the cluster gave it (uid, creation) stays. */
  set(pod: PodObject): StoredPod {
    const previous = this.podsByKey.get(keyOf(pod));
    const stored = this.store(pod, previous);
    this.record({
      type: previous ? 'MODIFIED' : 'ADDED',
      version: this.latestVersion,
      pod: stored,
      ...(previous && { previous }),
    });
    return stored;
  }

  /** Takes the pod away. `last` is how its last event shows it; without, as it stood. False where there is none. */
  delete(namespace: string, name: string, last?: PodObject): boolean {
    const previous = this.get(namespace, name);
    if (previous === undefined) return false;
    const pod = this.store(last ?? previous, previous);
    this.record({ type: 'DELETED', version: this.latestVersion, pod, previous });
    return true;
  }

  get(namespace: string, name: string): StoredPod | undefined {
    return this.podsByKey.get(`${namespace}/${name}`);
  }

  /** All pods now, sorted by namespace and name. */
  pods(): readonly StoredPod[] {
    return this.podsAt(this.latestVersion) ?? [];
  }

  /** All pods as they were at that version; undefined where history no longer (or not yet) reaches it. */
  podsAt(version: number): readonly StoredPod[] | undefined {
    if (version < this.compacted || version > this.latestVersion) return undefined;
    const pods = this.snapshots.get(version) ?? this.snapshot(version);
    this.snapshots.delete(version);
    this.snapshots.set(version, pods);
    const oldest = this.snapshots.keys().next();
    if (this.snapshots.size > KEPT_SNAPSHOTS && oldest.done !== true) this.snapshots.delete(oldest.value);
    return pods;
  }

  /** What happened after that version; undefined where history no longer reaches it. */
  changesSince(version: number): readonly PodChange[] | undefined {
    if (version < this.compacted) return undefined;
    return this.history.slice(this.firstAfter(version));
  }

  /** Forgets the history: watches and continue tokens from before are too old from now on. */
  compact(): void {
    // Compaction itself is a write in a real cluster; without it, a list at the very last version would stay valid.
    this.latestVersion += 1;
    this.forget(this.history.length);
    this.compacted = this.latestVersion;
  }

  /** Goes back to an older state, as an etcd restored from a backup does; open watches are told nothing. */
  restoreTo(version: number): void {
    if (version < this.compacted || version > this.latestVersion) throw new RangeError(`no history back to ${version}`);
    for (const change of this.history.splice(this.firstAfter(version)).reverse()) undo(this.podsByKey, change);
    this.latestVersion = version;
    this.snapshots.clear();
  }

  /** Calls the listener at every change. The answer ends that. */
  subscribe(listener: (change: PodChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private store({ metadata, spec, status }: PodObject, previous: StoredPod | undefined): StoredPod {
    this.latestVersion += 1;
    const given = previous?.metadata ?? { uid: this.newUid(), creationTimestamp: timestamp(this.now()) };
    const kept = {
      uid: metadata.uid ?? given.uid,
      creationTimestamp: metadata.creationTimestamp ?? given.creationTimestamp,
    };
    return { metadata: { ...metadata, ...kept, resourceVersion: String(this.latestVersion) }, spec, status };
  }

  private newUid(): string {
    this.uids += 1;
    return `00000000-0000-4000-8000-${this.uids.toString(16).padStart(12, '0')}`;
  }

  private record(change: PodChange): void {
    if (change.type === 'DELETED') this.podsByKey.delete(keyOf(change.pod));
    else this.podsByKey.set(keyOf(change.pod), change.pod);
    this.history.push(change);
    // Trimmed in bulk, so that a long history costs nothing per change.
    if (this.history.length > this.historyLimit * 1.25) this.forget(this.history.length - this.historyLimit);
    for (const listener of this.listeners) listener(change);
  }

  private forget(count: number): void {
    this.compacted = this.history.splice(0, count).at(-1)?.version ?? this.compacted;
    for (const version of this.snapshots.keys()) if (version < this.compacted) this.snapshots.delete(version);
  }

  private snapshot(version: number): readonly StoredPod[] {
    const pods = new Map(this.podsByKey);
    for (const change of this.history.slice(this.firstAfter(version)).reverse()) undo(pods, change);
    return [...pods.entries()].sort(byKey).map(([, pod]) => pod);
  }

  private firstAfter(version: number): number {
    let [low, high] = [0, this.history.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.history[middle]?.version ?? Infinity) > version) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

export function keyOf({ metadata }: PodObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

/** RFC 3339 in whole seconds, as Kubernetes writes times. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A young cluster's counter has already counted everything that isn't a pod. */
const FIRST_VERSION = 1000;

/** Lists that page at different versions at the same time; one more is made anew from history for every page. */
const KEPT_SNAPSHOTS = 4;

function undo(pods: Map<string, StoredPod>, change: PodChange): void {
  if (change.previous === undefined) pods.delete(keyOf(change.pod));
  else pods.set(keyOf(change.pod), change.previous);
}

/** By bytes, as etcd sorts its keys; names are ASCII. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

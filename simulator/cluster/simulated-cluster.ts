// A cluster's objects as etcd keeps them: one counter of versions, the objects now, and a bounded history of changes
// from which an older state can be rebuilt. No network: simulated-api-server.ts serves it.
import {
  isPod,
  kindOf,
  type KubernetesObject,
  type PodObject,
  type Stored,
  type StoredMeta,
  type StoredObject,
  type StoredPod,
} from './kubernetes-objects.ts';
import { BUILT_IN_TYPES, type ResourceType } from './resource-types.ts';

export interface ObjectChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
  readonly kind: string;
  /** After the change; a deleted one in its last state, with the version of its deletion. */
  readonly object: StoredObject;
  readonly previous?: StoredObject;
}

export interface ClusterOptions {
  /** Number of changes kept for resumed watches and continued lists. A real API server keeps five minutes. */
  readonly history?: number;
  /** Unix milliseconds, for the creation times of objects without one. */
  readonly now?: () => number;
}

export class SimulatedCluster {
  private readonly knownTypes: ResourceType[] = [...BUILT_IN_TYPES];
  /** By kind, then by namespace and name. */
  private readonly objectsByKind = new Map<string, Map<string, StoredObject>>();
  private readonly listeners = new Set<(change: ObjectChange) => void>();
  private readonly historyLimit: number;
  private readonly now: () => number;
  private history: ObjectChange[] = [];
  private latestVersion = FIRST_VERSION;
  private compacted = FIRST_VERSION;
  private uids = 0;
  private snapshots = new Map<string, Snapshot>();

  constructor({ history = 10_000, now = Date.now }: ClusterOptions = {}) {
    this.historyLimit = history;
    this.now = now;
  }

  /** The version of the last change. */
  get version(): number {
    return this.latestVersion;
  }

  get types(): readonly ResourceType[] {
    return this.knownTypes;
  }

  /** Installs a custom resource: its objects can be set, and the server knows its paths. */
  define(type: ResourceType): void {
    this.knownTypes.push(type);
  }

  /** Removes the definition and all of its objects. */
  undefine(type: ResourceType): void {
    for (const { metadata } of this.objects(type.kind)) this.remove(type.kind, metadata.namespace, metadata.name);
    this.knownTypes.splice(this.knownTypes.indexOf(type), 1);
  }

  /**
   * Adds the object, or replaces the one with that kind, namespace and name, keeping uid and creation time. A changed
   * `spec` increments the generation, except for pods; a status without observedGeneration gets the current one.
   */
  set<T extends KubernetesObject>(object: T): Stored<T> {
    const kind = kindOf(object);
    const previous = this.ofKind(kind).get(keyOf(object));
    const stored = this.store(object, previous);
    this.record({
      type: previous ? 'MODIFIED' : 'ADDED',
      version: this.latestVersion,
      kind,
      object: stored,
      ...(previous && { previous }),
    });
    return stored;
  }

  /** Deletes the pod. `last`: the object of its DELETED event; default: its current state. False if it doesn't exist. */
  delete(namespace: string, name: string, last?: PodObject): boolean {
    return this.remove('Pod', namespace, name, last);
  }

  /** The same for an object of any kind. */
  remove(kind: string, namespace: string, name: string, last?: KubernetesObject): boolean {
    const previous = this.find(kind, namespace, name);
    if (previous === undefined) return false;
    const object = this.store(last ?? previous, previous);
    this.record({ type: 'DELETED', version: this.latestVersion, kind, object, previous });
    return true;
  }

  get(namespace: string, name: string): StoredPod | undefined {
    const found = this.find('Pod', namespace, name);
    return found !== undefined && isPod(found) ? found : undefined;
  }

  find(kind: string, namespace: string, name: string): StoredObject | undefined {
    return this.ofKind(kind).get(`${namespace}/${name}`);
  }

  /** All pods now, sorted by namespace and name. */
  pods(): readonly StoredPod[] {
    return this.podsAt(this.latestVersion) ?? [];
  }

  podsAt(version: number): readonly StoredPod[] | undefined {
    return this.objectsAt('Pod', version)?.filter(isPod);
  }

  /** All objects of that kind now, sorted by namespace and name. */
  objects(kind: string): readonly StoredObject[] {
    return this.objectsAt(kind, this.latestVersion) ?? [];
  }

  /** The objects at that version; undefined when it is compacted, or in the future. */
  objectsAt(kind: string, version: number): readonly StoredObject[] | undefined {
    if (version < this.compacted || version > this.latestVersion) return undefined;
    const key = `${kind}@${version}`;
    const snapshot = this.snapshots.get(key) ?? { version, objects: this.snapshot(kind, version) };
    this.snapshots.delete(key);
    this.snapshots.set(key, snapshot);
    const oldest = this.snapshots.keys().next();
    if (this.snapshots.size > KEPT_SNAPSHOTS && oldest.done !== true) this.snapshots.delete(oldest.value);
    return snapshot.objects;
  }

  /** The changes after that version; undefined when it is compacted. */
  changesSince(version: number): readonly ObjectChange[] | undefined {
    if (version < this.compacted) return undefined;
    return this.history.slice(this.firstAfter(version));
  }

  /** Drops the history: earlier versions and continue tokens are too old from now on. */
  compact(): void {
    // Compaction itself is a write in a real cluster; without it, a list at the very last version would stay valid.
    this.latestVersion += 1;
    this.forget(this.history.length);
    this.compacted = this.latestVersion;
  }

  /** Restores an older state, like an etcd restored from a backup; open watches get no event for it. */
  restoreTo(version: number): void {
    if (version < this.compacted || version > this.latestVersion) throw new RangeError(`no history back to ${version}`);
    for (const change of this.history.splice(this.firstAfter(version)).reverse())
      undo(this.ofKind(change.kind), change);
    this.latestVersion = version;
    this.snapshots.clear();
  }

  /** Calls the listener at every change. Returns the function that unsubscribes. */
  subscribe(listener: (change: ObjectChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private ofKind(kind: string): Map<string, StoredObject> {
    const known = this.objectsByKind.get(kind);
    if (known !== undefined) return known;
    if (!this.knownTypes.some((type) => type.kind === kind))
      throw new Error(`The simulated cluster has no resource of kind ${kind}: define() it first.`);
    const objects = new Map<string, StoredObject>();
    this.objectsByKind.set(kind, objects);
    return objects;
  }

  private store<T extends KubernetesObject>(object: T, previous: StoredObject | undefined): Stored<T> {
    this.latestVersion += 1;
    const { metadata } = object;
    const given = previous?.metadata ?? { uid: this.newUid(), creationTimestamp: timestamp(this.now()) };
    const kept = {
      uid: metadata.uid ?? given.uid,
      creationTimestamp: metadata.creationTimestamp ?? given.creationTimestamp,
      resourceVersion: String(this.latestVersion),
    };
    return kindOf(object) === 'Pod'
      ? { ...object, metadata: { ...metadata, ...kept } }
      : withGeneration({ ...object, metadata: { ...metadata, ...kept } }, previous);
  }

  private newUid(): string {
    this.uids += 1;
    return `00000000-0000-4000-8000-${this.uids.toString(16).padStart(12, '0')}`;
  }

  private record(change: ObjectChange): void {
    const objects = this.ofKind(change.kind);
    if (change.type === 'DELETED') objects.delete(keyOf(change.object));
    else objects.set(keyOf(change.object), change.object);
    this.history.push(change);
    // Trimmed in bulk, so that a long history costs nothing per change.
    if (this.history.length > this.historyLimit * 1.25) this.forget(this.history.length - this.historyLimit);
    for (const listener of this.listeners) listener(change);
  }

  private forget(count: number): void {
    this.compacted = this.history.splice(0, count).at(-1)?.version ?? this.compacted;
    for (const [key, { version }] of this.snapshots) if (version < this.compacted) this.snapshots.delete(key);
  }

  private snapshot(kind: string, version: number): readonly StoredObject[] {
    const objects = new Map(this.ofKind(kind));
    for (const change of this.history.slice(this.firstAfter(version)).reverse())
      if (change.kind === kind) undo(objects, change);
    return [...objects.entries()].sort(byKey).map(([, object]) => object);
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

interface Snapshot {
  readonly version: number;
  readonly objects: readonly StoredObject[];
}

export function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

/** RFC 3339 in whole seconds, as Kubernetes writes times. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Even in a new cluster the version has already counted objects that the simulator doesn't serve. */
const FIRST_VERSION = 1000;

/** Cached states for paged lists; beyond that a page's state is rebuilt from history. */
const KEPT_SNAPSHOTS = 16;

function withGeneration<T extends KubernetesObject & { readonly metadata: StoredMeta }>(
  object: T,
  previous: StoredObject | undefined,
): T {
  const before = previous?.metadata.generation ?? 0;
  const isChanged = previous === undefined || JSON.stringify(previous.spec) !== JSON.stringify(object.spec);
  const generation = object.metadata.generation ?? (isChanged ? before + 1 : before);
  return {
    ...object,
    metadata: { ...object.metadata, generation },
    ...(OBSERVING.has(kindOf(object)) && {
      status: { observedGeneration: observed(object, generation), ...object.status },
    }),
  };
}

/** Jobs and CronJobs have no observedGeneration. */
const OBSERVING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** Argo writes observedGeneration as a string. */
function observed(object: KubernetesObject, generation: number): number | string {
  return kindOf(object) === 'Rollout' ? String(generation) : generation;
}

function undo(objects: Map<string, StoredObject>, change: ObjectChange): void {
  if (change.previous === undefined) objects.delete(keyOf(change.object));
  else objects.set(keyOf(change.object), change.previous);
}

/** By bytes, as etcd sorts its keys; names are ASCII. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

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
  /** As it is after the change; a deleted one as it was last, with the version of its deletion. */
  readonly object: StoredObject;
  readonly previous?: StoredObject;
}

export interface ClusterOptions {
  /** How many changes are kept for watches that come back and lists that go on. A real one keeps five minutes. */
  readonly history?: number;
  /** Unix milliseconds: creation times of objects that have none. */
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

  /** Takes its definition away, and with it all of its objects. */
  undefine(type: ResourceType): void {
    for (const { metadata } of this.objects(type.kind)) this.remove(type.kind, metadata.namespace, metadata.name);
    this.knownTypes.splice(this.knownTypes.indexOf(type), 1);
  }

  /**
   * Adds the object, or replaces the one of that kind, namespace and name; what the cluster gave it (uid, creation)
   * stays. A changed `spec` of anything but a pod is the next generation; a status that doesn't say which generation
   * its controller has seen is taken to have seen this one.
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

  /** Takes the pod away. `last` is how its last event shows it; without, as it was. False where there isn't one. */
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

  /** As they were at that version; undefined where history no longer (or not yet) reaches it. */
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

  /** What happened after that version; undefined where history no longer reaches it. */
  changesSince(version: number): readonly ObjectChange[] | undefined {
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

  /** Goes back to an older state, as an etcd restored from a backup does; open watches get no event for it. */
  restoreTo(version: number): void {
    if (version < this.compacted || version > this.latestVersion) throw new RangeError(`no history back to ${version}`);
    for (const change of this.history.splice(this.firstAfter(version)).reverse())
      undo(this.ofKind(change.kind), change);
    this.latestVersion = version;
    this.snapshots.clear();
  }

  /** Calls the listener at every change. The answer ends that. */
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

/** A young cluster's counter has already counted everything that isn't served here. */
const FIRST_VERSION = 1000;

/** Lists that page at different versions at the same time; one more is rebuilt from history for every page. */
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

/** Jobs' and CronJobs' controllers don't say which generation they have seen. */
const OBSERVING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

/** Argo writes it as text. */
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

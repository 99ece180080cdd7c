// The objects of this cluster that are watched, and the cluster's own facts, with what is known of them now.
import { type Observable, Subject } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import type { KindRelisted, ObjectChanged, WatchedChange } from '../../discovery/objects/watched-change.ts';
import type { SourcedObject, WatchedKind } from '../../discovery/objects/watched-kind.ts';
import type { WatchedObject } from '../../discovery/objects/watched-object.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { clusterFact, type FactInputs } from './cluster-facts.ts';
import type { Absence, ClusterObject, KindChange, ObjectChange, TimedResult, ObjectView } from './object-view.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import type { Result } from '../result/result.ts';

/** The watches, as far as reading needs to know them. */
export interface ObjectWatches {
  readonly kinds: readonly WatchedKind[];
  readonly changes$: Observable<WatchedChange>;
}

/** An object that time alone changes. */
interface Due {
  readonly kind: WatchedKind;
  readonly object: WatchedObject;
  /** Unix milliseconds. */
  readonly at: number;
}

export class ObjectCatalog implements ObjectView {
  private readonly changes = new Subject<ObjectChange | KindChange>();
  readonly changes$: Observable<ObjectChange | KindChange> = this.changes.asObservable();
  /** By kind and uid: what was read last of an object that now says that it doesn't know, in the same generation. */
  private readonly lastRead = new Map<string, Readiness>();
  /** By kind and uid. */
  private readonly due = new Map<string, Due>();

  constructor(
    readonly cluster: string,
    private readonly watches: ObjectWatches,
    private readonly inputs: FactInputs,
  ) {
    watches.changes$.subscribe((change) => {
      if (change.type === 'object') this.updateObject(change);
      else this.updateKind(change);
    });
  }

  hasSynced(): boolean {
    return true;
  }

  resources(): readonly string[] {
    return this.watches.kinds.map(({ config }) => config.name);
  }

  isAwaited(resource: string): boolean {
    return this.kindOf(resource)?.isAwaited() === true;
  }

  absence(resource: string): Absence | undefined {
    return this.kindOf(resource)?.absence();
  }

  lacksObjects(): boolean {
    return false;
  }

  sources(resource: string): readonly Source[] {
    return this.kindOf(resource)?.sources() ?? [];
  }

  count(resource: string): number {
    return this.kindOf(resource)?.count ?? 0;
  }

  *objects(resource: string): Iterable<ClusterObject> {
    for (const found of this.kindOf(resource)?.objects() ?? []) yield this.shown(resource, found);
  }

  get(resource: string, namespace: string, name: string): ClusterObject | undefined {
    const found = this.kindOf(resource)?.get(namespace, name);
    return found && this.shown(resource, found);
  }

  named(resource: string, name: string): readonly ClusterObject[] {
    const found: ClusterObject[] = [];
    for (const each of this.kindOf(resource)?.objects() ?? []) {
      if (each.object.name === name) found.push(this.shown(resource, each));
    }
    return found;
  }

  fact(check: string, now: Moment): Result | undefined {
    return clusterFact(check, this.inputs, now);
  }

  advance({ wall }: Moment): void {
    for (const [key, { kind, object, at }] of this.due) {
      if (at > wall) continue;
      this.due.delete(key);
      this.expectChange(kind, object, wall);
      this.publish(kind, object);
    }
  }

  private kindOf(resource: string): WatchedKind | undefined {
    return this.watches.kinds.find(({ config }) => config.name === resource);
  }

  /** What was read before may be of another generation, or of objects that are gone. */
  private updateKind({ kind, now }: KindRelisted): void {
    const prefix = keyOf(kind, '');
    for (const known of [this.due, this.lastRead]) {
      for (const key of known.keys()) if (key.startsWith(prefix)) known.delete(key);
    }
    for (const { object } of kind.objects()) this.expectChange(kind, object, now.wall);
    this.changes.next({ type: 'kind', cluster: this.cluster, resource: kind.config.name });
  }

  private updateObject({ kind, before, after, now }: ObjectChanged): void {
    if (before !== undefined) {
      this.remember(kind, before, after, now.wall);
      this.due.delete(keyOf(kind, before.uid));
    }
    if (after !== undefined) this.expectChange(kind, after, now.wall);
    const changed = after ?? before;
    if (changed !== undefined) this.publish(kind, changed);
  }

  private remember(kind: WatchedKind, before: WatchedObject, after: WatchedObject | undefined, wall: number): void {
    const key = keyOf(kind, before.uid);
    const last = this.lastRead.get(key);
    this.lastRead.delete(key);
    if (after?.uid !== before.uid || after.generation !== before.generation) return;
    const read = readinessOf(before, last, wall);
    const isKept = readinessOf(after, undefined, wall).status !== read.status;
    if (isKept && readinessOf(after, read, wall).status === read.status) this.lastRead.set(key, read);
  }

  private expectChange(kind: WatchedKind, object: WatchedObject, wall: number): void {
    const { until } = readinessOf(object, this.lastRead.get(keyOf(kind, object.uid)), wall);
    if (until !== undefined) this.due.set(keyOf(kind, object.uid), { kind, object, at: until });
  }

  private publish({ config }: WatchedKind, { namespace, name }: WatchedObject): void {
    this.changes.next({ type: 'object', cluster: this.cluster, resource: config.name, namespace, name });
  }

  private shown(resource: string, { object, source }: SourcedObject): ClusterObject {
    return new ShownObject(object, source, resource, this.lastRead);
  }
}

/** 100,000 of them are made for one search: without a function of its own for each. */
class ShownObject implements ClusterObject {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly version: string | undefined;

  constructor(
    private readonly object: WatchedObject,
    readonly source: Source,
    private readonly resource: string,
    private readonly lastRead: ReadonlyMap<string, Readiness>,
  ) {
    this.namespace = object.namespace;
    this.name = object.name;
    this.kind = object.kind;
    this.version = object.appliedVersion;
  }

  resultsAt({ wall }: Moment): ReadonlyMap<string, TimedResult> {
    const { object, source, resource, lastRead } = this;
    return resultsOf(object, readinessOf(object, lastRead.get(`${resource}/${object.uid}`), wall), source);
  }
}

/** A proxy that drops uids makes them of names, which two kinds may share. */
const keyOf = ({ config }: WatchedKind, uid: string): string => `${config.name}/${uid}`;

function resultsOf(object: WatchedObject, readiness: Readiness, source: Source): ReadonlyMap<string, TimedResult> {
  const ready: TimedResult = { label: object.kind.toLowerCase(), source, ...readiness };
  const { appliedVersion } = object;
  if (appliedVersion === undefined) return new Map([['ready', ready]]);
  const version: Result = { label: 'version', status: appliedVersion, color: 'blue', state: 'ok', source };
  return new Map([
    ['ready', ready],
    ['version', version],
  ]);
}

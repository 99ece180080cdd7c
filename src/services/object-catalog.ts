// The objects of this cluster that are watched, and the cluster's own facts, with what is known of them now.
import { type Observable, Subject } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import type { WatchedObject } from '../discovery/objects/watched-object.ts';
import type { Source } from '../kubernetes/source.ts';
import { clusterFact, type FactInputs } from './cluster-facts.ts';
import type { Absence, ClusterObject, KindChange, ObjectChange, ObjectResult, ObjectView } from './object-view.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import type { Result } from './result.ts';

/** The watches, as far as reading needs to know them. */
export interface ObjectWatches {
  readonly kinds: readonly ObjectKind[];
  readonly changes$: Observable<ObjectNews>;
}

export interface ObjectKind {
  readonly config: { readonly name: string };
  readonly count: number;
  isAwaited(): boolean;
  absence(): Absence | undefined;
  sources(): readonly Source[];
  objects(): Iterable<SourcedObject>;
  get(namespace: string, name: string): SourcedObject | undefined;
}

interface SourcedObject {
  readonly object: WatchedObject;
  readonly source: Source;
}

export type ObjectNews = OneObjectNews | KindNews;

interface OneObjectNews {
  readonly type: 'object';
  readonly kind: ObjectKind;
  readonly before: WatchedObject | undefined;
  readonly after: WatchedObject | undefined;
  readonly now: Moment;
}

/** Very many of its objects changed at once: it was listed. */
interface KindNews {
  readonly type: 'kind';
  readonly kind: ObjectKind;
  readonly now: Moment;
}

/** An object that time alone changes. */
interface Due {
  readonly kind: ObjectKind;
  readonly object: WatchedObject;
  /** Unix milliseconds. */
  readonly at: number;
}

export class ObjectCatalog implements ObjectView {
  private readonly changes = new Subject<ObjectChange | KindChange>();
  readonly changes$: Observable<ObjectChange | KindChange> = this.changes.asObservable();
  /** By uid: what was read last of an object that now says that it doesn't know, in the same generation. */
  private readonly lastRead = new Map<string, Readiness>();
  /** By uid. */
  private readonly due = new Map<string, Due>();

  constructor(
    readonly cluster: string,
    private readonly watches: ObjectWatches,
    private readonly inputs: FactInputs,
  ) {
    watches.changes$.subscribe((news) => {
      if (news.type === 'object') this.take(news);
      else this.takeAll(news);
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
    for (const found of this.kindOf(resource)?.objects() ?? []) yield this.shown(found);
  }

  get(resource: string, namespace: string, name: string): ClusterObject | undefined {
    const found = this.kindOf(resource)?.get(namespace, name);
    return found && this.shown(found);
  }

  named(resource: string, name: string): readonly ClusterObject[] {
    const found: ClusterObject[] = [];
    for (const each of this.kindOf(resource)?.objects() ?? []) {
      if (each.object.name === name) found.push(this.shown(each));
    }
    return found;
  }

  fact(check: string, now: Moment): Result | undefined {
    return clusterFact(check, this.inputs, now);
  }

  advance({ wall }: Moment): void {
    for (const [uid, { kind, object, at }] of this.due) {
      if (at > wall) continue;
      this.due.delete(uid);
      this.expectChange(kind, object, wall);
      this.publish(kind, object);
    }
  }

  private kindOf(resource: string): ObjectKind | undefined {
    return this.watches.kinds.find(({ config }) => config.name === resource);
  }

  private takeAll({ kind, now }: KindNews): void {
    for (const [uid, due] of this.due) if (due.kind === kind) this.due.delete(uid);
    for (const { object } of kind.objects()) this.expectChange(kind, object, now.wall);
    this.changes.next({ type: 'kind', cluster: this.cluster, resource: kind.config.name });
  }

  private take({ kind, before, after, now }: OneObjectNews): void {
    if (before !== undefined) {
      this.remember(before, after, now.wall);
      this.due.delete(before.uid);
    }
    if (after !== undefined) this.expectChange(kind, after, now.wall);
    const changed = after ?? before;
    if (changed !== undefined) this.publish(kind, changed);
  }

  private remember(before: WatchedObject, after: WatchedObject | undefined, wall: number): void {
    const last = this.lastRead.get(before.uid);
    this.lastRead.delete(before.uid);
    if (after?.uid !== before.uid || after.generation !== before.generation) return;
    const read = readinessOf(before, last, wall);
    const isKept = readinessOf(after, undefined, wall).status !== read.status;
    if (isKept && readinessOf(after, read, wall).status === read.status) this.lastRead.set(after.uid, read);
  }

  private expectChange(kind: ObjectKind, object: WatchedObject, wall: number): void {
    const { until } = readinessOf(object, this.lastRead.get(object.uid), wall);
    if (until !== undefined) this.due.set(object.uid, { kind, object, at: until });
  }

  private publish({ config }: ObjectKind, { namespace, name }: WatchedObject): void {
    this.changes.next({ type: 'object', cluster: this.cluster, resource: config.name, namespace, name });
  }

  private shown({ object, source }: SourcedObject): ClusterObject {
    const { namespace, name, kind, uid, appliedVersion: version } = object;
    return {
      namespace,
      name,
      kind,
      version,
      source,
      resultsAt: (now) => resultsOf(object, readinessOf(object, this.lastRead.get(uid), now.wall), source),
    };
  }
}

function resultsOf(object: WatchedObject, readiness: Readiness, source: Source): ReadonlyMap<string, ObjectResult> {
  const ready: ObjectResult = { label: object.kind.toLowerCase(), source, ...readiness };
  const { appliedVersion } = object;
  if (appliedVersion === undefined) return new Map([['ready', ready]]);
  const version: Result = { label: 'version', status: appliedVersion, color: 'blue', state: 'ok', source };
  return new Map([
    ['ready', ready],
    ['version', version],
  ]);
}

// The objects of this cluster that are watched, and the cluster's own facts, with what is known of them now.
import type { Observable } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import type { WatchedObject } from '../discovery/objects/watched-object.ts';
import type { Source } from '../kubernetes/source.ts';
import { clusterFact, type FactInputs } from './cluster-facts.ts';
import type { ClusterObject, ObjectResult, ObjectView } from './object-view.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import type { Result } from './result.ts';

/** The watches, as far as reading needs to know them. */
export interface ObjectWatches {
  readonly kinds: readonly ObjectKind[];
  readonly changes$: Observable<ObjectNews>;
}

export interface ObjectKind {
  readonly config: { readonly name: string };
  isAwaited(): boolean;
  sources(): readonly Source[];
  objects(): Iterable<{ readonly object: WatchedObject; readonly source: Source }>;
}

export interface ObjectNews {
  readonly before: WatchedObject | undefined;
  readonly after: WatchedObject | undefined;
  readonly now: Moment;
}

export class ObjectCatalog implements ObjectView {
  /** Something that is shown may be another. */
  readonly changes$: Observable<unknown>;
  /** By uid: what was read last of an object that now says that it doesn't know, in the same generation. */
  private readonly lastRead = new Map<string, Readiness>();

  constructor(
    readonly cluster: string,
    private readonly watches: ObjectWatches,
    private readonly inputs: FactInputs,
  ) {
    this.changes$ = watches.changes$;
    watches.changes$.subscribe((news) => {
      this.remember(news);
    });
  }

  resources(): readonly string[] {
    return this.watches.kinds.map(({ config }) => config.name);
  }

  isAwaited(resource: string): boolean {
    return this.kindOf(resource)?.isAwaited() === true;
  }

  sources(resource: string): readonly Source[] {
    return this.kindOf(resource)?.sources() ?? [];
  }

  *objects(resource: string): Iterable<ClusterObject> {
    for (const { object, source } of this.kindOf(resource)?.objects() ?? []) yield this.shown(object, source);
  }

  fact(check: string, now: Moment): Result | undefined {
    return clusterFact(check, this.inputs, now);
  }

  private kindOf(resource: string): ObjectKind | undefined {
    return this.watches.kinds.find(({ config }) => config.name === resource);
  }

  private remember({ before, after, now }: ObjectNews): void {
    if (before === undefined) return;
    const last = this.lastRead.get(before.uid);
    this.lastRead.delete(before.uid);
    if (after?.uid !== before.uid || after.generation !== before.generation) return;
    const read = readinessOf(before, last, now.wall);
    const isUnknown = readinessOf(after, undefined, now.wall) !== readinessOf(after, read, now.wall);
    if (isUnknown && readinessOf(after, read, now.wall).status === read.status) this.lastRead.set(after.uid, read);
  }

  private shown(object: WatchedObject, source: Source): ClusterObject {
    const { namespace, name, kind, uid } = object;
    return {
      namespace,
      name,
      kind,
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

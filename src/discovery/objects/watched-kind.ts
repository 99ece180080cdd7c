// One kind of WATCH_OBJECTS: whether the API server serves it, and one set of objects per watch.
import type { ObjectKindConfig } from '../../config/config.ts';
import type { WatchedSource } from '../../kubernetes/watch/source-watch.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import type { ObjectSet } from './object-set.ts';
import type { WatchedObject } from './watched-object.ts';

export interface WatchedPart {
  readonly watch: WatchedSource;
  readonly set: ObjectSet;
}

/** An object and its source. */
export interface SourcedObject {
  readonly object: WatchedObject;
  readonly source: Source;
}

export class WatchedKind {
  /** `Certificate`; undefined until the server is known to serve it. */
  kind: string | undefined;
  /** The server doesn't serve the kind, or it can't be watched. */
  isMissing = false;
  parts: readonly WatchedPart[] = [];

  constructor(readonly config: ObjectKindConfig) {}

  /** Pending: it is being looked up, or listed for the first time. */
  isAwaited(): boolean {
    return !this.isMissing && (this.parts.length === 0 || this.parts.some(({ watch }) => watch.isAwaited));
  }

  /** Why it has no objects. */
  absence(): 'not-installed' | 'not-granted' | undefined {
    if (this.isMissing) return 'not-installed';
    return this.parts.length === 0 || this.parts.some(isGranted) ? undefined : 'not-granted';
  }

  /** Empty if no watch is granted. If only some namespaces are granted, the others count as not known. */
  sources(): readonly Source[] {
    return this.parts.some(isGranted) ? this.parts.map(({ watch: { source } }) => source) : [];
  }

  get count(): number {
    return this.parts.reduce((sum, { set }) => sum + set.count, 0);
  }

  *objects(): Iterable<SourcedObject> {
    for (const { watch, set } of this.parts) for (const object of set.all()) yield { object, source: watch.source };
  }

  /** A namespace is watched once. */
  get(namespace: string, name: string): SourcedObject | undefined {
    for (const { watch, set } of this.parts) {
      const object = set.get(namespace, name);
      if (object !== undefined) return { object, source: watch.source };
    }
    return undefined;
  }
}

function isGranted({ watch }: WatchedPart): boolean {
  return watch.notGrantedSince === undefined;
}

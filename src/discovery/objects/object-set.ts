// Stores the objects of one kind and source. A relist is swapped in whole.
import type { Moment } from '../../config/clock.ts';
import type { ObjectSink } from '../../kubernetes/watch/object-sink.ts';
import type { KnownObjects, ObjectEvent, ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import type { WatchedObject } from './watched-object.ts';

export interface SetObserver {
  /** An object changed; `before` is undefined for a new one, `after` for a deleted one. */
  changed(before: WatchedObject | undefined, after: WatchedObject | undefined, now: Moment): void;
  /** Very many of them changed. */
  swapped(now: Moment): void;
}

/** More changes at once are announced as one. */
const MANY = 500;

/** Objects that are compared in one turn of the event loop: a millisecond or two. */
const PIECE = 1_000;

export class ObjectSet implements ObjectSink<WatchedObject>, KnownObjects<WatchedObject> {
  private objects = new Map<string, WatchedObject>();
  private next: Map<string, WatchedObject> | undefined;
  /** What the list that is whole now shows to be another than it was. */
  private changes: readonly Difference[] = [];

  constructor(private readonly observer: SetObserver) {}

  get count(): number {
    return this.objects.size;
  }

  all(): Iterable<WatchedObject> {
    return this.objects.values();
  }

  get(namespace: string, name: string): WatchedObject | undefined {
    return this.objects.get(keyOf({ namespace, name }));
  }

  sameVersion(identity: ObjectIdentity): WatchedObject | undefined {
    const known = this.objects.get(keyOf(identity));
    return known?.uid === identity.uid && known.version === identity.version && known.version > 0 ? known : undefined;
  }

  begin(): void {
    this.next = new Map();
  }

  add(objects: readonly WatchedObject[]): void {
    for (const object of objects) this.next?.set(keyOf(object), object);
  }

  /** No event comes before the list is in place, so what was compared stays so. */
  *prepare(): Iterable<void> {
    const { objects: before, next: after } = this;
    if (after === undefined) return;
    const changes: Difference[] = [];
    let compared = 0;
    for (const [old, current] of pairs(before, after)) {
      if (old === undefined || current === undefined || !isSame(old, current)) changes.push([old, current]);
      compared += 1;
      if (compared % PIECE === 0) yield;
    }
    this.changes = changes;
    // Putting it into place takes a turn of its own: the counts of the kind are made then.
    yield;
  }

  commit(now: Moment): Iterable<void> {
    const { changes, next: after } = this;
    if (after === undefined) return [];
    this.objects = after;
    this.next = undefined;
    this.changes = [];
    if (changes.length > MANY) this.observer.swapped(now);
    else for (const [old, current] of changes) this.observer.changed(old, current, now);
    return [];
  }

  abandon(): void {
    this.next = undefined;
  }

  /** Late events of older versions are ignored. */
  apply({ type, object }: ObjectEvent<WatchedObject>, now: Moment): void {
    const key = keyOf(object);
    const before = this.objects.get(key);
    if (before !== undefined && object.version > 0 && object.version < before.version) return;
    if (type === 'set') {
      this.objects.set(key, object);
      if (before === undefined || !isSame(before, object)) this.observer.changed(before, object, now);
    } else if (before !== undefined) {
      this.objects.delete(key);
      this.observer.changed(before, undefined, now);
    }
  }

  /** The API server no longer serves the kind. */
  clear(now: Moment): void {
    this.begin();
    Array.from(this.prepare());
    this.commit(now);
  }
}

type Difference = readonly [before: WatchedObject | undefined, after: WatchedObject | undefined];
type Objects = ReadonlyMap<string, WatchedObject>;

/** Each object as it was and is; those that are gone first. */
function* pairs(before: Objects, after: Objects): Iterable<Difference> {
  for (const [key, object] of before) if (!after.has(key)) yield [object, undefined];
  for (const [key, object] of after) yield [before.get(key), object];
}

const keyOf = ({ namespace, name }: Pick<ObjectIdentity, 'namespace' | 'name'>): string => `${namespace}/${name}`;

/** A node's status is updated every few minutes without a change. */
function isSame(before: WatchedObject, after: WatchedObject): boolean {
  return before === after || JSON.stringify({ ...before, version: 0 }) === JSON.stringify({ ...after, version: 0 });
}

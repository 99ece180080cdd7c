// Which objects hubs are sent, and which of them some hub may know.
import type { Moment } from '../../config/clock.ts';
import { KeyQueue } from '../../services/changes/key-queue.ts';
import type { KindChange, ObjectChange, ObjectView } from '../../services/objects/object-view.ts';
import { MAX_OBJECTS, type WireObject, type WireObjectKey } from '../wire/wire-objects.ts';
import { objectChanges, objectHeartbeat, wireObject } from './object-encoder.ts';

export class ObjectAdvertiser {
  /** What changed since the last flush, by key. */
  private readonly touched = new KeyQueue<WireObjectKey>();
  /** Keys that some hub may know, so that hubs are informed when one is deleted. */
  private readonly known = new Set<string>();
  /** Objects were left out. */
  isTruncated = false;

  constructor(
    private readonly view: ObjectView,
    private readonly staleAfter: number,
    private readonly max: number = MAX_OBJECTS,
  ) {}

  /** Some kinds haven't been listed yet: a hub would take their objects for deleted. */
  isAwaited(): boolean {
    return this.view.resources().some((resource) => this.view.isAwaited(resource));
  }

  touch(change: ObjectChange | KindChange): void {
    if (change.type === 'object') this.touchOne(change);
    else this.touchAll(change.resource);
  }

  /** Without a reader, changes aren't recorded. */
  skip(): void {
    this.touched.clear();
    if (this.known.size > 0) this.known.clear();
  }

  /** Nothing changed since the last flush. */
  get isFlushed(): boolean {
    return this.touched.isEmpty;
  }

  /** Events of what changed since the last flush, of so many objects at most. */
  flush(now: Moment, count: number): readonly string[] {
    const current: WireObject[] = [];
    const gone: WireObjectKey[] = [];
    for (const [key, identity] of this.touched.take(count)) {
      const wire = this.encode(identity, now);
      if (wire !== undefined) current.push(wire);
      else if (this.known.delete(key)) gone.push(identity);
    }
    return objectChanges(current, gone);
  }

  /** All objects, a few thousand characters at a time. */
  *snapshot(now: () => Moment): Iterable<string> {
    this.isTruncated = false;
    let slice: WireObject[] = [];
    for (const resource of this.view.resources()) {
      for (const object of this.view.objects(resource)) {
        const wire = this.admit(wireObject(resource, object, now()));
        if (wire !== undefined) slice.push(wire);
        if (slice.length < SLICE) continue;
        yield* objectChanges(slice, []);
        slice = [];
      }
    }
    yield* objectChanges(slice, []);
  }

  /** Ages, kinds and facts. */
  heartbeat(now: Moment): string {
    return objectHeartbeat(this.view, this.staleAfter, this.isTruncated, now);
  }

  private touchOne({ resource, namespace, name }: WireObjectKey): void {
    this.touched.add(`${resource}/${namespace}/${name}`, { resource, namespace, name });
  }

  /** Existing objects, and those that some hub may know. */
  private touchAll(resource: string): void {
    for (const { namespace, name } of this.view.objects(resource)) this.touchOne({ resource, namespace, name });
    for (const key of this.known) {
      const [of = '', namespace = '', name = ''] = key.split('/');
      if (of === resource) this.touchOne({ resource, namespace, name });
    }
  }

  private encode({ resource, namespace, name }: WireObjectKey, now: Moment): WireObject | undefined {
    const object = this.view.get(resource, namespace, name);
    return object && this.admit(wireObject(resource, object, now));
  }

  private admit(wire: WireObject | undefined): WireObject | undefined {
    if (wire === undefined) return undefined;
    const key = `${wire.resource}/${wire.namespace}/${wire.name}`;
    if (!this.known.has(key) && this.known.size >= this.max) {
      this.isTruncated = true;
      return undefined;
    }
    this.known.add(key);
    return wire;
  }
}

/** At most so many objects are encoded at once. */
const SLICE = 250;

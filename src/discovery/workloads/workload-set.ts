// The workloads of one kind and source, as its watch keeps them: each change is published with the workload before and
// after. A relist is swapped in whole: differences are published at its end.
import { isDeepStrictEqual } from 'node:util';
import type { Moment } from '../../config/clock.ts';
import type { ObjectSink } from '../../kubernetes/watch/object-sink.ts';
import type { KnownObjects, ObjectEvent, ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import type { Workload } from './workload.ts';

export interface WorkloadChange {
  /** Undefined: it is new here. */
  readonly before: Workload | undefined;
  /** Undefined: it is gone. */
  readonly after: Workload | undefined;
}

/** Receives the changes. */
export interface WorkloadListener {
  /** A new list has begun: until `listed`, what is known may be incomplete. */
  listing(now: Moment): void;
  /** The list is in; `changes` are what it changed, a piece at each step. `isFirst`: nothing was known before, so nothing was seen to change. */
  listed(changes: readonly WorkloadChange[], isFirst: boolean, now: Moment): Iterable<void>;
  /** The list won't be finished: what was known before counts. */
  abandoned(now: Moment): void;
  changed(change: WorkloadChange, now: Moment): void;
}

export class WorkloadSet implements ObjectSink<Workload>, KnownObjects<Workload> {
  private workloads = new Map<string, Workload>();
  private next: Map<string, Workload> | undefined;
  private hasListed = false;

  constructor(private readonly listener: WorkloadListener) {}

  get count(): number {
    return this.workloads.size;
  }

  sameVersion(identity: ObjectIdentity): Workload | undefined {
    const known = this.workloads.get(keyOf(identity));
    return known?.uid === identity.uid && known.version === identity.version && known.version > 0 ? known : undefined;
  }

  all(): Iterable<Workload> {
    return this.workloads.values();
  }

  begin(now: Moment): void {
    this.next = new Map();
    this.listener.listing(now);
  }

  add(workloads: readonly Workload[]): void {
    for (const workload of workloads) this.next?.set(keyOf(workload), workload);
  }

  prepare(): Iterable<void> {
    return [];
  }

  *commit(now: Moment): Iterable<void> {
    const { workloads: before, next: after } = this;
    if (after === undefined) return;
    this.workloads = after;
    this.next = undefined;
    const isFirst = !this.hasListed;
    this.hasListed = true;
    yield* this.listener.listed([...changesOf(before, after)], isFirst, now);
  }

  abandon(now: Moment): void {
    this.next = undefined;
    this.listener.abandoned(now);
  }

  /** Late news of a state that is known to be over changes nothing, nor does one that differs in nothing we keep. */
  apply({ type, object }: ObjectEvent<Workload>, now: Moment): void {
    const key = keyOf(object);
    const before = this.workloads.get(key);
    if (before !== undefined && isOlder(object, before)) return;
    if (type === 'set') this.workloads.set(key, object);
    else if (!this.workloads.delete(key)) return;
    if (type === 'set' && before !== undefined && isSame(before, object)) return;
    this.listener.changed({ before, after: type === 'set' ? object : undefined }, now);
  }
}

function* changesOf(
  before: ReadonlyMap<string, Workload>,
  after: ReadonlyMap<string, Workload>,
): Iterable<WorkloadChange> {
  for (const [key, old] of before) if (!after.has(key)) yield { before: old, after: undefined };
  for (const [key, workload] of after) {
    const old = before.get(key);
    if (old === undefined || !isSame(old, workload)) yield { before: old, after: workload };
  }
}

function isOlder(one: Workload, other: Workload): boolean {
  return one.version > 0 && one.version < other.version;
}

/** But for its version. */
function isSame(one: Workload, other: Workload): boolean {
  return one === other || isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 });
}

function keyOf({ namespace, name }: ObjectIdentity): string {
  return `${namespace}/${name}`;
}

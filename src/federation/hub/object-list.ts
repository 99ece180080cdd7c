// A peer's objects, decoded from the wire, by kind.
import type { Moment } from '../../config/clock.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import type { ClusterObject, TimedResult } from '../../services/objects/object-view.ts';
import type { WireObject, WireObjectKey, WireObjects } from '../wire/wire-objects.ts';

export class ObjectList {
  /** By kind, then by namespace and name: no name holds a slash. */
  private readonly kinds = new Map<string, Map<string, PeerObject>>();
  size = 0;

  count(resource: string): number {
    return this.kinds.get(resource)?.size ?? 0;
  }

  of(resource: string): Iterable<ClusterObject> {
    return this.kinds.get(resource)?.values() ?? [];
  }

  get({ resource, namespace, name }: WireObjectKey): ClusterObject | undefined {
    return this.kinds.get(resource)?.get(`${namespace}/${name}`);
  }

  /** Returns which of them changed. */
  change({ objects = [], gone = [] }: WireObjects, sourceOf: (id: string) => Source): readonly WireObjectKey[] {
    const changed = objects.map((wire) => this.put(wire, sourceOf(wire.source)));
    const left = gone.filter((key) => this.delete(key));
    return [...changed, ...left];
  }

  *sources(): Iterable<Source> {
    for (const objects of this.kinds.values()) for (const { source } of objects.values()) yield source;
  }

  private put(wire: WireObject, source: Source): WireObjectKey {
    const { resource, namespace, name } = wire;
    const objects = this.kinds.get(resource) ?? new Map<string, PeerObject>();
    this.kinds.set(resource, objects);
    this.size -= objects.size;
    objects.set(`${namespace}/${name}`, new PeerObject(wire, source));
    this.size += objects.size;
    return { resource, namespace, name };
  }

  private delete({ resource, namespace, name }: WireObjectKey): boolean {
    const isGone = this.kinds.get(resource)?.delete(`${namespace}/${name}`) === true;
    if (isGone) this.size -= 1;
    return isGone;
  }
}

class PeerObject implements ClusterObject {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly version: string | undefined;
  private readonly results: ReadonlyMap<string, TimedResult>;

  constructor(
    { namespace, name, kind, ready, version }: WireObject,
    readonly source: Source,
  ) {
    this.namespace = namespace;
    this.name = name;
    this.kind = kind;
    this.version = version;
    const readiness: TimedResult = { label: kind.toLowerCase(), ...ready, source };
    this.results = new Map([
      ['ready', readiness],
      ...(version === undefined
        ? []
        : [['version', { label: 'version', status: version, color: 'blue', state: 'ok', source }] as const]),
    ]);
  }

  /** When time alone changes a result, the peer sends it again. */
  resultsAt(_: Moment): ReadonlyMap<string, TimedResult> {
    return this.results;
  }
}

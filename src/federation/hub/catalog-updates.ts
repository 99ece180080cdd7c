// Applies the events of a peer's stream to its catalog, and remembers where the stream can be resumed.
import type { Moment } from '../../config/clock.ts';
import { type Position, positionText } from '../../services/changes/change-history.ts';
import type { PeerCatalog } from './peer-catalog.ts';
import { MAX_SNAPSHOT, SERVICES_PER_SLICE, type WireChange, type WireEvent, type WireService } from '../wire/wire.ts';
import { tooLarge, type WireFault } from '../wire/wire-readers.ts';

/** Pauses between slices; returns the fault that ends the stream. */
export type Taking = Generator<void, WireFault | undefined>;

/** Events of the services and objects themselves. */
type CatalogEvent = Exclude<WireEvent, { readonly type: 'heartbeat' | 'begin' | 'reconnect' }>;

export class CatalogUpdates {
  private position: Position | undefined;
  /** Characters of the snapshot so far. */
  private received = 0;

  constructor(private readonly catalog: PeerCatalog) {}

  /** Undefined if the peer has to send a snapshot. */
  lastEventId(): string | undefined {
    if (!this.catalog.isWhole) this.requestSnapshot();
    return this.position && positionText(this.position);
  }

  /** The next stream starts with a snapshot. */
  requestSnapshot(): void {
    this.position = undefined;
  }

  begin(): void {
    this.received = 0;
    this.requestSnapshot();
    this.catalog.begin();
  }

  *take(event: CatalogEvent, size: number, arrivedAt: Moment): Taking {
    const { catalog } = this;
    switch (event.type) {
      case 'part':
        this.received += size;
        if (this.received > MAX_SNAPSHOT) return tooLarge('a snapshot over 64 MiB');
        return yield* inSlices(event.services, (services) => catalog.add(services));
      case 'end':
        this.position = event.at;
        return catalog.end(event, arrivedAt);
      case 'change':
        return this.faultOf(event.at) ?? (yield* this.change(event));
      case 'details':
        catalog.detail(event.services);
        return undefined;
      case 'objects':
        return catalog.objects.take(event, arrivedAt);
    }
  }

  /** Checks that no change is missing before this one. */
  private faultOf(at: Position): WireFault | undefined {
    const { position } = this;
    if (position?.epoch === at.epoch && at.sequence === position.sequence + 1) return undefined;
    return { type: 'fault', code: 'unreadable', text: 'a change does not follow the one before it' };
  }

  /** A stream that ends in the middle of it is resumed before it. */
  private *change({ at, services, gone }: WireChange & { readonly at: Position }): Taking {
    const fault =
      this.catalog.change({ services: [], gone }) ??
      (yield* inSlices(services, (slice) => this.catalog.change({ services: slice, gone: [] })));
    if (fault === undefined) this.position = at;
    return fault;
  }
}

/** Until the first fault. */
function* inSlices(
  services: readonly WireService[],
  take: (slice: readonly WireService[]) => WireFault | undefined,
): Taking {
  for (let from = 0; from === 0 || from < services.length; from += SERVICES_PER_SLICE) {
    if (from > 0) yield;
    const fault = take(services.slice(from, from + SERVICES_PER_SLICE));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

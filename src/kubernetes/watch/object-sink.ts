// What receives the objects that a reflector lists and watches.
import type { Moment } from '../../config/clock.ts';
import type { ObjectEvent } from '../resource/resource.ts';

/** Receives the lists and events of one source. The sink must ignore repeated and late events. */
export interface ObjectSink<Item> {
  /** A new list begins. Until it is complete, the previous state is shown. */
  begin(now: Moment): void;
  add(objects: readonly Item[], now: Moment): void;
  /** The list is complete, but doesn't count as proof yet. Does the slow part of applying it, one piece per step. */
  prepare(now: Moment): Iterable<void>;
  /** Applies the list, one piece per step. No event is applied before it is done. */
  commit(now: Moment): Iterable<void>;
  /** The list was given up. */
  abandon(now: Moment): void;
  apply(event: ObjectEvent<Item>, now: Moment): void;
}

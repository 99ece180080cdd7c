// What the watches of WATCH_OBJECTS saw change.
import type { Moment } from '../../config/clock.ts';
import type { WatchedKind } from './watched-kind.ts';
import type { WatchedObject } from './watched-object.ts';

export type WatchedChange = ObjectChanged | KindRelisted;

export interface ObjectChanged {
  readonly type: 'object';
  readonly kind: WatchedKind;
  readonly before: WatchedObject | undefined;
  readonly after: WatchedObject | undefined;
  readonly now: Moment;
}

/** A list is complete: very many objects of the kind may have changed at once. */
export interface KindRelisted {
  readonly type: 'kind';
  readonly kind: WatchedKind;
  readonly now: Moment;
}

// One event of a watch, independent of its encoding.
import { unreadable } from '../fault/api-fault.ts';
import type { WatchItem } from './codec.ts';
import { type RawObject, type RawStatus, textOf } from '../resource/raw-object.ts';

/** `object` was decoded according to `type`: a Status for `ERROR`, else an object of the watched kind. */
export function watchItemOf<Item>(
  type: unknown,
  object: RawObject & RawStatus,
  keep: (raw: object) => Item | undefined,
): WatchItem<Item> {
  if (type === 'ERROR') return errorOf(object);
  const resourceVersion = textOf(object.metadata?.resourceVersion);
  if (resourceVersion === undefined) return unreadable('An event of the watch has no resourceVersion');
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return objectItem('set', keep(object), resourceVersion);
    case 'DELETED':
      return objectItem('deleted', keep(object), resourceVersion);
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion };
    default:
      return { type: 'skipped', resourceVersion };
  }
}

function objectItem<Item>(type: 'set' | 'deleted', object: Item | undefined, resourceVersion: string): WatchItem<Item> {
  return object === undefined ? { type: 'skipped', resourceVersion } : { type, object, resourceVersion };
}

function errorOf({ code, reason, message }: RawStatus): WatchItem<never> {
  return {
    type: 'error',
    code: typeof code === 'number' && code > 0 ? code : 500,
    reason: textOf(reason) ?? 'Unknown',
    message: textOf(message) ?? '',
  };
}

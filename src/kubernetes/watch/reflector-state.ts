// The states of a reflector, and the events of its steps.
import type { Moment } from '../../config/clock.ts';
import type { WatchItem } from '../decode/codec.ts';
import type { ApiFault } from '../fault/api-fault.ts';
import type { OpenWatch } from './object-api.ts';

/** The state, which includes an open request. */
export type ReflectorState<Item> =
  | Listing
  | { readonly name: 'opening'; readonly from: Resume; readonly tries: number }
  | Watching<Item>
  | { readonly name: 'probing'; readonly from: Resume }
  | { readonly name: 'waiting'; readonly ms: number; readonly then: ReflectorState<Item> };

export interface Listing {
  readonly name: 'listing';
  /** Pages received. */
  readonly pages: number;
  /** The resourceVersion that all pages of a list share, and the `continue` token; absent before the first page. */
  readonly version?: string;
  readonly token?: string;
  /** Failures in a row to get the next page. */
  readonly tries: number;
  /** When the first page was requested: all pages show the state of that moment. */
  readonly askedAt?: Moment;
  readonly isFullRelist?: boolean;
}

export interface Watching<Item> {
  readonly name: 'watching';
  readonly watch: OpenWatch<Item>;
  readonly from: Resume;
  /** The `timeoutSeconds` of the watch, in milliseconds. */
  readonly timeout: number;
  /** Monotonic. */
  readonly openedAt: number;
  /** When its last event or bookmark arrived; absent before the first. */
  readonly receivedAt?: number;
}

/** Where a watch resumes. */
export interface Resume {
  readonly version: string;
  /** Consecutive watches without an event. */
  readonly emptyWatches: number;
  /**
   * The last watch ended cleanly after an event or bookmark, or the server was asked since: then accepting the next
   * watch is proof.
   */
  readonly endedCleanly: boolean;
}

export const START: Listing = { name: 'listing', pages: 0, tries: 0 };

/** After signs of a changed history. */
export const FULL_RELIST: Listing = { name: 'listing', pages: 0, tries: 0, isFullRelist: true };

/** What happened in a step. */
export type ReflectorEvent<Item> =
  | {
      readonly type: 'page';
      readonly isFirst: boolean;
      readonly isLast: boolean;
      readonly objects: readonly Item[];
      /** When the list's first page was requested: what the list shows was true then. */
      readonly askedAt: Moment;
    }
  /** A list that had begun is given up. */
  | { readonly type: 'abandoned'; readonly fault: ApiFault }
  | { readonly type: 'opened'; readonly proves: boolean }
  | { readonly type: 'received'; readonly items: readonly ReceivedItem<Item>[]; readonly fault?: ApiFault }
  /** The server was asked for its version, which may be behind ours. */
  | { readonly type: 'probed'; readonly isBehind: boolean }
  | { readonly type: 'failed'; readonly fault: ApiFault }
  | { readonly type: 'nothing' };

export type ReceivedItem<Item> = Exclude<WatchItem<Item>, { readonly type: 'error' | 'fault' }>;

export type ReflectorStep<Item> = readonly [ReflectorEvent<Item>, ReflectorState<Item>];

/**
 * Nothing arrived: the first time, the server's version is requested; the second time in a row, everything is listed.
 */
export function afterSilence(from: Resume): ReflectorState<never> {
  const emptyWatches = from.emptyWatches + 1;
  return emptyWatches > 1 ? FULL_RELIST : { name: 'probing', from: { ...from, emptyWatches, endedCleanly: false } };
}

/** Whether only a new list can show the current state. */
export function needsList(state: ReflectorState<unknown>): boolean {
  const after = state.name === 'waiting' ? state.then : state;
  return after.name === 'listing' && after.pages === 0;
}

// What the main thread and the thread of the history's file send each other.
import type { Durations, Interval } from '../../services/result/uptime.ts';
import type { ObservedState } from '../spans/recorded-change.ts';
import type { SubjectKey } from '../spans/subject-key.ts';

export type StoredKey = SubjectKey;

export interface StoredChange extends ObservedState {
  readonly at: number;
  readonly reason: string;
  readonly version: string;
}

export interface KeyedChange extends StoredChange {
  readonly key: StoredKey;
}

export interface StoredHistory extends SubjectKey {
  readonly changes: readonly StoredChange[];
}

/** Some of what was seen lately. */
export interface StoredRecent {
  readonly services: readonly StoredHistory[];
  /** Where the next part begins; absent in the last one. */
  readonly next?: number;
}

/** Some of what was known at a time. */
export interface StoredMoment {
  /** Whether a shield was looking then. */
  readonly isSeen: boolean;
  readonly services: readonly (StoredKey & StoredChange)[];
  /** Where the next part begins; absent in the last one. */
  readonly next?: number;
}

export interface StoredDay {
  /** Days since 1970. */
  readonly day: number;
  readonly durations: Durations;
}

export type Question =
  | { readonly type: 'open'; readonly dir: string; readonly keepFor: number; readonly now: number }
  | { readonly type: 'recent'; readonly since: number; readonly from: number }
  | { readonly type: 'write'; readonly changes: readonly KeyedChange[]; readonly alive: number }
  | { readonly type: 'durations'; readonly keys: readonly StoredKey[]; readonly window: Interval }
  | { readonly type: 'changes'; readonly key: StoredKey; readonly interval: Interval }
  | { readonly type: 'moment'; readonly time: number; readonly from: number }
  | { readonly type: 'maintain'; readonly now: number }
  | { readonly type: 'close' };

/** What each question is answered with. */
export interface Replies {
  /** `setAside`: the name that a damaged file was given. */
  readonly open: { readonly since: number; readonly setAside?: string };
  readonly recent: StoredRecent;
  readonly write: undefined;
  readonly durations: Durations;
  readonly changes: { readonly changes: readonly StoredChange[]; readonly days: readonly StoredDay[] };
  readonly moment: StoredMoment;
  /** There is more to do. */
  readonly maintain: boolean;
  readonly close: undefined;
}

export type Numbered = Question & { readonly id: number };

export type Reply = { readonly id: number } & (
  | { readonly value: Replies[keyof Replies] }
  /** For the log. */
  | { readonly fault: string }
);

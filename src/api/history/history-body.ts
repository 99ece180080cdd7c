// The history of everything that has one name, as JSON: changes in pages, and the sums of days on the first one.
import { timestamp } from '../../config/timestamp.ts';
import type { StoredChange, StoredDay } from '../../history/storage/database-messages.ts';
import type { Interval } from '../../services/result/uptime.ts';
import { type HistoricDayJson, dayItem, type HistoricChangeJson, historicItem, type Place } from './history-item.ts';

export interface KnownHistory {
  readonly place: Place;
  readonly changes: readonly StoredChange[];
  readonly days: readonly StoredDay[];
}

export interface HistoryJson {
  readonly from: string;
  readonly to: string;
  /** Since when this shield knows anything. */
  readonly since: string;
  readonly items: readonly HistoricChangeJson[];
  readonly days: readonly HistoricDayJson[];
  readonly continue?: string;
}

export interface HistoryRequest {
  readonly interval: Interval;
  /** Unix milliseconds. */
  readonly since: number;
  /** How many changes the pages before this one had. */
  readonly after: number;
}

export function historyBody(known: readonly KnownHistory[], { interval, since, after }: HistoryRequest): HistoryJson {
  const items = known.flatMap(({ place, changes }) => changes.map((change) => historicItem(place, change)));
  const isMore = after + MAX_ITEMS < items.length;
  return {
    from: timestamp(interval.from),
    to: timestamp(interval.to),
    since: timestamp(since),
    items: items.slice(after, after + MAX_ITEMS),
    days: after === 0 ? known.flatMap(({ place, days }) => days.map((day) => dayItem(place, day))) : [],
    ...(isMore && { continue: String(after + MAX_ITEMS) }),
  };
}

/** Changes on a page. */
const MAX_ITEMS = 1_000;

// Reads what one service or object was, by its number in the file. Times are Unix milliseconds.
import { DAY } from '../../config/duration.ts';
import {
  type Durations,
  durationsOf,
  type Interval,
  type StateChange,
  sumDurations,
} from '../../services/result/uptime.ts';
import { stateOfCode } from '../spans/state-code.ts';
import type { StoredChange } from './database-messages.ts';
import { DAY_STATES, daySum, shareOf } from './day-sums.ts';
import { withGaps } from './gaps.ts';
import type { Statements } from './statements.loader.ts';

export interface SpanSource {
  readonly statements: Statements;
  /** The run of this process. */
  run(): number;
  /** The first day that isn't added up yet, in days since 1970. */
  summed(): number;
  /** Milliseconds for which changes are kept. */
  readonly keepChanges: number;
}

export class StoredSpans {
  private readonly source: SpanSource;

  constructor(source: SpanSource) {
    this.source = source;
  }

  /** Whole days out of their sums, as far as there are; the rest out of the changes. The window ends now at the latest. */
  durations(id: number, window: Interval): Durations {
    const summed = this.source.summed();
    const firstDay = Math.ceil(window.from / DAY);
    const lastDay = Math.max(firstDay, Math.min(Math.floor(window.to / DAY), summed));
    if (lastDay === firstDay) return this.counted(id, window, Infinity);
    const edge = { from: window.from, to: firstDay * DAY };
    const isKept = edge.to > summed * DAY - this.source.keepChanges;
    return sumDurations([
      isKept ? this.counted(id, edge, Infinity) : shareOf(this.daySums(id, firstDay - 1, firstDay), edge),
      this.daySums(id, firstDay, lastDay),
      this.counted(id, { from: lastDay * DAY, to: window.to }, Infinity),
    ]);
  }

  /** Out of its changes. This run goes on until `end`; without one, it is as long as it was written. */
  counted(id: number, window: Interval, end?: number): Durations {
    return durationsOf(this.statesOf(id, window), this.seenBy(id, window, end), window);
  }

  /** Oldest first, from what was so at the beginning on; times between two runs are `unseen`. */
  changes(id: number, interval: Interval): readonly StoredChange[] {
    return withGaps(this.rowsOf(id, interval), this.seenBy(id, EVER, Infinity)).filter(
      ({ at }, i, all) => at < interval.to && (all[i + 1]?.at ?? Infinity) > interval.from,
    );
  }

  private statesOf(id: number, { from, to }: Interval): readonly StateChange[] {
    const select = 'SELECT at, state FROM change WHERE service = ? AND at >= ? AND at < ? ORDER BY at';
    const rows = this.query(select).all(id, this.firstOf(id, from), to);
    return rows.map(({ at, state }) => ({ at: Number(at), ...stateOfCode(Number(state)) }));
  }

  private rowsOf(id: number, { from, to }: Interval): readonly StoredChange[] {
    const select = `SELECT at, state, r.text AS reason, v.text AS version FROM change
      LEFT JOIN text r ON r.id = change.reason LEFT JOIN text v ON v.id = change.version
      WHERE service = ? AND at >= ? AND at < ? ORDER BY at`;
    return this.query(select).all(id, this.firstOf(id, from), to).map(changeIn);
  }

  /** When the change was that was in force then. */
  private firstOf(id: number, time: number): number {
    const first = this.query('SELECT max(at) AS at FROM change WHERE service = ? AND at <= ?').get(id, time)?.['at'];
    return Number(first ?? time);
  }

  private daySums(id: number, from: number, to: number): Durations {
    const sums = DAY_STATES.map((state) => `sum(${state}) AS ${state}`).join(', ');
    const select = `SELECT ${sums} FROM day WHERE service = ? AND day >= ? AND day < ?`;
    return daySum(this.query(select).get(id, from, to) ?? {}, (to - from) * DAY);
  }

  /** Runs within the window, up to the one in which it was last seen. */
  private seenBy(id: number, { from, to }: Interval, end?: number): readonly Interval[] {
    const select = `SELECT id, started, alive FROM run WHERE id <= (SELECT run FROM service WHERE id = ?)
      AND (alive >= ? OR id = ?) AND started < ? ORDER BY id`;
    const run = this.source.run();
    const rows = this.query(select).all(id, from, run, to);
    return rows.map((row) => ({
      from: Number(row['started']),
      to: (row['id'] === run ? end : undefined) ?? Number(row['alive']),
    }));
  }

  private query(sql: string): ReturnType<Statements['query']> {
    return this.source.statements.query(sql);
  }
}

const EVER: Interval = { from: 0, to: Infinity };

export function changeIn({ at, state, reason, version }: Readonly<Record<string, unknown>>): StoredChange {
  return {
    at: Number(at),
    ...stateOfCode(Number(state)),
    reason: typeof reason === 'string' ? reason : '',
    version: typeof version === 'string' ? version : '',
  };
}

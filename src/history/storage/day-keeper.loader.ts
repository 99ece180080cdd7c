// Adds up days that are over, and forgets what is too old: some services at a time, so that a question waits for
// milliseconds. Times are Unix milliseconds, days are counted since 1970.
import { DAY } from '../../config/duration.ts';
import { DAY_STATES } from './day-sums.ts';
import type { Statements } from './statements.loader.ts';
import type { StoredSpans } from './stored-spans.loader.ts';

export interface DayKeeperOptions {
  readonly statements: Statements;
  readonly spans: StoredSpans;
  /** Milliseconds for which daily sums are kept. */
  readonly keepFor: number;
  /** Milliseconds for which changes are kept. */
  readonly keepChanges: number;
}

interface Progress {
  readonly day: number;
  /** The last one of which that day was added up. */
  readonly service: number;
}

export class DayKeeper {
  private readonly options: DayKeeperOptions;

  constructor(options: DayKeeperOptions) {
    this.options = options;
  }

  /** Of a new file, nothing has to be added up. */
  begin(now: number): void {
    this.query('INSERT OR IGNORE INTO progress (id, day, service) VALUES (1, ?, 0)').run(Math.floor(now / DAY));
  }

  /** The first day that isn't added up yet. */
  summed(): number {
    return this.progress().day;
  }

  /** Whether there is more to do. `run` is the one that goes on. */
  maintain(now: number, run: number): boolean {
    const { day, service } = this.progress();
    if (day >= Math.floor(now / DAY)) return false;
    const ids = this.query('SELECT id FROM service WHERE id > ? ORDER BY id LIMIT ?').all(service, SLICE);
    this.options.statements.inTransaction(() => {
      for (const { id } of ids) {
        this.sumDay(Number(id), day);
        this.forget(Number(id), { summed: day, now, run });
      }
      if (ids.length === SLICE) this.setProgress({ day, service: Number(ids.at(-1)?.['id']) });
      else this.finishDay(day, now, run);
    });
    return true;
  }

  private sumDay(id: number, day: number): void {
    const durations = this.options.spans.counted(id, { from: day * DAY, to: (day + 1) * DAY });
    if (durations.unseen === DAY) return;
    const insert = `INSERT OR REPLACE INTO day (service, day, ${DAY_STATES.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`;
    this.query(insert).run(id, day, ...DAY_STATES.map((state) => durations[state]));
  }

  /** Of changes only what is added up; the last one before the limit stays: it says what was so at the limit. */
  private forget(id: number, { summed, now, run }: { summed: number; now: number; run: number }): void {
    const limit = Math.min(now - this.options.keepChanges, (summed + 1) * DAY);
    const first = this.query('SELECT max(at) AS at FROM change WHERE service = ? AND at <= ?').get(id, limit)?.['at'];
    this.query('DELETE FROM change WHERE service = ? AND at < ?').run(id, Number(first ?? 0));
    this.query('DELETE FROM day WHERE service = ? AND day < ?').run(id, Math.floor((now - this.options.keepFor) / DAY));
    const isGone = this.query(GONE).get(id, run, limit) !== undefined;
    if (!isGone) return;
    this.query('DELETE FROM service WHERE id = ?').run(id);
    this.query('DELETE FROM change WHERE service = ?').run(id);
  }

  /** Runs are forgotten with the last days in which they were. */
  private finishDay(day: number, now: number, run: number): void {
    this.setProgress({ day: day + 1, service: 0 });
    this.query('DELETE FROM run WHERE alive < ? AND id <> ?').run(now - this.options.keepFor, run);
  }

  private progress(): Progress {
    const row = this.query('SELECT day, service FROM progress').get();
    return { day: Number(row?.['day'] ?? 0), service: Number(row?.['service'] ?? 0) };
  }

  private setProgress({ day, service }: Progress): void {
    this.query('UPDATE progress SET day = ?, service = ?').run(day, service);
  }

  private query(sql: string): ReturnType<Statements['query']> {
    return this.options.statements.query(sql);
  }
}

/** It was last seen in an earlier run, and nothing of it is left. */
const GONE = `SELECT 1 FROM service WHERE id = ? AND run < ? AND NOT EXISTS (SELECT 1 FROM day WHERE day.service = service.id)
  AND NOT EXISTS (SELECT 1 FROM change WHERE change.service = service.id AND at >= ?)`;
/** Services that are added up in one go: some milliseconds, in which a question waits. */
const SLICE = 100;

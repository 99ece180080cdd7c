// The history on disk: one SQLite file, written and read by one thread. Times are Unix milliseconds.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DAY } from '../../config/duration.ts';
import {
  type Durations,
  HISTORIC_STATES,
  type Interval,
  noDurations,
  sumDurations,
} from '../../services/result/uptime.ts';
import { codeOfState } from '../spans/state-code.ts';
import { lockOf, type OpenFile, openFile } from './database-file.loader.ts';
import type {
  KeyedChange,
  StoredChange,
  StoredDay,
  StoredKey,
  StoredMoment,
  StoredRecent,
} from './database-messages.ts';
import { DayKeeper } from './day-keeper.loader.ts';
import { daySum } from './day-sums.ts';
import { Statements } from './statements.loader.ts';
import { changeIn, StoredSpans } from './stored-spans.loader.ts';

export interface OpenOptions {
  readonly dir: string;
  /** Milliseconds for which daily sums are kept. */
  readonly keepFor: number;
  readonly now: number;
}

export class HistoryDatabase {
  private readonly db: DatabaseSync;
  private readonly lock: DatabaseSync;
  private readonly statements: Statements;
  private readonly spans: StoredSpans;
  private readonly days: DayKeeper;
  /** The name that a damaged file was given when this one was begun. */
  readonly setAside: string | undefined;
  private run: number;

  private constructor({ db, setAside }: OpenFile, lock: DatabaseSync, { keepFor, now }: OpenOptions) {
    this.db = db;
    this.setAside = setAside;
    this.lock = lock;
    const statements = new Statements(db);
    const keepChanges = Math.min(KEEP_CHANGES, keepFor);
    this.statements = statements;
    this.spans = new StoredSpans({ statements, keepChanges, run: () => this.run, summed: () => this.days.summed() });
    this.days = new DayKeeper({ statements, spans: this.spans, keepFor, keepChanges });
    this.run = this.beginRun(now);
  }

  /** Throws a sentence for the log: another process writes there, or the file is of a newer version. */
  static open(options: OpenOptions): HistoryDatabase {
    const lock = lockOf(options.dir);
    try {
      return new HistoryDatabase(openFile(options.dir, options.now), lock, options);
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  close(): void {
    this.db.close();
    this.lock.close();
  }

  /** Where writing failed meanwhile, what was seen since then isn't known. */
  restart(now: number): void {
    this.run = this.beginRun(now);
  }

  write(changes: readonly KeyedChange[], alive: number): void {
    this.statements.inTransaction(() => {
      for (const change of changes) this.writeChange(change);
      this.query('UPDATE run SET alive = max(alive, ?) WHERE id = ?').run(alive, this.run);
    });
  }

  /** Unix milliseconds since which anything is known. */
  since(): number {
    return Number(this.query('SELECT min(started) AS since FROM run').get()?.['since'] ?? 0);
  }

  /** A window ends now at the latest: this run goes on until then, as its process asks. */
  durations(keys: readonly StoredKey[], window: Interval): Durations {
    const ids = keys.map((key) => this.idOf(key)).filter((id) => id !== undefined);
    const unknown = { ...noDurations(), unseen: (keys.length - ids.length) * (window.to - window.from) };
    return sumDurations([unknown, ...ids.map((id) => this.spans.durations(id, window))]);
  }

  /** Oldest first, from what was so at the beginning on; times between two runs are `unseen`. */
  changes(key: StoredKey, interval: Interval): readonly StoredChange[] {
    const id = this.idOf(key);
    return id === undefined ? [] : this.spans.changes(id, interval);
  }

  /** What was seen since then, a part at a time: `from` is 0, then what the part before gave as `next`. */
  recent(since: number, from: number): StoredRecent {
    const select = 'SELECT id, cluster, resource, namespace, name FROM service WHERE id > ? ORDER BY id LIMIT ?';
    const rows = this.query(select).all(from, RECENT_PART);
    const services = rows.map((row) => ({
      ...keyIn(row),
      changes: this.spans.changes(Number(row['id']), { from: since, to: Infinity }),
    }));
    return { services, ...(rows.length === RECENT_PART && { next: Number(rows.at(-1)?.['id']) }) };
  }

  /** What was known of services at that time, a part at a time: `from` is 0, then what the part before gave as `next`. */
  moment(time: number, from: number): StoredMoment {
    const covering = this.query('SELECT 1 FROM run WHERE started <= ? AND alive >= ?').get(time, time);
    if (covering === undefined) return { isSeen: false, services: [] };
    const ids = this.query('SELECT id FROM service WHERE id > ? ORDER BY id LIMIT ?').all(from, MOMENT_PART);
    const last = Number(ids.at(-1)?.['id'] ?? from);
    const rows = this.query(KNOWN_AT).all(time, from, last, UNSEEN, time, time);
    const services = rows.map((row) => ({ ...keyIn(row), ...changeIn(row) }));
    return { isSeen: true, services, ...(ids.length === MOMENT_PART && { next: last }) };
  }

  /** Milliseconds of each state, by whole days (UTC) in the interval that were added up. */
  daysOf(key: StoredKey, { from, to }: Interval): readonly StoredDay[] {
    const id = this.idOf(key);
    if (id === undefined) return [];
    const rows = this.query('SELECT * FROM day WHERE service = ? AND day >= ? AND day < ? ORDER BY day');
    return rows
      .all(id, Math.ceil(from / DAY), Math.floor(to / DAY))
      .map((row) => ({ day: Number(row['day']), durations: daySum(row) }));
  }

  /** Adds up the next days that are over, and forgets what is too old: a part of it. Whether there is more to do. */
  maintain(now: number): boolean {
    return this.days.maintain(now, this.run);
  }

  private beginRun(now: number): number {
    const last = Number(this.query('SELECT max(alive) AS alive FROM run').get()?.['alive'] ?? 0);
    const started = Math.max(now, last);
    const run = this.query('INSERT INTO run (started, alive) VALUES (?, ?)').run(started, started);
    this.days.begin(started);
    return Number(run.lastInsertRowid);
  }

  private writeChange({ key, at, reason, version, ...state }: KeyedChange): void {
    const id = this.idOf(key) ?? this.add(key);
    this.markSeen(id);
    const last = Number(this.query('SELECT max(at) AS at FROM change WHERE service = ?').get(id)?.['at'] ?? 0);
    this.insertChange(id, Math.max(at, last), codeOfState(state), this.textId(reason), this.textId(version));
  }

  private insertChange(id: number, at: number, state: number, reason: number, version: number): void {
    const insert = 'INSERT OR REPLACE INTO change (service, at, state, reason, version) VALUES (?, ?, ?, ?, ?)';
    this.query(insert).run(id, Math.round(at), state, reason, version);
  }

  /** It wasn't seen from the run after the one in which it last was, until now. */
  private markSeen(id: number): void {
    const { run } = this.query('SELECT run FROM service WHERE id = ?').get(id) ?? {};
    if (Number(run) === this.run) return;
    this.query('UPDATE service SET run = ? WHERE id = ?').run(this.run, id);
    const next = this.query('SELECT min(started) AS at FROM run WHERE id > ?').get(Number(run))?.['at'];
    const last = this.query('SELECT max(at) AS at FROM change WHERE service = ?').get(id)?.['at'];
    if (next === null || next === undefined || last === null || last === undefined) return;
    this.insertChange(id, Math.max(Number(next), Number(last) + 1), UNSEEN, 0, 0);
  }

  private add({ cluster, resource = '', namespace, name }: StoredKey): number {
    const insert = 'INSERT INTO service (cluster, resource, namespace, name, run) VALUES (?, ?, ?, ?, ?)';
    return Number(this.query(insert).run(cluster, resource, namespace, name, this.run).lastInsertRowid);
  }

  private idOf({ cluster, resource = '', namespace, name }: StoredKey): number | undefined {
    const select = 'SELECT id FROM service WHERE cluster = ? AND resource = ? AND namespace = ? AND name = ?';
    const id = this.query(select).get(cluster, resource, namespace, name)?.['id'];
    return id === undefined ? undefined : Number(id);
  }

  private textId(text: string): number {
    if (text === '') return 0;
    const known = this.query('SELECT id FROM text WHERE text = ?').get(text)?.['id'];
    return Number(known ?? this.query('INSERT INTO text (text) VALUES (?)').run(text).lastInsertRowid);
  }

  private query(sql: string): StatementSync {
    return this.statements.query(sql);
  }
}

const UNSEEN = HISTORIC_STATES.indexOf('unseen');
/** Changes are kept for so long, then their days' sums alone. */
const KEEP_CHANGES = 90 * DAY;
const RECENT_PART = 200;
/** Services that are read in one go: what comes of them is copied to another thread. */
const MOMENT_PART = 2_000;
/** The last change of each by that time, of those that were looked at in a run that covers it. */
const KNOWN_AT = `SELECT s.cluster, s.resource, s.namespace, s.name, c.at, c.state, r.text AS reason, v.text AS version
  FROM service s
  JOIN change c ON c.service = s.id AND c.at = (SELECT max(at) FROM change WHERE service = s.id AND at <= ?)
  LEFT JOIN text r ON r.id = c.reason LEFT JOIN text v ON v.id = c.version
  WHERE s.id > ? AND s.id <= ? AND s.resource = '' AND c.state <> ?
    AND EXISTS (SELECT 1 FROM run WHERE id <= s.run AND started <= ? AND alive >= ?)`;

function keyIn({ cluster, resource, namespace, name }: Readonly<Record<string, unknown>>): StoredKey {
  const service = { cluster: String(cluster), namespace: String(namespace), name: String(name) };
  return resource === '' ? service : { ...service, resource: String(resource) };
}

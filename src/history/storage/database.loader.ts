// The history on disk: one SQLite file, written and read by one thread. Times are Unix milliseconds.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  DAY,
  type Durations,
  durationsOf,
  HISTORIC_STATES,
  type Interval,
  noDurations,
  type StateChange,
  sumDurations,
} from '../../services/result/uptime.ts';
import { FILE, MIGRATIONS, SCHEMA_VERSION } from './database-schema.ts';
import type { KeyedChange, StoredChange, StoredKey, StoredMoment, StoredRecent } from './database-messages.ts';

export interface OpenOptions {
  readonly dir: string;
  /** Milliseconds for which daily sums are kept. */
  readonly keepFor: number;
  readonly now: number;
}

export class HistoryDatabase {
  private readonly db: DatabaseSync;
  private readonly lock: DatabaseSync;
  private readonly keepFor: number;
  private readonly statements = new Map<string, StatementSync>();
  private run: number;

  private constructor(db: DatabaseSync, lock: DatabaseSync, { keepFor, now }: OpenOptions) {
    this.db = db;
    this.lock = lock;
    this.keepFor = keepFor;
    this.run = this.beginRun(now);
  }

  /** Throws a sentence for the log: another process writes there, or the file is of a newer version. */
  static open(options: OpenOptions): HistoryDatabase {
    const lock = lockOf(options.dir);
    try {
      return new HistoryDatabase(openFile(options), lock, options);
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
    this.inTransaction(() => {
      for (const change of changes) this.writeChange(change);
      this.query('UPDATE run SET alive = max(alive, ?) WHERE id = ?').run(alive, this.run);
    });
  }

  /** Unix milliseconds since which anything is known. */
  since(): number {
    return Number(this.query('SELECT min(started) AS since FROM run').get()?.['since'] ?? 0);
  }

  durations(keys: readonly StoredKey[], window: Interval): Durations {
    const ids = keys.map((key) => this.idOf(key)).filter((id) => id !== undefined);
    const unknown = { ...noDurations(), unseen: (keys.length - ids.length) * (window.to - window.from) };
    return sumDurations([unknown, ...ids.map((id) => this.durationsOf(id, window))]);
  }

  /** Oldest first, from what was so at the beginning on; times between two runs are `unseen`. */
  changes(key: StoredKey, interval: Interval): readonly StoredChange[] {
    const id = this.idOf(key);
    if (id === undefined) return [];
    const rows = this.rowsOf(id, interval);
    return withGaps(rows, this.seenBy(id, Infinity)).filter(
      ({ at }, i, all) => at < interval.to && (all[i + 1]?.at ?? Infinity) > interval.from,
    );
  }

  /** What was seen since then, a part at a time: `from` is 0, then what the part before gave as `next`. */
  recent(since: number, from: number): StoredRecent {
    const select = 'SELECT id, cluster, namespace, name FROM service WHERE id > ? ORDER BY id LIMIT ?';
    const rows = this.query(select).all(from, RECENT_PART);
    const services = rows.map((row) => ({
      ...keyIn(row),
      changes: this.changes(keyIn(row), { from: since, to: Infinity }),
    }));
    return { services, ...(rows.length === RECENT_PART && { next: Number(rows.at(-1)?.['id']) }) };
  }

  /** What was known at that time, a part at a time: `from` is 0, then what the part before gave as `next`. */
  moment(time: number, from: number): StoredMoment {
    const covering = this.query('SELECT 1 FROM run WHERE started <= ? AND alive >= ?').get(time, time);
    if (covering === undefined) return { isSeen: false, services: [] };
    const ids = this.query('SELECT id FROM service WHERE id > ? ORDER BY id LIMIT ?').all(from, MOMENT_PART);
    const last = Number(ids.at(-1)?.['id'] ?? from);
    const rows = this.query(KNOWN_AT).all(time, from, last, UNSEEN, time, time);
    const services = rows.map((row) => ({ ...keyIn(row), ...changeIn(row) }));
    return { isSeen: true, services, ...(ids.length === MOMENT_PART && { next: last }) };
  }

  /** Seconds of each state, by whole days (UTC) in the interval that were added up. */
  days(key: StoredKey, { from, to }: Interval): readonly { readonly day: number; readonly durations: Durations }[] {
    const id = this.idOf(key);
    if (id === undefined) return [];
    const rows = this.query('SELECT * FROM day WHERE service = ? AND day >= ? AND day < ? ORDER BY day');
    return rows.all(id, Math.ceil(from / DAY), Math.floor(to / DAY)).map((row) => {
      const durations = daySum(row);
      return { day: Number(row['day']), durations };
    });
  }

  /** Adds up the next days that are over, some services at a time, and forgets what is too old. Whether there is more to do. */
  maintain(now: number): boolean {
    const today = Math.floor(now / DAY);
    const { day, service } = this.progress();
    if (day >= today) return false;
    const ids = this.query('SELECT id FROM service WHERE id > ? ORDER BY id LIMIT ?').all(service, SLICE);
    this.inTransaction(() => {
      for (const { id } of ids) {
        this.sumDay(Number(id), day);
        this.forget(Number(id), day, now);
      }
      if (ids.length === SLICE) this.setProgress(day, Number(ids.at(-1)?.['id']));
      else this.setProgress(day + 1, 0);
    });
    return true;
  }

  private beginRun(now: number): number {
    const last = Number(this.query('SELECT max(alive) AS alive FROM run').get()?.['alive'] ?? 0);
    const started = Math.max(now, last);
    const run = this.query('INSERT INTO run (started, alive) VALUES (?, ?)').run(started, started);
    this.query('INSERT OR IGNORE INTO progress (id, day, service) VALUES (1, ?, 0)').run(Math.floor(started / DAY));
    return Number(run.lastInsertRowid);
  }

  private writeChange({ key, at, state, reason, version }: KeyedChange): void {
    const id = this.idOf(key) ?? this.addService(key);
    this.markSeen(id);
    const last = Number(this.query('SELECT max(at) AS at FROM change WHERE service = ?').get(id)?.['at'] ?? 0);
    this.insertChange(
      id,
      Math.max(at, last),
      HISTORIC_STATES.indexOf(state),
      this.textId(reason),
      this.textId(version),
    );
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

  private addService({ cluster, namespace, name }: StoredKey): number {
    const insert = 'INSERT INTO service (cluster, namespace, name, run) VALUES (?, ?, ?, ?)';
    return Number(this.query(insert).run(cluster, namespace, name, this.run).lastInsertRowid);
  }

  private idOf({ cluster, namespace, name }: StoredKey): number | undefined {
    const select = 'SELECT id FROM service WHERE cluster = ? AND namespace = ? AND name = ?';
    const id = this.query(select).get(cluster, namespace, name)?.['id'];
    return id === undefined ? undefined : Number(id);
  }

  private textId(text: string): number {
    if (text === '') return 0;
    const known = this.query('SELECT id FROM text WHERE text = ?').get(text)?.['id'];
    return Number(known ?? this.query('INSERT INTO text (text) VALUES (?)').run(text).lastInsertRowid);
  }

  /** Whole days out of their sums, as far as there are; the rest out of the changes. */
  private durationsOf(id: number, window: Interval): Durations {
    const { day: summed } = this.progress();
    const firstDay = Math.ceil(window.from / DAY);
    const lastDay = Math.max(firstDay, Math.min(Math.floor(window.to / DAY), summed));
    if (lastDay === firstDay) return this.counted(id, window);
    const edge = { from: window.from, to: firstDay * DAY };
    const isKept = edge.to > summed * DAY - Math.min(KEEP_CHANGES, this.keepFor);
    return sumDurations([
      isKept ? this.counted(id, edge) : shareOf(this.daySums(id, firstDay - 1, firstDay), edge),
      this.daySums(id, firstDay, lastDay),
      this.counted(id, { from: lastDay * DAY, to: window.to }),
    ]);
  }

  private counted(id: number, window: Interval): Durations {
    return durationsOf(this.rowsOf(id, window), this.seenBy(id), window);
  }

  private daySums(id: number, from: number, to: number): Durations {
    const sums = STORED.map((state) => `sum(${state}) AS ${state}`).join(', ');
    const row =
      this.query(`SELECT ${sums} FROM day WHERE service = ? AND day >= ? AND day < ?`).get(id, from, to) ?? {};
    return daySum(row, (to - from) * DAY);
  }

  private rowsOf(id: number, { from, to }: Interval): readonly StoredChange[] {
    const first = this.query('SELECT max(at) AS at FROM change WHERE service = ? AND at <= ?').get(id, from)?.['at'];
    const select = `SELECT at, state, r.text AS reason, v.text AS version FROM change
      LEFT JOIN text r ON r.id = change.reason LEFT JOIN text v ON v.id = change.version
      WHERE service = ? AND at >= ? AND at < ? ORDER BY at`;
    const rows = this.query(select).all(id, Number(first ?? from), to === Infinity ? Number.MAX_SAFE_INTEGER : to);
    return rows.map(changeIn);
  }

  /** Runs up to the one in which it was last seen. This one goes on until `end`, or as far as it was written. */
  private seenBy(id: number, end?: number): readonly Interval[] {
    const select = 'SELECT id, started, alive FROM run WHERE id <= (SELECT run FROM service WHERE id = ?) ORDER BY id';
    return this.query(select)
      .all(id)
      .map((row) => ({
        from: Number(row['started']),
        to: (row['id'] === this.run ? end : undefined) ?? Number(row['alive']),
      }));
  }

  private sumDay(id: number, day: number): void {
    const window = { from: day * DAY, to: (day + 1) * DAY };
    const durations = this.counted(id, window);
    if (durations.unseen === DAY) return;
    const insert =
      'INSERT OR REPLACE INTO day (service, day, down, degraded, stale, unknown, ok) VALUES (?, ?, ?, ?, ?, ?, ?)';
    this.query(insert).run(id, day, ...STORED.map((state) => durations[state]));
  }

  private progress(): { readonly day: number; readonly service: number } {
    const row = this.query('SELECT day, service FROM progress').get();
    return { day: Number(row?.['day'] ?? 0), service: Number(row?.['service'] ?? 0) };
  }

  private setProgress(day: number, service: number): void {
    this.query('UPDATE progress SET day = ?, service = ?').run(day, service);
  }

  /** What is too old, of changes only what is added up; the last one before the limit stays: it says what was so at the limit. */
  private forget(id: number, summed: number, now: number): void {
    const limit = Math.min(now - Math.min(KEEP_CHANGES, this.keepFor), (summed + 1) * DAY);
    const first = this.query('SELECT max(at) AS at FROM change WHERE service = ? AND at <= ?').get(id, limit)?.['at'];
    this.query('DELETE FROM change WHERE service = ? AND at < ?').run(id, Number(first ?? 0));
    this.query('DELETE FROM day WHERE service = ? AND day < ?').run(id, Math.floor((now - this.keepFor) / DAY));
    const isGone = this.query(GONE).get(id, this.run, limit) !== undefined;
    if (!isGone) return;
    this.query('DELETE FROM service WHERE id = ?').run(id);
    this.query('DELETE FROM change WHERE service = ?').run(id);
  }

  private inTransaction(work: () => void): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.db.exec('COMMIT');
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Prepared once. */
  private query(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

const UNSEEN = HISTORIC_STATES.indexOf('unseen');
const STORED = ['down', 'degraded', 'stale', 'unknown', 'ok'] as const;
/** Changes are kept for so long, then their days' sums alone. */
const KEEP_CHANGES = 90 * DAY;
const RECENT_PART = 200;
/** Services that are read in one go: what comes of them is copied to another thread. */
const MOMENT_PART = 2_000;
/** The last change of each by that time, of those that were looked at in a run that covers it. */
const KNOWN_AT = `SELECT s.cluster, s.namespace, s.name, c.at, c.state, r.text AS reason, v.text AS version
  FROM service s
  JOIN change c ON c.service = s.id AND c.at = (SELECT max(at) FROM change WHERE service = s.id AND at <= ?)
  LEFT JOIN text r ON r.id = c.reason LEFT JOIN text v ON v.id = c.version
  WHERE s.id > ? AND s.id <= ? AND c.state <> ?
    AND EXISTS (SELECT 1 FROM run WHERE id <= s.run AND started <= ? AND alive >= ?)`;
/** It was last seen in an earlier run, and nothing of it is left. */
const GONE = `SELECT 1 FROM service WHERE id = ? AND run < ? AND NOT EXISTS (SELECT 1 FROM day WHERE day.service = service.id)
  AND NOT EXISTS (SELECT 1 FROM change WHERE change.service = service.id AND at >= ?)`;
/** Services that are added up in one go: some milliseconds, in which a question waits. */
const SLICE = 100;

type Row = Readonly<Record<string, unknown>>;

function keyIn({ cluster, namespace, name }: Row): StoredKey {
  return { cluster: String(cluster), namespace: String(namespace), name: String(name) };
}

function changeIn({ at, state, reason, version }: Row): StoredChange {
  return {
    at: Number(at),
    state: HISTORIC_STATES[Number(state)] ?? 'unseen',
    reason: typeof reason === 'string' ? reason : '',
    version: typeof version === 'string' ? version : '',
  };
}

function daySum(row: Readonly<Record<string, unknown>>, total = DAY): Durations {
  const durations = noDurations();
  for (const state of STORED) durations[state] = Number(row[state] ?? 0);
  const known = STORED.reduce((sum, state) => sum + durations[state], 0);
  return { ...durations, unseen: total - known };
}

/** Of a day whose changes are gone: its states as if each were spread over it evenly. */
function shareOf(day: Durations, { from, to }: Interval): Durations {
  const share = { ...day };
  for (const state of STORED) share[state] = Math.round((day[state] * (to - from)) / DAY);
  return { ...share, unseen: to - from - STORED.reduce((sum, state) => sum + share[state], 0) };
}

/** Between two intervals in which it was looked at, nothing is known; afterwards it is as it was last seen. */
function withGaps(changes: readonly StoredChange[], seen: readonly Interval[]): readonly StoredChange[] {
  const gaps = seen
    .map(({ to }, i) => ({ from: to, to: seen[i + 1]?.from ?? Infinity }))
    .filter(({ from, to }) => from < to);
  const ends = gaps
    .filter(({ from }) => stateAt(changes, from) !== 'unseen')
    .map(({ from }) => ({ at: from, state: 'unseen' as const, reason: '', version: '' }));
  const all = [...changes, ...ends].sort((a, b) => a.at - b.at);
  return all.filter(({ state }, i) => state !== 'unseen' || all[i - 1]?.state !== 'unseen');
}

function stateAt(changes: readonly StateChange[], time: number): StateChange['state'] {
  return changes.findLast(({ at }) => at <= time)?.state ?? 'unseen';
}

function openFile({ dir, now }: OpenOptions): DatabaseSync {
  const file = join(dir, FILE);
  try {
    return prepared(file);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Set aside, never deleted: somebody may know how to read it.
    for (const ending of ['', '-wal', '-shm']) {
      if (existsSync(file + ending)) renameSync(file + ending, `${file}.damaged-${now}${ending}`);
    }
    return prepared(file);
  }
}

function prepared(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000; PRAGMA foreign_keys = OFF;',
    );
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION)
    throw new Error(
      `The history is of version ${version}, and this shield reads up to ${SCHEMA_VERSION}. Update the shield.`,
    );
  for (const statements of MIGRATIONS.slice(version)) db.exec(`BEGIN; ${statements}; COMMIT`);
  if (version < SCHEMA_VERSION) db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.prepare('SELECT count(*) FROM run').get();
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Result codes of SQLite: https://www.sqlite.org/rescode.html */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
const SQLITE_BUSY = 5;

/** Held for as long as the process lives, however it ends. */
function lockOf(dir: string): DatabaseSync {
  const file = join(dir, LOCK);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    if (code === SQLITE_BUSY) throw new Error(TAKEN, { cause: error });
    if (code !== SQLITE_NOTADB) throw error;
    rmSync(file);
    return lockOf(dir);
  }
}

const TAKEN = 'Another process writes its history there. Give each shield a folder of its own.';

const LOCK = 'history.lock';

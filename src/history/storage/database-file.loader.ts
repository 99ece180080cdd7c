// Opens the file of the history, and holds it against other processes.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { codeOf, SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_NOTADB } from './sqlite-fault.ts';
import { FILE, MIGRATIONS, SCHEMA_VERSION } from './database-schema.ts';

export interface OpenFile {
  readonly db: DatabaseSync;
  /** The name that a damaged file was given, where there was one. */
  readonly setAside?: string;
}

/** Throws a sentence for the log where it is of a newer version. `now` names a damaged file that is set aside. */
export function openFile(dir: string, now: number): OpenFile {
  const file = join(dir, FILE);
  try {
    return { db: prepared(file) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Set aside, never deleted: somebody may know how to read it.
    const setAside = `${FILE}.damaged-${now}`;
    for (const ending of ['', '-wal', '-shm']) {
      if (existsSync(file + ending)) renameSync(file + ending, join(dir, setAside + ending));
    }
    return { db: prepared(file), setAside };
  }
}

function prepared(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(
      'PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF;',
    );
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Each step with its number, so that one which was cut short is taken again. */
function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION)
    throw new Error(
      `The history is of version ${version}, and this shield reads up to ${SCHEMA_VERSION}. Update the shield.`,
    );
  for (const [i, statements] of MIGRATIONS.entries())
    if (i >= version) db.exec(`BEGIN; ${statements}; PRAGMA user_version = ${i + 1}; COMMIT`);
  db.prepare('SELECT count(*) FROM run').get();
}

function isDamage(error: unknown): boolean {
  return [SQLITE_CORRUPT, SQLITE_NOTADB].includes(codeOf(error));
}

/** Held for as long as the process lives, however it ends. Throws a sentence for the log where another has it. */
export function lockOf(dir: string): DatabaseSync {
  const file = join(dir, LOCK);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (codeOf(error) === SQLITE_BUSY) throw new Error(TAKEN, { cause: error });
    if (codeOf(error) !== SQLITE_NOTADB) throw error;
    rmSync(file);
    return lockOf(dir);
  }
}

const TAKEN = 'Another process writes its history there. Give each shield a folder of its own.';

const LOCK = 'history.lock';

// `node dist/main.js history export FILE`: a copy of the history, whole, while a shield goes on writing it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FILE } from './database-schema.ts';

/** What the command has to say, and with which code it exits. */
export interface HistoryOutcome {
  readonly exitCode: number;
  readonly out?: string;
  readonly error?: string;
}

/** `args` is what follows `history`, `dir` is HISTORY_DIR. */
export function runHistory(args: readonly string[], dir: string | undefined): HistoryOutcome {
  if (args[0] === '--help') return { exitCode: 0, out: USAGE };
  const [action, file, ...more] = args;
  if (action !== 'export' || file === undefined || more.length > 0) return { exitCode: EX_USAGE, error: USAGE };
  if (dir === undefined || !existsSync(join(dir, FILE))) return { exitCode: EX_CONFIG, error: NOTHING };
  if (existsSync(file)) return { exitCode: EX_USAGE, error: `${file} is there already. Name a file that isn't.` };
  try {
    exportTo(join(dir, FILE), file);
    return { exitCode: 0, out: `Wrote ${file}.` };
  } catch (error) {
    return { exitCode: EXIT_FAILURE, error: `${textOf(error)}. ${WRITABLE}` };
  }
}

function exportTo(from: string, to: string): void {
  const db = new DatabaseSync(from);
  try {
    db.exec('PRAGMA busy_timeout = 10000');
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const WRITABLE =
  'Name a file in a folder that is there, that may be written to, and that has as much room as history.db.';
const EXIT_FAILURE = 1;
const EX_USAGE = 64;
const EX_CONFIG = 78;
const USAGE = [
  'Usage: node dist/main.js history export FILE',
  'Writes a copy of the history in HISTORY_DIR, as one SQLite file, while the shield goes on.',
].join('\n');
const NOTHING = 'HISTORY_DIR has no history: set it to the folder in which a shield keeps one.';

// SQLite's errors as sentences for the log, each with what to do next.

/** Result codes of SQLite: https://www.sqlite.org/rescode.html */
export const SQLITE_BUSY = 5;
export const SQLITE_CORRUPT = 11;
export const SQLITE_NOTADB = 26;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;

/** 0: it isn't SQLite's. */
export function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

export function faultText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const advice = ADVICE.get(codeOf(error));
  return advice === undefined ? text : `${text}: ${advice}`;
}

const ADVICE: ReadonlyMap<number, string> = new Map([
  [SQLITE_BUSY, 'another program has the file open for writing. It is tried again.'],
  [SQLITE_READONLY, 'the shield’s user must be able to write to HISTORY_DIR and the files in it.'],
  [SQLITE_CANTOPEN, 'the shield’s user must be able to write to HISTORY_DIR and the files in it.'],
  [SQLITE_IOERR, 'the disk of HISTORY_DIR fails, is full, or doesn’t have locks (as NFS). Look at the volume.'],
  [SQLITE_FULL, 'the disk of HISTORY_DIR is full. Make room, or set a shorter HISTORY_FOR.'],
  [SQLITE_CORRUPT, 'the file is damaged. It is set aside when it is opened again.'],
  [SQLITE_NOTADB, 'the file is damaged. It is set aside when it is opened again.'],
]);

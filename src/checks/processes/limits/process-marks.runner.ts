// Finds processes by a mark in their environment, which their children inherit: what a check started in a process group
// of its own is found so.
import { readFileSync, readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** The variable that holds the mark. */
export const MARK = 'KUBE_SHIELDS_MARK';

/** Every process whose mark begins with one of these. Where there is no /proc, the process group has to do. */
export function killMarked(marks: readonly string[]): void {
  if (marks.length === 0) return;
  for (const pid of processIds()) killIfMarked(pid, marks);
}

/** The same, one process in each turn of the event loop: where there are hundreds, reading all takes tens of milliseconds. */
export async function killMarkedInTurns(marks: readonly string[]): Promise<void> {
  for (const pid of processIds()) {
    await nextTurn();
    killIfMarked(pid, marks);
  }
}

function killIfMarked(pid: number, marks: readonly string[]): void {
  const environment = environmentOf(pid);
  if (marks.some((mark) => environment.includes(`${MARK}=${mark}`))) kill(pid);
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Other users' can't be read: they are not ours. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

// The program of the guard: one process beside the shield while it runs checks. It hears of every child process on its
// standard input, and by the end of that input that the shield is gone, however it ended; then it ends them all. A
// child in an endless loop can't see by itself that nobody wants it any more.
// It also finds what a check started in a process group of its own: each child's environment holds a mark that its
// children inherit.
import { readFileSync, readdirSync } from 'node:fs';

/** Process id of each living child, with its mark. */
const wards = new Map<number, string>();
const marksToSweep = new Set<string>();
let rest = '';

// Whoever stops the shield with its whole process group must not stop this one first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) take(line);
});
process.stdin.on('close', () => {
  for (const [pid, mark] of wards) {
    marksToSweep.add(mark);
    kill(-pid);
  }
  sweep();
  process.exit();
});

/** `+ PID MARK`: a child began. `- PID`: it has ended. */
function take(line: string): void {
  const [word, id, mark = ''] = line.split(' ');
  const pid = Number(id);
  if (word === '+') wards.set(pid, mark);
  else {
    if (marksToSweep.size === 0) setTimeout(sweep, SWEEP_DELAY);
    marksToSweep.add(wards.get(pid) ?? '');
    wards.delete(pid);
  }
}

/** Milliseconds: many children that end at once are one search. */
const SWEEP_DELAY = 250;

/** Where there is no /proc, the process group has to do. */
function sweep(): void {
  const marks = [...marksToSweep].filter((mark) => mark !== '');
  marksToSweep.clear();
  if (marks.length === 0) return;
  for (const pid of processIds()) {
    const environment = environmentOf(pid);
    if (marks.some((mark) => environment.includes(`${mark}\0`))) kill(pid);
  }
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

// Loads new files, never in a process where checks run: one at a time in one process, so that it is known which one
// hangs; a file that may be at fault is loaded again in its own process.
import type { LoadOutcome, SourceFile } from '../files/check-source.ts';
import type { LoadError } from '../files/load-error.ts';
import type { CheckSession, Lost } from './check-session.runner.ts';
import type { CheckSessions } from './check-sessions.runner.ts';
import { loadOrder } from './wire/check-wire.ts';

export interface TrialOptions {
  readonly sessions: CheckSessions;
  /** Milliseconds that the load of one file may take. */
  readonly loadTimeout: number;
  /** Waits for a slot of runs alone. */
  readonly inSlot: <T>(work: () => Promise<T>) => Promise<T>;
}

type Report = (outcome: LoadOutcome) => void;

/** `report` is called for each file as soon as its outcome is known. */
export async function tryFiles(files: readonly SourceFile[], options: TrialOptions, report: Report): Promise<void> {
  const suspects: SourceFile[] = [];
  for (const group of byAllowances(files)) await tryGroup(group, options, report, suspects);
  await Promise.all(
    suspects.map(async (file) => {
      if (!options.sessions.isClosed) report(await tryAlone(file, options));
    }),
  );
}

/** Groups files by permissions, which are per process. */
function byAllowances(files: readonly SourceFile[]): readonly (readonly SourceFile[])[] {
  return [...Map.groupBy(files, ({ allow }) => allow.join()).values()];
}

async function tryGroup(
  files: readonly SourceFile[],
  options: TrialOptions,
  report: Report,
  suspects: SourceFile[],
): Promise<void> {
  let rest = files;
  while (rest.length > 0 && !options.sessions.isClosed) rest = await tryTogether(rest, options, report, suspects);
}

/** Returns the files that have to be loaded in another process: a file that fails, or leaks, ends the common load. */
async function tryTogether(
  files: readonly SourceFile[],
  { sessions, loadTimeout }: TrialOptions,
  report: Report,
  suspects: SourceFile[],
): Promise<readonly SourceFile[]> {
  const [{ allow }] = files as readonly [SourceFile];
  const session = sessions.open({ isShared: false, loadTimeout: Math.min(COMMON_LOAD_TIMEOUT, loadTimeout), allow });
  try {
    for (const [index, file] of files.entries()) {
      const end = await session.load(loadOrder(file));
      if (end.type === 'lost') {
        suspects.push(file);
        return files.slice(index + 1);
      }
      const outcome = outcomeOf(file, end);
      report(outcome);
      if (outcome.type === 'failed' || outcome.file.leaks.length > 0) return files.slice(index + 1);
    }
    return [];
  } finally {
    session.end('all is loaded');
  }
}

async function tryAlone(file: SourceFile, { sessions, loadTimeout, inSlot }: TrialOptions): Promise<LoadOutcome> {
  return inSlot(async () => {
    const session = sessions.open({ isShared: false, loadTimeout, allow: file.allow });
    const end = await session.load(loadOrder(file));
    session.end('its load has ended');
    return end.type === 'lost' ? lostOutcome(file, end) : outcomeOf(file, end);
  });
}

/** Milliseconds that the load of one file may delay the others. */
export const COMMON_LOAD_TIMEOUT = 2_000;

function outcomeOf(source: SourceFile, end: Exclude<Awaited<ReturnType<CheckSession['load']>>, Lost>): LoadOutcome {
  if (end.type === 'not-loaded') {
    return { type: 'failed', source, code: loadErrorOf(end.code), text: end.text, ...(end.at && { at: end.at }) };
  }
  const { format, js, exports, leaks, patches } = end;
  return { type: 'loaded', source, file: { ...source, format, source: js, exports, leaks: [...leaks, ...patches] } };
}

function loadErrorOf(code: string): LoadError {
  if (code === 'ERR_DECLARED_FILE') return 'invalid';
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return 'unsupported-typescript';
  return code === 'SyntaxError' || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX' ? 'syntax' : 'threw';
}

function lostOutcome(source: SourceFile, { end }: Lost): LoadOutcome {
  const text = end.output.trim() === '' ? end.why : `${end.why}\n${end.output.trim()}`;
  return { type: 'failed', source, code: end.isTimeout ? 'timed-out' : 'crashed', text };
}

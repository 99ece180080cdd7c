// Starts the processes that run checks, and ends them with all that they started. A start may fail for want of
// memory, processes or file descriptors; that is a value here, whichever way Node reports it.
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { extname, join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { permissionFlags, type Allowance } from '../files/check-allowances.ts';

export interface StartOptions {
  /** Bytes. */
  readonly heap: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Larger is less urgent: the shield itself has 0. */
  readonly niceness: number;
  /** What it prints is shown where this process prints. */
  readonly showsOutput: boolean;
  readonly allow: readonly Allowance[];
}

export interface StartedProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Both ways. */
  readonly channel: Duplex;
  readonly outputs: readonly Readable[];
}

/** Programs are beside this file or in a folder beside it, in src/ as in dist/. */
export const programPath = (name: string): string => join(import.meta.dirname, name + extname(import.meta.filename));

/** What all of the shield's own processes are started with: without the flag SIGUSR1 opens a debugger. */
export const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--disable-sigusr1'] as const;

/** Undefined where it can't be started; `failed` then says why, later in the same turn at the earliest. */
export function startProcess(options: StartOptions, failed: (why: string) => void): StartedProcess | undefined {
  const child = spawned(options, failed);
  if (child === undefined) return undefined;
  child.on('error', ({ message }) => {
    if (child.pid === undefined) failed(message);
  });
  const { pid } = child;
  // Without a process there may be no streams either.
  if (pid === undefined) return undefined;
  setNiceness(pid, options.niceness);
  preferForOomKill(pid);
  const outputs = [child.stdout, child.stderr].filter((stream) => stream !== null);
  return { pid, child, channel: child.stdio[3] as Duplex, outputs };
}

/** Node emits some errors and throws others. */
function spawned(options: StartOptions, failed: (why: string) => void): ChildProcess | undefined {
  const { heap, environment, showsOutput, allow } = options;
  const flags = [`--max-old-space-size=${Math.round(heap / MEBIBYTE)}`, ...NODE_FLAGS, ...permissionFlags(allow)];
  const output = showsOutput ? 'inherit' : 'pipe';
  try {
    return spawn(process.execPath, [...flags, programPath('child/check-child.runner')], {
      env: { ...environment, ...MORE_THREADS },
      cwd: '/',
      stdio: ['ignore', output, output, 'pipe'],
      // A process group of its own, so that all of it can be killed at once.
      detached: true,
    });
  } catch (error) {
    setImmediate(failed, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Names are looked up in threads: some that no server answers must not keep others waiting. */
const MORE_THREADS = { UV_THREADPOOL_SIZE: '32' };

const MEBIBYTE = 1024 * 1024;

/**
 * A process group of its own is a session of its own, and outside of containers Linux shares processors out by sessions
 * first: there a session's niceness is what counts. https://man7.org/linux/man-pages/man7/sched.7.html, autogroups
 */
export function setNiceness(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // It has ended already, or there is no such thing here.
  }
}

/** Where memory runs out, the kernel takes this process before the shield. */
function preferForOomKill(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
  } catch {
    // Only Linux has it.
  }
}

export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

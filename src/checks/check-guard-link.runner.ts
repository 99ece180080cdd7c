// The shield's end of the guard (check-guard.runner.ts): started with the first child process, told of each, started
// again where something ended it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { programPath } from './check-process.runner.ts';

export class CheckGuardLink {
  private guard: ChildProcess | undefined;
  private isClosed = false;
  private readonly wards = new Map<number, string>();

  /** Before any foreign code runs in it. */
  begin(pid: number, mark: string): void {
    this.wards.set(pid, mark);
    if (this.guard === undefined) this.start();
    else this.write(`+ ${pid} ${mark}\n`);
  }

  end(pid: number): void {
    if (this.wards.delete(pid)) this.write(`- ${pid}\n`);
  }

  /** Until it is gone; it has nothing left to do by then but to look around once more. */
  async close(): Promise<void> {
    this.isClosed = true;
    const { guard } = this;
    if (guard === undefined) return;
    guard.stdin?.end();
    if (guard.exitCode === null && guard.signalCode === null) await new Promise((gone) => guard.once('exit', gone));
  }

  get pid(): number | undefined {
    return this.guard?.pid;
  }

  private start(): void {
    const flags = ['--max-old-space-size=16', '--disable-warning=ExperimentalWarning'];
    const guard = spawn(process.execPath, [...flags, programPath('check-guard.runner')], {
      env: {},
      cwd: '/',
      stdio: ['pipe', 'ignore', 'ignore'],
      // Not in the shield's process group: it outlives that.
      detached: true,
    });
    this.guard = guard;
    guard.stdin.on('error', () => undefined);
    guard.on('error', () => {
      this.startAgain(guard);
    });
    guard.on('exit', () => {
      this.startAgain(guard);
    });
    for (const [pid, mark] of this.wards) this.write(`+ ${pid} ${mark}\n`);
  }

  /** Only where there is somebody to guard: else the next child starts it. */
  private startAgain(guard: ChildProcess): void {
    if (this.guard !== guard) return;
    this.guard = undefined;
    if (this.isClosed || this.wards.size === 0) return;
    setTimeout(() => {
      if (!this.isClosed && this.guard === undefined) this.start();
    }, PAUSE).unref();
  }

  private write(line: string): void {
    if (this.guard?.stdin?.writable === true) this.guard.stdin.write(line);
  }
}

/** Milliseconds: a machine that can't start processes isn't asked again and again. */
const PAUSE = 1_000;

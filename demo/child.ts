// One process of the demo: its start, its output and its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export class Child {
  readonly name: string;
  readonly pid: number | undefined;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  /** Settles with its first line of output, or with undefined where it ends without one. */
  readonly firstLine: Promise<string | undefined>;
  private readonly process: ChildProcess;
  private isStopping = false;
  private held: string[] | undefined = [];

  constructor(name: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.name = name;
    // In a process group of its own: Ctrl-C reaches the demo alone, which ends its children in order.
    const child = spawn(process.execPath, ['--import', LEASH, ...args], { env, stdio: 'pipe', detached: true });
    this.process = child;
    this.pid = child.pid;
    this.ended = this.end();
    this.firstLine = new Promise((resolve) => {
      createInterface(child.stdout)
        .once('line', resolve)
        .once('close', () => {
          resolve(undefined);
        });
    });
    for (const output of [child.stdout, child.stderr])
      output.on('data', (bytes: Buffer) => {
        this.collect(bytes.toString());
      });
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** That it ended, or will end, because it was asked to. */
  get wasStopped(): boolean {
    return this.isStopping;
  }

  /** Prints its output, what came before this call included. */
  show(): void {
    for (const text of this.held ?? []) process.stderr.write(text);
    this.held = undefined;
  }

  /** Asks it to end, kills it after a while, and waits until it has exited. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (!this.isRunning) return;
    this.kill('SIGTERM');
    const insist = setTimeout(() => {
      this.kill('SIGKILL');
    }, GRACE);
    await this.ended;
    clearTimeout(insist);
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  private collect(text: string): void {
    if (this.held === undefined) process.stderr.write(text);
    else this.held.push(text);
  }

  private async end(): Promise<string> {
    try {
      const [code, signal] = (await once(this.process, 'close')) as [number | null, string | null];
      return `${this.name} ended ${signal === null ? `with exit code ${code ?? '?'}` : `by ${signal}`}`;
    } catch (error) {
      return `${this.name} couldn't be started: ${String(error)}`;
    }
  }
}

const LEASH = new URL('./leash.ts', import.meta.url).href;

/** Milliseconds; the product takes at most 10 s to drain. */
const GRACE = 11_000;

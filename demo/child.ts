// One process of the demo: its start, its output and its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export class Child {
  readonly name: string;
  readonly pid: number | undefined;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  /** Resolves to its first line of output, or to undefined if it ends without any. */
  readonly firstLine: Promise<string | undefined>;
  private readonly process: ChildProcess;
  private isStopping = false;
  private buffered: string[] | undefined = [];

  constructor(name: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.name = name;
    // In a separate process group: Ctrl-C reaches only the demo, which ends its children in order.
    const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, ...args], {
      env,
      stdio: 'pipe',
      detached: true,
    });
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

  /** It ended, or will end, because of `stop`. */
  get wasStopped(): boolean {
    return this.isStopping;
  }

  /** Prints its output, earlier output included. */
  show(): void {
    for (const text of this.buffered ?? []) process.stderr.write(text);
    this.buffered = undefined;
  }

  /** Sends SIGTERM, after a while SIGKILL, and waits until the process has exited. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (!this.isRunning) return;
    this.kill('SIGTERM');
    const killLater = setTimeout(() => {
      this.kill('SIGKILL');
    }, GRACE);
    await this.ended;
    clearTimeout(killLater);
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  private collect(text: string): void {
    if (this.buffered === undefined) process.stderr.write(text);
    else this.buffered.push(text);
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

const EXIT_WITH_PARENT = new URL('./exit-with-parent.ts', import.meta.url).href;

/** Milliseconds; the product takes at most 10 s to drain. */
const GRACE = 11_000;

// One child process that runs checks, from the parent's side: monitored, limited, and killed with everything that it
// started.
import type { Readable } from 'node:stream';
import { MAX_LINE, parseFromChild, type FromChild, type ToChild } from './wire/check-wire.ts';
import { processorTimeOf, residentMemoryOf, waitingTimeOf } from './limits/process-usage.runner.ts';
import {
  killGroup,
  setNiceness,
  startProcess,
  type StartOptions,
  type StartedProcess,
} from './start-process.runner.ts';

export interface ProcessOptions extends StartOptions {
  /** Bytes of resident memory. */
  readonly memory: number;
  /** It runs one check, then ends. */
  readonly isShortLived: boolean;
}

export interface ProcessListener {
  onMessage(message: FromChild): void;
  /** Called once, after the last message. */
  onEnd(end: ProcessEnd): void;
}

export interface ProcessEnd {
  /** A text for the log. */
  readonly why: string;
  /** The last lines of its output. */
  readonly output: string;
}

export class CheckProcess {
  private readonly options: ProcessOptions;
  private readonly listener: ProcessListener;
  private readonly started: StartedProcess | undefined;
  private why: string | undefined;
  private output = '';
  private line = '';
  private isOver = false;
  private outputBytes = 0;
  private pongAt = performance.now();
  private processorTimeAtPong: number | undefined;
  private waitingTimeAtPong = 0;
  private isPinged = false;
  private isDemoted = false;

  constructor(options: ProcessOptions, listener: ProcessListener) {
    this.options = options;
    this.listener = listener;
    this.started = startProcess(options, (why) => {
      this.why ??= `no process could be started: ${why}`;
      this.end();
    });
    if (this.started) this.listen(this.started);
  }

  /** Undefined if it couldn't be started. */
  get pid(): number | undefined {
    return this.started?.pid;
  }

  send(message: ToChild): void {
    if (this.started?.channel.writable === true) this.started.channel.write(`${JSON.stringify(message)}\n`);
  }

  /** `why` is for the log, unless it is ending already. */
  kill(why: string): void {
    this.why ??= why;
    if (this.pid === undefined || this.isOver) return;
    killGroup(this.pid);
  }

  /** Bytes; 0 where it isn't known. */
  get memory(): number {
    return this.pid === undefined ? 0 : (residentMemoryOf(this.pid) ?? 0);
  }

  /** Milliseconds for which it got no processor so far; 0 where it isn't known. */
  get waitingTime(): number {
    return this.pid === undefined ? 0 : waitingTimeOf(this.pid);
  }

  /** Called every POLL milliseconds to enforce the limits. Returns the memory in use. */
  poll(): number {
    const { memory } = this;
    if (memory > this.options.memory) {
      this.kill(`it held ${mebibytes(memory)}; at most ${mebibytes(this.options.memory)} are allowed`);
    }
    this.demote();
    if (!this.isPinged) this.send({ type: 'ping' });
    this.isPinged = true;
    this.outputBytes = 0;
    for (const stream of this.started?.outputs ?? []) stream.resume();
    return memory;
  }

  /** CPU-heavy processes are reniced to the lowest priority. There is no way back, but these are short-lived. */
  private demote(): void {
    if (this.pid === undefined || this.isDemoted || !this.options.isShortLived) return;
    if ((processorTimeOf(this.pid) ?? 0) < CPU_HEAVY) return;
    this.isDemoted = true;
    setNiceness(this.pid, MAX_NICENESS);
  }

  /** It hasn't answered its last ping for a while, perhaps because its event loop is busy. */
  get isUnresponsive(): boolean {
    return performance.now() - this.pongAt > MAX_BLOCKED;
  }

  /** Its event loop has been blocked for too long, though it had CPU time. */
  get isBlocked(): boolean {
    const silence = performance.now() - this.pongAt;
    if (this.pid === undefined || silence < MAX_BLOCKED) return false;
    const time = processorTimeOf(this.pid);
    const before = this.processorTimeAtPong;
    const isBusy = time !== undefined && before !== undefined && time - before >= MAX_BLOCKED;
    return isBusy || silence - (this.waitingTime - this.waitingTimeAtPong) > MAX_SILENCE;
  }

  private listen({ pid, child, channel, outputs }: StartedProcess): void {
    this.processorTimeAtPong = processorTimeOf(pid);
    channel.setEncoding('utf8');
    channel.on('data', (text: string) => {
      this.take(text);
    });
    // EPIPE is expected when a child has ended.
    channel.on('error', () => undefined);
    for (const stream of outputs)
      stream.on('data', (bytes: Buffer) => {
        this.keepOutput(bytes, stream);
      });
    child.on('exit', (code, signal) => {
      this.why ??= signal === null ? `it ended with exit code ${code ?? '?'}` : `it was ended by ${signal}`;
      // Processes that it started may still run in its group.
      killGroup(pid);
      // A process in another group may keep the pipes open for ever.
      setTimeout(() => {
        this.end();
      }, LAST_OUTPUT);
    });
    child.on('close', () => {
      this.end();
    });
  }

  /** Limits the rate of output: a full pipe blocks the writer. */
  private keepOutput(bytes: Buffer, stream: Readable): void {
    this.output = (this.output + bytes.toString('utf8', Math.max(0, bytes.length - MAX_OUTPUT))).slice(-MAX_OUTPUT);
    this.outputBytes += bytes.length;
    if (this.outputBytes > MAX_OUTPUT_RATE && !this.isOver) stream.pause();
  }

  private take(text: string): void {
    const lines = text.split('\n');
    lines[0] = this.line + (lines[0] ?? '');
    this.line = lines.pop() ?? '';
    if (this.line.length > MAX_LINE) this.kill('it sent more than it may');
    for (const line of lines) this.takeLine(line);
  }

  private takeLine(line: string): void {
    const message = parseFromChild(line);
    if (message === undefined) return;
    if (message.type === 'pong' && this.pid !== undefined) {
      this.pongAt = performance.now();
      this.processorTimeAtPong = processorTimeOf(this.pid);
      this.waitingTimeAtPong = this.waitingTime;
      this.isPinged = false;
    }
    this.listener.onMessage(message);
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.started) for (const stream of [this.started.channel, ...this.started.outputs]) stream.destroy();
    this.listener.onEnd({ why: this.why ?? 'it ended', output: this.output });
  }
}

/** Milliseconds between two polls. A loop that fills Buffers allocates about 50 MB in between. */
export const POLL = 50;
/** Milliseconds of CPU time for which the event loop may be blocked. */
const MAX_BLOCKED = 800;
/** The same without CPU time, as in a sleep; what it waited for a processor is taken off. */
const MAX_SILENCE = 4_000;
/** Milliseconds after its end in which its output is still read. */
const LAST_OUTPUT = 100;
/** Milliseconds of CPU time, after which it gets this niceness. */
const CPU_HEAVY = 400;
const MAX_NICENESS = 19;
const MAX_OUTPUT = 4_000;
/** Bytes per POLL. */
const MAX_OUTPUT_RATE = 64 * 1024;

const MEBIBYTE = 1024 * 1024;

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)} MiB`;
}

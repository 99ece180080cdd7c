// One child process that runs checks, from the parent's side: started with nothing of the shield's in it, watched, and
// killed with all that it started.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { extname, join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { type FromChild, MAX_LINE, parseFromChild, type ToChild } from './check-wire.ts';

export interface ProcessLimits {
  /** Bytes. */
  readonly heap: number;
  readonly memory: number;
}

export interface ProcessOptions {
  readonly limits: ProcessLimits;
  readonly environment: Readonly<Record<string, string>>;
  /** What it prints is shown where this process prints; else the last of it is kept. */
  readonly showsOutput: boolean;
  /** It runs one check, and ends. */
  readonly isShortLived: boolean;
  /** Larger is less urgent: the shield itself has 0. */
  readonly niceness: number;
}

export interface ProcessListener {
  heard(message: FromChild): void;
  /** Once, and after the last message. */
  ended(end: ProcessEnd): void;
}

export interface ProcessEnd {
  /** In words, for the log. */
  readonly why: string;
  /** The last that it wrote to its output. */
  readonly output: string;
}

/** Programs stand beside this file, whatever it was built to. */
export const programPath = (name: string): string => join(import.meta.dirname, name + extname(import.meta.filename));

export class CheckProcess {
  readonly pid: number | undefined;
  private readonly options: ProcessOptions;
  private readonly listener: ProcessListener;
  private readonly child: ChildProcess;
  private readonly channel: Duplex;
  private why: string | undefined;
  private output = '';
  private line = '';
  private isOver = false;
  private outputBytes = 0;
  private pongAt = performance.now();
  private cpuAtPong: number | undefined;
  private isPinged = false;
  private isDemoted = false;

  constructor(options: ProcessOptions, listener: ProcessListener) {
    this.options = options;
    this.listener = listener;
    this.child = start(options);
    this.pid = this.child.pid;
    this.channel = this.child.stdio[3] as Duplex;
    this.cpuAtPong = cpuOf(this.pid);
    this.listen();
  }

  send(message: ToChild): void {
    if (this.channel.writable) this.channel.write(`${JSON.stringify(message)}\n`);
  }

  /** `why` is the log's, unless it is ending already. */
  kill(why: string): void {
    this.why ??= why;
    if (this.pid === undefined || this.isOver) return;
    killGroup(this.pid);
  }

  /** Bytes; undefined where it can't be told. */
  memory(): number | undefined {
    return this.pid === undefined ? undefined : residentOf(this.pid);
  }

  /** Called every POLL milliseconds: the limits are kept from here. Answers the memory in use. */
  poll(): number {
    const memory = this.memory() ?? 0;
    if (memory > this.options.limits.memory) {
      this.kill(`it held ${mebibytes(memory)}; at most ${mebibytes(this.options.limits.memory)} are allowed`);
    }
    this.demote();
    if (!this.isPinged) this.send({ type: 'ping' });
    this.isPinged = true;
    this.outputBytes = 0;
    for (const stream of this.outputs()) stream.resume();
    return memory;
  }

  /** Who works much, works when nobody else does. There is no way back, but these processes are short-lived. */
  private demote(): void {
    if (this.pid === undefined || this.isDemoted || !this.options.isShortLived) return;
    if ((cpuOf(this.pid) ?? 0) < MUCH_WORK) return;
    this.isDemoted = true;
    makeNice(this.pid, LEAST_URGENT);
  }

  /** It owes an answer, if only for a moment. */
  get isSilent(): boolean {
    return performance.now() - this.pongAt > MAX_BLOCKED;
  }

  /** Its event loop hasn't turned for too long, though it had the time to. */
  get isBlocked(): boolean {
    const silence = performance.now() - this.pongAt;
    if (silence < MAX_BLOCKED) return false;
    const cpu = cpuOf(this.pid);
    const isBusy = cpu !== undefined && this.cpuAtPong !== undefined && cpu - this.cpuAtPong >= MAX_BLOCKED;
    return isBusy || silence > MAX_SILENCE;
  }

  private listen(): void {
    const { child, channel } = this;
    channel.setEncoding('utf8');
    channel.on('data', (text: string) => {
      this.take(text);
    });
    // Writing to a child that has ended is no news.
    channel.on('error', () => undefined);
    for (const stream of this.outputs())
      stream.on('data', (bytes: Buffer) => {
        this.keepOutput(bytes, stream);
      });
    child.on('error', (error) => {
      this.why ??= `no process could be started: ${error.message}`;
      if (this.pid === undefined) this.end();
    });
    child.on('exit', (code, signal) => {
      this.why ??= signal === null ? `it ended with exit code ${code ?? '?'}` : `it was ended by ${signal}`;
      // What it started may live on in its group.
      if (this.pid !== undefined) killGroup(this.pid);
      // What was in a group of its own may hold the pipes open for ever.
      setTimeout(() => {
        this.end();
      }, LAST_WORDS);
    });
    child.on('close', () => {
      this.end();
    });
  }

  private outputs(): readonly Readable[] {
    return [this.child.stdout, this.child.stderr].filter((stream) => stream !== null);
  }

  /** Who writes much has to wait: a full pipe blocks the writer. */
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
    for (const line of lines) this.hear(line);
  }

  private hear(line: string): void {
    const message = parseFromChild(line);
    if (message === undefined) return;
    if (message.type === 'pong') {
      this.pongAt = performance.now();
      this.cpuAtPong = cpuOf(this.pid);
      this.isPinged = false;
    }
    this.listener.heard(message);
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const stream of [this.channel, ...this.outputs()]) stream.destroy();
    this.listener.ended({ why: this.why ?? 'it ended', output: this.output });
  }
}

/** Milliseconds between two looks. Memory grows by about 50 MB within one where Buffers are filled in a loop. */
export const POLL = 50;
/** Milliseconds of work without a turn of the event loop, in which nobody else of the process gets a turn. */
const MAX_BLOCKED = 800;
/** The same, without work: asleep, or never given the processor by a busy machine. */
const MAX_SILENCE = 4_000;
/** Milliseconds in which what it sent before its end is still read. */
const LAST_WORDS = 100;
/** Milliseconds of processor time, and the niceness after that. */
const MUCH_WORK = 400;
const LEAST_URGENT = 19;
const MAX_OUTPUT = 4_000;
/** Bytes in each POLL. */
const MAX_OUTPUT_RATE = 64 * 1024;

function start({ limits, environment, niceness, showsOutput }: ProcessOptions): ChildProcess {
  const flags = [`--max-old-space-size=${Math.round(limits.heap / MEBIBYTE)}`, '--disable-warning=ExperimentalWarning'];
  const output = showsOutput ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, [...flags, programPath('check-child.runner')], {
    env: environment,
    cwd: '/',
    stdio: ['ignore', output, output, 'pipe'],
    // A process group of its own, so that all of it can be killed at once.
    detached: true,
  });
  if (child.pid !== undefined) makeNice(child.pid, niceness);
  return child;
}

/**
 * A process group of its own is a session of its own, and outside of containers Linux shares processors out by sessions
 * first: there a session's niceness is what counts. https://man7.org/linux/man-pages/man7/sched.7.html, autogroups
 */
function makeNice(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // It has ended already, or there is no such thing here.
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

const MEBIBYTE = 1024 * 1024;

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)} MiB`;
}

/** Only Linux tells. The page size is 4 KiB on every machine that Node's images are built for, arm64 included. */
function residentOf(pid: number): number | undefined {
  const [, pages] = fileOf(`/proc/${pid}/statm`)?.split(' ') ?? [];
  return pages === undefined ? undefined : Number(pages) * 4096;
}

/** Milliseconds of processor time so far. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuOf(pid: number | undefined): number | undefined {
  const stat = pid === undefined ? undefined : fileOf(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')')).split(' ') ?? [];
  const [user, system] = [fields[12], fields[13]];
  return user === undefined || system === undefined ? undefined : (Number(user) + Number(system)) * 10;
}

function fileOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

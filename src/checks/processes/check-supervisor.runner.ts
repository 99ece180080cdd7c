// The shield's end of the host (check-host.runner.ts): starts it with the first file, and again, from the copies that
// are kept here, where it ended, stopped or doesn't respond. Every run is answered or timed out here, whatever happens
// there.
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { RunOutcome, RunRequest } from '../runs/check-run.ts';
import type { LoadOutcome, LoadedFile, SourceFile } from '../files/check-source.ts';
import type { FromHost, HostOptions, Loss, ToHost } from './wire/check-host-wire.ts';
import { killMarked } from './limits/process-marks.runner.ts';
import { NODE_FLAGS, programPath } from './start-process.runner.ts';

export interface SupervisorOptions extends HostOptions {
  /** A shared process was lost. */
  readonly onLoss: (loss: Loss) => void;
  /** The host was lost, or can't be started; it is started again. */
  readonly onHostLoss: (why: string) => void;
}

interface PendingTry {
  readonly sources: Map<string, SourceFile>;
  readonly report: (outcome: LoadOutcome) => void;
  readonly end: () => void;
}

interface PendingRun {
  readonly order: ToHost;
  readonly settle: (outcome: RunOutcome) => void;
}

export class CheckSupervisor {
  /** Child processes that run checks, the host apart. */
  processes = 0;
  private readonly options: SupervisorOptions;
  private readonly mark = `kube-shields-${randomUUID()}`;
  private host: ChildProcess | undefined;
  private missedPings = 0;
  private pinging: NodeJS.Timeout | undefined;
  private restart: NodeJS.Timeout | undefined;
  private restartDelay = MIN_RESTART_DELAY;
  private isClosed = false;
  private lastId = 0;
  private inForce = new Map<LoadedFile, number>();
  private alone: ReadonlySet<number> = new Set();
  private readonly tries = new Map<number, PendingTry>();
  private readonly runs = new Map<number, PendingRun>();

  constructor(options: SupervisorOptions) {
    this.options = options;
  }

  /** It has a process to itself. */
  runsAlone(file: LoadedFile): boolean {
    return this.alone.has(this.inForce.get(file) ?? 0);
  }

  /** Loads files that are new, never in a process where checks run. `report` is called for each as soon as it is known. */
  async tryFiles(files: readonly SourceFile[], report: (outcome: LoadOutcome) => void): Promise<void> {
    for (const batch of batchesOf(files)) await this.tryBatch(batch, report);
  }

  /** These are in force, and no others. */
  use(files: readonly LoadedFile[]): void {
    const before = this.inForce;
    this.inForce = new Map(files.map((file) => [file, before.get(file) ?? this.nextId()]));
    const dropped = [...before].filter(([file]) => !this.inForce.has(file)).map(([, id]) => id);
    if (dropped.length > 0) this.send({ type: 'use', dropped });
    for (const [file, id] of this.inForce) {
      if (!before.has(file)) this.send({ type: 'use', added: { id, file }, dropped: [] });
    }
  }

  /** The file must be in force. Settles after the timeout and the wait for its turn at the latest. */
  run({ file, ...request }: RunRequest): Promise<RunOutcome> {
    const id = this.nextId();
    return new Promise((resolve) => {
      const deadline = setTimeout(() => {
        this.giveUp(id, request.timeout);
      }, request.timeout + MAX_WAIT).unref();
      const settle = (outcome: RunOutcome): void => {
        clearTimeout(deadline);
        this.runs.delete(id);
        resolve(outcome);
      };
      const order: ToHost = { type: 'run', id, file: this.inForce.get(file) ?? 0, ...request };
      this.runs.set(id, { order, settle });
      this.send(order);
    });
  }

  /** Until none of its processes is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.restart);
    clearInterval(this.pinging);
    const host = this.host;
    if (host?.exitCode !== null || host.signalCode !== null) return;
    const gone = new Promise((resolve) => host.once('exit', resolve));
    host.send({ type: 'close' } satisfies ToHost, ignoreFailure);
    const forceKill = setTimeout(() => host.kill('SIGKILL'), CLOSE_TIMEOUT);
    await gone;
    clearTimeout(forceKill);
    killMarked([this.mark]);
  }

  private tryBatch(files: readonly SourceFile[], report: (outcome: LoadOutcome) => void): Promise<void> {
    const id = this.nextId();
    return new Promise((end) => {
      this.tries.set(id, { sources: new Map(files.map((file) => [file.file, file])), report, end });
      this.send({ type: 'try', id, files });
    });
  }

  private giveUp(id: number, timeout: number): void {
    this.runs.get(id)?.settle({ ...NOT_ANSWERED, took: timeout });
    this.send({ type: 'cancel', id });
  }

  /** Without a host nothing is sent: all that is pending goes to the next one at its start. */
  private send(order: ToHost): void {
    if (this.isClosed) return;
    if (this.host) this.host.send(order, ignoreFailure);
    else if (this.restart === undefined) this.start();
  }

  private start(): void {
    this.restart = undefined;
    const host = this.fork();
    if (host === undefined) return;
    this.host = host;
    // A host that can't be reached any more is noticed by its exit, or by its silence.
    host.on('error', ignoreFailure);
    host.on('message', (message: FromHost) => {
      if (this.host === host) this.take(message);
    });
    host.on('exit', (code, signal) => {
      this.lose(host, signal === null ? `it ended with exit code ${code ?? '?'}` : `it was ended by ${signal}`);
    });
    this.sendAll();
    this.watch(host);
  }

  /** Undefined where none could be started; another start is planned then. Node emits some errors, and throws others. */
  private fork(): ChildProcess | undefined {
    try {
      const host = fork(programPath('check-host.runner'), {
        execArgv: ['--max-old-space-size=128', ...NODE_FLAGS],
        env: {},
        cwd: '/',
        stdio: ['ignore', this.options.showsOutput === true ? 'inherit' : 'ignore', 'inherit', 'ipc'],
        // Not in the shield's process group: it outlives that, to clean up.
        detached: true,
      });
      if (host.pid !== undefined) return host;
      host.on('error', ({ message }) => {
        this.report(`no process could be started: ${message}`);
      });
    } catch (error) {
      this.report(`no process could be started: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.planRestart();
    return undefined;
  }

  private sendAll(): void {
    const { limits, environment, loadTimeout, showsOutput = false } = this.options;
    this.send({ type: 'init', options: { limits, environment, loadTimeout, showsOutput }, mark: this.mark });
    for (const [file, id] of this.inForce) this.send({ type: 'use', added: { id, file }, dropped: [] });
    for (const [id, { sources }] of this.tries) this.send({ type: 'try', id, files: [...sources.values()] });
    for (const { order } of this.runs.values()) this.send(order);
  }

  /** Pings are counted, not seconds: a shield that was suspended itself has missed none. */
  private watch(host: ChildProcess): void {
    this.missedPings = 0;
    clearInterval(this.pinging);
    this.pinging = setInterval(() => {
      if (this.missedPings >= MAX_MISSED_PINGS) {
        host.kill('SIGKILL');
        this.lose(host, `it didn’t respond for ${(MAX_MISSED_PINGS * PING_INTERVAL) / 1000} s`);
      } else {
        this.missedPings += 1;
        this.send({ type: 'ping' });
      }
    }, PING_INTERVAL).unref();
  }

  private take(message: FromHost): void {
    this.missedPings = 0;
    switch (message.type) {
      case 'tried': {
        const pending = this.tries.get(message.id);
        const source = pending?.sources.get(message.file);
        pending?.sources.delete(message.file);
        if (source) pending?.report({ ...message.outcome, source });
        break;
      }
      case 'all-tried':
        this.tries.get(message.id)?.end();
        this.tries.delete(message.id);
        break;
      case 'ended':
        if (message.outcome.type === 'answered') this.restartDelay = MIN_RESTART_DELAY;
        this.runs.get(message.id)?.settle(message.outcome);
        break;
      case 'lost':
        this.options.onLoss(message.loss);
        break;
      case 'state':
        this.processes = message.processes;
        this.alone = new Set(message.alone);
        break;
      case 'pong':
        this.restartDelay = MIN_RESTART_DELAY;
    }
  }

  /** What ran in its processes may do so still. */
  private lose(host: ChildProcess, why: string): void {
    if (this.host !== host || this.isClosed) return;
    this.host = undefined;
    this.processes = 0;
    clearInterval(this.pinging);
    killMarked([this.mark]);
    this.planRestart();
    this.report(why);
  }

  private planRestart(): void {
    this.restart = setTimeout(() => {
      this.start();
    }, this.restartDelay).unref();
    this.restartDelay = Math.min(MAX_RESTART_DELAY, 2 * this.restartDelay);
  }

  /** Runs under way have failed; loads begin again with the next host. */
  private report(why: string): void {
    this.options.onHostLoss(why);
    const outcome: RunOutcome = { type: 'failed', reason: 'error', text: `${HOST_LOST}: ${why}`, took: 0 };
    for (const { settle } of [...this.runs.values()]) settle(outcome);
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}

/** Milliseconds: a machine that can't start processes is asked less and less often, until a check or a ping is answered. */
const MIN_RESTART_DELAY = 1_000;
const MAX_RESTART_DELAY = 30_000;
/** Milliseconds. */
const PING_INTERVAL = 1_000;
const MAX_MISSED_PINGS = 10;
/** Milliseconds that the host has to end what it started. */
const CLOSE_TIMEOUT = 2_000;
/** Milliseconds that a run may wait for its turn and its file's load. */
const MAX_WAIT = 120_000;
/** Characters of the files that are sent at once: what is sent is in memory several times. */
const MAX_BATCH = 1024 * 1024;

const HOST_LOST = 'the process that starts the checks was lost';
const NOT_ANSWERED = {
  type: 'failed',
  reason: 'timed-out',
  text: 'its turn didn’t come: too many checks hang or take long. It is tried again',
} as const;

function ignoreFailure(): void {
  // Nothing else is to be done.
}

function batchesOf(files: readonly SourceFile[]): readonly (readonly SourceFile[])[] {
  const batches: SourceFile[][] = [];
  let room = 0;
  for (const file of files) {
    if (room < file.source.length) {
      batches.push([]);
      room = MAX_BATCH;
    }
    room -= file.source.length;
    batches.at(-1)?.push(file);
  }
  return batches;
}

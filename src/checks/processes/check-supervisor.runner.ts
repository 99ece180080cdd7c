// The shield's end of the host (check-host.runner.ts): started with the first file, and again where something ended it.
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { CheckPod } from '../check.ts';
import type {
  FromHost,
  HostOptions,
  LoadOutcome,
  LoadedFile,
  Loss,
  RunOutcome,
  SourceFile,
  ToHost,
} from './check-host-wire.ts';
import { programPath } from './check-process.runner.ts';
import { killMarked } from './process-marks.runner.ts';

export interface CheckHostOptions extends HostOptions {
  readonly onLoss: (loss: Loss) => void;
}

export interface RunRequest {
  readonly file: LoadedFile;
  readonly check: string;
  readonly pods: readonly CheckPod[];
  /** Milliseconds. */
  readonly timeout: number;
}

interface PendingTry {
  readonly sources: Map<string, SourceFile>;
  readonly tell: (outcome: LoadOutcome) => void;
  readonly end: () => void;
}

export class CheckHost {
  /** Child processes that run checks, the host apart. */
  processes = 0;
  private readonly options: CheckHostOptions;
  private readonly mark = `kube-shields-${randomUUID()}`;
  private host: ChildProcess | undefined;
  private isClosed = false;
  private lastId = 0;
  private inForce = new Map<LoadedFile, number>();
  private alone: ReadonlySet<number> = new Set();
  private readonly tries = new Map<number, PendingTry>();
  private readonly runs = new Map<number, (outcome: RunOutcome) => void>();

  constructor(options: CheckHostOptions) {
    this.options = options;
  }

  /** It has a process to itself. */
  runsAlone(file: LoadedFile): boolean {
    return this.alone.has(this.inForce.get(file) ?? 0);
  }

  /** Loads files that are new, none of them in a process where checks run. `tell` hears of each as soon as it is known. */
  tryFiles(files: readonly SourceFile[], tell: (outcome: LoadOutcome) => void): Promise<void> {
    const id = this.nextId();
    return new Promise((end) => {
      this.tries.set(id, { sources: new Map(files.map((file) => [file.file, file])), tell, end });
      this.send({ type: 'try', id, files });
    });
  }

  /** These are in force, and no others. */
  use(files: readonly LoadedFile[]): void {
    const before = this.inForce;
    this.inForce = new Map(files.map((file) => [file, before.get(file) ?? this.nextId()]));
    const added = [...this.inForce].filter(([file]) => !before.has(file)).map(([file, id]) => ({ id, file }));
    const dropped = [...before].filter(([file]) => !this.inForce.has(file)).map(([, id]) => id);
    if (added.length > 0 || dropped.length > 0) this.send({ type: 'use', files: added, dropped });
  }

  /** The file must be in force. Settles soon after the timeout at the latest, once the run's turn has come. */
  run({ file, ...request }: RunRequest): Promise<RunOutcome> {
    const id = this.nextId();
    return new Promise((settle) => {
      this.runs.set(id, settle);
      this.send({ type: 'run', id, file: this.inForce.get(file) ?? 0, ...request });
    });
  }

  /** Until none of its processes is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    const { host } = this;
    if (host?.exitCode !== null || host.signalCode !== null) return;
    const gone = new Promise((resolve) => host.once('exit', resolve));
    host.send({ type: 'close' } satisfies ToHost);
    const insist = setTimeout(() => host.kill('SIGKILL'), PATIENCE);
    await gone;
    clearTimeout(insist);
  }

  private send(order: ToHost): void {
    if (this.isClosed) return;
    const host = this.host ?? this.start();
    if (host.connected) host.send(order);
  }

  private start(): ChildProcess {
    const { limits, environment, loadTimeout, showsOutput = false } = this.options;
    const options = { limits, environment, loadTimeout, showsOutput };
    const host = fork(programPath('check-host.runner'), {
      execArgv: ['--max-old-space-size=128', '--disable-warning=ExperimentalWarning'],
      env: {},
      cwd: '/',
      stdio: ['ignore', showsOutput ? 'inherit' : 'ignore', 'inherit', 'ipc'],
      // Not in the shield's process group: it outlives that, to clean up.
      detached: true,
    });
    this.host = host;
    host.on('message', (message: FromHost) => {
      this.take(message);
    });
    host.on('error', () => {
      this.startAgain(host);
    });
    host.on('exit', () => {
      this.startAgain(host);
    });
    host.send({ type: 'init', options, mark: this.mark } satisfies ToHost);
    return host;
  }

  private take(message: FromHost): void {
    switch (message.type) {
      case 'tried': {
        const pending = this.tries.get(message.id);
        const source = pending?.sources.get(message.file);
        pending?.sources.delete(message.file);
        if (source) pending?.tell({ ...message.outcome, source });
        break;
      }
      case 'all-tried':
        this.tries.get(message.id)?.end();
        this.tries.delete(message.id);
        break;
      case 'ended':
        this.runs.get(message.id)?.(message.outcome);
        this.runs.delete(message.id);
        break;
      case 'lost':
        this.options.onLoss(message.loss);
        break;
      case 'state':
        this.processes = message.processes;
        this.alone = new Set(message.alone);
    }
  }

  /** What was under way has failed, or begins anew; whoever ran in its processes may still do so. */
  private startAgain(host: ChildProcess): void {
    if (this.host !== host) return;
    this.host = undefined;
    this.processes = 0;
    killMarked([this.mark]);
    for (const settle of this.runs.values()) settle(HOST_LOST);
    this.runs.clear();
    if (!this.isClosed)
      setTimeout(() => {
        this.resume();
      }, PAUSE).unref();
  }

  private resume(): void {
    if (this.isClosed || (this.inForce.size === 0 && this.tries.size === 0)) return;
    this.send({ type: 'use', files: [...this.inForce].map(([file, id]) => ({ id, file })), dropped: [] });
    for (const [id, { sources }] of this.tries) this.send({ type: 'try', id, files: [...sources.values()] });
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}

/** Milliseconds: a machine that can't start processes isn't asked again and again. */
const PAUSE = 1_000;
/** Milliseconds that the host has to end what it started. */
const PATIENCE = 2_000;
const HOST_LOST: RunOutcome = {
  type: 'failed',
  reason: 'error',
  text: 'the process that starts the checks was lost; it is started again',
  took: 0,
};

// Runs checks by way of the host process: keeps copies of what is in force and pending, and sends all of it again to a new
// host. Every run is answered or timed out here, whatever happens there.
import type { CheckOutcome, CheckRequest } from '../runs/check-run.ts';
import type { LoadOutcome, LoadedFile, SourceFile } from '../files/check-source.ts';
import type { FromHost, HostOptions, Loss, ToHost } from './wire/check-host-wire.ts';
import { HostProcess } from './host-process.runner.ts';

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
  readonly settle: (outcome: CheckOutcome) => void;
}

export class CheckSupervisor {
  /** Child processes that run checks, the host apart. */
  processes = 0;
  private readonly options: SupervisorOptions;
  private readonly host: HostProcess;
  private lastId = 0;
  private inForce = new Map<LoadedFile, number>();
  private alone: ReadonlySet<number> = new Set();
  private readonly tries = new Map<number, PendingTry>();
  private readonly runs = new Map<number, PendingRun>();

  constructor(options: SupervisorOptions) {
    this.options = options;
    this.host = new HostProcess(options, {
      onStart: () => {
        this.sendAll();
      },
      onMessage: (message) => {
        this.take(message);
      },
      onLoss: (why) => {
        this.onHostLoss(why);
      },
    });
  }

  /** It has a process to itself. */
  runsAlone(file: LoadedFile): boolean {
    return this.alone.has(this.inForce.get(file) ?? 0);
  }

  /**
   * Loads new files, never in a process where checks run. `report` is called for each as soon as its outcome is known.
   */
  async tryFiles(files: readonly SourceFile[], report: (outcome: LoadOutcome) => void): Promise<void> {
    for (const batch of batchesOf(files)) await this.tryBatch(batch, report);
  }

  /** Replaces the files in force. */
  use(files: readonly LoadedFile[]): void {
    const before = this.inForce;
    this.inForce = new Map(files.map((file) => [file, before.get(file) ?? this.nextId()]));
    const dropped = [...before].filter(([file]) => !this.inForce.has(file)).map(([, id]) => id);
    if (dropped.length > 0) this.host.send({ type: 'use', dropped });
    for (const [file, id] of this.inForce) {
      if (!before.has(file)) this.host.send({ type: 'use', added: { id, file }, dropped: [] });
    }
  }

  /** The file must be in force. Settles after the timeout and the wait for a slot at the latest. */
  run({ file, ...request }: CheckRequest): Promise<CheckOutcome> {
    const id = this.nextId();
    return new Promise((resolve) => {
      const deadline = setTimeout(() => {
        this.giveUp(id, request.timeout);
      }, request.timeout + MAX_WAIT).unref();
      const settle = (outcome: CheckOutcome): void => {
        clearTimeout(deadline);
        this.runs.delete(id);
        resolve(outcome);
      };
      const order: ToHost = { type: 'run', id, file: this.inForce.get(file) ?? 0, ...request };
      this.runs.set(id, { order, settle });
      this.host.send(order);
    });
  }

  /** Resolves once none of its processes is left. */
  close(): Promise<void> {
    return this.host.close();
  }

  private tryBatch(files: readonly SourceFile[], report: (outcome: LoadOutcome) => void): Promise<void> {
    const id = this.nextId();
    return new Promise((end) => {
      this.tries.set(id, { sources: new Map(files.map((file) => [file.file, file])), report, end });
      this.host.send({ type: 'try', id, files });
    });
  }

  private giveUp(id: number, timeout: number): void {
    this.runs.get(id)?.settle({ ...NOT_ANSWERED, took: timeout });
    this.host.send({ type: 'cancel', id });
  }

  private sendAll(): void {
    for (const [file, id] of this.inForce) this.host.send({ type: 'use', added: { id, file }, dropped: [] });
    for (const [id, { sources }] of this.tries) this.host.send({ type: 'try', id, files: [...sources.values()] });
    for (const { order } of this.runs.values()) this.host.send(order);
  }

  private take(message: FromHost): void {
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
        if (message.outcome.type === 'answered') this.host.resetBackoff();
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
        break;
    }
  }

  /** Runs in flight have failed; loads begin again with the next host. */
  private onHostLoss(why: string): void {
    this.processes = 0;
    this.options.onHostLoss(why);
    const outcome: CheckOutcome = { type: 'failed', reason: 'error', text: `${HOST_LOST}: ${why}`, took: 0 };
    for (const { settle } of [...this.runs.values()]) settle(outcome);
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}

/** Milliseconds that a run may wait for a slot and its file's load. */
const MAX_WAIT = 120_000;
/** Characters of the files that are sent at once. A message is in memory several times. */
const MAX_BATCH = 1024 * 1024;

const HOST_LOST = 'the process that starts the checks was lost';
const NOT_ANSWERED = {
  type: 'failed',
  reason: 'timed-out',
  text: 'its turn didn’t come: too many checks hang or take long. It is tried again',
} as const;

function batchesOf(files: readonly SourceFile[]): readonly (readonly SourceFile[])[] {
  const batches: SourceFile[][] = [];
  let charactersLeft = 0;
  for (const file of files) {
    if (charactersLeft < file.source.length) {
      batches.push([]);
      charactersLeft = MAX_BATCH;
    }
    charactersLeft -= file.source.length;
    batches.at(-1)?.push(file);
  }
  return batches;
}

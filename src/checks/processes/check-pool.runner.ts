// Runs checks in child processes. Files share a process while nothing is wrong with them (file-groups.ts). When a
// shared process crashes or hangs, the files that may have caused it run alone from then on, and only failures there
// count against them; the others run again, without an effect on their results. docs/design/custom-checks.md has the
// reasons.
import type { CheckOutcome, CheckRequest } from '../runs/check-run.ts';
import type { LoadOutcome, LoadedFile, SourceFile } from '../files/check-source.ts';
import type { HostOptions, Loss } from './wire/check-host-wire.ts';
import type { CheckSession, Lost, SessionEnd } from './check-session.runner.ts';
import { CheckSessions } from './check-sessions.runner.ts';
import { COMMON_LOAD_TIMEOUT, tryFiles } from './check-trials.runner.ts';
import { loadOrder, type Answered, type Failed, type RunOrder } from './wire/check-wire.ts';
import { FileGroups, type FileGroup } from './limits/file-groups.ts';
import { RunLimiter } from './limits/run-limiter.ts';

export interface PoolOptions extends HostOptions {
  /** A mark that identifies its processes. */
  readonly mark: string;
  readonly onLoss: (loss: Loss) => void;
}

export class CheckPool {
  private readonly options: PoolOptions;
  private readonly alone: RunLimiter;
  private readonly groups: FileGroups;
  private readonly sessions: CheckSessions;
  private readonly shared = new Map<FileGroup, CheckSession>();
  private runCount = 0;

  constructor(options: PoolOptions) {
    this.options = options;
    this.alone = new RunLimiter(options.limits.alone);
    this.groups = new FileGroups(options.limits);
    this.sessions = new CheckSessions(options, options.mark);
  }

  /** Number of child processes. */
  get processes(): number {
    return this.sessions.size;
  }

  runsAlone(file: LoadedFile): boolean {
    return this.groups.groupOf(file) === undefined;
  }

  /** Loads new files. `report` is called for each as soon as its outcome is known. */
  tryFiles(files: readonly SourceFile[], report: (outcome: LoadOutcome) => void): Promise<void> {
    const inSlot = <T>(work: () => Promise<T>): Promise<T> => this.inSlot(this.alone, { isRisky: true }, work);
    return tryFiles(files, { sessions: this.sessions, loadTimeout: this.options.loadTimeout, inSlot }, report);
  }

  /** Replaces the files in force. */
  use(files: readonly LoadedFile[]): void {
    for (const group of this.groups.use(files)) this.retire(group);
  }

  /** Settles soon after the timeout at the latest, once the run has a slot; `signal` cancels the wait for a slot. */
  async run(request: CheckRequest, signal: AbortSignal): Promise<CheckOutcome> {
    for (let losses = 0; losses < MAX_LOSSES && !this.sessions.isClosed; losses += 1) {
      const group = this.groups.groupOf(request.file);
      if (group === undefined) break;
      const end = await this.inSlot(group.limiter, { isRisky: false, signal }, () => this.runShared(request, group));
      // The file left the group, or is no longer in force, since the run began to wait.
      if (end === undefined) continue;
      if (end.type !== 'lost') return outcomeOf(end);
      if (end.isCulprit || !end.end.hasStarted) return lostOutcome(end);
    }
    if (this.sessions.isClosed) return failure('the shield is stopping');
    if (!this.groups.has(request.file)) return OUT_OF_FORCE;
    const isRisky = this.groups.isRisky(request.file);
    return this.inSlot(this.alone, { isRisky, signal }, () => this.runAlone(request));
  }

  /** Resolves once no process is left. */
  close(): Promise<void> {
    return this.sessions.close();
  }

  private async runShared(request: CheckRequest, group: FileGroup): Promise<Answered | Failed | Lost | undefined> {
    // An old version must not be loaded into the process of the new one, because both have the same URL.
    if (this.groups.groupOf(request.file) !== group) return undefined;
    const session = this.sessionOf(group);
    const loading = session.load(loadOrder(request.file));
    const running = session.run(this.runOrder(request));
    const load = await loading;
    if (load.type !== 'not-loaded') return running;
    // It could be loaded before, so the reason is found in a process of its own.
    void running;
    this.groups.isolate(request.file);
    return { type: 'lost', end: NOT_LOADED_AGAIN, took: 0, isCulprit: false };
  }

  private async runAlone(request: CheckRequest): Promise<CheckOutcome> {
    const { file } = request;
    const { loadTimeout } = this.options;
    if (!this.groups.has(file)) return OUT_OF_FORCE;
    const session = this.sessions.open({ isShared: false, loadTimeout, allow: file.allow });
    const load = await session.load(loadOrder(file));
    const end = load.type === 'loaded' ? await session.run(this.runOrder(request)) : load;
    session.end('its run has ended');
    if (end.type === 'not-loaded') {
      this.groups.noteRunAlone(file, 'lost');
      return failure(end.text);
    }
    if (end.type !== 'lost') {
      this.groups.noteRunAlone(file, end.leaks.length + end.patches.length > 0 ? 'leaky' : 'clean');
      return outcomeOf(end);
    }
    if (end.end.hasStarted) this.groups.noteRunAlone(file, 'lost');
    return lostOutcome(end);
  }

  private async inSlot<T>(limiter: RunLimiter, wait: SlotOptions, work: () => Promise<T>): Promise<T> {
    const slot = await limiter.acquire(wait.isRisky, wait.signal);
    if (slot === undefined) throw new Cancelled();
    const timer = setTimeout(() => {
      slot.markLong();
    }, LONG_RUN).unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      slot.release();
    }
  }

  private sessionOf(group: FileGroup): CheckSession {
    const known = this.shared.get(group);
    if (known) return known;
    const session = this.sessions.open({
      isShared: true,
      loadTimeout: Math.min(COMMON_LOAD_TIMEOUT, this.options.loadTimeout),
      allow: group.allow,
      onEnd: (end, ended) => {
        this.takeEnd(group, ended, end);
      },
      onPoll: (memory, polled) => {
        // Replaced before it reaches the limit: no single file is to blame for slow growth.
        if (memory > RETIRE_AT * this.options.limits.memory && this.shared.get(group) === polled) this.retire(group);
      },
    });
    this.shared.set(group, session);
    return session;
  }

  private retire(group: FileGroup): void {
    this.shared.get(group)?.retire();
    this.shared.delete(group);
  }

  private takeEnd(group: FileGroup, session: CheckSession, end: SessionEnd): void {
    if (this.shared.get(group) === session) this.shared.delete(group);
    if (session.isDone || !end.hasStarted) return;
    const blamed = [...group.files].filter(({ url }) => end.blamed?.has(url) ?? true);
    const { why, output } = end;
    this.options.onLoss({ why, output, files: blamed.map(({ file }) => file) });
    for (const file of blamed) this.groups.isolate(file);
  }

  private runOrder({ file, ...request }: CheckRequest): RunOrder {
    this.runCount += 1;
    return { type: 'run', run: this.runCount, url: file.url, service: file.service, ...request };
  }
}

/** A run that was cancelled while it waited for a slot. */
export class Cancelled extends Error {}

interface SlotOptions {
  readonly isRisky: boolean;
  readonly signal?: AbortSignal;
}

/** Milliseconds after which a run no longer occupies a slot. */
const LONG_RUN = 10_000;
/** Consecutive losses after which a run isn't tried in a shared process any more. */
const MAX_LOSSES = 5;
/** Fraction of the memory limit. */
const RETIRE_AT = 0.75;

const NOT_LOADED_AGAIN: SessionEnd = {
  why: 'a file was not loaded again',
  output: '',
  blamed: undefined,
  isTimeout: false,
  hasStarted: true,
};

const OUT_OF_FORCE = failure('its file was changed or removed before its turn came');

function failure(text: string): CheckOutcome {
  return { type: 'failed', reason: 'error', text, took: 0 };
}

function outcomeOf(end: Answered | Failed): CheckOutcome {
  if (end.type === 'answered') return { type: 'answered', answer: end.answer, took: end.took };
  const { reason, text, code, took } = end;
  return { type: 'failed', reason, text, ...(code !== undefined && { code }), took };
}

function lostOutcome({ end, took }: Lost): CheckOutcome {
  return { type: 'failed', reason: end.isTimeout ? 'timed-out' : 'error', text: textOf(end), took };
}

function textOf({ why, output }: SessionEnd): string {
  return output.trim() === '' ? why : `${why}\n${output.trim()}`;
}

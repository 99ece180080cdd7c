// One child process in use: loads files and runs functions in it, and determines which files may have caused its end.
import { CheckProcess, type ProcessEnd, type ProcessOptions } from './check-process.runner.ts';
import { after, afterWaiting } from './limits/deadline.runner.ts';
import { SessionLoads } from './session-loads.ts';
import type { Answered, Failed, FromChild, LoadOrder, Loaded, NotLoaded, RunOrder } from './wire/check-wire.ts';

export interface SessionEnd extends ProcessEnd {
  /** URLs of the files whose code may have caused it; undefined: any file's. */
  readonly blamed: ReadonlySet<string> | undefined;
  /** It hung. */
  readonly isTimeout: boolean;
  /** False: no process could be started, which isn't a file's fault. */
  readonly hasStarted: boolean;
}

/** The process ended before it answered. */
export interface Lost {
  readonly type: 'lost';
  readonly end: SessionEnd;
  /** Milliseconds since it began; 0 where it didn't. */
  readonly took: number;
  /** This run certainly caused it. */
  readonly isCulprit: boolean;
}

export interface SessionOptions extends ProcessOptions {
  /** Files share it: none may keep the others waiting, not even within its own timeout. */
  readonly isShared: boolean;
  /** Milliseconds that the load of one file may take. */
  readonly loadTimeout: number;
  readonly onEnd: (end: SessionEnd) => void;
}

interface SessionRun {
  readonly order: RunOrder;
  readonly settle: (end: Answered | Failed | Lost) => void;
  startedAt: number | undefined;
  cancelDeadline: () => void;
}

interface Blame {
  readonly blamed: ReadonlySet<string>;
  readonly isTimeout: boolean;
  readonly run?: number | undefined;
}

export class CheckSession {
  /** It was ended on request, so no file is to blame. */
  isDone = false;
  private readonly process: CheckProcess;
  private isOver = false;
  private readonly options: SessionOptions;
  private isRetired = false;
  private readonly runs = new Map<number, SessionRun>();
  private readonly loads: SessionLoads<Lost>;
  private blame: Blame | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.loads = new SessionLoads({
      send: (order) => {
        this.process.send(order);
      },
      onTimeout: (url) => {
        this.killAndBlame({ blamed: new Set([url]), isTimeout: true }, 'its load didn’t end in time');
      },
      lost: () => (this.isOver ? lostLoad(this.endOf(ENDED_BEFORE)) : undefined),
      after: (milliseconds, then) => afterWaiting(() => this.process.waitingTime, milliseconds, then),
    });
    this.process = new CheckProcess(options, {
      onMessage: (message) => {
        this.take(message);
      },
      onEnd: (end) => {
        this.finish(end);
      },
    });
  }

  /** Each file once, however often it is asked for. */
  load(order: LoadOrder): Promise<Loaded | NotLoaded | Lost> {
    return this.loads.load(order);
  }

  /** The file must be loaded, or its load asked for. */
  run(order: RunOrder): Promise<Answered | Failed | Lost> {
    return new Promise((settle) => {
      const run: SessionRun = { order, settle, startedAt: undefined, cancelDeadline: () => undefined };
      this.runs.set(order.run, run);
      this.process.send(order);
      if (!this.options.isShared) this.begin(run, START_SLACK);
      if (this.isOver) this.lose(run, this.endOf(ENDED_BEFORE));
    });
  }

  /** No more runs follow: it ends after the current ones. */
  retire(): void {
    this.isRetired = true;
    this.endIfUnneeded();
  }

  end(why: string): void {
    this.isDone = true;
    this.process.kill(why);
  }

  /** Called every POLL milliseconds. Returns the memory in use. */
  poll(): number {
    const memory = this.process.poll();
    const mayBlock = !this.options.isShared || this.loads.loading !== undefined;
    if (!mayBlock && this.process.isBlocked) this.process.kill('its event loop was blocked');
    return memory;
  }

  private take(message: FromChild): void {
    // Messages after a fault are not reliable.
    if (this.blame !== undefined) return;
    const patches = 'patches' in message ? message.patches : [];
    if (this.options.isShared && patches.length > 0) {
      this.killAndBlame(
        this.blameForPatch(message),
        `its code ${patches.join(', ')}, which all files of a process share`,
      );
      return;
    }
    switch (message.type) {
      case 'loading':
        this.loads.begin(message.url, this.options.loadTimeout);
        break;
      case 'loaded':
      case 'not-loaded':
        this.loads.finish(message);
        break;
      case 'started':
        this.begin(this.runs.get(message.run), 0);
        break;
      case 'answered':
      case 'failed':
        this.settle(message);
        break;
      case 'fault':
        this.killAndBlame(this.blameForFault(message), message.text);
        break;
      case 'pong':
        break;
    }
  }

  /** A run alone has its deadline from the order on, and again from its start. */
  private begin(run: SessionRun | undefined, slack: number): void {
    if (run === undefined) return;
    run.cancelDeadline();
    run.startedAt = performance.now();
    run.cancelDeadline = after(run.order.timeout + GRACE + slack, () => {
      this.overdue(run);
    });
  }

  /**
   * A run exceeded its time. It is only known to be at fault if the event loop isn't blocked; otherwise any run may be.
   */
  private overdue({ order }: SessionRun): void {
    const why = `${order.check} didn’t end within its timeout, nor when its signal aborted`;
    if (this.process.isUnresponsive) this.killAndBlame({ blamed: this.suspects(), isTimeout: true }, why);
    else this.killAndBlame({ blamed: new Set([order.url]), isTimeout: true, run: order.run }, why);
  }

  /** Loads run one at a time, so the file is known; of several runs, any may have done it. */
  private blameForPatch(message: FromChild): Blame {
    const blamed = message.type === 'loaded' ? new Set([message.url]) : this.suspects();
    return { blamed, isTimeout: false };
  }

  private blameForFault({ url, run }: { readonly url?: string; readonly run?: number }): Blame {
    return { blamed: url === undefined ? this.suspects() : new Set([url]), isTimeout: false, run };
  }

  private killAndBlame(blame: Blame, why: string): void {
    this.blame ??= blame;
    this.process.kill(why);
  }

  private suspects(): ReadonlySet<string> {
    const running = [...this.runs.values()].filter(hasStarted).map(({ order }) => order.url);
    const { loading } = this.loads;
    return new Set(loading === undefined ? running : [...running, loading]);
  }

  private settle(message: Answered | Failed): void {
    const run = this.runs.get(message.run);
    if (run === undefined) return;
    run.cancelDeadline();
    this.runs.delete(message.run);
    run.settle(message);
    this.endIfUnneeded();
  }

  private endIfUnneeded(): void {
    if (this.isRetired && this.runs.size === 0 && this.loads.isEmpty) this.end('it isn’t needed any more');
  }

  private finish(processEnd: ProcessEnd): void {
    this.isOver = true;
    this.loads.cancel();
    const end = this.endOf(processEnd);
    this.options.onEnd(end);
    this.loads.loseAll(lostLoad(end));
    for (const run of this.runs.values()) this.lose(run, end);
  }

  private endOf(processEnd: ProcessEnd): SessionEnd {
    const { blamed, isTimeout } = this.blame ?? { blamed: this.suspects(), isTimeout: false };
    const hasStarted = this.process.pid !== undefined;
    return { ...processEnd, isTimeout, hasStarted, blamed: blamed.size > 0 ? blamed : undefined };
  }

  private lose({ order, settle, startedAt, cancelDeadline }: SessionRun, end: SessionEnd): void {
    cancelDeadline();
    const took = startedAt === undefined ? 0 : performance.now() - startedAt;
    settle({ type: 'lost', end, took, isCulprit: order.run === this.blame?.run });
  }
}

/** Milliseconds that a run has to end by itself after its signal aborted. */
const GRACE = 200;
/** Milliseconds in which a process must begin a run that it was sent. */
const START_SLACK = 5_000;

const ENDED_BEFORE: ProcessEnd = { why: 'it had ended before', output: '' };

function lostLoad(end: SessionEnd): Lost {
  return { type: 'lost', end, took: 0, isCulprit: false };
}

function hasStarted({ startedAt }: SessionRun): boolean {
  return startedAt !== undefined;
}

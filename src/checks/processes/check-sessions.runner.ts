// All child processes: opens and polls them, and kills what they leave running.
import { CheckSession, type SessionEnd } from './check-session.runner.ts';
import type { HostOptions } from './wire/check-host-wire.ts';
import { POLL } from './check-process.runner.ts';
import type { Allowance } from '../files/check-allowances.ts';
import { MARK, killMarked } from './limits/process-marks.runner.ts';

export interface SessionKind {
  /** A shared process, which runs until something ends it. */
  readonly isShared: boolean;
  /** Milliseconds that the load of one file may take. */
  readonly loadTimeout: number;
  readonly allow: readonly Allowance[];
  readonly onEnd?: (end: SessionEnd, session: CheckSession) => void;
  /** Called at each poll with the process's memory in bytes. */
  readonly onPoll?: (memory: number, session: CheckSession) => void;
}

export class CheckSessions {
  private readonly options: HostOptions;
  /** A mark that identifies all of these processes. */
  private readonly mark: string;
  private readonly all = new Map<CheckSession, SessionKind>();
  private marksToSweep: string[] = [];
  private count = 0;
  private polling: NodeJS.Timeout | undefined;
  isClosed = false;

  constructor(options: HostOptions, mark: string) {
    this.options = options;
    this.mark = mark;
  }

  get size(): number {
    return this.all.size;
  }

  open(kind: SessionKind): CheckSession {
    const { limits, environment, showsOutput = false } = this.options;
    this.count += 1;
    const mark = `${this.mark}-${this.count}.`;
    const session = new CheckSession({
      ...kind,
      heap: limits.heap,
      memory: limits.memory,
      showsOutput,
      environment: { ...environment, [MARK]: mark },
      isShortLived: !kind.isShared,
      niceness: kind.isShared ? SHARED_NICENESS : ALONE_NICENESS,
      onEnd: (end) => {
        this.forget(session, mark);
        kind.onEnd?.(end, session);
      },
    });
    this.all.set(session, kind);
    this.polling ??= setInterval(() => {
      this.poll();
    }, POLL).unref();
    return session;
  }

  /** Resolves once none of them is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const session of this.all.keys()) session.end('the shield is stopping');
    while (this.all.size > 0) await new Promise((look) => setTimeout(look, 5));
    clearInterval(this.polling);
    killMarked([this.mark]);
  }

  private forget(session: CheckSession, mark: string): void {
    this.all.delete(session);
    this.sweepSoon(mark);
    if (this.all.size > 0) return;
    clearInterval(this.polling);
    this.polling = undefined;
  }

  /** One search for many processes that end at once. */
  private sweepSoon(mark: string): void {
    this.marksToSweep.push(mark);
    if (this.marksToSweep.length > 1) return;
    setTimeout(() => {
      killMarked(this.marksToSweep);
      this.marksToSweep = [];
    }, SWEEP_DELAY).unref();
  }

  private poll(): void {
    for (const [session, { onPoll }] of this.all) {
      const memory = session.poll();
      onPoll?.(memory, session);
    }
  }
}

/** Priorities: the shield first, then shared processes, then those that run one file alone. */
const SHARED_NICENESS = 1;
const ALONE_NICENESS = 4;
/** Milliseconds. */
const SWEEP_DELAY = 250;

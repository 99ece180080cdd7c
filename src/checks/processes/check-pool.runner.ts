// The child processes that run checks: who runs where, and what becomes of those whose process is lost. Files share a
// process while nothing is wrong with them. When a shared process dies or hangs, whoever may have caused it runs in a
// process of his own from then on, and only what happens there, alone, is held against him; the others run again, and
// nobody hears of it. docs/design/custom-checks.md has the reasons.
import type { CheckPod } from '../check.ts';
import type { HostOptions, LoadOutcome, LoadedFile, Loss, RunOutcome, SourceFile } from './check-host-wire.ts';
import { POLL } from './check-process.runner.ts';
import { CheckSession, type Lost, type SessionEnd } from './check-session.runner.ts';
import type { Answered, Failed, LoadOrder, RunOrder } from './check-wire.ts';
import type { LoadError } from '../load-error.ts';
import { MARK, killMarked } from './process-marks.runner.ts';
import { type Place, RunLane } from './run-limiter.ts';

export interface RunRequest {
  readonly file: LoadedFile;
  readonly check: string;
  readonly pods: readonly CheckPod[];
  /** Milliseconds. */
  readonly timeout: number;
}

export interface PoolOptions extends HostOptions {
  /** What its processes can be found by, and no other's. */
  readonly mark: string;
  readonly onLoss: (loss: Loss) => void;
}

/** How a file stands with the others. */
interface Standing {
  /** Undefined: it runs in a process of its own. */
  group: Group | undefined;
  /** Clean runs alone until it may run with others again. */
  owed: number;
  /** How often it was sent away. */
  relapses: number;
  /** Its last run alone ended in the loss of its process. */
  isHurtful: boolean;
}

interface Group {
  readonly files: Set<LoadedFile>;
  readonly lane: RunLane;
  session: CheckSession | undefined;
}

export class CheckPool {
  private readonly options: PoolOptions;
  private readonly alone: RunLane;
  private readonly groups: Group[] = [];
  private readonly standings = new Map<LoadedFile, Standing>();
  private readonly sessions = new Set<CheckSession>();
  private marksToSweep: string[] = [];
  private processCount = 0;
  private runCount = 0;
  private polling: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(options: PoolOptions) {
    this.options = options;
    this.alone = new RunLane(options.limits.alone);
  }

  /** Child processes there are now, the guard apart. */
  get processes(): number {
    return this.sessions.size;
  }

  /** The memory of all of them, in bytes. */
  get memory(): number {
    return [...this.sessions].reduce((sum, session) => sum + (session.process.memory() ?? 0), 0);
  }

  runsAlone(file: LoadedFile): boolean {
    return this.standings.get(file)?.group === undefined;
  }

  /** Loads files that are new, none of them in a process where checks run. `tell` hears of each as soon as it is known. */
  async tryFiles(files: readonly SourceFile[], tell: (outcome: LoadOutcome) => void): Promise<void> {
    const suspects: SourceFile[] = [];
    let rest = files;
    while (rest.length > 0 && !this.isClosed) rest = await this.tryTogether(rest, tell, suspects);
    await Promise.all(
      suspects.map(async (file) => {
        tell(await this.tryAlone(file));
      }),
    );
  }

  /** These are in force, and no others. */
  use(files: readonly LoadedFile[]): void {
    const wanted = new Set(files);
    for (const file of this.standings.keys()) if (!wanted.has(file)) this.drop(file);
    for (const file of files) if (!this.standings.has(file)) this.take(file);
  }

  /** The file must be in force. Settles soon after the timeout at the latest, once the run's turn has come. */
  async run(request: RunRequest): Promise<RunOutcome> {
    for (let losses = 0; losses < MAX_LOSSES && !this.isClosed; losses += 1) {
      const group = this.standings.get(request.file)?.group;
      if (group === undefined) break;
      const end = await this.runTogether(request, group);
      if (end.type !== 'lost') return outcomeOf(end);
      if (end.isCulprit) return lostOutcome(end);
    }
    if (this.isClosed) return STOPPING;
    return this.runAlone(request);
  }

  /** Until none of them is left. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const session of this.sessions) session.end('the shield is stopping');
    while (this.sessions.size > 0) await new Promise((look) => setTimeout(look, 5));
    clearInterval(this.polling);
    killMarked([this.options.mark]);
  }

  /** Answers what has to be loaded in another process. A file that leaves something behind ends the common load. */
  private async tryTogether(
    files: readonly SourceFile[],
    tell: (outcome: LoadOutcome) => void,
    suspects: SourceFile[],
  ): Promise<readonly SourceFile[]> {
    const session = this.open({ isShared: false, loadTimeout: Math.min(PATIENCE, this.options.loadTimeout) });
    try {
      for (const [index, file] of files.entries()) {
        const end = await session.load(loadOrder(file));
        if (end.type === 'lost') {
          suspects.push(file);
          return files.slice(index + 1);
        }
        const outcome = loadOutcomeOf(file, end);
        tell(outcome);
        if (outcome.type === 'failed' || outcome.file.left.length > 0) return files.slice(index + 1);
      }
      return [];
    } finally {
      session.end('all is loaded');
    }
  }

  private async tryAlone(file: SourceFile): Promise<LoadOutcome> {
    return this.inPlace(this.alone, true, async () => {
      const session = this.open({ isShared: false, loadTimeout: this.options.loadTimeout });
      const end = await session.load(loadOrder(file));
      session.end('its load has ended');
      return end.type === 'lost' ? lostLoad(file, end) : loadOutcomeOf(file, end);
    });
  }

  private async runTogether(request: RunRequest, group: Group): Promise<Answered | Failed | Lost> {
    return this.inPlace(group.lane, false, async () => {
      const session = this.sessionOf(group);
      const loading = session.load(loadOrder(request.file));
      const running = session.run(this.runOrder(request));
      const load = await loading;
      if (load.type !== 'not-loaded') return running;
      // It could be loaded before: whatever it is, it is found out alone.
      void running;
      this.sendAway(request.file);
      return { type: 'lost', end: UNLOADED, took: 0, isCulprit: false };
    });
  }

  private async runAlone(request: RunRequest): Promise<RunOutcome> {
    const standing = this.standings.get(request.file);
    return this.inPlace(this.alone, standing?.isHurtful ?? false, async () => {
      const session = this.open({ isShared: false, loadTimeout: this.options.loadTimeout });
      const load = await session.load(loadOrder(request.file));
      const end = load.type === 'loaded' ? await session.run(this.runOrder(request)) : load;
      session.end('its run has ended');
      if (standing)
        this.judge(request.file, standing, end.type === 'lost' || end.type === 'not-loaded' ? undefined : end);
      if (end.type === 'not-loaded') return { type: 'failed', reason: 'error', text: end.text, took: 0 };
      return end.type === 'lost' ? lostOutcome(end) : outcomeOf(end);
    });
  }

  /** After a run alone: enough clean ones, and it is with the others again. */
  private judge(file: LoadedFile, standing: Standing, end: Answered | Failed | undefined): void {
    standing.isHurtful = end === undefined;
    if (end === undefined || end.left.length > 0 || file.left.length > 0) return;
    standing.owed -= 1;
    if (standing.owed <= 0 && standing.group === undefined && this.standings.has(file)) this.join(file, standing);
  }

  private async inPlace<T>(lane: RunLane, isHurtful: boolean, work: () => Promise<T>): Promise<T> {
    const place: Place = await lane.enter(isHurtful);
    const timer = setTimeout(() => {
      place.outstay();
    }, LONG).unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      place.leave();
    }
  }

  private take(file: LoadedFile): void {
    const standing: Standing = { group: undefined, owed: 0, relapses: 0, isHurtful: false };
    this.standings.set(file, standing);
    if (file.left.length === 0) this.join(file, standing);
  }

  private join(file: LoadedFile, standing: Standing): void {
    standing.group = this.groups.find(({ files }) => files.size < this.options.limits.groupSize) ?? this.newGroup();
    standing.group.files.add(file);
  }

  private newGroup(): Group {
    const group = { files: new Set<LoadedFile>(), lane: new RunLane(this.options.limits.together), session: undefined };
    this.groups.push(group);
    return group;
  }

  private drop(file: LoadedFile): void {
    const group = this.standings.get(file)?.group;
    this.standings.delete(file);
    if (group === undefined) return;
    this.leave(file, group);
    this.dissolve(group);
  }

  /** Where the others have room for all that is left of it: a process costs more than a file in it. */
  private dissolve(group: Group): void {
    const others = this.groups.filter((other) => other !== group);
    const room = others.reduce((sum, { files }) => sum + this.options.limits.groupSize - files.size, 0);
    if (room < group.files.size) return;
    this.groups.splice(this.groups.indexOf(group), 1);
    for (const file of group.files) {
      const standing = this.standings.get(file);
      if (standing) this.join(file, standing);
    }
  }

  /** Its module can't be taken out of a process, so that one is replaced. */
  private leave(file: LoadedFile, group: Group): void {
    group.files.delete(file);
    group.session?.retire();
    group.session = undefined;
  }

  private sendAway(file: LoadedFile): void {
    const standing = this.standings.get(file);
    if (standing?.group === undefined) return;
    standing.group.files.delete(file);
    standing.group = undefined;
    standing.owed = 2 ** Math.min(standing.relapses, MAX_RELAPSES);
    standing.relapses += 1;
  }

  private sessionOf(group: Group): CheckSession {
    group.session ??= this.open({ isShared: true, loadTimeout: Math.min(PATIENCE, this.options.loadTimeout) }, group);
    return group.session;
  }

  private open(kind: { readonly isShared: boolean; readonly loadTimeout: number }, group?: Group): CheckSession {
    const { limits, environment, showsOutput = false } = this.options;
    this.processCount += 1;
    const mark = `${this.options.mark}-${this.processCount}.`;
    const session = new CheckSession({
      ...kind,
      limits,
      showsOutput,
      environment: { ...environment, [MARK]: mark },
      isShortLived: !kind.isShared,
      niceness: kind.isShared ? NICE : NICEST,
      onEnd: (ended, end) => {
        this.forget(ended, end, group, mark);
      },
    });
    this.sessions.add(session);
    this.polling ??= setInterval(() => {
      this.poll();
    }, POLL).unref();
    return session;
  }

  private forget(session: CheckSession, end: SessionEnd, group: Group | undefined, mark: string): void {
    this.sessions.delete(session);
    this.sweepSoon(mark);
    if (this.sessions.size === 0) {
      clearInterval(this.polling);
      this.polling = undefined;
    }
    if (group === undefined) return;
    if (group.session === session) group.session = undefined;
    // Where none could be started, nobody is to blame.
    if (!session.isDone && session.process.pid !== undefined) this.blame(group, end);
  }

  /** Many processes that end at once are one search. */
  private sweepSoon(mark: string): void {
    this.marksToSweep.push(mark);
    if (this.marksToSweep.length > 1) return;
    setTimeout(() => {
      killMarked(this.marksToSweep);
      this.marksToSweep = [];
    }, SWEEP_DELAY).unref();
  }

  private blame(group: Group, end: SessionEnd): void {
    const blamed = [...group.files].filter(({ url }) => end.blamed?.has(url) ?? true);
    const { why, output } = end;
    this.options.onLoss({ why, output, files: blamed.map(({ file }) => file) });
    for (const file of blamed) this.sendAway(file);
  }

  private poll(): void {
    for (const session of this.sessions) {
      const memory = session.poll();
      // Before it is too late: nobody has to be blamed for what adds up slowly.
      const group = this.groups.find((each) => each.session === session);
      if (group && memory > RETIRE_AT * this.options.limits.memory) {
        group.session = undefined;
        session.retire();
      }
    }
  }

  private runOrder({ file, check, pods, timeout }: RunRequest): RunOrder {
    this.runCount += 1;
    return { type: 'run', run: this.runCount, url: file.url, service: file.service, check, pods, timeout };
  }
}

/** Niceness: the shield's own work comes first, then shared processes, then those who had to leave. */
const NICE = 1;
const NICEST = 4;
/** Milliseconds that the load of a file may keep others waiting. */
const PATIENCE = 2_000;
/** Milliseconds after which a run makes room for another beside it. */
const LONG = 10_000;
/** Losses in a row after which a run isn't tried with others any more. */
const MAX_LOSSES = 5;
/** 2^6 clean runs alone are asked at most. */
const MAX_RELAPSES = 6;
/** Part of the memory limit. */
const RETIRE_AT = 0.75;
/** Milliseconds. */
const SWEEP_DELAY = 250;

const STOPPING: RunOutcome = { type: 'failed', reason: 'error', text: 'the shield is stopping', took: 0 };
const UNLOADED: SessionEnd = { why: 'a file was not loaded again', output: '', blamed: undefined, isTimeout: false };

function loadOrder({ url, format, source }: SourceFile): LoadOrder {
  return { type: 'load', url, format, source };
}

function loadOutcomeOf(source: SourceFile, end: Exclude<Awaited<ReturnType<CheckSession['load']>>, Lost>): LoadOutcome {
  if (end.type === 'not-loaded') return { type: 'failed', source, code: loadCodeOf(end.code), text: end.text };
  return {
    type: 'loaded',
    source,
    file: { ...source, format: end.format, source: end.js, exports: end.exports, left: end.left },
  };
}

function loadCodeOf(code: string): LoadError {
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return 'unsupported-typescript';
  return code === 'SyntaxError' || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX' ? 'syntax' : 'threw';
}

function lostLoad(source: SourceFile, { end }: Lost): LoadOutcome {
  return { type: 'failed', source, code: end.isTimeout ? 'timed-out' : 'crashed', text: textOf(end) };
}

function outcomeOf(end: Answered | Failed): RunOutcome {
  if (end.type === 'answered') return { type: 'answered', answer: end.answer, took: end.took };
  return { type: 'failed', reason: end.reason, text: end.text, took: end.took };
}

function lostOutcome({ end, took }: Lost): RunOutcome {
  return { type: 'failed', reason: end.isTimeout ? 'timed-out' : 'error', text: textOf(end), took };
}

function textOf({ why, output }: SessionEnd): string {
  return output.trim() === '' ? why : `${why}\n${output.trim()}`;
}

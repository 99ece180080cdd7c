// The history on disk, in a thread: writes batches, and opens the file again after the disk failed.
import type { Clock } from '../../config/clock.ts';
import { type Durations, type Interval, noDurations, sumDurations } from '../../services/result/uptime.ts';
import { DatabaseClient } from './database.client.ts';
import type {
  KeyedChange,
  Question,
  Replies,
  StoredChange,
  StoredKey,
  StoredMoment,
  StoredHistory,
} from './database-messages.ts';
import { keyAlone } from '../spans/subject-key.ts';

export interface HistoryFileOptions {
  readonly dir: string;
  /** Milliseconds. */
  readonly keepFor: number;
  readonly clock: Clock;
  readonly observer: HistoryFileObserver;
}

export interface HistoryFileObserver {
  /** It can be written. From now on everything has to be recorded again: what was meanwhile isn't known. */
  opened(opened: Replies['open']): void;
  /** It can't; it is tried again. `text` is for the log. */
  failed(text: string): void;
}

export class HistoryFile {
  private readonly options: HistoryFileOptions;
  private readonly database = new DatabaseClient();
  private isOpen = false;
  private isStopped = false;
  /** An answer takes too long, and hasn't come yet. */
  private isLate = false;
  private pending: KeyedChange[] = [];
  /** The batch that was last sent, while it is being written. */
  private writing: Promise<void> | undefined;
  private cancelFlush: () => void = () => undefined;
  private cancelRetry: () => void = () => undefined;
  private maintainedAt = -Infinity;

  constructor(options: HistoryFileOptions) {
    this.options = options;
  }

  async open(): Promise<void> {
    const { dir, keepFor, clock, observer } = this.options;
    try {
      const opened = await this.database.ask({ type: 'open', dir, keepFor, now: clock.now().wall });
      this.isOpen = true;
      this.pending = [];
      observer.opened(opened);
      this.flushLater();
    } catch (error) {
      this.fail(error);
    }
  }

  record(change: KeyedChange): void {
    if (!this.isOpen) return;
    this.pending.push(change);
    if (this.pending.length > MAX_PENDING) this.fail(new Error(TOO_SLOW));
  }

  /** What was seen since then, some services at a time, so that others have their turn. */
  async *recent(since: number): AsyncGenerator<readonly StoredHistory[]> {
    for (let from: number | undefined = 0; from !== undefined;) {
      const at: number = from;
      const part: Replies['recent'] | undefined = await this.read(() => this.ask({ type: 'recent', since, from: at }));
      yield part?.services ?? [];
      from = part?.next;
    }
  }

  /** Undefined: ask the memory. */
  async durations(keys: readonly StoredKey[], window: Interval): Promise<Durations | undefined> {
    return this.read(async () => {
      let sum: Durations = noDurations();
      // In pieces, so that other questions have their turn.
      for (let from = 0; from < keys.length; from += PIECE) {
        const piece = keys.slice(from, from + PIECE).map(keyAlone);
        sum = sumDurations([sum, await this.ask({ type: 'durations', keys: piece, window })]);
      }
      return sum;
    });
  }

  /** Undefined: ask the memory. */
  async changes(key: StoredKey, interval: Interval): Promise<Replies['changes'] | undefined> {
    return this.read(() => this.ask({ type: 'changes', key: keyAlone(key), interval }));
  }

  /** Everything that was known at that time; undefined: ask the memory. */
  async moment(time: number): Promise<Omit<StoredMoment, 'next'> | undefined> {
    return this.read(async () => {
      // Until when a shield was looking is written first, as the answer depends on it.
      void this.flush();
      const services: (StoredKey & StoredChange)[] = [];
      let part = await this.ask({ type: 'moment', time, from: 0 });
      const { isSeen } = part;
      services.push(...part.services);
      while (part.next !== undefined) {
        part = await this.ask({ type: 'moment', time, from: part.next });
        services.push(...part.services);
      }
      return { isSeen, services };
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancelFlush();
    this.cancelRetry();
    await this.inTime(this.close()).catch(() => undefined);
  }

  private async close(): Promise<void> {
    if (this.isOpen) await this.flush();
    await this.database.ask({ type: 'close' }).catch(() => undefined);
    await this.database.stop();
  }

  /** What is pending goes first: the thread answers in order. Undefined where the disk can't answer, or takes too long to. */
  private async read<T>(answer: () => Promise<T>): Promise<T | undefined> {
    if (!this.canAnswer()) return undefined;
    try {
      const written = this.pending.length > 0 ? this.inTime(this.flush()) : undefined;
      const [answered] = await Promise.all([answer(), written]);
      return this.canAnswer() ? answered : undefined;
    } catch (error) {
      // A slow one is still being written to: nothing is lost.
      if (!(error instanceof TooLate)) this.fail(error);
      return undefined;
    }
  }

  private canAnswer(): boolean {
    return this.isOpen && !this.isLate;
  }

  private ask<T extends Question['type']>(question: Extract<Question, { readonly type: T }>): Promise<Replies[T]> {
    return this.inTime(this.database.ask(question));
  }

  private async inTime<T>(work: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const cancel = this.options.clock.after(ANSWER_TIMEOUT, () => {
      this.waitFor(work);
      late.reject(new TooLate('The disk takes too long.'));
    });
    return Promise.race([work, late.promise]).finally(cancel);
  }

  /** Until the thread goes on, nothing more is asked of it: others need not wait as long. */
  private waitFor(work: Promise<unknown>): void {
    this.isLate = true;
    const goOn = (): void => {
      this.isLate = false;
    };
    work.then(goOn, goOn);
  }

  private flushLater(): void {
    this.cancelFlush();
    this.cancelFlush = this.options.clock.after(FLUSH, () => {
      // A disk that takes long is not asked again meanwhile.
      if (this.writing === undefined) void this.flush().then(() => this.maintain());
      this.flushLater();
    });
  }

  private async flush(): Promise<void> {
    const changes = this.pending;
    this.pending = [];
    const writing = this.write(changes);
    this.writing = writing;
    await writing;
    if (this.writing === writing) this.writing = undefined;
  }

  private async write(changes: readonly KeyedChange[]): Promise<void> {
    try {
      await this.database.ask({ type: 'write', changes, alive: this.options.clock.now().wall });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Some days' sums, and then others have their turn. */
  private async maintain(): Promise<void> {
    const now = this.options.clock.now();
    if (!this.isOpen || now.monotonic - this.maintainedAt < MAINTAIN) return;
    try {
      const isMore = await this.database.ask({ type: 'maintain', now: now.wall });
      if (!isMore) this.maintainedAt = now.monotonic;
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.isOpen = false;
    this.pending = [];
    this.cancelFlush();
    this.options.observer.failed(error instanceof Error ? error.message : String(error));
    this.cancelRetry();
    if (this.isStopped) return;
    this.cancelRetry = this.options.clock.after(RETRY, () => {
      void this.open();
    });
  }
}

class TooLate extends Error {}

/** Milliseconds: what a process that is killed loses at most, and a little more. */
const FLUSH = 1_000;
const RETRY = 30_000;
/** A disk that stalls may take minutes: neither a question nor a shutdown waits for it. */
const ANSWER_TIMEOUT = 5_000;
const MAINTAIN = 60_000;
/** Changes. */
const MAX_PENDING = 100_000;
/** Services that are asked about at once: 2 ms of its thread, for which another question waits. */
const PIECE = 25;
const TOO_SLOW = 'The disk takes the history more slowly than things change.';

// The loads of files in one child process: each file once, one after the other in the child, each within its time.
import type { LoadOrder, Loaded, NotLoaded } from './wire/check-wire.ts';

export interface LoadListener<Lost> {
  send(order: LoadOrder): void;
  /** The load of that file didn't end in time. */
  onTimeout(url: string): void;
  /** Undefined while the process runs. */
  lost(): Lost | undefined;
  /** Calls `then` after so many milliseconds, without those for which the process got no processor; returns how to cancel. */
  after(milliseconds: number, then: () => void): () => void;
}

export class SessionLoads<Lost> {
  /** The address of the file whose load is going on. */
  loading: string | undefined;
  private readonly listener: LoadListener<Lost>;
  private readonly pending = new Map<string, (end: Loaded | NotLoaded | Lost) => void>();
  private readonly loads = new Map<string, Promise<Loaded | NotLoaded | Lost>>();
  private cancelDeadline: () => void = () => undefined;

  constructor(listener: LoadListener<Lost>) {
    this.listener = listener;
  }

  get isEmpty(): boolean {
    return this.pending.size === 0;
  }

  /** However often a file is asked for, it is loaded once. */
  load(order: LoadOrder): Promise<Loaded | NotLoaded | Lost> {
    const known = this.loads.get(order.url);
    if (known) return known;
    const load = new Promise<Loaded | NotLoaded | Lost>((settle) => {
      const lost = this.listener.lost();
      if (lost !== undefined) {
        settle(lost);
        return;
      }
      this.pending.set(order.url, settle);
      this.listener.send(order);
      if (this.pending.size === 1) this.begin(order.url, START_TIMEOUT);
    });
    this.loads.set(order.url, load);
    return load;
  }

  /** A load's time begins when its code does: a busy machine takes long to start a process. */
  begin(url: string, timeout: number): void {
    this.cancelDeadline();
    this.loading = url;
    this.cancelDeadline = this.listener.after(timeout, () => {
      this.listener.onTimeout(url);
    });
  }

  finish(message: Loaded | NotLoaded): void {
    this.loading = undefined;
    this.cancelDeadline();
    this.pending.get(message.url)?.(message);
    this.pending.delete(message.url);
  }

  cancel(): void {
    this.cancelDeadline();
  }

  /** The process has ended before them. */
  loseAll(lost: Lost): void {
    for (const settle of this.pending.values()) settle(lost);
  }
}

/** Milliseconds in which a process must start, and begin what it was sent. */
const START_TIMEOUT = 30_000;

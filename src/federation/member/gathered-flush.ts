// When changes are sent to hubs: a single one almost at once, frequent ones gathered, many at once in slices.
import type { Clock } from '../../config/clock.ts';

export interface GatheredFlushParts {
  readonly clock: Clock;
  readonly inNextTurn: (then: () => void) => void;
  /** Sends a slice of what changed. Returns whether that was all of it. */
  readonly flush: () => boolean;
}

export class GatheredFlush {
  private cancel: (() => void) | undefined;
  /** Monotonic milliseconds. */
  private flushedAt = -Infinity;
  private isStopped = false;

  constructor(private readonly parts: GatheredFlushParts) {}

  /** Something changed. */
  request(): void {
    this.cancel ??= this.parts.clock.after(this.untilFlush(), () => {
      this.flushedAt = this.parts.clock.now().monotonic;
      this.flushSlice();
    });
  }

  stop(): void {
    this.isStopped = true;
    this.cancel?.();
  }

  /** What changes between two slices is sent with them. */
  private readonly flushSlice = (): void => {
    if (this.isStopped) return;
    if (this.parts.flush()) this.cancel = undefined;
    else this.parts.inNextTurn(this.flushSlice);
  };

  private untilFlush(): number {
    return Math.max(MIN_GATHER, this.flushedAt + GATHER - this.parts.clock.now().monotonic);
  }
}

/** Milliseconds between two flushes: hubs get at most twenty messages a second, unless there are many changes. */
const GATHER = 50;
/** Milliseconds: all changes of one event in the cluster are sent together. */
const MIN_GATHER = 5;

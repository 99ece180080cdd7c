// Schedules checks: each when it is due, never twice at the same time, and none before the first list of pods is
// complete.
import type { Clock } from '../../config/clock.ts';

export class CheckScheduler<T> {
  private readonly clock: Clock;
  private readonly start: (check: T) => void;
  /** Checks that aren't running, with the monotonic time at which they are due. */
  private readonly waiting = new Map<T, number>();
  private cancelNext: () => void = () => undefined;
  private isOpen = false;

  /** `start` is called when a check is due; call `set` to schedule it again. */
  constructor(clock: Clock, start: (check: T) => void) {
    this.clock = clock;
    this.start = start;
  }

  /** From now on, due checks are started. */
  open(): void {
    this.isOpen = true;
    this.startDue();
  }

  close(): void {
    this.isOpen = false;
    this.cancelNext();
  }

  /** Monotonic milliseconds. A check that is due is started at once. */
  set(check: T, dueAt: number): void {
    if (this.isOpen && dueAt <= this.clock.now().monotonic) {
      this.start(check);
      return;
    }
    this.waiting.set(check, dueAt);
    this.scheduleNext();
  }

  delete(check: T): void {
    this.waiting.delete(check);
  }

  private startDue(): void {
    const { monotonic } = this.clock.now();
    const due = [...this.waiting].filter(([, dueAt]) => dueAt <= monotonic);
    for (const [check] of due) {
      this.waiting.delete(check);
      this.start(check);
    }
    this.scheduleNext();
  }

  private scheduleNext(): void {
    this.cancelNext();
    if (!this.isOpen || this.waiting.size === 0) return;
    let next = Infinity;
    for (const dueAt of this.waiting.values()) next = Math.min(next, dueAt);
    this.cancelNext = this.clock.after(Math.max(MIN_PAUSE, next - this.clock.now().monotonic), () => {
      this.startDue();
    });
  }
}

/** Milliseconds between two scans of the checks. */
const MIN_PAUSE = 10;

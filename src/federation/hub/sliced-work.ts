// What the events of one stream cause, in order: one slice in each turn of the event loop, so that other requests and
// peers are served in between, and no more than the budget allows.
import type { WorkBudget } from './work-budget.ts';

/** Each step is a slice. */
export type Work = () => Iterable<void>;

export interface WorkObserver {
  inNextTurn(then: () => void): void;
  /** The budget is used up for so many milliseconds: `start` is to be called then. */
  exhausted(ms: number): void;
  /** Nothing waits any more. */
  finished(): void;
}

export class SlicedWork {
  private readonly waiting: Work[] = [];
  private current: Iterator<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly budget: WorkBudget,
    private readonly observer: WorkObserver,
  ) {}

  get isFinished(): boolean {
    return this.current === undefined && this.waiting.length === 0;
  }

  add(work: Work): void {
    this.waiting.push(work);
  }

  /** The first slice at once, the others in turns of their own. */
  readonly start = (): void => {
    if (this.isStopped) return;
    const pause = this.budget.spend(() => {
      this.takeSlice();
    });
    if (pause > 0) this.observer.exhausted(pause);
    else if (this.isFinished) this.observer.finished();
    else this.observer.inNextTurn(this.start);
  };

  stop(): void {
    this.isStopped = true;
    this.waiting.length = 0;
    this.current = undefined;
  }

  private takeSlice(): void {
    const slices = this.current ?? this.waiting.shift()?.()[Symbol.iterator]();
    this.current = slices;
    // It may have been stopped by what it did.
    if (slices?.next().done === true) this.current = undefined;
  }
}

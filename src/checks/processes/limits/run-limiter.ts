// How many runs there are at once, and which is next: first come, first served, but runs that are known to lose their
// process never take all slots, and a run that takes long doesn't use one up any more.

export interface RunLimits {
  /** Slots; long runs don't count. */
  readonly max: number;
  /** All that run at once, however long they have been at it. */
  readonly maxInAll: number;
  /** Slots that risky runs may have. */
  readonly maxRisky: number;
}

export interface Slot {
  /** The run takes long: another may have a slot beside it. */
  markLong(): void;
  release(): void;
}

interface LimitedRun {
  /** Its last run lost its process. */
  readonly isRisky: boolean;
  isLong: boolean;
}

interface WaitingRun extends LimitedRun {
  readonly begin: (slot: Slot) => void;
}

export class RunLimiter {
  private readonly limits: RunLimits;
  private readonly active = new Set<LimitedRun>();
  private readonly queue: WaitingRun[] = [];

  constructor(limits: RunLimits) {
    this.limits = limits;
  }

  get running(): number {
    return this.active.size;
  }

  /** Undefined where `signal` aborted before its turn came. */
  acquire(isRisky: boolean, signal?: AbortSignal): Promise<Slot | undefined> {
    return new Promise((settle) => {
      if (signal?.aborted === true) {
        settle(undefined);
        return;
      }
      const waiting: WaitingRun = { isRisky, isLong: false, begin: settle };
      signal?.addEventListener('abort', () => {
        if (this.withdraw(waiting)) settle(undefined);
      });
      this.queue.push(waiting);
      this.admit();
    });
  }

  private withdraw(waiting: WaitingRun): boolean {
    const index = this.queue.indexOf(waiting);
    if (index === -1) return false;
    this.queue.splice(index, 1);
    return true;
  }

  private admit(): void {
    for (let next = this.takeNext(); next !== undefined; next = this.takeNext()) {
      const run = next;
      this.active.add(run);
      run.begin({
        markLong: () => {
          run.isLong = true;
          this.admit();
        },
        release: () => {
          this.active.delete(run);
          this.admit();
        },
      });
    }
  }

  private takeNext(): WaitingRun | undefined {
    const brief = [...this.active].filter(({ isLong }) => !isLong);
    if (brief.length >= this.limits.max || this.active.size >= this.limits.maxInAll) return undefined;
    const risky = brief.filter(({ isRisky }) => isRisky).length;
    const index = this.queue.findIndex((waiting) => !waiting.isRisky || risky < this.limits.maxRisky);
    return index === -1 ? undefined : this.queue.splice(index, 1)[0];
  }
}

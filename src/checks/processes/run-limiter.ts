// How many runs there are at once, and who is next: first come, first served, but those who are known to hurt never
// hold all places, and who stays long makes room for others.

export interface LaneLimits {
  /** Places; those held for long don't count. */
  readonly most: number;
  /** All that run at once, however long they have been at it. */
  readonly mostInAll: number;
  /** Places that those who are known to hurt may hold. */
  readonly mostHurtful: number;
}

export interface Place {
  /** It is held for long: somebody else may have one beside it. */
  outstay(): void;
  leave(): void;
}

interface Holder {
  readonly isHurtful: boolean;
  isLong: boolean;
}

interface Waiting extends Holder {
  readonly begin: (place: Place) => void;
}

export class RunLane {
  private readonly limits: LaneLimits;
  private readonly holders = new Set<Holder>();
  private readonly queue: Waiting[] = [];

  constructor(limits: LaneLimits) {
    this.limits = limits;
  }

  get running(): number {
    return this.holders.size;
  }

  enter(isHurtful: boolean): Promise<Place> {
    return new Promise((begin) => {
      this.queue.push({ isHurtful, isLong: false, begin });
      this.admit();
    });
  }

  private admit(): void {
    for (let next = this.takeNext(); next !== undefined; next = this.takeNext()) {
      const holder = next;
      this.holders.add(holder);
      holder.begin({
        outstay: () => {
          holder.isLong = true;
          this.admit();
        },
        leave: () => {
          this.holders.delete(holder);
          this.admit();
        },
      });
    }
  }

  private takeNext(): Waiting | undefined {
    const brief = [...this.holders].filter(({ isLong }) => !isLong);
    if (brief.length >= this.limits.most || this.holders.size >= this.limits.mostInAll) return undefined;
    const hurtful = brief.filter(({ isHurtful }) => isHurtful).length;
    const index = this.queue.findIndex((waiting) => !waiting.isHurtful || hurtful < this.limits.mostHurtful);
    return index === -1 ? undefined : this.queue.splice(index, 1)[0];
  }
}

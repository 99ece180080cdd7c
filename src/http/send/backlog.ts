// Memory that readers and askers make the server keep, all of them together: past a bound those that hold the most are
// cut.

export interface Holder {
  destroy(): unknown;
}

export class Backlog<T extends Holder> {
  private holders = new Set<T>();
  /** An upper bound: what was released meanwhile is noticed only when it is counted again. */
  private sum = 0;

  constructor(
    private readonly max: number,
    private readonly sizeOf: (holder: T) => number,
  ) {}

  /** The holder keeps so much more. Answers whether it was too much. */
  add(holder: T, size: number): boolean {
    this.holders.add(holder);
    this.sum += size;
    return this.sum > this.max && this.relieve();
  }

  /** It is gone, with all that it kept. */
  forget(holder: T): void {
    this.holders.delete(holder);
  }

  /** Cuts until half of the room is free, so that the holders aren't counted again at once. */
  private relieve(): boolean {
    const sized = [...this.holders].map((holder) => ({ holder, size: this.sizeOf(holder) }));
    const holding = sized.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size);
    this.holders = new Set(holding.map(({ holder }) => holder));
    this.sum = holding.reduce((sum, { size }) => sum + size, 0);
    if (this.sum <= this.max) return false;
    for (const { holder, size } of holding) {
      if (this.sum <= this.max / 2) break;
      this.sum -= size;
      this.holders.delete(holder);
      holder.destroy();
    }
    return true;
  }
}

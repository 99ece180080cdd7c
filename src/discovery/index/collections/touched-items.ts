// Items that changed since they were taken last, each once. Most events change one: it needs no set.

export class TouchedItems<T> {
  private only: T | undefined;
  /** Several, that one included. */
  private several: Set<T> | undefined;

  add(item: T): void {
    if (this.several !== undefined) this.several.add(item);
    else if (this.only === undefined) this.only = item;
    else if (this.only !== item) this.several = new Set([this.only, item]);
  }

  /** In the order in which they were touched first. */
  take(): Iterable<T> {
    const { only, several } = this;
    if (only === undefined) return NONE;
    this.only = undefined;
    this.several = undefined;
    return several ?? [only];
  }
}

const NONE: readonly never[] = [];

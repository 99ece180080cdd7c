// Keys of what changed, each once, in the order in which they came, to be taken a few at a time.
//
// Nothing is deleted from a map here. After some deletions V8 moves a map's entries to another table, and a table that has
// become old keeps those that follow it, with all that was in them, until the whole heap is collected.

export class KeyQueue<T> {
  private added = new Map<string, T>();
  /** Those whose turn it is; undefined: taken. */
  private taking = new Map<string, T | undefined>();
  private entries = this.taking.entries();
  /** How many of them are left. */
  private left = 0;

  get isEmpty(): boolean {
    return this.left === 0 && this.added.size === 0;
  }

  /** A key that waits keeps its place. */
  add(key: string, value: T): void {
    if (this.left > 0 && this.taking.get(key) !== undefined) this.taking.set(key, value);
    else this.added.set(key, value);
  }

  /** At most so many, which don't come again. */
  *take(count: number): Generator<readonly [string, T]> {
    for (let more = count; more > 0 && !this.isEmpty; more -= 1) yield this.first();
  }

  clear(): void {
    if (this.isEmpty) return;
    this.added = new Map();
    this.startTaking(new Map());
  }

  private first(): readonly [string, T] {
    if (this.left === 0) {
      const { added } = this;
      this.added = new Map();
      this.startTaking(added);
    }
    const [key, value] = this.entries.next().value as [string, T];
    this.taking.set(key, undefined);
    this.left -= 1;
    return [key, value];
  }

  private startTaking(keys: Map<string, T | undefined>): void {
    this.taking = keys;
    this.entries = keys.entries();
    this.left = keys.size;
  }
}

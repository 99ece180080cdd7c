// A shared limit for memory that slow readers make the server hold: above it, the readers with the most are cut.

export interface Destroyable {
  destroy(): unknown;
}

export class Backlog<T extends Destroyable> {
  private readers = new Set<T>();
  /** An upper bound: released memory is subtracted only when the readers are counted again. */
  private sum = 0;

  constructor(
    private readonly max: number,
    private readonly sizeOf: (reader: T) => number,
  ) {}

  /** The reader holds `size` more. Returns whether readers were cut. */
  add(reader: T, size: number): boolean {
    this.readers.add(reader);
    this.sum += size;
    return this.sum > this.max && this.cutLargest();
  }

  /** The reader is gone, and what it held is free. */
  forget(reader: T): void {
    this.readers.delete(reader);
  }

  /** Cuts down to half of the limit, so that the readers aren't counted again at once. */
  private cutLargest(): boolean {
    const sized = [...this.readers].map((reader) => ({ reader, size: this.sizeOf(reader) }));
    const withBytes = sized.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size);
    this.readers = new Set(withBytes.map(({ reader }) => reader));
    this.sum = withBytes.reduce((sum, { size }) => sum + size, 0);
    if (this.sum <= this.max) return false;
    for (const { reader, size } of withBytes) {
      if (this.sum <= this.max / 2) break;
      this.sum -= size;
      this.readers.delete(reader);
      reader.destroy();
    }
    return true;
  }
}

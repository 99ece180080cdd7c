// What readers leave lying, all of them together: past a bound whoever leaves the most is cut.

/** What is needed of a socket or a response. */
export interface Reader {
  /** Of what was written, that which isn't taken yet; in bytes or characters, whichever it was written in. */
  readonly writableLength: number;
  destroy(): unknown;
}

export class Unread {
  private readers = new Set<Reader>();
  /** At most so much, as who has read meanwhile isn't asked. */
  private sum = 0;

  /** `most` in bytes. */
  constructor(private readonly most: number) {}

  /** So much more was written for that reader. */
  wrote(reader: Reader, size: number): void {
    this.readers.add(reader);
    this.sum += size;
    if (this.sum > this.most) this.relieve();
  }

  /** It is gone, and what was written for it too. */
  forget(reader: Reader): void {
    this.readers.delete(reader);
  }

  /** Cuts until there is room for long enough that nobody has to be asked again at once. */
  private relieve(): void {
    const readers = [...this.readers].filter(({ writableLength }) => writableLength > 0);
    this.readers = new Set(readers);
    this.sum = readers.reduce((sum, { writableLength }) => sum + writableLength, 0);
    if (this.sum <= this.most) return;
    readers.sort((a, b) => b.writableLength - a.writableLength);
    for (const reader of readers) {
      if (this.sum <= this.most / 2) return;
      this.sum -= reader.writableLength;
      this.readers.delete(reader);
      reader.destroy();
    }
  }
}

// A numbered history of recent changes, so that a reader that reconnects can resume where it was. Used for hubs and
// open pages.

/** `EPOCH.SEQ`, where SEQ grows by one with each change. */
export interface Position {
  /** Random for each process: sequence numbers of another process don't apply. */
  readonly epoch: string;
  readonly sequence: number;
}

export function parsePosition(text: string): Position | undefined {
  const [, epoch, sequence] = /^([A-Za-z0-9-]{1,64})\.(\d{1,15})$/.exec(text) ?? [];
  return epoch === undefined ? undefined : { epoch, sequence: Number(sequence) };
}

export function positionText({ epoch, sequence }: Position): string {
  return `${epoch}.${sequence}`;
}

export class ChangeHistory<T> {
  /** The number of the last change. */
  sequence = 0;
  private items: T[] = [];
  private size = 0;

  /** Keeps changes up to a total size of `maxSize`, as measured by `sizeOf`. */
  constructor(
    readonly epoch: string,
    private readonly maxSize: number,
    private readonly sizeOf: (item: T) => number = () => 1,
  ) {}

  get position(): Position {
    return { epoch: this.epoch, sequence: this.sequence };
  }

  /** The position of the next change. */
  get nextPosition(): Position {
    return { epoch: this.epoch, sequence: this.sequence + 1 };
  }

  push(item: T): void {
    this.sequence += 1;
    this.items.push(item);
    this.size += this.sizeOf(item);
    this.trim();
  }

  /** Records that a change was dropped, so no reader can resume from before it. */
  skip(): void {
    this.sequence += 1;
    if (this.items.length > 0) this.items = [];
    this.size = 0;
  }

  /** The sequence number of a position; undefined if it is another process's, or too old. */
  resume(text: string | undefined): number | undefined {
    const position = parsePosition(text ?? '');
    if (position?.epoch !== this.epoch) return undefined;
    return this.reaches(position.sequence) ? position.sequence : undefined;
  }

  /** Whether all changes after that number are still available. */
  reaches(sequence: number): boolean {
    return sequence <= this.sequence && sequence >= this.sequence - this.items.length;
  }

  /** The change after that number; undefined while no change follows it. */
  after(sequence: number): T | undefined {
    return this.items[this.items.length - (this.sequence - sequence)];
  }

  /** All changes after that number, which must still be available. */
  since(sequence: number): readonly T[] {
    return this.items.slice(this.items.length - (this.sequence - sequence));
  }

  sizeSince(sequence: number): number {
    return this.since(sequence).reduce((sum, item) => sum + this.sizeOf(item), 0);
  }

  /** Trims in bulk, so that each change stays cheap. */
  private trim(): void {
    if (this.size <= this.maxSize * 1.25) return;
    let count = 0;
    for (const item of this.items) {
      if (this.size <= this.maxSize) break;
      this.size -= this.sizeOf(item);
      count += 1;
    }
    this.items.splice(0, count);
  }
}

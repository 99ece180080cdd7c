// What changed lately, numbered: a reader that was away for a moment goes on where it was. Hubs and open pages alike.

/** `EPOCH.SEQ`, where SEQ grows by one with each change. */
export interface Position {
  /** Random for each process: another one's numbers mean nothing here. */
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

  /** Keeps changes of `maxSize` in all, by what `sizeOf` says of each. */
  constructor(
    readonly epoch: string,
    private readonly maxSize: number,
    private readonly sizeOf: (item: T) => number = () => 1,
  ) {}

  get position(): Position {
    return { epoch: this.epoch, sequence: this.sequence };
  }

  /** Of the change that is pushed next. */
  get nextPosition(): Position {
    return { epoch: this.epoch, sequence: this.sequence + 1 };
  }

  push(item: T): void {
    this.sequence += 1;
    this.items.push(item);
    this.size += this.sizeOf(item);
    this.trim();
  }

  /** Something changed that isn't kept, so no reader can go on from before it. */
  skip(): void {
    this.sequence += 1;
    this.items = [];
    this.size = 0;
  }

  /** The number that a position stands for; undefined where it isn't this process's, or is too old. */
  resume(text: string | undefined): number | undefined {
    const position = parsePosition(text ?? '');
    if (position?.epoch !== this.epoch) return undefined;
    return this.reaches(position.sequence) ? position.sequence : undefined;
  }

  /** Whether everything after that number is still here. */
  reaches(sequence: number): boolean {
    return sequence <= this.sequence && sequence >= this.sequence - this.items.length;
  }

  /** The change after that number; undefined until there is one. */
  after(sequence: number): T | undefined {
    return this.items[this.items.length - (this.sequence - sequence)];
  }

  /** Everything after that number, which the history must reach. */
  since(sequence: number): readonly T[] {
    return this.items.slice(this.items.length - (this.sequence - sequence));
  }

  sizeSince(sequence: number): number {
    return this.since(sequence).reduce((sum, item) => sum + this.sizeOf(item), 0);
  }

  /** In bulk, so that a long history costs nothing per change. */
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

// Writes lines to standard output. While the pipe isn't read, a bounded number of bytes is buffered; further lines are
// dropped and counted, so that the log neither blocks the process nor fills its memory.

/** What is needed of process.stdout; where nothing can wait, `write` is enough. */
export interface Output {
  /** Bytes, or characters, that were written and not yet sent. */
  readonly writableLength?: number;
  write(line: string): unknown;
  on?(event: 'error' | 'drain', then: () => void): unknown;
}

export class LogOutput {
  private unreported = 0;
  private total = 0;

  /** `report` makes the line that says how many lines are missing in its place. */
  constructor(
    private readonly output: Output,
    private readonly report: (lines: number) => string,
  ) {
    // EPIPE, when the reader has gone, must not end the process.
    output.on?.('error', () => {
      this.drop(1);
    });
    output.on?.('drain', () => {
      this.reportDropped();
    });
  }

  /** Lines dropped since the start. */
  get dropped(): number {
    return this.total;
  }

  get isTaken(): boolean {
    return this.waiting === 0;
  }

  write(line: string): void {
    if (this.waiting > MAX_WAITING) {
      this.drop(1);
      return;
    }
    this.reportDropped();
    this.output.write(line);
  }

  private get waiting(): number {
    return this.output.writableLength ?? 0;
  }

  private drop(lines: number): void {
    this.unreported += lines;
    this.total += lines;
  }

  private reportDropped(): void {
    if (this.unreported === 0) return;
    const lines = this.unreported;
    this.unreported = 0;
    this.output.write(this.report(lines));
  }
}

/** Some thousand lines, beside the 64 kB that the pipe itself holds. */
const MAX_WAITING = 1024 * 1024;

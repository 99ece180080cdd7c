// Lines on their way to standard output. While the pipe is not read, a bounded part of them waits and the rest is
// dropped and counted: a log must neither block the process nor fill its memory.

/** What is needed of process.stdout; where nothing can wait, `write` is enough. */
export interface Output {
  /** Bytes, or characters, that were written and aren't taken yet. */
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
    // A reader that is gone (EPIPE) must not end the process.
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

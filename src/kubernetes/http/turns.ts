// Turns of the event loop, one after the other. What takes some milliseconds, as parsing a page does, waits for one in which
// nothing else of the kind is done: pages of several lists that end together would else block the loop by their sum.

export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** `nextTurn` yields to the event loop. */
  constructor(private readonly nextTurn: () => Promise<unknown>) {}

  /** Resolves in a turn that is the caller's alone. */
  take(): Promise<unknown> {
    this.last = this.last.then(() => this.nextTurn());
    return this.last;
  }
}

// Limits how many pages are read at once. Without it, twenty kinds that are listed together would each hold a page in
// memory, and might all parse it in one turn of the event loop.
import type { ObjectApi } from '../watch/object-api.ts';

export class PageSlots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  /** `nextTurn` yields to the event loop. */
  constructor(
    max: number,
    private readonly nextTurn: () => Promise<unknown>,
  ) {
    this.free = max;
  }

  /** The same API, in which each page waits for a slot. */
  limited<Item>(api: ObjectApi<Item>): ObjectApi<Item> {
    return {
      list: (request, signal) => this.run(() => api.list(request, signal)),
      watch: (request, signal) => api.watch(request, signal),
    };
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      void this.nextTurn().then(() => {
        this.pass();
      });
    }
  }

  private pass(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}

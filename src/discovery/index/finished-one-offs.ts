// One-offs of which nothing lives any more, by when they finished: where room is needed, the first go first.
import TinyQueue from 'tinyqueue';

interface Finished<T> {
  readonly item: T;
  /** Unix milliseconds. */
  readonly at: number;
  /** Of two that finished at the same time, the one that was heard of first goes first. */
  readonly order: number;
}

export class FinishedOneOffs<T> {
  /** What is valid of the queue; the rest of it is passed over when its turn comes. */
  private readonly known = new Map<T, Finished<T>>();
  private queue = new TinyQueue<Finished<T>>([], byTime);
  private count = 0;

  /** It finished at Unix milliseconds `at`. */
  set(item: T, at: number): void {
    if (this.known.get(item)?.at === at) return;
    this.count += 1;
    const finished = { item, at, order: this.count };
    this.known.set(item, finished);
    if (this.queue.length >= 2 * this.known.size + LEAST) this.queue = new TinyQueue([...this.known.values()], byTime);
    else this.queue.push(finished);
  }

  /** It lives again, or is gone. */
  delete(item: T): void {
    this.known.delete(item);
  }

  /** The one that finished first. */
  get first(): { readonly item: T; readonly at: number } | undefined {
    for (let next = this.queue.peek(); next !== undefined; next = this.queue.peek()) {
      if (this.known.get(next.item) === next) return next;
      this.queue.pop();
    }
    return undefined;
  }
}

const LEAST = 1024;

function byTime<T>(a: Finished<T>, b: Finished<T>): number {
  return a.at - b.at || a.order - b.order;
}

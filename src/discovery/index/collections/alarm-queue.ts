// Items by the time at which they are due. An alarm that was replaced or deleted stays in the heap and is skipped later, so
// that nothing is ever searched for.
import TinyQueue from 'tinyqueue';

interface Alarm<T> {
  readonly item: T;
  readonly at: number;
  /** Of two that are due at one time, the one set first goes first. */
  readonly order: number;
}

export class AlarmQueue<T> {
  /** The valid alarm of each item; all others in the heap are outdated. */
  private readonly valid = new Map<T, Alarm<T>>();
  private heap = new TinyQueue<Alarm<T>>([], byTime);
  private count = 0;

  get size(): number {
    return this.valid.size;
  }

  /** The item that is due first, and when. */
  get first(): { readonly item: T; readonly at: number } | undefined {
    for (let next = this.heap.peek(); next !== undefined; next = this.heap.peek()) {
      if (this.valid.get(next.item) === next) return next;
      this.heap.pop();
    }
    return undefined;
  }

  at(item: T): number | undefined {
    return this.valid.get(item)?.at;
  }

  /** It is due at `at`, in place of any other time; undefined: never. */
  set(item: T, at: number | undefined): void {
    if (at === undefined) this.valid.delete(item);
    else if (this.valid.get(item)?.at !== at) this.push({ item, at, order: (this.count += 1) });
  }

  delete(item: T): void {
    this.valid.delete(item);
  }

  /** Takes out the next item that is due at `now` or before. */
  takeDue(now: number): T | undefined {
    const next = this.first;
    if (next === undefined || next.at > now) return undefined;
    this.heap.pop();
    this.valid.delete(next.item);
    return next.item;
  }

  /** Outdated alarms of times that are days ahead would pile up: at twice as many as there are valid ones they go. */
  private push(alarm: Alarm<T>): void {
    this.valid.set(alarm.item, alarm);
    if (this.heap.length >= 2 * this.valid.size + MIN_COMPACT)
      this.heap = new TinyQueue([...this.valid.values()], byTime);
    else this.heap.push(alarm);
  }
}

const MIN_COMPACT = 1_024;

function byTime(a: Alarm<unknown>, b: Alarm<unknown>): number {
  return a.at - b.at || a.order - b.order;
}

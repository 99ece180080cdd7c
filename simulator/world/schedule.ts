// Scheduled tasks in simulated time: a heap by time, and by insertion order for simultaneous ones.

export class Schedule {
  private time: number;
  private added = 0;
  private readonly heap: Entry[] = [];

  constructor(start: number) {
    this.time = start;
  }

  /** The time of the running task, or the last `runUntil`. */
  get now(): number {
    return this.time;
  }

  at(time: number, act: () => void): void {
    this.added += 1;
    this.heap.push({ time: Math.max(time, this.time), order: this.added, act });
    this.raise(this.heap.length - 1);
  }

  /** Runs due tasks, and those that they schedule, up to and including `time`. */
  runUntil(time: number): void {
    for (let next = this.heap[0]; next !== undefined && next.time <= time; next = this.heap[0]) {
      this.removeFirst();
      this.time = next.time;
      next.act();
    }
    this.time = Math.max(this.time, time);
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private raise(at: number): void {
    const above = (at - 1) >> 1;
    if (at > 0 && this.swapIfEarlier(at, above)) this.raise(above);
  }

  private sink(at: number): void {
    for (const below of [2 * at + 1, 2 * at + 2]) if (this.swapIfEarlier(below, at)) this.sink(below);
  }

  /** Swaps the entries when the lower one is earlier. */
  private swapIfEarlier(lower: number, upper: number): boolean {
    const [low, up] = [this.heap[lower], this.heap[upper]];
    if (low === undefined || up === undefined || !isEarlier(low, up)) return false;
    [this.heap[lower], this.heap[upper]] = [up, low];
    return true;
  }
}

interface Entry {
  readonly time: number;
  readonly order: number;
  readonly act: () => void;
}

function isEarlier(one: Entry, other: Entry): boolean {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}

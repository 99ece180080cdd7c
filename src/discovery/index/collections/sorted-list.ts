// A list kept in order, so that the first, the last and a range are there without looking at all of it.

export class SortedList<T> {
  private sorted: T[] = [];
  /** Added, and not yet in its place: a long list that comes all at once is sorted once. */
  private added: T[] = [];

  /** `compare` is a total order: two items that compare as 0 are the same item. */
  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.sorted.length + this.added.length;
  }

  get first(): T | undefined {
    return this.all()[0];
  }

  get last(): T | undefined {
    return this.all().at(-1);
  }

  /** Not a copy: it is good until the list changes. */
  all(): readonly T[] {
    if (this.added.length > 0) this.insertAdded();
    return this.sorted;
  }

  /** The item must not be there yet. */
  add(item: T): void {
    this.added.push(item);
  }

  delete(item: T): void {
    const at = this.indexOf(item);
    if (at !== undefined) this.sorted.splice(at, 1);
  }

  /** Puts the item in the place of the one that compares as the same, and returns that place; `hint` is where it may be. */
  replace(item: T, hint?: number): number | undefined {
    const at = hint !== undefined && this.isAt(hint, item) ? hint : this.indexOf(item);
    if (at !== undefined) this.sorted[at] = item;
    return at;
  }

  /** Puts `item` in the list for `before`: in its place where they compare as the same, so that nothing is moved. */
  exchange(before: T, item: T): void {
    const at = this.compare(before, item) === 0 ? this.placeOf(before) : undefined;
    if (at === undefined) {
      this.delete(before);
      this.add(item);
    } else this.sorted[at] = item;
  }

  private isAt(place: number, item: T): boolean {
    const found = this.all()[place];
    return found !== undefined && this.compare(found, item) === 0;
  }

  /** The place of the first item that doesn't come before; `isBefore` is true for none after it. */
  firstNot(isBefore: (item: T) => boolean): number {
    const items = this.all();
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(items[middle] as T)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the item is that compares as the same. */
  indexOf(item: T): number | undefined {
    const at = this.firstNot((other) => this.compare(other, item) < 0);
    const found = this.sorted[at];
    return found !== undefined && this.compare(found, item) === 0 ? at : undefined;
  }

  /** Looking for the item itself reads none of the others, which is faster where there are few. */
  private placeOf(item: T): number | undefined {
    const at = this.size <= SHORT ? this.all().indexOf(item) : -1;
    return at < 0 ? this.indexOf(item) : at;
  }

  private insertAdded(): void {
    const added = this.added;
    this.added = [];
    if (added.length > FEW) this.sorted = this.sorted.concat(added).sort(this.compare);
    else
      for (const item of added)
        this.sorted.splice(
          this.firstNot((other) => this.compare(other, item) < 0),
          0,
          item,
        );
  }
}

/** Up to so many are moved into place one by one, which costs less than sorting again. */
const FEW = 16;

/** A search by order of so many takes as long. */
const SHORT = 64;

/** By code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

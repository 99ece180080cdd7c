// Keeps what was used last, within two bounds: how many entries, and how much they hold.
import { LRUCache } from 'lru-cache';

export interface CacheBounds {
  readonly max: number;
  /** Characters. */
  readonly maxSize: number;
}

/**
 * Memory grows with the entries. An LRUCache that is given `max` itself fills arrays of that length at once: half a
 * megabyte and milliseconds of each start, for a cache that most shields never fill.
 */
export class GrowingCache<Value extends object> extends LRUCache<string, Value> {
  private readonly most: number;

  constructor({ max, maxSize }: CacheBounds, sizeOf: (value: Value, key: string) => number) {
    super({ maxSize, sizeCalculation: sizeOf });
    this.most = max;
  }

  override set(key: string, value: Value): this {
    if (this.size >= this.most && !this.has(key)) this.pop();
    return super.set(key, value);
  }
}

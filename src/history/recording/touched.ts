// A queue of what may have changed: single keys, and whole clusters or kinds.
import { KeyQueue } from '../../services/changes/key-queue.ts';
import { type SubjectKey, textOf } from '../spans/subject-key.ts';
import type { RecordedScope } from './recordable.ts';

export class Touched {
  private readonly named = new KeyQueue<SubjectKey>();
  private readonly scopes: Pending[] = [];

  /** `keysIn` gives everything of a scope when its turn comes; undefined where it only looked for the next. */
  constructor(private readonly keysIn: (scope: RecordedScope) => Iterable<SubjectKey | undefined>) {}

  get isEmpty(): boolean {
    return this.named.isEmpty && this.scopes.length === 0;
  }

  add(key: SubjectKey): void {
    this.named.add(textOf(key), key);
  }

  /** Once more if it is being taken already: what was taken first may have changed since. */
  addAll(scope: RecordedScope): void {
    const isAwaited = this.scopes.some(({ scope: other, keys }) => keys === undefined && isSame(other, scope));
    if (!isAwaited) this.scopes.push({ scope });
  }

  /** At most so many looks. What is given doesn't come again. */
  *take(count: number): Generator<SubjectKey> {
    let left = count;
    for (const [, key] of this.named.take(count)) {
      left -= 1;
      yield key;
    }
    for (; left > 0 && !this.isEmpty; left -= 1) {
      const key = this.nextInScope();
      if (key !== undefined) yield key;
    }
  }

  private nextInScope(): SubjectKey | undefined {
    const [first] = this.scopes;
    if (first === undefined) return undefined;
    first.keys ??= this.keysIn(first.scope)[Symbol.iterator]();
    const next = first.keys.next();
    if (next.done !== true) return next.value;
    this.scopes.shift();
    return undefined;
  }
}

interface Pending {
  readonly scope: RecordedScope;
  /** Those that are left, once it is being taken. */
  keys?: Iterator<SubjectKey | undefined>;
}

function isSame(a: RecordedScope, b: RecordedScope): boolean {
  return a.of === b.of && a.cluster === b.cluster && a.resource === b.resource;
}

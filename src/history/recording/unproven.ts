// What nothing had proven yet when it was to be recorded. That a first proof comes is announced by no change, so it is looked at
// again: as most wait for the same proof, one of them often, and all of them less so.
import { type SubjectKey, textOf } from '../spans/subject-key.ts';

export class Unproven {
  private readonly keys = new Map<string, SubjectKey>();
  /** Monotonic milliseconds at which all were looked at last. */
  private lookedAt = -Infinity;

  get isEmpty(): boolean {
    return this.keys.size === 0;
  }

  add(key: SubjectKey): void {
    this.keys.set(textOf(key), key);
  }

  /** Takes out those that are worth a look at monotonic `now`. */
  take(now: number, isProven: (key: SubjectKey) => boolean): readonly SubjectKey[] {
    const [first] = this.keys.values();
    if (first === undefined || (now - this.lookedAt < LOOK_AT_ALL && !isProven(first))) return [];
    this.lookedAt = now;
    const all = [...this.keys.values()];
    this.keys.clear();
    return all;
  }
}

/** Milliseconds. */
const LOOK_AT_ALL = 1_000;

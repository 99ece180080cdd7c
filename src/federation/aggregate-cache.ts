// Aggregates, kept by what they are about, whatever their look: one over thousands of services takes milliseconds.
import { LRUCache } from 'lru-cache';
import type { Observable } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import { Summary } from '../services/aggregate.ts';
import type { Change } from '../services/changes/change.ts';
import type { Result } from '../services/result/result.ts';

interface Subject {
  readonly prefix: string;
  readonly check: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

interface Kept {
  readonly changes: number;
  /** Undefined: nothing has the check. */
  readonly summary: Summary | undefined;
}

export class AggregateCache {
  private readonly kept = new LRUCache<string, Kept>({ max: MAX_KEPT });
  /** How many changes there have been. */
  private changes = 0;

  constructor(changes$: Observable<Change>) {
    changes$.subscribe(() => {
      this.changes += 1;
    });
  }

  /** Of the results that `find` gives, from when they last changed or their sources last turned. Undefined: of none. */
  summary(subject: Subject, now: Moment, find: () => readonly Result[]): Summary | undefined {
    const key = keyOf(subject);
    const kept = this.kept.get(key);
    if (kept?.changes === this.changes && kept.summary?.isStillTrue(now) !== false) return kept.summary;
    const results = find();
    const summary = results.length === 0 ? undefined : new Summary(subject.check, results, now);
    this.kept.set(key, { changes: this.changes, summary });
    return summary;
  }
}

/** Addresses that nothing stands behind are answered too, so anyone may ask for as many as they like. */
const MAX_KEPT = 1_000;

/** No name holds a slash. */
function keyOf({ prefix, check, namespace = '', cluster = '' }: Subject): string {
  return `${prefix}/${check}/${namespace}/${cluster}`;
}

// Caches aggregates by subject, independent of how they are drawn: one over thousands of services takes milliseconds.
import { LRUCache } from 'lru-cache';
import type { Observable } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import { Summary } from '../services/aggregate.ts';
import type { SummedResult } from '../services/result/result.ts';
import type { Change } from '../services/changes/change.ts';
import { CondensedResults } from '../services/condensed-results.ts';
import { resultsOf } from '../services/service-results.ts';
import type { Service } from '../services/service.ts';

interface AggregateSubject {
  readonly prefix: string;
  readonly check: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

interface CachedAggregate {
  readonly changes: number;
  /** Undefined: no service has the check. */
  readonly summary: Summary | undefined;
}

export class AggregateCache {
  private readonly cached = new LRUCache<string, CachedAggregate>({ max: MAX_KEPT });
  /** For aggregates over many services: the parts that a change of a few services doesn't affect. */
  private readonly condensed = new LRUCache<string, CondensedResults>({
    max: MAX_KEPT,
    maxSize: MAX_CONDENSED,
    sizeCalculation: ({ size }) => size + 1,
  });
  /** Number of changes so far. */
  private changes = 0;

  constructor(changes$: Observable<Change>) {
    changes$.subscribe(() => {
      this.changes += 1;
    });
  }

  /**
   * The aggregate of the services that `find` returns, a list for each cluster, computed again after a change or a change of
   * staleness. Undefined: there are none.
   */
  summary(subject: AggregateSubject, now: Moment, find: () => readonly (readonly Service[])[]): Summary | undefined {
    const key = keyOf(subject);
    const kept = this.cached.get(key);
    if (kept?.changes === this.changes && kept.summary?.isStillTrue(now) !== false) return kept.summary;
    const lists = find();
    const results =
      subject.check === 'health' ? this.condensedHealth(key, lists) : resultsOf(lists.flat(), subject.check);
    const summary = results.length === 0 ? undefined : new Summary(subject.check, results, now);
    this.cached.set(key, { changes: this.changes, summary });
    return summary;
  }

  private condensedHealth(key: string, lists: readonly (readonly Service[])[]): readonly SummedResult[] {
    const condensed = this.condensed.get(key) ?? new CondensedResults();
    const results = condensed.healthOf(lists);
    // Its size is counted when it is added.
    this.condensed.delete(key);
    this.condensed.set(key, condensed);
    return results;
  }
}

/** Services, each counted once for each aggregate that includes it: a reference each. */
const MAX_CONDENSED = 500_000;

/** Made-up addresses are answered too, so callers choose the number of entries. */
const MAX_KEPT = 1_000;

/** No name holds a slash. */
function keyOf({ prefix, check, namespace = '', cluster = '' }: AggregateSubject): string {
  return `${prefix}/${check}/${namespace}/${cluster}`;
}

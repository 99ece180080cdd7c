// Caches aggregates by subject, independent of how they are drawn: one over thousands of services takes milliseconds.
import { LRUCache } from 'lru-cache';
import type { Observable } from 'rxjs';
import type { Moment } from '../config/clock.ts';
import { Summary } from '../services/aggregate.ts';
import type { SummedResult } from '../services/result/result.ts';
import type { Change } from '../services/changes/change.ts';
import { CondensedResults } from '../services/condensed-results.ts';
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
  summary(subject: AggregateSubject, now: Moment, find: FindServices): Summary | undefined {
    const key = keyOf(subject);
    const cached = this.current(key, now);
    if (cached !== undefined) return cached.summary;
    const lists = find();
    const results = this.condensedFor(key, subject, (condensed) => condensed.of(lists));
    return this.summarize(key, subject, results, now);
  }

  /**
   * Reads a part of the services, so that `summary` takes few milliseconds. Returns whether nothing is left to read, in which
   * case `summary` returns what is computed here.
   */
  prepare(subject: AggregateSubject, now: Moment, find: FindServices): boolean {
    const key = keyOf(subject);
    if (this.current(key, now) !== undefined) return true;
    const lists = find();
    const results = this.condensedFor(key, subject, (condensed) => condensed.update(lists, BLOCKS_PER_TURN));
    if (results !== undefined) this.summarize(key, subject, results, now);
    return results !== undefined;
  }

  /** Whether `summary` has nothing to read. */
  isCurrent(subject: AggregateSubject, now: Moment): boolean {
    return this.current(keyOf(subject), now) !== undefined;
  }

  private current(key: string, now: Moment): CachedAggregate | undefined {
    const cached = this.cached.get(key);
    return cached?.changes === this.changes && cached.summary?.isStillTrue(now) !== false ? cached : undefined;
  }

  private summarize(
    key: string,
    { check }: AggregateSubject,
    results: readonly SummedResult[],
    now: Moment,
  ): Summary | undefined {
    const summary = results.length === 0 ? undefined : new Summary(check, results, now);
    this.cached.set(key, { changes: this.changes, summary });
    return summary;
  }

  private condensedFor<T>(key: string, { check }: AggregateSubject, use: (condensed: CondensedResults) => T): T {
    const condensed = this.condensed.get(key) ?? new CondensedResults(check);
    const used = use(condensed);
    // Its size is counted when it is added.
    this.condensed.delete(key);
    this.condensed.set(key, condensed);
    return used;
  }
}

type FindServices = () => readonly (readonly Service[])[];

/** Of 128 services each, together 2,048: under a millisecond by compiled code, some by code that runs for the first time. */
const BLOCKS_PER_TURN = 16;

/** Services, each counted once for each aggregate that includes it: a reference each. */
const MAX_CONDENSED = 500_000;

/** Made-up addresses are answered too, so callers choose the number of entries. */
const MAX_KEPT = 1_000;

/** No name holds a slash. */
function keyOf({ prefix, check, namespace = '', cluster = '' }: AggregateSubject): string {
  return `${prefix}/${check}/${namespace}/${cluster}`;
}

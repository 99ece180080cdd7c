// Sums over very many services or objects, which take a while to add up. A badge shows the one that was added up last, and
// waits for the first one no longer than a reader would.
import { LRUCache } from 'lru-cache';
import type { Clock, Moment } from '../../config/clock.ts';
import type { Durations, Interval } from '../../services/result/uptime.ts';

export interface KeptSum<Of> {
  readonly window: Interval;
  readonly durations: Durations;
  /** What was added up. */
  readonly of: Of;
  /** Milliseconds that it took. */
  readonly took: number;
  readonly began: Moment;
}

export class KeptSums<Of> {
  private readonly kept = new LRUCache<string, KeptSum<Of>>({ max: MAX_SUMS });
  private readonly adding = new Map<string, Promise<KeptSum<Of>>>();

  constructor(private readonly clock: Clock) {}

  /** One that needn't be added up again yet. */
  good(key: string): KeptSum<Of> | undefined {
    const sum = this.kept.get(key);
    return sum !== undefined && this.ageOf(sum) < Math.max(GOOD_FOR, REST * sum.took) ? sum : undefined;
  }

  isAdding(key: string): boolean {
    return this.adding.has(key);
  }

  /**
   * Of the past `length` milliseconds; `add` is called only where it isn't being added up already. Undefined: it isn't added
   * up yet, and no earlier one may be shown meanwhile.
   */
  async sum(
    key: string,
    length: number,
    add: (window: Interval) => Promise<Pick<KeptSum<Of>, 'durations' | 'of'>>,
  ): Promise<KeptSum<Of> | undefined> {
    const adding = this.adding.get(key) ?? this.begin(key, length, add);
    return (await this.inTime(adding)) ?? this.lastOf(key, length);
  }

  private begin(
    key: string,
    length: number,
    add: (window: Interval) => Promise<Pick<KeptSum<Of>, 'durations' | 'of'>>,
  ): Promise<KeptSum<Of>> {
    const began = this.clock.now();
    const window = { from: began.wall - length, to: began.wall };
    const adding = add(window)
      .then((added) => {
        const sum = { window, ...added, began, took: this.clock.now().monotonic - began.monotonic };
        this.kept.set(key, sum);
        return sum;
      })
      .finally(() => this.adding.delete(key));
    this.adding.set(key, adding);
    return adding;
  }

  private async inTime(adding: Promise<KeptSum<Of>>): Promise<KeptSum<Of> | undefined> {
    const late = Promise.withResolvers<undefined>();
    const cancel = this.clock.after(ANSWER_TIMEOUT, () => {
      late.resolve(undefined);
    });
    return Promise.race([adding, late.promise]).finally(cancel);
  }

  private lastOf(key: string, length: number): KeptSum<Of> | undefined {
    const sum = this.kept.get(key);
    return sum !== undefined && this.ageOf(sum) <= length * SHOWN_PART ? sum : undefined;
  }

  private ageOf({ began }: KeptSum<Of>): number {
    return this.clock.now().monotonic - began.monotonic;
  }
}

const MAX_SUMS = 200;
/** Milliseconds. */
const GOOD_FOR = 10_000;
/** Adding up takes a twentieth of the time at most, however many services there are. */
const REST = 19;
/** Milliseconds: image proxies wait only a few seconds. */
const ANSWER_TIMEOUT = 500;
/** One as old as this part of its window reads as good as the same. */
const SHOWN_PART = 0.01;

// What was known at a moment in the past, of all services together. A moment of many services takes a while to read, so the
// last few are kept, and few are read at once.
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { momentFault } from '../../services/past-moment.ts';
import { HistoryService } from '../history.service.ts';
import type { HistoricMoment } from './historic-moment.ts';
import type { KnownService } from '../spans/state-history.ts';

@Injectable()
export class MomentsService {
  private readonly history: HistoryService;
  private readonly clock: Clock;
  private readonly read = new LRUCache<number, Promise<readonly KnownService[] | undefined>>({ max: MAX_KEPT });
  private reading = 0;

  constructor(history: HistoryService, @Inject(CLOCK) clock: Clock) {
    this.history = history;
    this.clock = clock;
  }

  /** Undefined: too many requests at once. A sentence: why there is no answer for that time. */
  async at(time: number): Promise<HistoricMoment | string | undefined> {
    const fault = momentFault(time, this.clock.now().wall);
    if (fault !== undefined) return fault;
    const known = this.read.get(time) ?? this.begin(time);
    return known === undefined ? undefined : { at: time, services: await known, since: this.history.start };
  }

  private begin(time: number): Promise<readonly KnownService[] | undefined> | undefined {
    if (this.reading >= MAX_AT_ONCE) return undefined;
    this.reading += 1;
    const known = this.history.moment(time).finally(() => {
      this.reading -= 1;
    });
    this.read.set(time, known);
    known.catch(() => this.read.delete(time));
    return known;
  }
}

/** Moments of up to 80,000 services each. */
const MAX_KEPT = 4;
const MAX_AT_ONCE = 4;

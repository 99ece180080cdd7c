// Reads the history of one service or object, or of all services: from the file, else from memory.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../config/clock.ts';
import { CLOCK } from '../config/config.module.ts';
import { compareText } from '../discovery/index/collections/sorted-list.ts';
import type { ServiceKey } from '../services/service.ts';
import { DAY } from '../config/duration.ts';
import { type Durations, durationsOf, type Interval, noDurations, sumDurations } from '../services/result/uptime.ts';
import { RecorderService } from './recording/recorder.service.ts';
import { isSameState, type RecordedChange } from './spans/recorded-change.ts';
import {
  KEPT,
  type KnownService,
  type SeenSpan,
  spanOf,
  type StateHistory,
  type StateSpan,
} from './spans/state-history.ts';
import { type SubjectKey, textOf } from './spans/subject-key.ts';
import type { Replies, StoredChange, StoredKey } from './storage/database-messages.ts';

@Injectable()
export class HistoryService {
  private readonly recorder: RecorderService;
  private readonly memory: StateHistory;
  private readonly clock: Clock;

  constructor(recorder: RecorderService, @Inject(CLOCK) clock: Clock) {
    this.recorder = recorder;
    this.memory = recorder.memory;
    this.clock = clock;
  }

  /** Unix milliseconds since which anything is known. */
  get start(): number {
    return this.recorder.start;
  }

  /** The past day, oldest first; empty where nothing is kept: a one-off, or a service that was never seen. */
  of(key: SubjectKey): readonly StateSpan[] {
    return this.spans(key, DAY)
      .filter(({ state }, i, all) => state !== all[i - 1]?.state)
      .map(({ state, from }) => ({ state: state === 'unseen' ? 'unknown' : state, from }));
  }

  /** The past `ms` milliseconds, oldest first. */
  spans(key: SubjectKey, ms: number): readonly SeenSpan[] {
    const now = this.clock.now();
    this.recorder.record(key, now);
    const changes = this.memory.changes(key, { from: now.wall - ms, to: Infinity });
    return changes.filter((change, i) => !isSameState(change, changes[i - 1])).map(spanOf);
  }

  /** The time in each state, summed over these services. Each counts for as long as it was seen. */
  async durations(keys: readonly SubjectKey[], window: Interval): Promise<Durations> {
    const stored = await this.recorder.file?.durations(keys, window);
    if (stored !== undefined) return this.withMixed(stored, keys, window);
    const seen = [{ from: this.recorder.startedAt, to: this.clock.now().wall }];
    let sum: Durations = noDurations();
    for (const [i, key] of keys.entries()) {
      if (i > 0 && i % SLICE === 0) await nextTurn();
      sum = sumDurations([sum, durationsOf(this.memory.changes(key, window), seen, window)]);
    }
    return sum;
  }

  /** Oldest first, beginning with the state at the start of the interval. */
  async changes(key: SubjectKey, interval: Interval): Promise<readonly RecordedChange[]> {
    return (await this.changesAndDays(key, interval)).changes;
  }

  /** Also the sums of whole days, whose changes may be gone. */
  async changesAndDays(key: SubjectKey, interval: Interval): Promise<Replies['changes']> {
    this.recorder.record(key, this.clock.now());
    const stored = await this.recorder.file?.changes(key, interval);
    if (stored === undefined) return { changes: this.memory.changes(key, interval), days: [] };
    const mixed = this.memory.mixedChanges(key);
    const [first = { at: Infinity }] = mixed;
    const written = stored.changes.filter(({ at }) => at < first.at);
    return { ...stored, changes: [...written, ...mixed.filter(({ at }) => at < interval.to)] };
  }

  /** What isn't written yet, as it changes too often, is unseen in the file. */
  private withMixed(stored: Durations, keys: readonly SubjectKey[], window: Interval): Durations {
    const candidates = this.memory.mixedKeys();
    if (candidates.length === 0) return stored;
    const asked = new Set(keys.map(textOf));
    const mixed = candidates.filter((key) => asked.has(textOf(key)));
    const seen = [{ from: this.recorder.startedAt, to: this.clock.now().wall }];
    const sum = sumDurations([stored, ...mixed.map((key) => durationsOf(this.memory.mixedChanges(key), seen, window))]);
    return { ...sum, unseen: Math.max(0, sum.unseen - mixed.length * (window.to - window.from)) };
  }

  /** All services seen at that time, by cluster, namespace and name; undefined: no shield was running then. */
  async moment(time: number): Promise<readonly KnownService[] | undefined> {
    const stored = await this.recorder.file?.moment(time);
    if (stored?.isSeen === false) return undefined;
    const known = stored === undefined ? await this.rememberedAt(time) : stored.services.flatMap(seenOnly);
    return known?.toSorted(byPlace);
  }

  private async rememberedAt(time: number): Promise<readonly KnownService[] | undefined> {
    const now = this.clock.now().wall;
    if (time < Math.max(this.recorder.startedAt, now - KEPT)) return undefined;
    const known: KnownService[] = [];
    for (const [i, text] of [...this.memory.keys()].entries()) {
      if (i > 0 && i % SLICE === 0) await nextTurn();
      const service = this.memory.knownAt(text, time);
      if (service !== undefined) known.push(service);
    }
    return known;
  }
}

function seenOnly({ state, ...known }: StoredKey & StoredChange): readonly KnownService[] {
  return state === 'unseen' ? [] : [{ ...known, state }];
}

function byPlace(a: ServiceKey, b: ServiceKey): number {
  return compareText(a.cluster, b.cluster) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

/** Services summed in one turn of the event loop. */
const SLICE = 500;
